using System.Globalization;
using System.Text;
using Cairn.Python.Text;

namespace Cairn.Python;

internal sealed partial class SourceWriter
{
    private static readonly string[] Quotes = ["'", "\"", "\"\"\"", "'''"];

    private void WriteConstant(PyObject value)
    {
        switch (value)
        {
            case PyStr text when _isInField:
                // There is no backslash in a field of an f-string before Python 3.12.
                WriteQuoted(text.Value);
                break;
            case PyStr text:
                _text.Append(StringLiteral.Repr(text.Value));
                break;
            case PyBytes bytes:
                _text.Append(StringLiteral.Repr(bytes.Value));
                break;
            case PyEllipsis:
                _text.Append("...");
                break;
            case PyFloat number:
                // A literal too large for a number is infinity.
                _text.Append(FloatText.Repr(number.Value).Replace("inf", "1e309", StringComparison.Ordinal));
                break;
            case PyNone:
                _text.Append("None");
                break;
            case PyBool flag:
                _text.Append(ReferenceEquals(flag, PyBool.True) ? "True" : "False");
                break;
            case PyInt number:
                _text.Append(number.Value.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                throw new InvalidOperationException($"{value.GetType().Name} is no literal");
        }
    }

    private void WriteQuoted(string text)
    {
        var (escaped, quotes) = Escape(text, Quotes, escapesLayout: false);
        _text.Append(quotes[0]).Append(escaped).Append(quotes[0]);
    }

    private void WriteJoined(JoinedStringExpression node)
    {
        _text.Append('f');
        if (_isInField)
        {
            WriteQuoted(string.Concat(node.Parts.Select(part => PartText(part, inSpecification: false))));
            return;
        }

        string[] quotes = Quotes;
        List<string> escaped = [];
        foreach (var part in node.Parts)
        {
            var (text, possible) = Escape(PartText(part, inSpecification: false), quotes, escapesLayout: part is ConstantExpression);
            if (!possible.Any(quotes.Contains))
            {
                WriteJoinedEscaped(node);
                return;
            }

            quotes = possible;
            escaped.Add(text);
        }

        _text.Append(quotes[0]).AppendJoin("", escaped).Append(quotes[0]);
    }

    /// <summary>No quotes fit all parts: everything is escaped, between three single quotes.</summary>
    private void WriteJoinedEscaped(JoinedStringExpression node)
    {
        _text.Append("'''");
        foreach (var part in node.Parts)
        {
            // With a double quote in front, the literal is in single quotes for sure.
            _text.Append(StringLiteral.Repr('"' + PartText(part, inSpecification: false))[2..^1]);
        }

        _text.Append("'''");
    }

    /// <summary>A part of an f-string as it stands between the quotes, not yet escaped.</summary>
    private static string PartText(Expression part, bool inSpecification)
    {
        switch (part)
        {
            case ConstantExpression { Value: PyStr constant }:
                string text = constant.Value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
                return inSpecification
                    ? text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)
                        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
                    : text;
            case JoinedStringExpression joined:
                return string.Concat(joined.Parts.Select(each => PartText(each, inSpecification)));
            case FormattedExpression field:
                return FieldText(field);
            default:
                throw new InvalidOperationException($"{part.GetType().Name} is no part of an f-string");
        }
    }

    private static string FieldText(FormattedExpression field)
    {
        var inner = new SourceWriter(System.Collections.Frozen.FrozenSet<Statement>.Empty, isInField: true);
        inner.Write(field.Value, Precedence.Or);
        string value = inner._text.ToString();
        var text = new StringBuilder("{");
        text.Append(value.StartsWith('{') ? " " : "").Append(value);
        if (field.Conversion != '\0')
        {
            text.Append('!').Append(field.Conversion);
        }

        if (field.Specification is { } specification)
        {
            text.Append(':').Append(PartText(specification, inSpecification: true));
        }

        return text.Append('}').ToString();
    }

    /// <summary>A text with as few escapes as its quotes allow.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowed">The quotes to choose from.</param>
    /// <param name="escapesLayout">True if line ends and tabs are escaped too.</param>
    /// <returns>The escaped text, and the quotes that it can stand in, best first.</returns>
    private static (string Text, string[] Quotes) Escape(string text, string[] allowed, bool escapesLayout)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            bool isLayout = rune.Value is '\n' or '\t';
            if (isLayout ? escapesLayout : rune.Value == '\\' || !Characters.IsPrintable(rune.Value))
            {
                AppendEscaped(builder, rune.Value);
            }
            else
            {
                builder.Append(rune);
            }
        }

        string escaped = builder.ToString();
        string[] possible =
        [
            .. allowed.Where(quote => (quote.Length == 3 || !escaped.Contains('\n', StringComparison.Ordinal)) && !escaped.Contains(quote, StringComparison.Ordinal)),
        ];
        if (possible.Length == 0)
        {
            string literal = StringLiteral.Repr(text);
            string first = literal[..1];
            return (literal[1..^1], [allowed.FirstOrDefault(quote => quote.Contains(first, StringComparison.Ordinal)) ?? first]);
        }

        if (escaped.Length > 0)
        {
            char last = escaped[^1];
            possible = [.. possible.OrderBy(quote => quote[0] == last)];
            if (possible[0][0] == last)
            {
                escaped = $"{escaped[..^1]}\\{last}";
            }
        }

        return (escaped, possible);
    }

    private static void AppendEscaped(StringBuilder text, int character) => _ = character switch
    {
        '\\' => text.Append(@"\\"),
        '\n' => text.Append(@"\n"),
        '\r' => text.Append(@"\r"),
        '\t' => text.Append(@"\t"),
        <= 0xff => text.Append(CultureInfo.InvariantCulture, $"\\x{character:x2}"),
        <= 0xffff => text.Append(CultureInfo.InvariantCulture, $"\\u{character:x4}"),
        _ => text.Append(CultureInfo.InvariantCulture, $"\\U{character:x8}"),
    };
}

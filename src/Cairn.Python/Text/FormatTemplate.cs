using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Cairn.Python.Text;

/// <summary>A step of a field name after its first word: <c>.name</c>, <c>[key]</c> or <c>[0]</c>.</summary>
/// <param name="IsAttribute">True for <c>.name</c>.</param>
/// <param name="Name">The name or key as written.</param>
/// <param name="Index">The number, where the key consists of digits; else null.</param>
public readonly record struct FieldAccess(bool IsAttribute, string Name, long? Index);

/// <summary>One replacement field of a template.</summary>
/// <param name="Position">The positional argument, numbered or counted; null for a named one.</param>
/// <param name="Name">The keyword argument; null for a positional one.</param>
/// <param name="Accesses">Attributes and items to fetch from the argument, in order.</param>
/// <param name="Conversion"><c>r</c>, <c>s</c>, <c>a</c>, or NUL for none.</param>
/// <param name="Specification">The format specification as written.</param>
/// <param name="NestedSpecification">The specification as a template of its own, where it has fields; else null.</param>
public sealed record TemplateField(
    int? Position, string? Name, ImmutableArray<FieldAccess> Accesses, char Conversion, string Specification, FormatTemplate? NestedSpecification);

/// <summary>A literal text, or a field.</summary>
public readonly record struct TemplatePart(string? Literal, TemplateField? Field);

/// <summary>A parsed template of <c>str.format</c>.</summary>
/// <remarks>Python documentation, "Format String Syntax". Counted fields (<c>{}</c>) have their number already.</remarks>
public sealed class FormatTemplate
{
    private FormatTemplate(ImmutableArray<TemplatePart> parts)
    {
        Parts = parts;
    }

    /// <summary>Literals and fields in order.</summary>
    public ImmutableArray<TemplatePart> Parts { get; }

    /// <exception cref="TextException">ValueError: the template is malformed.</exception>
    public static FormatTemplate Parse(string text)
    {
        var numbering = new Numbering();
        return Parse(text, depth: 2, numbering);
    }

    private static FormatTemplate Parse(string text, int depth, Numbering numbering)
    {
        if (depth == 0)
        {
            throw TextException.Value("Max string recursion exceeded");
        }

        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new StringBuilder();
        var position = 0;
        while (position < text.Length)
        {
            var c = text[position++];
            if (c is not ('{' or '}'))
            {
                literal.Append(c);
                continue;
            }

            if (position < text.Length && text[position] == c)
            {
                literal.Append(c);
                position++;
                continue;
            }

            if (c == '}')
            {
                throw TextException.Value("Single '}' encountered in format string");
            }

            if (position == text.Length)
            {
                throw TextException.Value("Single '{' encountered in format string");
            }

            if (literal.Length > 0)
            {
                parts.Add(new(literal.ToString(), null));
                literal.Clear();
            }

            parts.Add(new(null, ParseField(text, ref position, depth, numbering)));
        }

        if (literal.Length > 0)
        {
            parts.Add(new(literal.ToString(), null));
        }

        return new FormatTemplate(parts.ToImmutable());
    }

    private static TemplateField ParseField(string text, ref int position, int depth, Numbering numbering)
    {
        var start = position;
        var inBrackets = false;
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '{')
            {
                throw TextException.Value("unexpected '{' in field name");
            }

            if (c == '[')
            {
                inBrackets = true;
            }
            else if (c == ']')
            {
                inBrackets = false;
            }
            else if (!inBrackets && (c is '}' or ':' or '!'))
            {
                break;
            }

            position++;
        }

        var name = text[start..position];
        if (position == text.Length)
        {
            throw TextException.Value("expected '}' before end of string");
        }

        var conversion = '\0';
        if (text[position] == '!')
        {
            position++;
            if (position == text.Length)
            {
                throw TextException.Value("end of string while looking for conversion specifier");
            }

            conversion = text[position++];
            if (position == text.Length)
            {
                throw TextException.Value("unmatched '{' in format spec");
            }

            if (text[position] is not (':' or '}'))
            {
                throw TextException.Value("expected ':' after conversion specifier");
            }
        }

        var specification = string.Empty;
        var isNested = false;
        if (text[position++] == ':')
        {
            specification = ParseSpecification(text, ref position, out isNested);
        }

        var (argument, accesses) = ParseName(name, numbering);
        if (conversion is not ('\0' or 'r' or 's' or 'a'))
        {
            throw TextException.Value(conversion is > ' ' and < '\x7f'
                ? $"Unknown conversion specifier {conversion}"
                : $"Unknown conversion specifier \\x{(int)conversion:x}");
        }

        var nested = isNested ? Parse(specification, depth - 1, numbering) : null;
        return new TemplateField(
            argument is int number ? number : null, argument as string, accesses, conversion, specification, nested);
    }

    private static string ParseSpecification(string text, ref int position, out bool isNested)
    {
        isNested = false;
        var start = position;
        for (var open = 1; position < text.Length; position++)
        {
            if (text[position] == '{')
            {
                isNested = true;
                open++;
            }
            else if (text[position] == '}' && --open == 0)
            {
                return text[start..position++];
            }
        }

        throw TextException.Value("unmatched '{' in format spec");
    }

    private static (object Argument, ImmutableArray<FieldAccess> Accesses) ParseName(string name, Numbering numbering)
    {
        var end = name.AsSpan().IndexOfAny('.', '[');
        var first = end < 0 ? name : name[..end];
        object argument = first.Length == 0 ? numbering.Next() : Digits(first) is { } number ? numbering.Explicit((int)number) : first;
        if (end < 0)
        {
            return (argument, []);
        }

        var accesses = ImmutableArray.CreateBuilder<FieldAccess>();
        var position = end;
        while (position < name.Length)
        {
            var isAttribute = name[position++] == '.';
            int stop;
            if (isAttribute)
            {
                var next = name.AsSpan(position).IndexOfAny('.', '[');
                stop = next < 0 ? name.Length : position + next;
            }
            else
            {
                stop = name.IndexOf(']', position);
                if (stop < 0)
                {
                    throw TextException.Value("Missing ']' in format string");
                }
            }

            var key = name[position..stop];
            if (key.Length == 0)
            {
                throw TextException.Value("Empty attribute in format string");
            }

            accesses.Add(new(isAttribute, key, isAttribute ? null : Digits(key)));
            position = isAttribute ? stop : stop + 1;
            if (!isAttribute && position < name.Length && name[position] is not ('.' or '['))
            {
                throw TextException.Value("Only '.' or '[' may follow ']' in format field specifier");
            }
        }

        return (argument, accesses.ToImmutable());
    }

    private static long? Digits(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw TextException.Value("Too many decimal digits in format string");
    }

    /// <summary>A template numbers its fields either all by itself or not at all.</summary>
    private sealed class Numbering
    {
        private int _next;
        private bool _isExplicit;

        public int Next()
        {
            return _isExplicit
                ? throw TextException.Value("cannot switch from manual field specification to automatic field numbering")
                : _next++;
        }

        public int Explicit(int number)
        {
            if (_next > 0)
            {
                throw TextException.Value("cannot switch from automatic field numbering to manual field specification");
            }

            _isExplicit = true;
            return number;
        }
    }
}

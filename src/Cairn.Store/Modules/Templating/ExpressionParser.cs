using System.Globalization;
using System.Text;

namespace Cairn.Store.Modules.Templating;

/// <summary>Reads the expressions of templates.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] s_signs = ["==", "!=", "<=", ">=", "//", "**", "<", ">", "+", "-", "*", "/", "%", "~", "(", ")", "[", "]", "{", "}", ",", ":", ".", "|", "="];
    private readonly List<(string Text, char Kind)> _tokens;
    private int _at;

    /// <param name="text">The expression, or what follows a statement's name.</param>
    /// <exception cref="FormatException">A character is not understood.</exception>
    public ExpressionParser(string text) => _tokens = Tokens(text);

    /// <summary>True if everything was read.</summary>
    public bool IsAtEnd => _at >= _tokens.Count;

    /// <summary>Reads a word if it is the next.</summary>
    public bool Skip(string text)
    {
        if (!IsAtEnd && _tokens[_at].Kind != 's' && _tokens[_at].Text == text)
        {
            _at++;
            return true;
        }

        return false;
    }

    /// <summary>Reads a name.</summary>
    public string Name() => !IsAtEnd && _tokens[_at].Kind == 'n' ? _tokens[_at++].Text : throw new FormatException($"expected a name {Here()}");

    /// <summary>Reads what has to stand next.</summary>
    public void Expect(string text)
    {
        if (!Skip(text))
        {
            throw new FormatException($"expected `{text}` {Here()}");
        }
    }

    /// <summary>Reads an expression to the end.</summary>
    public TemplateExpression Whole()
    {
        var expression = Tuple();
        return IsAtEnd ? expression : throw new FormatException($"did not expect {Here()}");
    }

    /// <summary>Reads one expression.</summary>
    public TemplateExpression Expression()
    {
        var value = Or();
        if (!Skip("if"))
        {
            return value;
        }

        var condition = Or();
        return new ConditionalExpression(condition, value, Skip("else") ? Expression() : null);
    }

    /// <summary>Reads the sequence behind <c>in</c> of a loop: a condition belongs to the loop.</summary>
    public TemplateExpression Or() => Chain(And, "or");

    private TemplateExpression Tuple()
    {
        var first = Expression();
        if (IsAtEnd || _tokens[_at].Text != ",")
        {
            return first;
        }

        var items = new List<TemplateExpression> { first };
        while (Skip(",") && !IsAtEnd)
        {
            items.Add(Expression());
        }

        return new ListExpression(items);
    }

    private TemplateExpression And() => Chain(Not, "and");

    private TemplateExpression Chain(Func<TemplateExpression> next, params ReadOnlySpan<string> operations)
    {
        var left = next();
        while (true)
        {
            var found = "";
            foreach (var operation in operations)
            {
                if (Skip(operation))
                {
                    found = operation;
                    break;
                }
            }

            if (found.Length == 0)
            {
                return left;
            }

            left = new BinaryExpression(found, left, next());
        }
    }

    private TemplateExpression Not() => Skip("not") ? new NotExpression(Not()) : Comparison();

    private TemplateExpression Comparison()
    {
        var left = Sum();
        while (true)
        {
            string? operation = null;
            foreach (var candidate in new[] { "==", "!=", "<=", ">=", "<", ">", "in" })
            {
                if (Skip(candidate))
                {
                    operation = candidate;
                    break;
                }
            }

            if (operation is null && _at + 1 < _tokens.Count && _tokens[_at].Text == "not" && _tokens[_at + 1].Text == "in")
            {
                _at += 2;
                operation = "not in";
            }

            if (operation is not null)
            {
                left = new BinaryExpression(operation, left, Sum());
            }
            else
            {
                return left;
            }
        }
    }

    private TemplateExpression Sum() => Chain(Product, "+", "-", "~");

    private TemplateExpression Product() => Chain(Unary, "*", "//", "/", "%");

    private TemplateExpression Unary() => Skip("-") ? new NegatedExpression(Unary()) : Skip("+") ? Unary() : Filtered(Postfix(Primary()));

    private TemplateExpression Filtered(TemplateExpression value)
    {
        while (true)
        {
            if (Skip("|"))
            {
                var name = Name();
                value = new FilterExpression(value, name, Skip("(") ? Arguments() : []);
                value = Postfix(value);
            }
            else if (Skip("is"))
            {
                var isNegated = Skip("not");
                var name = Name().ToLowerInvariant();
                var arguments = Skip("(") ? Arguments() : name is "in" or "equalto" or "eq" or "sameas" ? [Primary()] : [];
                value = new TestExpression(value, name, arguments, isNegated);
            }
            else
            {
                return value;
            }
        }
    }

    private TemplateExpression Postfix(TemplateExpression value)
    {
        while (true)
        {
            if (Skip("."))
            {
                value = new MemberExpression(value, new Constant(_tokens[_at].Kind == 'i' ? long.Parse(_tokens[_at++].Text, CultureInfo.InvariantCulture) : Name()));
            }
            else if (Skip("["))
            {
                value = new MemberExpression(value, Expression());
                Expect("]");
            }
            else if (Skip("("))
            {
                value = new CallExpression(value, Arguments());
            }
            else
            {
                return value;
            }
        }
    }

    private List<TemplateExpression> Arguments()
    {
        var arguments = new List<TemplateExpression>();
        while (!Skip(")"))
        {
            if (_at + 1 < _tokens.Count && _tokens[_at].Kind == 'n' && _tokens[_at + 1].Text == "=")
            {
                _at += 2; // arguments by keyword are taken in the order in which they are given
            }

            arguments.Add(Expression());
            if (!Skip(","))
            {
                Expect(")");
                break;
            }
        }

        return arguments;
    }

    private TemplateExpression Primary()
    {
        if (IsAtEnd)
        {
            throw new FormatException("an expression ends too early");
        }

        var (text, kind) = _tokens[_at++];
        switch (kind)
        {
            case 's':
                var literal = new StringBuilder(text);
                while (!IsAtEnd && _tokens[_at].Kind == 's')
                {
                    literal.Append(_tokens[_at++].Text);
                }

                return new Constant(literal.ToString());
            case 'i':
                return new Constant(long.Parse(text, CultureInfo.InvariantCulture));
            case 'f':
                return new Constant(double.Parse(text, CultureInfo.InvariantCulture));
            case 'n':
                return text switch
                {
                    "true" or "True" => new Constant(true),
                    "false" or "False" => new Constant(false),
                    "none" or "None" => new Constant(null),
                    _ => new NameExpression(text),
                };
        }

        switch (text)
        {
            case "(":
                if (Skip(")"))
                {
                    return new ListExpression([]);
                }

                var inner = TupleWithin(")");
                return inner;
            case "[":
                return Skip("]") ? new ListExpression([]) : new ListExpression(ItemsTo("]"));
            case "{":
                return Mapping();
            default:
                _at--;
                throw new FormatException($"did not expect {Here()}");
        }
    }

    private TemplateExpression TupleWithin(string end)
    {
        var first = Expression();
        if (Skip(end))
        {
            return first;
        }

        Expect(",");
        var items = new List<TemplateExpression> { first };
        items.AddRange(Skip(end) ? [] : ItemsTo(end));
        return new ListExpression(items);
    }

    private List<TemplateExpression> ItemsTo(string end)
    {
        var items = new List<TemplateExpression> { Expression() };
        while (!Skip(end))
        {
            Expect(",");
            if (Skip(end))
            {
                break;
            }

            items.Add(Expression());
        }

        return items;
    }

    private MappingExpression Mapping()
    {
        var entries = new List<(TemplateExpression, TemplateExpression)>();
        while (!Skip("}"))
        {
            var key = Expression();
            Expect(":");
            entries.Add((key, Expression()));
            if (!Skip(","))
            {
                Expect("}");
                break;
            }
        }

        return new MappingExpression(entries);
    }

    private string Here() => IsAtEnd ? "at the end" : $"`{_tokens[_at].Text}`";

    private static List<(string Text, char Kind)> Tokens(string text)
    {
        var tokens = new List<(string, char)>();
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            var character = text[at];
            if (char.IsWhiteSpace(character))
            {
                at++;
            }
            else if (char.IsLetter(character) || character == '_')
            {
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
                {
                    at++;
                }

                tokens.Add((text[start..at], 'n'));
            }
            else if (char.IsAsciiDigit(character))
            {
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }

                var isFraction = at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]);
                for (at += isFraction ? 1 : 0; at < text.Length && char.IsAsciiDigit(text[at]); at++)
                {
                }

                tokens.Add((text[start..at], isFraction ? 'f' : 'i'));
            }
            else if (character is '"' or '\'')
            {
                tokens.Add((Literal(text, ref at), 's'));
            }
            else
            {
                var sign = s_signs.FirstOrDefault(candidate => text.AsSpan(at).StartsWith(candidate)) ?? throw new FormatException($"did not expect `{character}`");
                at += sign.Length;
                tokens.Add((sign, 'o'));
            }
        }

        return tokens;
    }

    private static string Literal(string text, ref int at)
    {
        var quote = text[at++];
        var literal = new StringBuilder();
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                literal.Append(text[at] switch { 'n' => "\n", 't' => "\t", 'r' => "\r", '\\' => "\\", '"' => "\"", '\'' => "'", var other => "\\" + other });
            }
            else
            {
                literal.Append(text[at]);
            }
        }

        if (at >= text.Length)
        {
            throw new FormatException("a text is not closed");
        }

        at++;
        return literal.ToString();
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Cairn.Python.Text.Patterns;

/// <summary>The replacement text of <c>re.sub</c> with its group references.</summary>
public sealed class ReplacementTemplate
{
    private readonly ImmutableArray<(string? Literal, int Group)> _parts;

    private ReplacementTemplate(ImmutableArray<(string? Literal, int Group)> parts)
    {
        _parts = parts;
    }

    /// <summary>Reads <c>\1</c>, <c>\g&lt;1&gt;</c>, <c>\g&lt;name&gt;</c> and the character escapes.</summary>
    /// <exception cref="PatternException">The template is malformed.</exception>
    /// <exception cref="TextException">IndexError: it names a group that the pattern does not have.</exception>
    public static ReplacementTemplate Parse(string template, CompiledPattern pattern)
    {
        if (!template.Contains('\\', StringComparison.Ordinal))
        {
            return new([(template, -1)]);
        }

        var parts = ImmutableArray.CreateBuilder<(string?, int)>();
        var literal = new StringBuilder();
        var reader = new PatternReader(template);
        while (reader.Get() is { } token)
        {
            if (token[0] != '\\')
            {
                literal.Append(token);
                continue;
            }

            if (ParseEscape(token, reader, pattern, literal) is { } group)
            {
                if (literal.Length > 0)
                {
                    parts.Add((literal.ToString(), -1));
                    literal.Clear();
                }

                parts.Add((null, group));
            }
        }

        if (literal.Length > 0)
        {
            parts.Add((literal.ToString(), -1));
        }

        return new(parts.ToImmutable());
    }

    /// <summary>The text for one match; a group that took no part is empty.</summary>
    public string Expand(PatternMatch match)
    {
        if (_parts is [var (single, _)] && single is not null)
        {
            return single;
        }

        var result = new StringBuilder();
        foreach (var (text, group) in _parts)
        {
            result.Append(text ?? match.Group(group));
        }

        return result.ToString();
    }

    /// <summary>The group that an escape refers to; null if it is a character, which is appended.</summary>
    private static int? ParseEscape(string token, PatternReader reader, CompiledPattern pattern, StringBuilder literal)
    {
        var c = token[1];
        switch (c)
        {
            case 'g':
                return ParseNamedGroup(reader, pattern);
            case '0':
                var octal = token + reader.GetWhile(2, "01234567");
                literal.Append((char)(Convert.ToInt32(octal[1..], 8) & 0xff));
                return null;
            case >= '1' and <= '9':
                return ParseNumber(token, reader, pattern, literal);
        }

        var index = "abfnrtv\\".IndexOf(c, StringComparison.Ordinal);
        if (index >= 0)
        {
            literal.Append("\a\b\f\n\r\t\v\\"[index]);
            return null;
        }

        if (char.IsAsciiLetter(c))
        {
            throw reader.Error($"bad escape {token}", token.Length);
        }

        literal.Append(token);
        return null;
    }

    private static int ParseNamedGroup(PatternReader reader, CompiledPattern pattern)
    {
        if (!reader.Match('<'))
        {
            throw reader.Error("missing <");
        }

        var name = reader.GetUntil('>', "group name");
        if (Characters.IsIdentifier(name))
        {
            var named = pattern.GroupNumber(name);
            return named > 0 ? named : throw new TextException(TextErrorKind.Index, $"unknown group name {StringLiteral.Repr(name)}");
        }

        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var group))
        {
            throw reader.Error($"bad character in group name {StringLiteral.Repr(name)}", name.Length + 1);
        }

        return group > pattern.GroupCount ? throw reader.Error($"invalid group reference {group}", name.Length + 1) : group;
    }

    private static int? ParseNumber(string token, PatternReader reader, CompiledPattern pattern, StringBuilder literal)
    {
        if (reader.NextIsOneOf("0123456789"))
        {
            token += reader.Get();
            if (token[1] < '8' && token[2] < '8' && reader.NextIsOneOf("01234567"))
            {
                token += reader.Get();
                var value = Convert.ToInt32(token[1..], 8);
                if (value > 0xff)
                {
                    throw reader.Error($"octal escape value {token} outside of range 0-0o377", token.Length);
                }

                literal.Append((char)value);
                return null;
            }
        }

        var group = int.Parse(token.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        return group > pattern.GroupCount ? throw reader.Error($"invalid group reference {group}", token.Length - 1) : group;
    }
}

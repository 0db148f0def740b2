namespace Cairn.Store.Modules.Templating;

/// <summary>The filters and tests of templates: Spack's own and the usual ones of Jinja.</summary>
internal static class TemplateFilters
{
    /// <summary>Applies a filter.</summary>
    /// <exception cref="FormatException">There is no such filter, or it cannot be applied.</exception>
    public static object? Apply(string name, object? input, List<object?> arguments)
    {
        string Text() => TemplateValues.Text(input);
        List<object?> Items() => [.. TemplateValues.Items(input) ?? throw new FormatException($"the filter `{name}` needs a list")];
        object? Argument(int at, object? otherwise) => at < arguments.Count ? arguments[at] : otherwise;
        return name switch
        {
            "textwrap" => TextWrap.Wrap(Text(), (int)TemplateValues.Number(Argument(0, 70L))).Select(line => (object?)line).ToList(),
            "prepend_to_line" => Items().Select(line => (object?)(TemplateValues.Text(Argument(0, "")) + TemplateValues.Text(line))).ToList(),
            "quote" => Items().Select(line => (object?)$"\"{TemplateValues.Text(line)}\"").ToList(),
            "curly_quote" => Items().Select(line => (object?)$"{{{TemplateValues.Text(line)}}}").ToList(),
            "lua_string" => $"\"{Text().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
            "tcl_word" => TclWord(Text()),
            // Spack replaces Jinja's filter by one that joins lines; a separator is understood nevertheless.
            "join" => string.Join(TemplateValues.Text(Argument(0, "\n")), Items().Select(TemplateValues.Text)),
            "wordwrap" => TextWrap.WordWrap(
                Text(), (int)TemplateValues.Number(Argument(0, 79L)), TemplateValues.IsTrue(Argument(1, true)),
                Argument(2, null) is string separator ? separator : "\n", TemplateValues.IsTrue(Argument(3, true))),
            "upper" => Text().ToUpperInvariant(),
            "lower" => Text().ToLowerInvariant(),
            "capitalize" => Text() is { Length: > 0 } text ? char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant() : "",
            "title" => System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text().ToLowerInvariant()),
            "trim" => Text().Trim(),
            "replace" => Text().Replace(TemplateValues.Text(Argument(0, "")), TemplateValues.Text(Argument(1, "")), StringComparison.Ordinal),
            "indent" => Indented(Text(), (int)TemplateValues.Number(Argument(0, 4L)), TemplateValues.IsTrue(Argument(1, false))),
            "length" or "count" => (long)(input is string whole ? whole.Length : Items().Count),
            "default" or "d" => input == TemplateValues.Undefined || (TemplateValues.IsTrue(Argument(1, false)) && !TemplateValues.IsTrue(input)) ? Argument(0, "") : input,
            "first" => Items() is [var first, ..] ? first : TemplateValues.Undefined,
            "last" => Items() is [.., var last] ? last : TemplateValues.Undefined,
            "list" => Items(),
            "reverse" => input is string straight ? new string([.. straight.Reverse()]) : Enumerable.Reverse(Items()).ToList(),
            "sort" => Items().Order(Comparer<object?>.Create(TemplateValues.Compare)).ToList(),
            "unique" => Items().DistinctBy(TemplateValues.Text).ToList(),
            "string" => Text(),
            "int" => (long)TemplateValues.Number(input),
            "float" => TemplateValues.Number(input),
            "abs" => Math.Abs(TemplateValues.Number(input)),
            "safe" or "escape" or "e" => input,
            "map" when Argument(0, null) is string inner => Items().Select(item => Apply(inner, item, [])).ToList(),
            "select" when arguments.Count == 0 => Items().Where(TemplateValues.IsTrue).ToList(),
            "reject" when arguments.Count == 0 => Items().Where(item => !TemplateValues.IsTrue(item)).ToList(),
            _ => throw new FormatException($"there is no filter `{name}`"),
        };
    }

    /// <summary>Applies a test: <c>x is defined</c>.</summary>
    /// <exception cref="FormatException">There is no such test.</exception>
    public static bool Test(string name, object? input, List<object?> arguments) => name switch
    {
        "defined" => input != TemplateValues.Undefined,
        "undefined" => input == TemplateValues.Undefined,
        "none" => input is null,
        "string" => input is string,
        "number" => input is long or double,
        "boolean" => input is bool,
        "true" => input is true,
        "false" => input is false,
        "iterable" or "sequence" => TemplateValues.Items(input) is not null,
        "mapping" => input is IReadOnlyDictionary<string, object?>,
        "odd" => (long)TemplateValues.Number(input) % 2 != 0,
        "even" => (long)TemplateValues.Number(input) % 2 == 0,
        "equalto" or "eq" or "sameas" => TemplateValues.AreEqual(input, arguments[0]),
        "in" => (TemplateValues.Items(arguments[0]) ?? []).Any(item => TemplateValues.AreEqual(item, input)),
        _ => throw new FormatException($"there is no test `{name}`"),
    };

    /// <summary>A word of Tcl: in braces, or, where these or backslashes are within, in quotes.</summary>
    private static string TclWord(string text)
    {
        if (text.AsSpan().IndexOfAny("{}\\") < 0)
        {
            return $"{{{text}}}";
        }

        var quoted = new System.Text.StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append("\\\"$[]{}".Contains(character, StringComparison.Ordinal) ? $"\\{character}" : character.ToString());
        }

        return quoted.Append('"').ToString();
    }

    private static string Indented(string text, int width, bool withFirst)
    {
        var lines = text.Split('\n');
        return string.Join('\n', lines.Select((line, i) => (i == 0 && !withFirst) || line.Length == 0 ? line : new string(' ', width) + line));
    }
}

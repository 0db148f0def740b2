namespace Cairn.Python.Text;

/// <summary>One parsed format specification: <c>[[fill]align][sign][z][#][0][width][grouping][.precision][type]</c>.</summary>
/// <remarks>Python documentation, "Format Specification Mini-Language".</remarks>
internal readonly record struct FormatSpecification
{
    /// <summary>The padding character; null when none was given.</summary>
    public string? Fill { get; private init; }

    /// <summary>One of <c>&lt; &gt; = ^</c>, or NUL.</summary>
    public char Align { get; private init; }

    /// <summary>One of <c>+ - space</c>, or NUL.</summary>
    public char Sign { get; private init; }

    /// <summary>True for the <c>z</c> option: negative zero is shown as zero.</summary>
    public bool CoercesNegativeZero { get; private init; }

    /// <summary>True for <c>#</c>.</summary>
    public bool IsAlternate { get; private init; }

    /// <summary>The least width, or -1.</summary>
    public int Width { get; private init; }

    /// <summary><c>,</c> or <c>_</c>, or NUL.</summary>
    public char Grouping { get; private init; }

    /// <summary>The precision, or -1.</summary>
    public int Precision { get; private init; }

    /// <summary>The presentation type, or NUL.</summary>
    public char Type { get; private init; }

    /// <exception cref="TextException">ValueError: the text is no format specification.</exception>
    public static FormatSpecification Parse(string text, char defaultAlign, string typeName)
    {
        var position = 0;
        string? fill = null;
        var align = '\0';
        var fillLength = text.Length > 1 && char.IsHighSurrogate(text[0]) ? 2 : 1;
        if (text.Length > fillLength && IsAlign(text[fillLength]))
        {
            fill = text[..fillLength];
            align = text[fillLength];
            position = fillLength + 1;
        }
        else if (text.Length > 0 && IsAlign(text[0]))
        {
            align = text[0];
            position = 1;
        }

        var sign = Accept(text, ref position, " +-");
        var coerces = Accept(text, ref position, "z") != '\0';
        var alternate = Accept(text, ref position, "#") != '\0';
        if (fill is null && position < text.Length && text[position] == '0')
        {
            fill = "0";
            if (align == '\0' && defaultAlign == '>')
            {
                align = '=';
            }

            position++;
        }

        var width = Number(text, ref position);
        var grouping = Accept(text, ref position, ",");
        if (position < text.Length && text[position] == '_')
        {
            if (grouping != '\0')
            {
                throw TextException.Value("Cannot specify both ',' and '_'.");
            }

            grouping = '_';
            position++;
        }

        if (position < text.Length && text[position] == ',' && grouping != '\0')
        {
            throw TextException.Value(grouping == '_' ? "Cannot specify both ',' and '_'." : "Cannot specify ',' with ','.");
        }

        var precision = -1;
        if (position < text.Length && text[position] == '.')
        {
            position++;
            precision = Number(text, ref position);
            if (precision < 0)
            {
                throw TextException.Value("Format specifier missing precision");
            }
        }

        if (text.Length - position > 1)
        {
            throw TextException.Value($"Invalid format specifier '{text}' for object of type '{typeName}'");
        }

        var type = position < text.Length ? text[position] : '\0';
        if (grouping != '\0' && !AllowsGrouping(type, grouping))
        {
            throw TextException.Value($"Cannot specify '{grouping}' with '{type}'.");
        }

        return new FormatSpecification
        {
            Fill = fill,
            Align = align == '\0' ? defaultAlign : align,
            Sign = sign,
            CoercesNegativeZero = coerces,
            IsAlternate = alternate,
            Width = width,
            Grouping = grouping,
            Precision = precision,
            Type = type,
        };
    }

    private static bool IsAlign(char c) => c is '<' or '>' or '=' or '^';

    private static bool AllowsGrouping(char type, char grouping) => type switch
    {
        'd' or 'e' or 'f' or 'g' or 'E' or 'G' or '%' or 'F' or '\0' => true,
        'b' or 'o' or 'x' or 'X' => grouping == '_',
        _ => false,
    };

    private static char Accept(string text, ref int position, string accepted)
    {
        return position < text.Length && accepted.Contains(text[position], StringComparison.Ordinal) ? text[position++] : '\0';
    }

    private static int Number(string text, ref int position)
    {
        if (position >= text.Length || !char.IsAsciiDigit(text[position]))
        {
            return -1;
        }

        long value = 0;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            value = (value * 10) + (text[position++] - '0');
            if (value > int.MaxValue)
            {
                throw TextException.Value("Too many decimal digits in format string");
            }
        }

        return (int)value;
    }
}

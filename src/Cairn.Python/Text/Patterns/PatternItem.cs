namespace Cairn.Python.Text.Patterns;

/// <summary>What a translated piece of a pattern is, as far as quantifiers care.</summary>
internal enum PatternItemKind
{
    /// <summary>Anything that may be repeated.</summary>
    Atom,

    /// <summary>An anchor or boundary.</summary>
    Anchor,

    /// <summary>A repetition.</summary>
    Repeat,
}

/// <summary>A translated piece: one .NET atom with the least and greatest number of characters it takes.</summary>
internal readonly record struct PatternItem(string Text, long Least, long Most, PatternItemKind Kind = PatternItemKind.Atom)
{
    /// <summary>The width that stands for "no limit".</summary>
    public const long Unlimited = uint.MaxValue;

    /// <remarks>
    /// Something that never takes a character is not repeated but made optional or left as it is: the meaning is the same, and
    /// .NET loops for ever over some nested repetitions of nothing.
    /// </remarks>
    public PatternItem Repeat(long least, long most, string suffix, bool isPossessive)
    {
        if (Most == 0 && most > 0)
        {
            (least, most) = (Math.Min(least, 1), 1);
        }

        var repeated = Text + Quantifier(least, most) + suffix;
        return new PatternItem(
            isPossessive ? $"(?>{repeated})" : repeated,
            Math.Min(Least * least, Unlimited),
            most >= Unlimited && Most > 0 ? Unlimited : Math.Min(Most * Math.Min(most, Unlimited), Unlimited),
            PatternItemKind.Repeat);
    }

    private static string Quantifier(long least, long most) => (least, most) switch
    {
        (0, 1) => "?",
        (0, >= Unlimited) => "*",
        (1, >= Unlimited) => "+",
        (_, >= Unlimited) => $"{{{Math.Min(least, int.MaxValue)},}}",
        _ when least == most => $"{{{Math.Min(least, int.MaxValue)}}}",
        _ => $"{{{Math.Min(least, int.MaxValue)},{Math.Min(most, int.MaxValue)}}}",
    };
}

namespace Cairn.Python.Text.Patterns;

/// <summary>A regular expression or replacement template is malformed: Python's <c>re.error</c>.</summary>
public sealed class PatternException : Exception
{
    /// <summary>Names the fault and where in the pattern it is.</summary>
    public PatternException(string reason, string? pattern = null, int? position = null)
        : base(Describe(reason, pattern, position))
    {
        Reason = reason;
        Pattern = pattern;
        Position = position;
        if (pattern is not null && position is { } offset)
        {
            var before = pattern.AsSpan(0, Math.Clamp(offset, 0, pattern.Length));
            Line = before.Count('\n') + 1;
            Column = offset - before.LastIndexOf('\n');
        }
    }

    /// <summary><c>error.msg</c>.</summary>
    public string Reason { get; }

    /// <summary><c>error.pattern</c>.</summary>
    public string? Pattern { get; }

    /// <summary><c>error.pos</c>.</summary>
    public int? Position { get; }

    /// <summary><c>error.lineno</c>.</summary>
    public int? Line { get; }

    /// <summary><c>error.colno</c>.</summary>
    public int? Column { get; }

    private static string Describe(string reason, string? pattern, int? position)
    {
        if (pattern is null || position is not { } offset)
        {
            return reason;
        }

        var message = $"{reason} at position {offset}";
        if (!pattern.Contains('\n', StringComparison.Ordinal))
        {
            return message;
        }

        var before = pattern.AsSpan(0, Math.Clamp(offset, 0, pattern.Length));
        return $"{message} (line {before.Count('\n') + 1}, column {offset - before.LastIndexOf('\n')})";
    }
}

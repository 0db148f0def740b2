using System.Collections.Immutable;
using System.Text;

namespace Cairn.Specs;

/// <summary>Everything a person needs to know about a failure: what, where, why, and what to do about it.</summary>
/// <param name="Code">A stable name for the kind of failure, such as <c>spec-syntax</c>.</param>
/// <param name="Message">One sentence, lower case, with names in back-ticks.</param>
/// <param name="Location">Where the cause was written, if it was written anywhere.</param>
/// <param name="Notes">Further facts, one sentence each.</param>
/// <param name="Hint">What would most likely help.</param>
public sealed record Diagnostic(
    string Code,
    string Message,
    SourceLocation? Location,
    ImmutableArray<string> Notes,
    string? Hint)
{
    /// <summary>A diagnostic without notes.</summary>
    public Diagnostic(string code, string message, SourceLocation? location = null, string? hint = null)
        : this(code, message, location, [], hint)
    {
    }

    /// <summary>The plain text: message, place with caret, notes, hint.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append("error: ").Append(Message).Append('\n');
        if (Location is { } location)
        {
            text.Append("  --> ").Append(location).Append('\n');
            if (location.SourceLine is { } line)
            {
                text.Append("   |  ").Append(line.Replace('\t', ' ').Replace('\n', ' ')).Append('\n');
                text.Append("   |  ").Append(' ', Math.Max(0, location.Column - 1));
                text.Append('^', Math.Max(1, location.Length)).Append('\n');
            }
        }

        foreach (string note in Notes)
        {
            text.Append("   = ").Append(note).Append('\n');
        }

        if (Hint is not null)
        {
            text.Append("\nhint: ").Append(Hint).Append('\n');
        }

        return text.ToString();
    }
}

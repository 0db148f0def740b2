namespace Cairn.Specs;

/// <summary>A place in a text that a person wrote: a recipe, a configuration file or the command line.</summary>
/// <param name="File">The path of the file, or a name such as <c>command line</c>.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="SourceLine">The text of the line, if it is at hand; it is what the caret is drawn under.</param>
/// <param name="Length">How many columns the caret covers.</param>
public sealed record SourceLocation(string File, int Line, int Column, string? SourceLine = null, int Length = 1)
{
    /// <summary>The name of the place where specs given on the command line stand.</summary>
    public const string CommandLine = "command line";

    /// <summary>True for a place that has no file, such as the command line.</summary>
    public bool IsCommandLine => File == CommandLine;

    /// <inheritdoc/>
    public override string ToString() => IsCommandLine ? File : $"{File}:{Line}:{Column}";
}

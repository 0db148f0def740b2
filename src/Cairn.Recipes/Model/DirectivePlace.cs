using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Where a directive stands: the recipe's file and the line of the call.</summary>
/// <remarks>Text and column are not kept: they are read again from the file in the rare case that a message needs them.</remarks>
public readonly record struct DirectivePlace(string File, int Line)
{
    /// <summary>A place that nothing is known about, as of metadata that was put together by a program.</summary>
    public static DirectivePlace Unknown => new("<unknown>", 0);

    /// <summary>The place as diagnostics show it, with the line's text if the file can still be read.</summary>
    public SourceLocation ToSourceLocation()
    {
        string? text = null;
        if (Line > 0 && System.IO.File.Exists(File))
        {
            text = System.IO.File.ReadLines(File).Skip(Line - 1).FirstOrDefault();
        }

        int column = text is null ? 1 : text.Length - text.TrimStart().Length + 1;
        return new SourceLocation(File, Line, column, text, Math.Max(1, (text?.Trim().Length) ?? 1));
    }

    /// <summary><c>file:line</c>.</summary>
    public override string ToString() => $"{File}:{Line}";
}

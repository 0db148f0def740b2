namespace Cairn.Python;

/// <summary>The text of one module and where it came from.</summary>
public sealed class SourceFile
{
    private int[]? _lineStarts;

    /// <summary>A source text.</summary>
    /// <param name="path">The name shown in tracebacks and given as <c>__file__</c>.</param>
    /// <param name="text">The text.</param>
    public SourceFile(string path, string text) => (Path, Text) = (path, Normalize(text));

    private static string Normalize(string text)
    {
        if (text.Length > 0 && text[0] == '\ufeff')
        {
            text = text[1..];
        }

        return text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
    }

    /// <summary>The name shown in tracebacks.</summary>
    public string Path { get; }

    /// <summary>The text.</summary>
    public string Text { get; }

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>The line of an offset, from 1.</summary>
    public int LineOf(int position)
    {
        int index = Array.BinarySearch(LineStarts, position);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The column of an offset, from 1.</summary>
    public int ColumnOf(int position) => position - LineStarts[LineOf(position) - 1] + 1;

    /// <summary>The text of a line (from 1) without its end.</summary>
    public string LineText(int line)
    {
        if (line < 1 || line > LineStarts.Length)
        {
            return "";
        }

        int start = LineStarts[line - 1];
        int end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int>(64) { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}

/// <summary>A place in a source file.</summary>
/// <param name="File">The path.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public readonly record struct SourcePlace(string File, int Line, int Column);

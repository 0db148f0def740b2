using System.Text;

namespace Cairn.Cli.Presentation;

/// <summary>Prints words in as many columns as the terminal holds, filled from top to bottom.</summary>
internal static class Columns
{
    private const int Gap = 2;

    /// <summary>Prints the words; one below the other where output is no terminal.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<string> words)
    {
        // One write: a listing may have thousands of words.
        var text = new StringBuilder();
        Append(text, terminal, words);
        terminal.Write(text.ToString());
    }

    /// <summary>Appends the words; one below the other where output is no terminal.</summary>
    public static void Append(StringBuilder text, Terminal terminal, IReadOnlyList<string> words, int indent = 0)
    {
        if (Console.IsOutputRedirected || words.Count == 0)
        {
            foreach (var word in words)
            {
                text.Append(' ', indent).Append(word).Append('\n');
            }

            return;
        }

        var lengths = words.Select(VisibleLength).ToArray();
        var widths = Fit(lengths, terminal.Width - indent);
        var rows = (words.Count + widths.Length - 1) / widths.Length;
        for (var row = 0; row < rows; row++)
        {
            text.Append(' ', indent);
            for (int column = 0, at = row; at < words.Count; column++, at += rows)
            {
                text.Append(words[at]);
                if (at + rows < words.Count)
                {
                    text.Append(' ', widths[column] - lengths[at]);
                }
            }

            text.Append('\n');
        }
    }

    /// <summary>The number of columns that a text takes, colour codes left out.</summary>
    public static int VisibleLength(string text)
    {
        var length = 0;
        var isCode = false;
        foreach (var character in text)
        {
            if (character == '\u001b')
            {
                isCode = true;
            }
            else if (isCode)
            {
                isCode = character != 'm';
            }
            else
            {
                length++;
            }
        }

        return length;
    }

    /// <summary>The widths of the most columns that fit; each is as wide as its longest word, as in <c>ls</c>.</summary>
    private static int[] Fit(int[] lengths, int width)
    {
        var shortest = Math.Max(1, lengths.Min() + Gap);
        for (var columns = Math.Min(lengths.Length, Math.Max(1, width / shortest)); columns > 1; columns--)
        {
            var rows = (lengths.Length + columns - 1) / columns;
            var widths = lengths.Chunk(rows).Select(chunk => chunk.Max() + Gap).ToArray();
            if (widths.Sum() - Gap < width)
            {
                return widths;
            }
        }

        return [lengths.Max() + Gap];
    }
}

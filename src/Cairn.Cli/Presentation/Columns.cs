namespace Cairn.Cli.Presentation;

/// <summary>Prints words in as many columns as the terminal holds, filled from top to bottom.</summary>
internal static class Columns
{
    private const int Gap = 2;

    /// <summary>Prints the words; one below the other where output is no terminal.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<string> words)
    {
        if (Console.IsOutputRedirected || words.Count == 0)
        {
            // One write: a listing may have thousands of words.
            terminal.Write(string.Concat(words.Select(word => word + "\n")));
            return;
        }

        var width = words.Max(VisibleLength) + Gap;
        var columns = Math.Max(1, terminal.Width / width);
        var rows = (words.Count + columns - 1) / columns;
        for (var row = 0; row < rows; row++)
        {
            var line = "";
            for (var at = row; at < words.Count; at += rows)
            {
                line += words[at] + new string(' ', Math.Max(0, width - VisibleLength(words[at])));
            }

            terminal.Line(line.TrimEnd());
        }
    }

    /// <summary>The number of columns that a text takes, colour codes left out.</summary>
    private static int VisibleLength(string text)
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
}

namespace Cairn.Cli.Presentation;

/// <summary>Some lines at the bottom of a terminal that are drawn again and again in the same place, on standard error.</summary>
internal sealed class LiveLines
{
    private int _drawn;

    /// <summary>Takes away what was drawn last.</summary>
    public void Clear()
    {
        if (_drawn > 0)
        {
            Console.Error.Write($"\u001b[{_drawn}A\u001b[0J");
            _drawn = 0;
        }
    }

    /// <summary>Draws lines, each cut to the width of the terminal; <see cref="Clear"/> comes before.</summary>
    public void Show(IReadOnlyList<string> lines)
    {
        var width = Math.Max(20, WidthOfTerminal());
        foreach (var line in lines)
        {
            Console.Error.Write((line.Length < width ? line : line[..(width - 2)] + "…") + "\n");
        }

        _drawn = lines.Count;
    }

    private static int WidthOfTerminal()
    {
        try
        {
            // A terminal that nobody told its size says 0.
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80; // standard output is no terminal, only standard error is
        }
    }
}

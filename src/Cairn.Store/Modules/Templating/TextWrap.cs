using System.Text.RegularExpressions;

namespace Cairn.Store.Modules.Templating;

/// <summary>Breaks text into lines as Python's module <c>textwrap</c> does: at blanks, and behind hyphens within words.</summary>
internal static partial class TextWrap
{
    /// <summary>The lines of a paragraph; every blank counts as a space.</summary>
    public static List<string> Wrap(string text, int width) => Fill(Chunks(Blank().Replace(text, " "), true), width, breaksLongWords: true);

    /// <summary>Jinja's filter <c>wordwrap</c>: the lines of a text stay, each is wrapped on its own.</summary>
    public static string WordWrap(string text, int width, bool breaksLongWords, string separator, bool breaksOnHyphens) =>
        string.Join(separator, text.TrimEnd('\n').Split('\n').Select(line => string.Join(separator, Fill(Chunks(line, breaksOnHyphens), width, breaksLongWords))));

    private static List<string> Chunks(string text, bool breaksOnHyphens) =>
        [.. (breaksOnHyphens ? WordOrBlanks() : SimpleWordOrBlanks()).Matches(text).Select(match => match.Value).Where(chunk => chunk.Length > 0)];

    private static List<string> Fill(List<string> chunks, int width, bool breaksLongWords)
    {
        var lines = new List<string>();
        var rest = new Stack<string>(Enumerable.Reverse(chunks));
        while (rest.Count > 0)
        {
            var line = new List<string>();
            var length = 0;
            if (lines.Count > 0 && rest.Peek().Trim().Length == 0)
            {
                rest.Pop();
            }

            while (rest.Count > 0 && length + rest.Peek().Length <= width)
            {
                length += rest.Peek().Length;
                line.Add(rest.Pop());
            }

            if (rest.Count > 0 && rest.Peek().Length > width)
            {
                var long_ = rest.Pop();
                var room = width < 1 ? 1 : width - length;
                if (breaksLongWords && room > 0)
                {
                    line.Add(long_[..room]);
                    rest.Push(long_[room..]);
                }
                else if (line.Count == 0)
                {
                    line.Add(long_);
                }
                else
                {
                    rest.Push(long_);
                }
            }

            if (line.Count > 0 && line[^1].Trim().Length == 0)
            {
                line.RemoveAt(line.Count - 1);
            }

            if (line.Count > 0)
            {
                lines.Add(string.Concat(line));
            }
        }

        return lines;
    }

    [GeneratedRegex(@"[\t\n\v\f\r]")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\s+|\S+")]
    private static partial Regex SimpleWordOrBlanks();

    // A hyphen ends a piece between letters (`long-term`), not in options (`--with-x`) or numbers.
    [GeneratedRegex(@"\s+|-{2,}(?=\w)|\S+?(?:-(?:(?<=\p{L}{2}-)|(?<=\p{L}-\p{L}-))(?=\p{L}-?\p{L})|(?=\s|\z)|(?<=[\w!""'&.,?])(?=-{2,}\w))")]
    private static partial Regex WordOrBlanks();
}

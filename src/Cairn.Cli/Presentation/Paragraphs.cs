using System.Text;

namespace Cairn.Cli.Presentation;

/// <summary>Sets running text in lines of a width. Blank lines keep paragraphs apart.</summary>
internal static class Paragraphs
{
    /// <summary>The lines of a text; a word longer than the width has a line of its own.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        bool isFirst = true;
        foreach (var paragraph in Split(text))
        {
            if (!isFirst)
            {
                yield return "";
            }

            isFirst = false;
            foreach (var word in paragraph)
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            yield return line.ToString();
            line.Clear();
        }
    }

    private static IEnumerable<List<string>> Split(string text)
    {
        var words = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            var found = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (found.Length > 0)
            {
                words.AddRange(found);
            }
            else if (words.Count > 0)
            {
                yield return words;
                words = [];
            }
        }

        if (words.Count > 0)
        {
            yield return words;
        }
    }
}

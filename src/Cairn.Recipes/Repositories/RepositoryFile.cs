namespace Cairn.Recipes;

/// <summary>Reads the two small YAML files of a repository: a mapping of scalars and of lists of scalars, two levels deep.</summary>
/// <remarks>
/// These files are read at every start, before any configuration, and have a fixed form; a reader of a page starts faster than a
/// YAML library. Whatever it does not understand it refuses, with the line.
/// </remarks>
internal sealed class RepositoryFile
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private RepositoryFile()
    {
    }

    /// <summary>The scalar at <c>section.key</c>, or null.</summary>
    public string? Scalar(string path) => _values.TryGetValue(path, out var values) && values.Count == 1 ? values[0] : null;

    /// <summary>The items at <c>section.key</c>; empty if there is nothing.</summary>
    public IReadOnlyList<string> Items(string path) => _values.TryGetValue(path, out var values) ? values : [];

    /// <summary>True if the top-level section is there.</summary>
    public bool Has(string section) => _values.ContainsKey(section);

    /// <summary>Parses a file's text.</summary>
    /// <exception cref="FormatException">It is not of the fixed form; the message names the line.</exception>
    public static RepositoryFile Parse(string text)
    {
        var file = new RepositoryFile();
        string? section = null;
        string? key = null;
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = WithoutComment(raw).TrimEnd();
            string content = line.TrimStart();
            if (content.Length == 0 || content is "---" or "...")
            {
                continue;
            }

            int indent = line.Length - content.Length;
            if (content.StartsWith("- ", StringComparison.Ordinal) || content == "-")
            {
                if (section is null || key is null)
                {
                    throw new FormatException($"line {number}: a list item without a key");
                }

                file.Add($"{section}.{key}", Unquote(content[1..].Trim()));
                continue;
            }

            int colon = content.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || (colon + 1 < content.Length && content[colon + 1] != ' '))
            {
                throw new FormatException($"line {number}: expected `key: value`");
            }

            string name = Unquote(content[..colon].Trim());
            string value = content[(colon + 1)..].Trim();
            if (indent == 0)
            {
                (section, key) = (name, null);
                file._values.TryAdd(section, []);
            }
            else if (section is null)
            {
                throw new FormatException($"line {number}: unexpected indentation");
            }
            else
            {
                key = name;
                file.AddValue($"{section}.{key}", value);
            }
        }

        return file;
    }

    private void AddValue(string path, string value)
    {
        _values.TryAdd(path, []);
        if (value.StartsWith('[') && value.EndsWith(']'))
        {
            foreach (string item in value[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                Add(path, Unquote(item));
            }
        }
        else if (value.Length > 0)
        {
            Add(path, Unquote(value));
        }
    }

    private void Add(string path, string value)
    {
        if (!_values.TryGetValue(path, out var values))
        {
            _values[path] = values = [];
        }

        values.Add(value);
    }

    private static string WithoutComment(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line[..i];
            }
        }

        return line;
    }

    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] is '\'' or '"' && text[^1] == text[0] ? text[1..^1] : text;
}

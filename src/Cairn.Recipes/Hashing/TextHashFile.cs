using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The file in which the hashes of the texts of one repository's recipes are kept.</summary>
/// <remarks>
/// Text, replaced whole: a line with a sum over the rest, one with what the content is good for (<c>k</c>), then for each recipe its
/// name and the state of its file (<c>r</c>), its conditions (<c>c</c>), and its hash for each outcome of them (<c>h</c>). Whatever
/// cannot be read is computed again.
/// </remarks>
internal sealed class TextHashFile
{
    private const string Header = "cairn-texts 1 ";
    private readonly ConcurrentDictionary<string, TextHashes> _recipes = new(StringComparer.Ordinal);
    private readonly string? _path;
    private readonly string _key;

    private TextHashFile(string? path, string key) => (_path, _key) = (path, key);

    /// <summary>True if something was learnt that the file does not have.</summary>
    public bool HasNews { get; set; }

    /// <summary>Reads the file of a repository, if there is one.</summary>
    public static TextHashFile Open(string? folder, RecipeRepository repository)
    {
        // The compiled engine takes part: another build may write texts differently.
        string key = $"{typeof(TextHashFile).Module.ModuleVersionId} {repository.Namespace} {repository.Root}";
        if (folder is null)
        {
            return new TextHashFile(null, key);
        }

        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository.Root)))[..16];
        var file = new TextHashFile(Path.Combine(folder, $"{repository.Namespace}-{name}.texts"), key);
        file.Read();
        return file;
    }

    /// <summary>What is known of a recipe whose file is in this state, or null.</summary>
    public TextHashes? Find(string package, FileStamp stamp) =>
        _recipes.TryGetValue(package, out var known) && known.Stamp == stamp ? known : null;

    /// <summary>Takes note of a recipe.</summary>
    public TextHashes Add(string package, FileStamp stamp, ImmutableArray<string> conditions)
    {
        HasNews = true;
        return _recipes[package] = new TextHashes(stamp, conditions, new ConcurrentDictionary<string, string>(StringComparer.Ordinal));
    }

    /// <summary>Writes the file if there is news. One that cannot be written is no failure: the next process computes again.</summary>
    public void Save()
    {
        if (_path is null || !HasNews)
        {
            return;
        }

        HasNews = false;
        string content = Content();
        string temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.WriteAllText(temporary, Header + Sum(content) + "\n" + content);
            File.Move(temporary, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Slower next time, not wrong.
        }
    }

    private string Content()
    {
        var text = new StringBuilder();
        text.Append("k ").Append(_key).Append('\n');
        foreach (var (name, recipe) in _recipes.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            if (recipe.Conditions.Any(condition => condition.Contains('\n', StringComparison.Ordinal)))
            {
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"r {name} {recipe.Stamp.Size} {recipe.Stamp.Ticks}\n");
            foreach (string condition in recipe.Conditions)
            {
                text.Append("c ").Append(condition).Append('\n');
            }

            foreach (var (outcomes, hash) in recipe.Hashes.OrderBy(each => each.Key, StringComparer.Ordinal))
            {
                text.Append("h ").Append(hash).Append(' ').Append(outcomes).Append('\n');
            }
        }

        return text.ToString();
    }

    private void Read()
    {
        string text;
        try
        {
            text = File.ReadAllText(_path!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return;
        }

        int end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || text[..end] != Header + Sum(text[(end + 1)..]))
        {
            return;
        }

        var lines = text.AsSpan(end + 1).EnumerateLines();
        if (!lines.MoveNext() || !lines.Current.SequenceEqual($"k {_key}"))
        {
            return;
        }

        ReadRecipes(lines);
    }

    private void ReadRecipes(SpanLineEnumerator lines)
    {
        string name = "";
        FileStamp stamp = default;
        var conditions = ImmutableArray.CreateBuilder<string>();
        TextHashes? recipe = null;
        while (lines.MoveNext())
        {
            if (lines.Current.Length < 2)
            {
                continue;
            }

            var rest = lines.Current[2..];
            switch (lines.Current[0])
            {
                case 'r':
                    int second = rest.LastIndexOf(' ');
                    int first = rest[..second].LastIndexOf(' ');
                    name = rest[..first].ToString();
                    stamp = new FileStamp(
                        long.Parse(rest[(first + 1)..second], CultureInfo.InvariantCulture), long.Parse(rest[(second + 1)..], CultureInfo.InvariantCulture));
                    conditions.Clear();
                    recipe = null;
                    break;
                case 'c':
                    conditions.Add(rest.ToString());
                    break;
                case 'h':
                    int blank = rest.IndexOf(' ');
                    recipe ??= _recipes[name] = new TextHashes(stamp, conditions.ToImmutable(), new ConcurrentDictionary<string, string>(StringComparer.Ordinal));
                    recipe.Hashes[rest[(blank + 1)..].ToString()] = rest[..blank].ToString();
                    break;
            }
        }
    }

    private static string Sum(string content) => DagHash.OfText(Encoding.UTF8.GetBytes(content));
}

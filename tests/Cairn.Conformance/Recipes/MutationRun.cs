using System.Diagnostics;
using System.Globalization;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Conformance.Recipes;

/// <summary>
/// Evaluates mutated recipes in slices, over the real build systems and recipes. A case may load or be a broken recipe; everything else is a
/// finding, and so is a case that takes longer than any recipe may.
/// </summary>
internal sealed class MutationRun(string builtin, int seed)
{
    private const int CasesPerSlice = 2_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(2);

    private readonly string[] _files =
        [.. Directory.EnumerateFiles(Path.Combine(builtin, "packages"), "package.py", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>What went wrong: the case and why.</summary>
    public List<(string Case, string Problem, string Text)> Findings { get; } = [];

    /// <summary>The number of cases that loaded all the same.</summary>
    public int Loaded { get; private set; }

    /// <summary>The number of cases that were broken recipes.</summary>
    public int Broken { get; private set; }

    /// <summary>Runs cases, slice by slice; tells after each slice.</summary>
    public void Run(int cases, Action<int>? afterSlice = null)
    {
        for (int done = 0; done < cases && Findings.Count == 0;)
        {
            int count = Math.Min(CasesPerSlice, cases - done);
            Slice(done, count);
            done += count;
            afterSlice?.Invoke(done);
        }
    }

    private void Slice(int first, int count)
    {
        var random = new Random((seed * 1_000_003) + first);
        var texts = Enumerable.Range(first, count).ToDictionary(
            number => string.Create(CultureInfo.InvariantCulture, $"case-{number}"),
            _ => _files[random.Next(_files.Length)],
            StringComparer.Ordinal).ToDictionary(
            entry => entry.Key,
            entry => Renamed(RecipeMutator.Mutate(File.ReadAllText(entry.Value), random), entry.Value, entry.Key),
            StringComparer.Ordinal);
        var recipes = new RecipeRepositories(
            new RecipeRepositoryPath([RecipeRepository.FromTexts("mutated", texts), RecipeRepository.Open(builtin)]), new HostDescription());
        var dump = new RecipeDump(recipes);
        string current = "";
        var since = Stopwatch.StartNew();
        // Recipes nest deeply; the stack is as large as that of the threads which load recipes.
        var worker = new Thread(
            () =>
            {
                foreach (var (name, text) in texts)
                {
                    (current, since) = (name, Stopwatch.StartNew());
                    Case(recipes, dump, name, text);
                }
            },
            16 << 20) { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromSeconds(1)))
        {
            if (since.Elapsed > s_longest)
            {
                Findings.Add((current, "does not come to an end", texts[current]));
                return;
            }
        }
    }

    private void Case(RecipeRepositories recipes, RecipeDump dump, string name, string text)
    {
        try
        {
            if (recipes.TryGet(name, out var recipe))
            {
                dump.Write(Stream.Null, recipe);
                Loaded++;
            }
        }
        catch (CairnException failure) when (failure.Diagnostic.Message.Length > 0)
        {
            Broken++;
        }
        catch (Exception failure)
        {
            Findings.Add((name, failure.ToString(), text));
        }
    }

    /// <summary>The class of the recipe renamed to what the case's name asks for, else no case would get beyond its module.</summary>
    private static string Renamed(string text, string file, string name)
    {
        string directory = Path.GetFileName(Path.GetDirectoryName(file))!;
        string package = PackageNaming.PackageName(directory, new PackageApi(2, 2));
        return text.Replace(
            $"class {PackageNaming.ClassName(package)}(", $"class {PackageNaming.ClassName(name)}(", StringComparison.Ordinal);
    }
}

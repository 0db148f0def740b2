using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Cairn.Recipes;

/// <summary>Which recipes can stand for which virtuals.</summary>
/// <remarks>
/// Only recipes whose text mentions <c>provides(</c>, or that inherit from such a recipe, can provide anything: two per cent of the
/// real ones. Finding them by their text is much faster than evaluating all recipes.
/// </remarks>
internal sealed class ProviderIndex
{
    private const int UsualSize = 1 << 16;

    private readonly FrozenDictionary<string, ImmutableArray<VirtualProvider>> _providers;

    public ProviderIndex(IEnumerable<VirtualProvider> providers)
    {
        _providers = providers.GroupBy(provider => provider.Provided.Virtual.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        VirtualNames = [.. _providers.Keys.Order(StringComparer.Ordinal)];
    }

    public ImmutableArray<string> VirtualNames { get; }

    public bool IsVirtual(string name) => _providers.ContainsKey(name);

    public ImmutableArray<VirtualProvider> Of(string virtualName) => _providers.GetValueOrDefault(virtualName, []);

    /// <summary>The index over repositories in search order: of recipes with one name only the statements of the one that answers count.</summary>
    public static ProviderIndex Merge(RecipeRepositoryPath path, Func<RecipeRepository, IReadOnlyList<CachedProvider>> providersOf) => new(
        path.All.SelectMany(repository => providersOf(repository)
            .Where(provider => path.TryFind(provider.Name, out var first, out _) && ReferenceEquals(first, repository))
            .Select(provider => new VirtualProvider($"{repository.Namespace}.{provider.Name}", provider.Provided))));

    /// <summary>All that the recipes of one repository provide; evaluates those that may provide something. Broken ones provide nothing.</summary>
    public static IReadOnlyList<CachedProvider> Find(RecipeRepositories recipes, RecipeRepository repository)
    {
        string[] candidates = Candidates(repository, recipes.Path);
        recipes.Load(candidates, candidates.Length < 8 ? 1 : Environment.ProcessorCount, CancellationToken.None);
        var found = new List<CachedProvider>();
        foreach (string name in candidates)
        {
            try
            {
                if (recipes.TryGet(name, out var recipe))
                {
                    found.AddRange(recipe.Provided.Select(provided => new CachedProvider(recipe.Name, provided)));
                }
            }
            catch (Specs.CairnException)
            {
                // Whoever asks for the recipe itself is told that it is broken; its virtuals have other providers.
            }
        }

        return found;
    }

    /// <summary>The full names of the recipes of a repository that may provide something, sorted.</summary>
    private static string[] Candidates(RecipeRepository repository, RecipeRepositoryPath path)
    {
        var names = repository.Names;
        var mentions = new (bool Provides, string[] Parents)[names.Length];
        Parallel.For(
            0, names.Length, static () => new byte[UsualSize],
            (i, _, buffer) =>
            {
                mentions[i] = Scan(repository, names[i], ref buffer);
                return buffer;
            },
            static _ => { });
        bool[] chosen = [.. mentions.Select(mention => mention.Provides)];
        var byModule = names.Select((name, i) => (repository.ModuleName(name), i)).ToDictionary(StringComparer.Ordinal);
        // A parent in another repository may provide something too; such recipes are few, so they are all evaluated.
        string[] elsewhere = [.. path.All.Where(other => !ReferenceEquals(other, repository)).Select(other => other.ModulePrefix + ".")];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < names.Length; i++)
            {
                if (!chosen[i] && Array.Exists(mentions[i].Parents, Provides))
                {
                    chosen[i] = changed = true;
                }
            }
        }

        return [.. names.Where((_, i) => chosen[i]).Select(name => $"{repository.Namespace}.{name}")];

        bool Provides(string parent) => byModule.TryGetValue(parent, out int at)
            ? chosen[at]
            : Array.Exists(elsewhere, prefix => parent.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>What stands before the names of modules: a word, a blank, and how the name begins.</summary>
    private static ReadOnlySpan<byte> Marker(int number) => number switch
    {
        0 => "from spack_repo."u8,
        1 => "import spack_repo."u8,
        2 => "from spack.pkg."u8,
        3 => "import spack.pkg."u8,
        _ => "from .."u8,
    };

    private static (bool Provides, string[] Parents) Scan(RecipeRepository repository, string name, ref byte[] buffer)
    {
        ReadOnlySpan<byte> text;
        try
        {
            int length = repository.Tree.Read(repository.RecipeFile(name), ref buffer);
            text = buffer.AsSpan(0, length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Evaluating it will say so.
            return (true, []);
        }

        if (text.IndexOf("provides("u8) >= 0)
        {
            return (true, []);
        }

        var parents = new List<string>();
        for (int number = 0; number < 5; number++)
        {
            var marker = Marker(number);
            int word = marker.IndexOf((byte)' ') + 1;
            var rest = text;
            for (int at = rest.IndexOf(marker); at >= 0; at = rest.IndexOf(marker))
            {
                rest = rest[(at + word)..];
                int end = 0;
                while (end < rest.Length && (char.IsAsciiLetterOrDigit((char)rest[end]) || rest[end] is (byte)'.' or (byte)'_'))
                {
                    end++;
                }

                string module = Encoding.ASCII.GetString(rest[..end]);
                parents.Add(module.StartsWith("..", StringComparison.Ordinal) ? $"{repository.ModulePrefix}.{module[2..]}" : module);
            }
        }

        return (false, [.. parents]);
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Repositories in search order. The first that has a package of a name answers; a qualified name asks one repository.</summary>
public sealed class RecipeRepositoryPath
{
    // The packages that belong to compilers, and what only those recipes of them say that know compilers as packages.
    private static readonly FrozenDictionary<string, string> s_compilers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["acfl"] = Provides,
        ["aocc"] = Provides,
        ["apple-clang"] = Provides,
        ["cce"] = Provides,
        ["fj"] = Provides,
        ["gcc"] = Provides,
        ["gcc-runtime"] = "depends_on('gcc'",
        ["intel-oneapi-compilers"] = Provides,
        ["intel-oneapi-compilers-classic"] = Provides,
        ["intel-oneapi-runtime"] = "depends_on('intel-oneapi-compilers'",
        ["llvm"] = Provides,
        ["llvm-amdgpu"] = Provides,
        ["msvc"] = Provides,
        ["nvhpc"] = Provides,
        ["xl"] = Provides,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string Provides = "provides('c'";

    private readonly Lazy<ImmutableArray<string>> _names;
    private readonly ConcurrentDictionary<(RecipeRepository, string), bool> _isOfToday = [];

    /// <summary>Takes the repositories in order.</summary>
    /// <exception cref="CairnException">Two of them have the same namespace.</exception>
    public RecipeRepositoryPath(IEnumerable<RecipeRepository> repositories)
    {
        All = [.. repositories];
        foreach (var same in All.GroupBy(repository => repository.Namespace, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new CairnException(new Diagnostic(
                "duplicate-namespace", $"several repositories have the namespace `{same.Key}`: "
                + string.Join(", ", same.Select(repository => $"`{repository.Root}`")), null, [], "a namespace must be unique; remove one of them"));
        }

        _names = new Lazy<ImmutableArray<string>>(() =>
            All.Length == 1 ? All[0].Names : [.. All.SelectMany(repository => repository.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The repositories in search order.</summary>
    public ImmutableArray<RecipeRepository> All { get; }

    /// <summary>All names of packages, each once, sorted.</summary>
    public ImmutableArray<string> Names => _names.Value;

    /// <summary>The repository that answers for a name, and the name without its namespace.</summary>
    /// <remarks>
    /// To recipes of Package API v1 compilers were no packages: their <c>gcc</c> provides no language. It does not hide a compiler of the
    /// repositories behind, nor its runtime that of today; asked for by its full name it is there.
    /// </remarks>
    public bool TryFind(string name, [NotNullWhen(true)] out RecipeRepository? repository, out string packageName)
    {
        int dot = name.LastIndexOf('.');
        packageName = name[(dot + 1)..];
        RecipeRepository? old = null;
        foreach (var candidate in All)
        {
            if (dot < 0 && !candidate.Api.HasModuleNames && s_compilers.ContainsKey(packageName) && candidate.Contains(packageName)
                && !IsOfToday(candidate, packageName))
            {
                old ??= candidate;
                continue;
            }

            if (old is not null && !(candidate.Contains(packageName) && IsOfToday(candidate, packageName)))
            {
                continue;
            }

            if ((dot < 0 || candidate.Namespace.AsSpan().SequenceEqual(name.AsSpan(0, dot))) && candidate.Contains(packageName))
            {
                repository = candidate;
                return true;
            }
        }

        repository = old;
        return old is not null;
    }

    /// <summary>True if a recipe of a compiler, or of what belongs to one, knows compilers as packages.</summary>
    private bool IsOfToday(RecipeRepository repository, string package) => _isOfToday.GetOrAdd(
        (repository, package),
        static key => key.Item1.Tree.ReadText(key.Item1.RecipeFile(key.Item2)).Replace('"', '\'').Contains(s_compilers[key.Item2], StringComparison.Ordinal));
}

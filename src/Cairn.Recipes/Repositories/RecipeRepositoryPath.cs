using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Repositories in search order. The first that has a package of a name answers; a qualified name asks one repository.</summary>
public sealed class RecipeRepositoryPath
{
    private readonly Lazy<ImmutableArray<string>> _names;

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
    public bool TryFind(string name, [NotNullWhen(true)] out RecipeRepository? repository, out string packageName)
    {
        int dot = name.LastIndexOf('.');
        packageName = name[(dot + 1)..];
        foreach (var candidate in All)
        {
            if ((dot < 0 || candidate.Namespace.AsSpan().SequenceEqual(name.AsSpan(0, dot))) && candidate.Contains(packageName))
            {
                repository = candidate;
                return true;
            }
        }

        repository = null;
        return false;
    }
}

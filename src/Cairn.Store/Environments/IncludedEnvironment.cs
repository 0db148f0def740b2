using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Store.Environments;

/// <summary>What an environment holds of another one: a copy of what that one had decided when it was included.</summary>
/// <remarks>
/// Spack docs, "Included Concrete Environments": the copy stands in the lock file of the including environment and changes only when that
/// is concretized again.
/// </remarks>
/// <param name="Path">The directory of the other environment, as the including one names it.</param>
/// <param name="Roots">Its roots; of one that several environments have, only the first holds it.</param>
/// <param name="Specs">Its specs, with the same rule.</param>
/// <param name="Included">What it includes itself.</param>
public sealed record IncludedEnvironment(
    string Path, ImmutableArray<LockedRoot> Roots, ImmutableArray<ConcreteSpec> Specs, ImmutableArray<IncludedEnvironment> Included)
{
    /// <summary>Takes over what other environments decided.</summary>
    /// <param name="environments">The directories of the others with their lock files.</param>
    public static ImmutableArray<IncludedEnvironment> Of(IEnumerable<(string Path, EnvironmentLock Lock)> environments)
    {
        HashSet<string> roots = new(StringComparer.Ordinal);
        HashSet<string> specs = new(StringComparer.Ordinal);
        return
        [
            .. environments.Select(other => new IncludedEnvironment(
                other.Path,
                [.. other.Lock.Roots.Where(root => roots.Add(root.Spec.Hash))],
                [.. other.Lock.OwnSpecs().Where(spec => specs.Add(spec.Hash))],
                other.Lock.Included)),
        ];
    }

    /// <summary>This one and all that it includes.</summary>
    public IEnumerable<IncludedEnvironment> Flattened() => Included.SelectMany(inner => inner.Flattened()).Prepend(this);
}

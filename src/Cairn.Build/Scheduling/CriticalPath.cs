using System.Collections.Immutable;

namespace Cairn.Build.Scheduling;

/// <summary>
/// How long the longest chain of builds is that waits for a package, itself included: whoever keeps the longest chain waiting is built
/// first, so that no processor idles at the end while one long chain is still to be done.
/// </summary>
public sealed class CriticalPath
{
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, TimeSpan> _lengths = new(StringComparer.Ordinal);

    /// <summary>Computes the chains of a plan.</summary>
    /// <param name="packages">What has to be built, dependencies before dependents.</param>
    /// <param name="times">How long packages take.</param>
    public CriticalPath(IReadOnlyList<PlannedPackage> packages, BuildTimes times)
    {
        // Dependents come later in a plan, so from its end each one's chain is known before what it waits for needs it.
        for (var i = packages.Count - 1; i >= 0; i--)
        {
            var package = packages[i];
            var estimate = times.Of(package.Spec);
            HasEstimates |= estimate is not null;
            var own = (estimate ?? Unknown) + _lengths.GetValueOrDefault(package.Spec.Hash);
            _lengths[package.Spec.Hash] = own;
            foreach (var hash in package.WaitsFor)
            {
                if (_lengths.GetValueOrDefault(hash) < own)
                {
                    _lengths[hash] = own;
                }
            }

            Longest = own > Longest ? own : Longest;
        }
    }

    /// <summary>True if the time of at least one package is remembered.</summary>
    public bool HasEstimates { get; }

    /// <summary>The length of the longest chain.</summary>
    public TimeSpan Longest { get; }

    /// <summary>The packages, the most pressing ones first; among equals the plan's order.</summary>
    public ImmutableArray<PlannedPackage> Order(IEnumerable<PlannedPackage> packages) => [.. packages.OrderByDescending(LengthOf)];

    /// <summary>The length of the chain that waits for a package, itself included.</summary>
    public TimeSpan LengthOf(PlannedPackage package) => _lengths.GetValueOrDefault(package.Spec.Hash);
}

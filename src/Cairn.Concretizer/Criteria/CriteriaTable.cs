using System.Collections.Immutable;

namespace Cairn.Concretization;

/// <summary>The one table of criteria: names, priorities, kinds.</summary>
public static class CriteriaTable
{
    /// <summary>How much higher a criterion counts for nodes that must be built.</summary>
    public const int BuildOffset = 200;

    private const int FirstFixedPriority = 100;

    /// <summary>Each criterion with Spack's words for it, most important first within its kind.</summary>
    public static ImmutableArray<(Criterion Criterion, string Name)> Rows { get; } =
    [
        (Criterion.UnsolvedInputs, "number of input specs not concretized"),
        (Criterion.RequirementWeight, "requirement weight"),
        (Criterion.PackagesToBuild, "number of packages to build (vs. reuse)"),
        (Criterion.DuplicateNodes, "number of nodes from the same package"),
        (Criterion.DeprecatedVersions, "deprecated versions used"),
        (Criterion.RootVersions, "version badness (roots)"),
        (Criterion.RootVariants, "variant penalty (roots)"),
        (Criterion.RootProviders, "preferred providers for roots"),
        (Criterion.RootUnusedDefaults, "default values of variants not being used (roots)"),
        (Criterion.Variants, "variant penalty (non-roots)"),
        (Criterion.Providers, "preferred providers (non-roots)"),
        (Criterion.CompilersPerNode, "number of compilers used on the same node"),
        (Criterion.CompilersFromReuse, "compiler penalty from reuse"),
        (Criterion.Compilers, "preferred compilers"),
        (Criterion.OperatingSystems, "non-preferred OS's"),
        (Criterion.Versions, "version badness (non roots)"),
        (Criterion.UnusedDefaults, "default values of variants not being used (non-roots)"),
        (Criterion.TargetMismatches, "target mismatches"),
        (Criterion.Targets, "non-preferred targets"),
        (Criterion.RuntimeProviders, "preferred providers (language runtimes)"),
        (Criterion.RuntimeVersions, "version badness (runtimes)"),
        (Criterion.RuntimeTargets, "non-preferred targets (runtimes)"),
        (Criterion.ProvidersOnEdges, "providers on edges"),
        (Criterion.VersionsOnEdges, "version badness on edges"),
        (Criterion.SymmetricDuplicates, "penalty on symmetric duplicates"),
    ];

    /// <summary>The priority of a criterion for nodes to build, or for nodes that exist.</summary>
    public static int Priority(Criterion criterion, bool isBuilt) =>
        (int)criterion + (isBuilt && (int)criterion < FirstFixedPriority ? BuildOffset : 0);

    /// <summary>All criteria with their costs, highest priority first; those without an entry cost nothing.</summary>
    /// <param name="costs">Cost by priority.</param>
    /// <param name="withUnsolved">Whether the row for unsolved requests is there (only <c>when_possible</c> has it).</param>
    public static ImmutableArray<CriterionCost> Report(IReadOnlyDictionary<int, long> costs, bool withUnsolved)
    {
        List<CriterionCost> rows = [];
        foreach (var (criterion, name) in Rows)
        {
            if (criterion == Criterion.UnsolvedInputs && !withUnsolved)
            {
                continue;
            }

            int priority = (int)criterion;
            if (priority >= FirstFixedPriority)
            {
                rows.Add(new(priority, costs.GetValueOrDefault(priority), name, CriterionKind.Other));
                continue;
            }

            rows.Add(new(priority, costs.GetValueOrDefault(priority), name, CriterionKind.Concrete));
            rows.Add(new(priority + BuildOffset, costs.GetValueOrDefault(priority + BuildOffset), name, CriterionKind.Build));
        }

        return [.. rows.OrderByDescending(row => row.Priority)];
    }
}

using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Tool chains: names that stand for a set of compilers, each possibly under a condition.</summary>
public static class Toolchains
{
    /// <summary>Puts a tool chain together from its entries.</summary>
    /// <param name="entries">Specs such as <c>%c=gcc@12</c>, with the condition under which each counts.</param>
    /// <exception cref="CairnException">An entry uses <c>^</c>, or the entries contradict each other.</exception>
    public static AbstractSpec Build(IEnumerable<(AbstractSpec Spec, AbstractSpec? When)> entries)
    {
        AbstractSpec result = AbstractSpec.Empty;
        foreach ((AbstractSpec spec, AbstractSpec? when) in entries)
        {
            RequireDirectEdges(spec);
            result = result.Constrain(when is null ? spec : MapEdges(spec, edge => edge.With(when: edge.When.Constrain(when))));
        }

        return result;
    }

    /// <summary>The tool chain as it stands behind <c>%%</c>.</summary>
    internal static AbstractSpec Propagate(AbstractSpec toolchain)
        => MapEdges(toolchain, edge => edge.With(propagation: Propagation.Preference));

    private static AbstractSpec MapEdges(AbstractSpec spec, Func<DependencyEdge, DependencyEdge> map)
    {
        ImmutableArray<DependencyEdge> edges =
            [.. spec.Dependencies.Select(edge => map(edge.WithSpec(MapEdges(edge.Spec, map))))];
        return edges.IsEmpty ? spec : spec.WithDependencies(edges);
    }

    private static void RequireDirectEdges(AbstractSpec spec)
    {
        foreach (DependencyEdge edge in spec.Dependencies)
        {
            if (!edge.IsDirect)
            {
                throw new CairnException(new Diagnostic(
                    "toolchain", $"a tool chain can't contain `^{edge.Spec}`", hint: $"write `%{edge.Spec}`"));
            }

            RequireDirectEdges(edge.Spec);
        }
    }
}

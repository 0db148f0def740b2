using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>One statement of a compiler's <c>runtime_constraints</c>.</summary>
public abstract record RuntimeConstraint
{
    private RuntimeConstraint()
    {
    }

    /// <summary>Every node for which <paramref name="When"/> holds depends on <paramref name="Dependency"/>.</summary>
    /// <param name="Dependency">A package or virtual, such as <c>gcc-runtime@12.2.0:</c>.</param>
    /// <param name="When">An anonymous condition on a node, such as <c>%[deptypes=build virtuals=c] gcc@=12.2.0</c>.</param>
    /// <param name="Types">How it depends.</param>
    /// <param name="Description">Why, in the recipe's words.</param>
    public sealed record DependsOn(AbstractSpec Dependency, AbstractSpec When, DependencyTypes Types, string Description)
        : RuntimeConstraint;

    /// <summary>If <paramref name="When"/> holds of the package it names, <paramref name="Imposed"/> must hold of it too.</summary>
    /// <param name="Imposed">A named spec with a concrete version, such as <c>gcc-runtime@=12.2.0</c>.</param>
    /// <param name="When">A named condition, such as <c>gcc-runtime%[deptypes=build] gcc@=12.2.0</c>.</param>
    public sealed record Requires(AbstractSpec Imposed, AbstractSpec When) : RuntimeConstraint;

    /// <summary>If <paramref name="When"/> holds of a node, <paramref name="Constraint"/> holds of all its link and run dependencies that name it.</summary>
    /// <param name="Constraint">A named spec, such as <c>gcc@:12.2.0</c>.</param>
    /// <param name="When">An anonymous condition on a node.</param>
    public sealed record Propagates(AbstractSpec Constraint, AbstractSpec When) : RuntimeConstraint;
}

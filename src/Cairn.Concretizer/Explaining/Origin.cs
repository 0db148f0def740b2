using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Explaining;

/// <summary>Who said something that takes part in a solve, and in what words.</summary>
internal abstract record Origin
{
    /// <summary>A directive of a recipe.</summary>
    /// <param name="Package">The package.</param>
    /// <param name="Text">What it means, as a clause: <c>`hdf5` depends on `mpi` when `+mpi`</c>.</param>
    /// <param name="Place">Where it stands.</param>
    public sealed record Directive(string Package, string Text, DirectivePlace Place) : Origin;

    /// <summary>A part of a request.</summary>
    /// <param name="Root">The root that was asked for.</param>
    /// <param name="Part">The part of it.</param>
    /// <param name="Location">Where it was said.</param>
    public sealed record Request(AbstractSpec Root, string Part, SourceLocation? Location) : Origin;

    /// <summary>The configuration.</summary>
    /// <param name="Text">What it means, as a clause.</param>
    /// <param name="Location">Where it was said.</param>
    public sealed record Setting(string Text, SourceLocation? Location) : Origin;

    /// <summary>A rule of the engine.</summary>
    public sealed record Rule(string Text) : Origin;
}

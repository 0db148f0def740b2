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

    /// <summary>A part of a request that says one thing.</summary>
    /// <param name="Root">The root that was asked for.</param>
    /// <param name="Owner">Of what it says something: empty for the root, else the dependency as it was written: <c>^mpich</c>.</param>
    /// <param name="Part">What it says: <c>@4</c>, <c>+x</c>; empty if it asks for the dependency as such.</param>
    /// <param name="Location">Where it was said.</param>
    public sealed record Request(AbstractSpec Root, string Owner, string Part, SourceLocation? Location) : Origin
    {
        /// <summary>The part with the package that it speaks of: <c>hdf5+mpi</c>, <c>^mpich@4</c>.</summary>
        public string Text => RequestParts.Join(Owner.Length == 0 ? Root.FullName : Owner, Part);
    }

    /// <summary>The configuration.</summary>
    /// <param name="Text">What it means, as a clause.</param>
    /// <param name="Location">Where it was said.</param>
    public sealed record Setting(string Text, SourceLocation? Location) : Origin
    {
        /// <summary>The package that it is about, if it is about one.</summary>
        public string? Package { get; init; }

        /// <summary>What would help, if dropping the setting would not.</summary>
        public string? Advice { get; init; }
    }

    /// <summary>A rule of the engine.</summary>
    public sealed record Rule(string Text) : Origin
    {
        /// <summary>What would help.</summary>
        public string? Advice { get; init; }
    }

    /// <summary>A variant that keeps its default unless another value is asked for.</summary>
    /// <param name="Package">The package.</param>
    /// <param name="Variant">The variant.</param>
    /// <param name="Text">What it means, as a clause.</param>
    /// <param name="Place">Where the variant is declared.</param>
    public sealed record Sticky(string Package, string Variant, string Text, DirectivePlace Place) : Origin;
}

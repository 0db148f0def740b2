using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>How a constraint on a direct dependency is handed on.</summary>
public enum Propagation
{
    /// <summary>It isn't.</summary>
    None,

    /// <summary><c>%%gcc</c>: dependencies prefer the same.</summary>
    Preference,
}

/// <summary>A dependency that an abstract spec asks for; immutable.</summary>
public sealed class DependencyEdge
{
    /// <summary>An edge to <paramref name="spec"/>.</summary>
    public DependencyEdge(
        AbstractSpec spec,
        DependencyTypes types = DependencyTypes.None,
        ImmutableArray<string> virtuals = default,
        bool isDirect = false,
        AbstractSpec? when = null,
        Propagation propagation = Propagation.None)
    {
        Spec = spec;
        Types = types;
        Virtuals = virtuals.IsDefaultOrEmpty ? [] : [.. virtuals.Distinct().Order(StringComparer.Ordinal)];
        IsDirect = isDirect;
        When = when ?? AbstractSpec.Empty;
        Propagation = propagation;
    }

    /// <summary>What is asked of the dependency.</summary>
    public AbstractSpec Spec { get; }

    /// <summary>The types, <see cref="DependencyTypes.None"/> where nothing is said about them.</summary>
    public DependencyTypes Types { get; }

    /// <summary>The virtual packages that the dependency provides to its parent, in ascending order.</summary>
    public ImmutableArray<string> Virtuals { get; }

    /// <summary>True for <c>%</c>, a direct dependency; false for <c>^</c>, a dependency anywhere below.</summary>
    public bool IsDirect { get; }

    /// <summary>The condition on the parent under which the edge counts; <see cref="AbstractSpec.Empty"/> is always.</summary>
    public AbstractSpec When { get; }

    /// <summary>Whether the edge is handed on to the dependencies.</summary>
    public Propagation Propagation { get; }

    /// <summary>The edge with another end.</summary>
    public DependencyEdge WithSpec(AbstractSpec spec)
        => ReferenceEquals(spec, Spec) ? this : new(spec, Types, Virtuals, IsDirect, When, Propagation);

    /// <summary>The edge with other properties; those that are not given stay.</summary>
    public DependencyEdge With(
        DependencyTypes? types = null,
        ImmutableArray<string>? virtuals = null,
        bool? isDirect = null,
        AbstractSpec? when = null,
        Propagation? propagation = null)
        => new(Spec, types ?? Types, virtuals ?? Virtuals, isDirect ?? IsDirect, when ?? When, propagation ?? Propagation);
}

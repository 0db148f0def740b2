using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>One root that is asked for.</summary>
/// <param name="Spec">What is asked for; it has a name (a package's or a virtual's).</param>
/// <param name="Location">Where it was said; null if a program asks.</param>
public sealed record ConcretizationRequest(AbstractSpec Spec, SourceLocation? Location = null)
{
    /// <summary>The answer that this root has already and keeps; what else is solved with it must fit. Null for a root that is open.</summary>
    public ConcreteSpec? Kept { get; init; }

    /// <summary>Reads a request from a text as a user types it.</summary>
    /// <exception cref="SpecSyntaxException">The text is not a spec.</exception>
    public static ConcretizationRequest Parse(string text) =>
        new(AbstractSpec.Parse(text), new SourceLocation(SourceLocation.CommandLine, 1, 1, text, text.Length));
}

/// <summary>Whose test dependencies are solved too.</summary>
public enum TestDependencies
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>Those of the roots.</summary>
    Roots,

    /// <summary>Those of every package.</summary>
    All,
}

/// <summary>Choices of one solve that no configuration file holds.</summary>
public sealed record ConcretizationOptions
{
    /// <summary>The usual ones.</summary>
    public static ConcretizationOptions Default { get; } = new();

    /// <summary>Whose test dependencies are solved too.</summary>
    public TestDependencies Tests { get; init; }

    /// <summary><c>--deprecated</c>.</summary>
    public bool AllowsDeprecated { get; init; }

    /// <summary>Installed specs and specs from files that may be reused, if <see cref="ReuseSettings.Mode"/> lets them; with all their dependencies.</summary>
    public ImmutableArray<ConcreteSpec> Reusable { get; init; } = [];

    /// <summary>Specs that may be taken whatever <see cref="ReuseSettings"/> say: those of roots that keep their answer, and of earlier rounds.</summary>
    public ImmutableArray<ConcreteSpec> Given { get; init; } = [];

    /// <summary>Tells whether the source of a declared version can be had now; null if that does not matter (<c>--reachable</c>).</summary>
    public Func<RecipeMetadata, VersionDeclaration, bool>? IsReachable { get; init; }

    /// <summary>How many conflicts the search for the reason of a failure may cost. No time, so that a loaded machine says the same as an idle one.</summary>
    public long ExplanationEffort { get; init; } = 30_000;

    /// <summary>If false, a failure carries its reason only roughly; true finds the smallest clash and a change that helps.</summary>
    public bool Explains { get; init; } = true;

    /// <summary>The clock of the time limit.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told whenever the search has found a better answer than before; null to tell nobody.</summary>
    public Action? OnBetterAnswer { get; init; }

    /// <summary>Takes the problem as it was stated to the engine, ready to be written down and solved again; null to record nothing.</summary>
    public Action<SatProblem>? Record { get; init; }
}

using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization.Introspection;

/// <summary>The criterion by which one answer is better than another.</summary>
/// <param name="Criterion">The criterion with the cost of the answer that was chosen.</param>
/// <param name="Other">What the other answer costs there.</param>
public sealed record CostDifference(CriterionCost Criterion, long Other);

/// <summary>Why something is not in an answer.</summary>
public sealed record Alternative
{
    /// <summary>The request that was solved to find out: the user's with what is not chosen demanded.</summary>
    public required AbstractSpec Request { get; init; }

    /// <summary>True if the answer has it after all.</summary>
    public bool IsChosen { get; init; }

    /// <summary>Why it is impossible; null if it is possible.</summary>
    public Diagnostic? Failure { get; init; }

    /// <summary>The answer that has it; null if there is none.</summary>
    public ConcreteSpec? Spec { get; init; }

    /// <summary>The criterion that decides against it; null if it is impossible, or as good as what was chosen.</summary>
    public CostDifference? Decisive { get; init; }

    /// <summary>All criteria in which the answers differ, the decisive one first.</summary>
    public ImmutableArray<CostDifference> Differences { get; init; } = [];
}

/// <summary>Finds out why something is not in an answer: what forbids it, or which criterion outranks it.</summary>
/// <remarks>The request is solved once more with it demanded, and the costs of both answers are compared.</remarks>
public static class Alternatives
{
    /// <summary>Explains an absence.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="wanted">What is not in the answer: a package, perhaps with a version and variants.</param>
    /// <param name="solve">Solves a request.</param>
    /// <exception cref="CairnException">The request itself has no answer.</exception>
    public static Alternative Explain(ConcretizationRequest request, AbstractSpec wanted, Func<ConcretizationRequest, ConcretizationResult> solve)
    {
        var chosen = solve(request);
        var root = chosen.RootsOrThrow()[0]!;
        var demanded = Demanded(request.Spec, wanted, root);
        if (root.Traverse().Any(node => node.Satisfies(wanted)))
        {
            return new Alternative { Request = demanded, IsChosen = true, Spec = root };
        }

        var text = demanded.ToQualifiedString();
        var other = solve(new ConcretizationRequest(demanded, new SourceLocation(SourceLocation.CommandLine, 1, 1, text, text.Length)));
        if (other.Failure is { } failure)
        {
            return new Alternative { Request = demanded, Failure = failure };
        }

        ImmutableArray<CostDifference> differences =
        [
            .. chosen.Costs.Select(cost => new CostDifference(cost, other.Costs.FirstOrDefault(each => each.Priority == cost.Priority).Value))
                .Where(difference => difference.Criterion.Value != difference.Other),
        ];
        return new Alternative
        {
            Request = demanded, Spec = other.Roots[0], Decisive = differences.FirstOrDefault(), Differences = differences,
        };
    }

    /// <summary>The request with the wanted thing demanded of the root, or of something below it.</summary>
    private static AbstractSpec Demanded(AbstractSpec request, AbstractSpec wanted, ConcreteSpec root) =>
        wanted.Name == request.Name || wanted.Name == root.Name
            ? request.Constrain(wanted.Name == request.Name ? wanted : wanted.Renamed(request.Name))
            : request.WithDependencies([.. request.Dependencies.Where(edge => edge.Spec.Name != wanted.Name), Merged(request, wanted)]);

    private static DependencyEdge Merged(AbstractSpec request, AbstractSpec wanted) =>
        request.Dependencies.FirstOrDefault(edge => edge.Spec.Name == wanted.Name) is { } known
            ? known.WithSpec(known.Spec.Constrain(wanted))
            : new DependencyEdge(wanted);
}

using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>Several solves that together answer a list of requests.</summary>
internal static class Rounds
{
    /// <summary>Each request for itself; the first failure ends it.</summary>
    public static ConcretizationResult Separately(
        ImmutableArray<ConcretizationRequest> requests, Func<ConcretizationRequest, ConcretizationResult> solve)
    {
        List<ConcretizationResult> results = [];
        foreach (var request in requests)
        {
            var result = solve(request);
            if (!result.IsSuccess)
            {
                return result;
            }

            results.Add(result);
        }

        return Join(results, [.. results.SelectMany(result => result.Roots)]);
    }

    /// <summary>As many requests as possible in one DAG, then as many as possible of the rest, reusing what was decided before.</summary>
    public static ConcretizationResult WhenPossible(
        ImmutableArray<ConcretizationRequest> requests,
        Func<ImmutableArray<ConcretizationRequest>, ImmutableArray<ConcreteSpec>, ConcretizationResult> solve)
    {
        var answers = new ConcreteSpec?[requests.Length];
        List<int> open = [.. Enumerable.Range(0, requests.Length)];
        List<ConcreteSpec> decided = [];
        List<ConcretizationResult> results = [];
        while (open.Count > 0)
        {
            var result = solve([.. open.Select(index => requests[index])], [.. decided]);
            if (!result.IsSuccess)
            {
                return result;
            }

            results.Add(result);
            List<int> left = [];
            for (int i = 0; i < open.Count; i++)
            {
                if (result.Roots[i] is { } root)
                {
                    answers[open[i]] = root;
                    decided.AddRange(root.Traverse());
                }
                else
                {
                    left.Add(open[i]);
                }
            }

            if (left.Count == open.Count)
            {
                throw new InvalidOperationException("a round solved nothing although at least one request must be solved");
            }

            open = left;
        }

        return Join(results, [.. answers]);
    }

    private static ConcretizationResult Join(List<ConcretizationResult> results, ImmutableArray<ConcreteSpec?> roots)
    {
        TimeSpan Sum(Func<ConcretizationStatistics, TimeSpan> part) =>
            results.Aggregate(TimeSpan.Zero, (sum, result) => sum + part(result.Statistics));
        return new ConcretizationResult
        {
            Roots = roots,
            Costs =
            [
                .. results.SelectMany(result => result.Costs)
                    .GroupBy(cost => (cost.Priority, cost.Name, cost.Kind))
                    .Select(group => new CriterionCost(group.Key.Priority, group.Sum(cost => cost.Value), group.Key.Name, group.Key.Kind))
                    .OrderByDescending(cost => cost.Priority),
            ],
            Statistics = new ConcretizationStatistics
            {
                Packages = results.Max(result => result.Statistics.Packages),
                EncodedNodes = results.Sum(result => result.Statistics.EncodedNodes),
                Variables = results.Sum(result => result.Statistics.Variables),
                Clauses = results.Sum(result => result.Statistics.Clauses),
                Conflicts = results.Sum(result => result.Statistics.Conflicts),
                Solves = results.Sum(result => result.Statistics.Solves),
                Rounds = results.Sum(result => result.Statistics.Rounds),
                Models = results.Sum(result => result.Statistics.Models),
                Cores = results.Sum(result => result.Statistics.Cores),
                Decisions = results.Sum(result => result.Statistics.Decisions),
                Propagations = results.Sum(result => result.Statistics.Propagations),
                LoadTime = Sum(part => part.LoadTime),
                EncodeTime = Sum(part => part.EncodeTime),
                SolveTime = Sum(part => part.SolveTime),
                ReadBackTime = Sum(part => part.ReadBackTime),
            },
            Warnings = [.. results.SelectMany(result => result.Warnings)],
            IsOptimal = results.TrueForAll(result => result.IsOptimal),
        };
    }
}

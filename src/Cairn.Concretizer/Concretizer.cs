using System.Collections.Immutable;
using System.Diagnostics;
using Cairn.Concretization.Answers;
using Cairn.Concretization.Encoding;
using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>Decides everything that requests leave open: Spack's answer, with Spack's costs.</summary>
/// <remarks>Holds no state between solves; one instance may serve several threads if its recipes do.</remarks>
public sealed class Concretizer
{
    private readonly IRecipeSource _recipes;
    private readonly ConcretizerConfiguration _configuration;

    /// <summary>A concretizer over some recipes and settings.</summary>
    public Concretizer(IRecipeSource recipes, ConcretizerConfiguration configuration) => (_recipes, _configuration) = (recipes, configuration);

    /// <summary>Solves requests as <see cref="ConcretizerConfiguration.Unify"/> says.</summary>
    /// <param name="requests">The roots.</param>
    /// <param name="options">Choices of this solve; null for the usual ones.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public ConcretizationResult Solve(
        ImmutableArray<ConcretizationRequest> requests, ConcretizationOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= ConcretizationOptions.Default;
        var kept = requests.Where(request => request.Kept is not null).SelectMany(request => request.Kept!.Traverse()).ToImmutableArray();
        if (!kept.IsEmpty)
        {
            options = options with { Given = [.. options.Given, .. kept] };
            requests = [.. requests.Select(AsKept)];
        }

        if (requests.Length <= 1)
        {
            return SolveTogether(requests, options, allowsUnsolved: false, cancellation);
        }

        return _configuration.Unify switch
        {
            UnifyMode.Separately => Rounds.Separately(requests, request => SolveTogether([request], options, false, cancellation)),
            UnifyMode.WhenPossible => Rounds.WhenPossible(
                requests, (rest, reusable) => SolveTogether(
                    rest, options with { Given = [.. options.Given, .. reusable] }, true, cancellation)),
            _ => SolveTogether(requests, options, allowsUnsolved: false, cancellation),
        };
    }

    /// <summary>A root that keeps its answer asks for just that one. What is external is decided by the configuration, so that is asked for by its words.</summary>
    private static ConcretizationRequest AsKept(ConcretizationRequest request) => request.Kept is { IsExternal: false } spec
        ? request with { Spec = new AbstractSpec { Name = spec.Name, Namespace = spec.Namespace, AbstractHash = spec.Hash } }
        : request;

    private ConcretizationResult SolveTogether(
        ImmutableArray<ConcretizationRequest> requests, ConcretizationOptions options, bool allowsUnsolved, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(_configuration.TimeLimit ?? Timeout.InfiniteTimeSpan, options.Clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);

        var total = Stopwatch.StartNew();
        ProblemFacts facts;
        try
        {
            if (RequestChecks.FirstFault(_recipes, requests) is { } unknown)
            {
                return Failed(unknown);
            }

            facts = new ProblemFacts(_recipes, _configuration, options, requests) { AllowsUnsolved = allowsUnsolved };
            if (RequestChecks.FirstFault(facts) is { } fault)
            {
                return Failed(fault);
            }

            return Search(facts, total, limit.Token, cancellation);
        }
        catch (CairnException failure)
        {
            return Failed(failure.Diagnostic);
        }
    }

    private ConcretizationResult Search(ProblemFacts facts, Stopwatch total, CancellationToken limit, CancellationToken cancellation)
    {
        var problem = new Problem(facts, explains: false);
        problem.Run(problem.Requests.Encode);
        int rounds = 1;
        var result = problem.Optimizer.Minimize([], limit, onModel: facts.Options.OnBetterAnswer is { } tell ? _ => tell() : null, objects: model =>
        {
            bool isWrong = CycleBreaker.Break(problem, model) > 0 | problem.CloseUnreasoned(model);
            rounds += isWrong ? 1 : 0;
            return isWrong;
        });
        cancellation.ThrowIfCancellationRequested();
        if (result is { Status: OptimizationStatus.Feasible, Model: { } best } && CycleBreaker.Break(problem, best) > 0)
        {
            // Time ran out before the best model so far was looked at for circles: it is no answer.
            result = result with { Status = OptimizationStatus.Unknown, Model = null };
        }

        if (problem.TakeRecord() is { } record)
        {
            facts.Options.Record!(record);
        }

        return Finish(problem, result, rounds + (int)result.Statistics.Withdrawals, total, cancellation);
    }

    private ConcretizationResult Finish(Problem problem, OptimizationResult result, int rounds, Stopwatch total, CancellationToken cancellation)
    {
        var facts = problem.Facts;
        bool isTimedOut = result.Status is OptimizationStatus.Unknown or OptimizationStatus.Feasible;
        if (result.Model is not { } model || (isTimedOut && _configuration.FailsOnTimeLimit))
        {
            var failure = isTimedOut
                ? new Diagnostic(
                    "concretizer-timeout", $"no answer within {_configuration.TimeLimit?.TotalSeconds:0.#} s", null,
                    "raise `concretizer:timeout`, or set `concretizer:error_on_timeout` to false to take the best answer so far")
                : Explainer.Explain(_recipes, _configuration, facts, cancellation);
            return Failed(failure, Statistics(problem, result, rounds, total, TimeSpan.Zero));
        }

        var reading = Stopwatch.StartNew();
        var roots = new DagBuilder(problem, model).Roots();
        var costs = CriteriaTable.Report(problem.Costs.Evaluate(model), facts.AllowsUnsolved);
        reading.Stop();
        return new ConcretizationResult
        {
            Roots = roots,
            Costs = costs,
            Statistics = Statistics(problem, result, rounds, total, reading.Elapsed),
            IsOptimal = result.Status == OptimizationStatus.Optimal,
            Warnings = isTimedOut
                ? [new Diagnostic("concretizer-timeout", "the time limit ended the search: this is the best answer so far, not the best one")]
                : [],
        };
    }

    private static ConcretizationStatistics Statistics(Problem problem, OptimizationResult result, int rounds, Stopwatch total, TimeSpan reading)
    {
        var counts = problem.Solver.Statistics;
        var load = problem.Facts.LoadTime;
        var encode = problem.EncodeTime > load ? problem.EncodeTime - load : TimeSpan.Zero;
        return new ConcretizationStatistics
        {
            Packages = problem.Facts.PackageCount,
            EncodedNodes = problem.AllNodes.Count(node => node.IsEncoded),
            Variables = counts.Variables,
            Clauses = counts.Clauses,
            Conflicts = counts.Conflicts,
            Solves = counts.Solves,
            Rounds = rounds,
            Models = result.Statistics.Models,
            Cores = result.Statistics.Cores,
            Decisions = counts.Decisions,
            Propagations = counts.Propagations,
            LoadTime = load,
            EncodeTime = encode,
            SolveTime = total.Elapsed - load - encode - reading,
            ReadBackTime = reading,
        };
    }

    private static ConcretizationResult Failed(Diagnostic failure, ConcretizationStatistics? statistics = null) => new()
    {
        Roots = [], Statistics = statistics ?? new ConcretizationStatistics(), Failure = failure,
    };
}

using System.Collections.Immutable;
using Cairn.Concretization.Encoding;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Explaining;

/// <summary>Finds out why requests can't be met: the facts that clash, and a change that was tried and helps.</summary>
/// <remarks>
/// The problem is encoded once more, each fact with a literal that switches it on. Facts that are needed for the contradiction
/// are found as a core of assumptions and thinned out one by one.
/// </remarks>
internal sealed class Explainer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Problem _problem;
    private readonly CancellationToken _limit;
    private readonly Dictionary<Literal, Origin> _origins = [];

    private Explainer(Problem problem, CancellationToken limit) => (_problem, _limit) = (problem, limit);

    public static Diagnostic Explain(IRecipeSource recipes, ConcretizerConfiguration configuration, ProblemFacts facts, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var traced = new ProblemFacts(recipes, configuration, facts.Options, facts.Requests) { IsExplaining = true };
        var problem = new Problem(traced, explains: true);
        problem.Run(problem.Requests.Encode);
        var explanation = new Explainer(problem, limit.Token).Run();
        cancellation.ThrowIfCancellationRequested();
        return explanation;
    }

    private Diagnostic Run()
    {
        if (Unreachable() is { } unreachable)
        {
            return unreachable;
        }

        if (!_problem.Facts.Options.Explains || Clash() is not { } clash)
        {
            return Message([], null);
        }

        var origins = Ordered(clash.Select(guard => _origins[guard]));
        return Message(origins, Remedy(clash));
    }

    /// <summary>A request for something below a root that can never be there.</summary>
    private Diagnostic? Unreachable()
    {
        foreach (var request in _problem.Facts.Requests)
        {
            if (_problem.Facts.IsVirtual(request.Spec.Name))
            {
                continue;
            }

            var root = _problem.Node(request.Spec.Name, 0);
            foreach (var edge in request.Spec.Dependencies)
            {
                string name = edge.Spec.Name;
                if (edge.IsDirect || root.Sources.ContainsKey(name) || _problem.Dependencies.MayDependOn(root, name)
                    || !_problem.Reachability.IsImpossible(request.Spec.Name, name))
                {
                    continue;
                }

                return new Diagnostic(
                    "impossible-dependency",
                    $"`{request.Spec.Name}` never needs `{name}`: it is no direct dependency, and nothing that `{request.Spec.Name}` links to or runs with needs it",
                    Caret.Under(request, $"^{name}"), $"leave out `^{edge.Spec.ToString().Trim()}`");
            }
        }

        return null;
    }

    /// <summary>Switches of facts that can't all be on; null if none were found in time.</summary>
    private List<Literal>? Clash()
    {
        var status = SolveWithAll([], out var core);
        if (status != SolveStatus.Unsatisfiable)
        {
            return null;
        }

        List<Literal> kept = [.. core];
        for (int i = kept.Count - 1; i >= 0 && !_limit.IsCancellationRequested; i--)
        {
            List<Literal> fewer = [.. kept];
            fewer.RemoveAt(i);
            if (Contradicts(fewer, out var smaller))
            {
                kept = [.. kept.Where(smaller.Contains)];
                i = Math.Min(i, kept.Count);
            }
        }

        return kept;
    }

    /// <summary>True if these facts alone contradict each other, whatever else there is.</summary>
    private bool Contradicts(List<Literal> facts, out ImmutableArray<Literal> core)
    {
        // All other facts are off, also those that come up on the way.
        while (true)
        {
            HashSet<Literal> on = [.. facts];
            List<Literal> assumed = [.. facts];
            int known = _problem.Guards.Count;
            foreach (var (_, guard) in _problem.Guards)
            {
                if (!on.Contains(guard))
                {
                    assumed.Add(!guard);
                }
            }

            var status = _problem.Solver.Solve([.. assumed], _limit);
            if (status == SolveStatus.Satisfiable && _problem.Guards.Count > known)
            {
                continue;
            }

            core = status == SolveStatus.Unsatisfiable ? [.. _problem.Solver.Core.Where(on.Contains)] : [];
            return status == SolveStatus.Unsatisfiable;
        }
    }

    /// <summary>Solves with every fact on but those that are left out.</summary>
    private SolveStatus SolveWithAll(HashSet<Literal> without, out ImmutableArray<Literal> core)
    {
        while (true)
        {
            List<Literal> assumed = [];
            foreach (var (origin, guard) in _problem.Guards)
            {
                _origins[guard] = origin;
                assumed.Add(without.Contains(guard) ? !guard : guard);
            }

            var status = _problem.Solver.Solve([.. assumed], _limit);
            if (status == SolveStatus.Satisfiable)
            {
                // Facts that came up during the search were not assumed, and circles are not forbidden yet.
                if (_problem.Guards.Count > assumed.Count || CycleBreaker.Break(_problem, _problem.Solver.Model) > 0)
                {
                    continue;
                }
            }

            core = status == SolveStatus.Unsatisfiable ? [.. _problem.Solver.Core.Where(literal => _origins.ContainsKey(literal))] : [];
            return status;
        }
    }

    /// <summary>A part of the request, or a setting, without which there is an answer.</summary>
    private string? Remedy(List<Literal> clash)
    {
        foreach (var guard in clash.OrderBy(guard => _origins[guard] is Origin.Request ? 0 : 1))
        {
            if (_origins[guard] is Origin.Directive or Origin.Rule || SolveWithAll([guard], out _) != SolveStatus.Satisfiable)
            {
                continue;
            }

            return _origins[guard] switch
            {
                Origin.Request request when WhatItIsThen(request) is { } then =>
                    $"without `{request.Part}` there is an answer: `{then}`",
                Origin.Request request => $"without `{request.Part}` there is an answer",
                Origin.Setting setting => $"there is an answer if it is dropped that {setting.Text}",
                _ => null,
            };
        }

        return null;
    }

    /// <summary>What the package that a part of the request speaks of is in the model at hand.</summary>
    private string? WhatItIsThen(Origin.Request request)
    {
        var spec = AbstractSpec.Parse(request.Part.TrimStart('^', '%'));
        if (spec.Name.Length == 0 || SpecTree.SaysNothing(spec) || _problem.Facts.IsVirtual(spec.Name))
        {
            return null;
        }

        var model = _problem.Solver.Model;
        for (int x = 0; x < _problem.Facts.MaximumNodes(spec.Name) && _problem.HasNode(spec.Name, x); x++)
        {
            var node = _problem.Node(spec.Name, x);
            if (!model[node.Exists] || !node.IsEncoded)
            {
                continue;
            }

            int index = Array.FindIndex(node.AtMost, literal => model[literal]);
            string text = spec.Versions.IsAny ? spec.Name : $"{spec.Name}@{node.Facts!.Versions[index].Version}";
            foreach (var variant in spec.Variants)
            {
                var values = node.Variants.GetValueOrDefault(variant.Name)?.Values.Where(value => model[value.IsTaken]).Select(value => value.Value).ToList() ?? [];
                text += values switch
                {
                    [] => $" without `{variant.Name}`",
                    ["True"] => $"+{variant.Name}",
                    ["False"] => $"~{variant.Name}",
                    _ => $" {variant.Name}={string.Join(',', values)}",
                };
            }

            return text;
        }

        return $"{spec.Name} is not needed";
    }

    /// <summary>Requests first, then what follows from them: packages in the order in which they came into question.</summary>
    private List<Origin> Ordered(IEnumerable<Origin> origins)
    {
        Dictionary<string, int> place = [];
        foreach (var node in _problem.AllNodes)
        {
            place.TryAdd(node.Name, place.Count);
        }

        return
        [
            .. origins.OrderBy(origin => origin switch
            {
                Origin.Request => -1,
                Origin.Directive directive => place.GetValueOrDefault(directive.Package, int.MaxValue - 2),
                Origin.Setting => int.MaxValue - 1,
                _ => int.MaxValue,
            }).ThenBy(Text, StringComparer.Ordinal),
        ];
    }

    private Diagnostic Message(List<Origin> origins, string? hint)
    {
        var requests = _problem.Facts.Requests;
        string texts = string.Join("`, `", requests.Select(request => request.Spec.ToString().Trim()));
        var location = requests[0].Location;
        if (origins.OfType<Origin.Request>().FirstOrDefault() is { } first)
        {
            location = Caret.Under(requests.First(request => ReferenceEquals(request.Spec, first.Root)), first.Part);
        }

        return new Diagnostic("unsatisfiable", $"nothing satisfies `{texts}`", location, [.. origins.Select(Text)], hint);
    }

    private static string Text(Origin origin) => origin switch
    {
        Origin.Request request => $"the request says `{request.Part}`",
        Origin.Directive { Place.Line: > 0 } directive => $"{directive.Text} ({directive.Place})",
        Origin.Directive directive => directive.Text,
        Origin.Setting { Location: { } location } setting => $"{setting.Text} ({location.File}:{location.Line})",
        Origin.Setting setting => setting.Text,
        Origin.Rule rule => rule.Text,
        _ => origin.ToString(),
    };
}

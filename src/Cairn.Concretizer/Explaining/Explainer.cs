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
    private readonly Problem _problem;
    private readonly SearchEffort _effort;

    private Explainer(Problem problem, SearchEffort effort) => (_problem, _effort) = (problem, effort);

    public static Diagnostic Explain(IRecipeSource recipes, ConcretizerConfiguration configuration, ProblemFacts facts, CancellationToken cancellation)
    {
        var traced = new ProblemFacts(recipes, configuration, facts.Options, facts.Requests) { IsExplaining = true };
        var problem = new Problem(traced, explains: true);
        problem.Run(problem.Requests.Encode);
        var explanation = new Explainer(problem, new SearchEffort(problem.Solver, facts.Options.ExplanationEffort, cancellation)).Run();
        cancellation.ThrowIfCancellationRequested();
        return explanation;
    }

    private Diagnostic Run()
    {
        if (Unreachable() is { } unreachable)
        {
            return unreachable;
        }

        if (!_problem.Facts.Options.Explains)
        {
            return Message([], [], null);
        }

        var clashes = new ClashFinder(_problem, _effort);
        if (clashes.Find() is not { } clash)
        {
            return Message([], [], "the reason was not found with reasonable effort; ask for less, or for one package at a time");
        }

        var origins = clash.Select(clashes.OriginOf).ToList();
        var finder = new RemedyFinder(_problem, clashes);
        var remedies = finder.Find(clash);
        return Message(origins, new Story(_problem, finder).Tell(origins), Hint(remedies, origins));
    }

    private static string? Hint(List<Remedy> remedies, List<Origin> origins)
    {
        const string works = " has an answer";
        return remedies switch
        {
            [] => origins.Select(AdviceOf).FirstOrDefault(advice => advice is not null),
            [var only] => only.Text,
            [var first, var second, ..] when second.Text.EndsWith(works, StringComparison.Ordinal) => $"{first.Text}; so has {second.Text[..^works.Length]}",
            [var first, ..] => first.Text,
        };
    }

    private static string? AdviceOf(Origin origin) => origin switch
    {
        Origin.Rule rule => rule.Advice,
        Origin.Setting setting => setting.Advice,
        _ => null,
    };

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
                    Caret.Under(request, RequestParts.OwnerOf(edge), ""), $"leave out `^{edge.Spec.ToString().Trim()}`");
            }
        }

        return null;
    }

    private Diagnostic Message(List<Origin> origins, List<string> notes, string? hint)
    {
        var requests = _problem.Facts.Requests;
        string texts = string.Join("`, `", requests.Select(request => request.Spec.ToQualifiedString()));
        var location = requests[0].Location;
        if (origins.OfType<Origin.Request>().OrderByDescending(request => request.Part.Length > 0).ThenByDescending(request => request.Owner.Length > 0).FirstOrDefault() is { } first)
        {
            location = Caret.Under(requests.First(request => ReferenceEquals(request.Spec, first.Root)), first.Owner, first.Part);
        }

        return new Diagnostic("unsatisfiable", $"nothing satisfies `{texts}`", location, [.. notes], hint);
    }
}

using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Explaining;

/// <summary>Finds out why requests can't be met.</summary>
internal static class Explainer
{
    public static Diagnostic Explain(IRecipeSource recipes, ConcretizerConfiguration configuration, ProblemFacts facts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string texts = string.Join("`, `", facts.Requests.Select(request => request.Spec.ToString().Trim()));
        return new Diagnostic("unsatisfiable", $"nothing satisfies `{texts}`", facts.Requests[0].Location);
    }
}

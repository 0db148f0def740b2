using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A recipe's text reduced to what its builds depend on, with the conditions that choose among its methods.</summary>
/// <remarks>Spack: <c>util/package_hash.py</c>. Directives and metadata are left out: what they say is in the spec itself.</remarks>
internal static class RecipeText
{
    private static readonly SourceReduction Reduction = new(
        FrozenSet.ToFrozenSet(
        [
            "version", "conflicts", "depends_on", "redistribute", "extends", "provides", "can_splice", "patch", "variant", "resource",
            "build_system", "maintainers", "license", "requires",
        ], StringComparer.Ordinal),
        FrozenSet.ToFrozenSet(
        [
            "url", "go", "git", "cvs", "svn", "hg", "s3", "gs",
            "homepage", "urls", "list_url", "extendable", "parallel", "make_jobs", "maintainers", "tags",
        ], StringComparer.Ordinal),
        "when");

    /// <exception cref="CairnException">The file cannot be read or is no recipe.</exception>
    public static ReducedSource Reduce(RecipeRepository repository, string package)
    {
        string path = repository.RecipeFile(package);
        try
        {
            return ReducedSource.Of(new SourceFile(path, repository.Tree.ReadText(path)), Reduction);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecipeSyntaxException)
        {
            throw new CairnException(new Diagnostic("recipe-unreadable", $"cannot read the recipe `{path}`: {error.Message}", null, [], null));
        }
    }

    /// <summary>The hash of the text for one outcome of the conditions.</summary>
    /// <param name="source">The reduced text.</param>
    /// <param name="conditions">Its conditions.</param>
    /// <param name="outcomes">One of <c>1</c>, <c>0</c> and <c>?</c> for each of them.</param>
    public static string Hash(ReducedSource source, ImmutableArray<string> conditions, string outcomes) =>
        DagHash.OfText(Encoding.UTF8.GetBytes(source.Text(condition => outcomes[conditions.IndexOf(condition)] switch
        {
            '1' => true,
            '0' => false,
            _ => null,
        })));

    /// <summary>Which conditions hold, in the form that <see cref="Hash"/> takes; a condition that is no spec counts as unknown.</summary>
    public static string Outcomes(ImmutableArray<string> conditions, Func<AbstractSpec, bool> holds)
    {
        if (conditions.IsEmpty)
        {
            return "";
        }

        return string.Create(conditions.Length, (conditions, holds), static (outcomes, state) =>
        {
            for (int i = 0; i < outcomes.Length; i++)
            {
                try
                {
                    outcomes[i] = state.holds(AbstractSpec.Parse(state.conditions[i])) ? '1' : '0';
                }
                catch (CairnException)
                {
                    outcomes[i] = '?';
                }
            }
        });
    }
}

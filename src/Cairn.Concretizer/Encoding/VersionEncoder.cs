using Cairn.Concretization.Explaining;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Versions: the index of the version in the order of preference, as a chain of "at most k".</summary>
internal sealed class VersionEncoder(Problem problem)
{
    private Formulas Formulas => problem.Formulas;

    public void Encode(PackageNode node)
    {
        var versions = node.Facts!.Versions;
        node.AtMost = new Literal[versions.Length];
        if (versions.Length == 0)
        {
            Formulas.Clause(!node.Exists, !problem.Guard(NoVersion(node)));
            return;
        }

        node.AtMost[^1] = Formulas.True;
        for (int i = versions.Length - 2; i >= 0; i--)
        {
            node.AtMost[i] = Formulas.Choice(GuessOrder.Attribute);
            problem.Solver.Prefer(node.AtMost[i]);
            Formulas.Implies(node.AtMost[i], node.AtMost[i + 1]);
        }

        // A node that is not there has the best version, so that it costs nothing.
        Formulas.Clause(node.Exists, node.AtMost[0]);
        for (int i = 0; i < versions.Length; i++)
        {
            if (!versions[i].CanBeBuilt)
            {
                var guard = problem.Rule($"`{node.Name}@{versions[i].Version}` cannot be built, because its recipe does not declare that version");
                Formulas.Clause(!guard, !node.Builds, !At(node, i));
            }

            if (versions[i].IsDeprecated)
            {
                AddDeprecationCost(node, Formulas.And(At(node, i), node.Builds));
            }
        }

        AddCost(node, 1);
    }

    private static Origin.Rule NoVersion(PackageNode node) => node.Facts!.Recipe.Versions.Any(declared => declared.IsDeprecated)
        ? new Origin.Rule($"all versions of `{node.Name}` are deprecated") { Advice = "use `--deprecated` to allow deprecated versions" }
        : new Origin.Rule($"`{node.Name}` has no version that can be had");

    /// <summary>The cost of a deprecated version, over and above that of its place in the order.</summary>
    public void AddDeprecationCost(PackageNode node, Literal literal)
    {
        problem.Costs.AddForNode(node, literal, 1, Criterion.DeprecatedVersions, Criterion.DeprecatedVersions);
        problem.Costs.AddForNode(node, literal, node.Facts!.Versions.Length, Criterion.RootVersions, Criterion.Versions);
    }

    /// <summary>Of two nodes of a package, the first should have the better version (Spack, <c>duplicate_penalty</c>, which counts with the versions on edges).</summary>
    public void AddOrderCost(PackageNode first, PackageNode second)
    {
        if (first.AtMost.Length < 2 || !first.Facts!.HasSeveralNodes)
        {
            return;
        }

        var isSwapped = Formulas.Fresh();
        for (int i = 0; i + 1 < first.AtMost.Length; i++)
        {
            Formulas.Clause(!second.Exists, !second.AtMost[i], first.AtMost[i], isSwapped);
        }

        problem.Costs.Add(isSwapped, 1, Criterion.VersionsOnEdges, isBuilt: false);
    }

    /// <summary>While a commit is given, the version is a git reference, or one whose declaration names a tag, a branch or just this commit.</summary>
    /// <remarks>Spack, <c>can_accept_commit</c> and <c>version_has_commit</c>.</remarks>
    public void RequireCommit(PackageNode node, Literal isTaken, string commit)
    {
        var recipe = node.Facts!.Recipe;
        var given = Formulas.And(isTaken, node.Builds);
        bool[] takesAny = [.. node.Facts.Versions.Select(choice => TakesCommit(recipe, choice.Version))];
        bool[] takesThis = [.. node.Facts.Versions.Select((choice, index) => takesAny[index]
            && (choice.Version.IsGit || recipe.FindVersion(choice.Version)?["commit"]?.AsText is not { } own || own == commit))];
        var any = problem.Rule($"only versions of `{node.Name}` that come from git can have a commit");
        Formulas.Clause(!given, !any, InMask(node, takesAny));
        var same = problem.Rule($"versions of `{node.Name}` whose recipe names a commit have that one");
        Formulas.Clause(!given, !same, InMask(node, [.. takesThis.Zip(takesAny, (own, possible) => own || !possible)]));
    }

    private static bool TakesCommit(RecipeMetadata recipe, Version version) =>
        version.IsGit || (recipe.FindVersion(version) is { } declared && new[] { "commit", "tag", "branch" }.Any(key => declared[key] is not null));

    /// <summary>The version is exactly the one at this index.</summary>
    public Literal At(PackageNode node, int index) =>
        index == 0 ? node.AtMost[0] : Formulas.And(node.AtMost[index], !node.AtMost[index - 1]);

    /// <summary>The version lies in the list.</summary>
    public Literal In(PackageNode node, VersionList versions)
    {
        if (versions.IsAny)
        {
            return Formulas.True;
        }

        if (node.VersionSets.TryGetValue(versions, out var known))
        {
            return known;
        }

        var literal = InMask(node, node.Facts!.Mask(versions));
        node.VersionSets.Add(versions, literal);
        return literal;
    }

    /// <summary>The version is one of those that are marked.</summary>
    private Literal InMask(PackageNode node, bool[] mask)
    {
        List<Literal> runs = [];
        for (int i = 0; i < mask.Length; i++)
        {
            if (!mask[i])
            {
                continue;
            }

            int last = i;
            while (last + 1 < mask.Length && mask[last + 1])
            {
                last++;
            }

            runs.Add(i == 0 ? node.AtMost[last] : Formulas.And(node.AtMost[last], !node.AtMost[i - 1]));
            i = last;
        }

        return Formulas.Or(runs);
    }

    /// <summary>Costs along the chain, each link only once the one before it was needed: most versions never are.</summary>
    private void AddCost(PackageNode node, int index)
    {
        if (index >= node.AtMost.Length)
        {
            return;
        }

        var isWorse = !node.AtMost[index - 1];
        if (node.Candidates.Count > 0)
        {
            // What exists has a version of its own; its cost is that of taking it.
            isWorse = Formulas.And(isWorse, node.Builds);
        }

        AddCost(node, isWorse, 1);
        problem.OnTrue(isWorse, () => AddCost(node, index + 1));
    }

    /// <summary>The cost of having a version that is <paramref name="weight"/> places from the best.</summary>
    public void AddCost(PackageNode node, Literal literal, int weight)
    {
        if (node.Facts!.IsRuntime)
        {
            problem.Costs.Add(literal, weight, Criterion.RuntimeVersions, isBuilt: false);
            problem.Costs.Add(Formulas.And(literal, node.IsRoot), weight, Criterion.RootVersions, isBuilt: false);
        }
        else
        {
            problem.Costs.AddForNode(node, literal, weight, Criterion.RootVersions, Criterion.Versions);
        }

        if (node.Facts.HasSeveralNodes)
        {
            problem.Dependencies.AddVersionCostOnEdges(node, literal, weight);
        }
    }
}

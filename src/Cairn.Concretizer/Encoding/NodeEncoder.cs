using Cairn.Concretization.Facts;
using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>Makes nodes and has their parts encoded when they come into question.</summary>
internal sealed class NodeEncoder(Problem problem)
{
    private Formulas Formulas => problem.Formulas;

    /// <summary>A node of which nothing is known but what may stand in for it.</summary>
    public PackageNode Make(string name, int id)
    {
        var exists = Formulas.Fresh();
        List<(Candidate, Literal)> candidates = [];
        foreach (var candidate in problem.Facts.CandidatesOf(name))
        {
            var taken = Formulas.Fresh();
            problem.Solver.Prefer(taken);
            Formulas.Implies(taken, exists);
            candidates.Add((candidate, taken));
        }

        var builds = exists;
        if (candidates.Count > 0)
        {
            builds = Formulas.Fresh();
            Formulas.Implies(builds, exists);
            List<Literal> clause = [!exists, builds];
            foreach (var (_, taken) in candidates)
            {
                Formulas.Clause(!builds, !taken);
                clause.Add(taken);
            }

            Formulas.AtLeastOne(clause);
            problem.Solver.AddAtMostOne([.. candidates.Select(each => each.Item2)]);
        }

        var node = new PackageNode(name, id, exists, builds, problem.Requests.RootLiteral(name, id));
        node.Candidates.AddRange(candidates);
        return node;
    }

    /// <summary>Arranges for a new node to be encoded in time.</summary>
    public void Announce(PackageNode node)
    {
        problem.OnTrue(node.Exists, () => Ensure(node));
        if (node.Id > 0)
        {
            // Numbers are used in order.
            Formulas.Implies(node.Exists, problem.Node(node.Name, node.Id - 1).Exists);
        }
    }

    /// <summary>Encodes the node now, if that was not done yet.</summary>
    public void Ensure(PackageNode node)
    {
        if (node.IsEncoded)
        {
            return;
        }

        node.IsEncoded = true;
        var facts = problem.Facts.Get(node.Name);
        node.Facts = facts;
        if (!facts.IsBuildable)
        {
            Formulas.Clause(!node.Builds);
        }

        problem.Versions.Encode(node);
        problem.Dependencies.CollectSources(node);
        problem.Variants.Encode(node);
        problem.Architectures.Encode(node);
        problem.Candidates.Encode(node);
        if (!facts.IsRuntime)
        {
            problem.Costs.Add(node.Builds, 1, Criterion.PackagesToBuild, isBuilt: true);
        }

        if (node.Id > 0)
        {
            AddDuplicateCost(node);
        }

        problem.Requirements.Encode(node);
        problem.OnTrue(node.Builds, () => EncodeBuild(node));
        problem.Reachability.NodeEncoded(node);
        problem.Propagations.NodeEncoded(node);
    }

    /// <summary>What only matters for a node that is built.</summary>
    public void EncodeBuild(PackageNode node)
    {
        if (node.IsBuildEncoded)
        {
            return;
        }

        node.IsBuildEncoded = true;
        problem.Dependencies.Encode(node);
        problem.Conflicts.Encode(node);
        problem.Compilers.Encode(node);
    }

    private void AddDuplicateCost(PackageNode node)
    {
        problem.Unification.Activate();
        var counted = node.Exists;
        if (node.Facts!.Recipe.Tags.Contains("compiler"))
        {
            // A compiler that builds another one of its kind does not count twice.
            node.BuildsItself = new OpenDisjunction(problem, Formulas.Fresh());
            problem.Solver.Prefer(node.BuildsItself.Atom);
            counted = Formulas.And(node.Exists, !node.BuildsItself.Atom);
        }

        problem.Costs.Add(counted, node.Id, Criterion.DuplicateNodes, isBuilt: false);
    }
}

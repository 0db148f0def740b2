using Cairn.Concretization.Explaining;
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
        var exists = Formulas.Choice(GuessOrder.Existence);
        List<(Candidate, Literal)> candidates = [];
        foreach (var candidate in problem.Facts.CandidatesOf(name))
        {
            var taken = Formulas.Choice(GuessOrder.Attribute);
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
        AddCosts(node);
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
            var guard = problem.Guard(NotBuildable(facts));
            Formulas.Clause(!guard, !node.Builds);
        }

        // Conditions of variants speak of versions, targets and dependencies, so those come first.
        problem.Versions.Encode(node);
        problem.Architectures.Encode(node);
        problem.Dependencies.CollectSources(node);
        problem.Variants.Encode(node);
        problem.Candidates.Encode(node);
        if (node.Id > 0)
        {
            problem.Unification.Activate();
            Ensure(problem.Node(node.Name, node.Id - 1));
            problem.Versions.AddOrderCost(problem.Node(node.Name, node.Id - 1), node);
        }

        problem.Requirements.Encode(node);
        problem.OnTrue(node.Builds, () => EncodeBuild(node));
        problem.Reachability.NodeEncoded(node);
        problem.Propagations.NodeEncoded(node);
    }

    /// <summary>Who says that a package must not be built.</summary>
    private Origin.Setting NotBuildable(PackageFacts facts)
    {
        var (entry, location) = problem.Facts.WhoForbidsBuilding(facts.Recipe);
        string of = entry == facts.Name ? "" : $", because `{entry}` has";
        string there = facts.Candidates.IsEmpty ? "" : $"; there is {string.Join(", ", facts.Candidates.Take(3).Select(each => $"`{each.Name}@{each.Version}`"))}";
        return new Origin.Setting($"`{facts.Name}` must not be built{(of.Length == 0 ? " (`buildable: false`)" : $"{of} `buildable: false`")}{there}", location)
        {
            Package = facts.Name,
            Advice = $"describe one that is installed under `packages:{facts.Name}:externals`, or allow it to be built with `packages:{entry}:buildable: true`",
        };
    }

    /// <summary>What only matters for a node that is built.</summary>
    public void EncodeBuild(PackageNode node)
    {
        if (node.IsBuildEncoded)
        {
            return;
        }

        node.IsBuildEncoded = true;
        foreach (var fault in node.Facts!.Faults)
        {
            Formulas.Clause(!problem.Guard(new Origin.Directive(node.Name, fault.Text, fault.Place)), !node.Builds);
        }

        problem.Dependencies.Encode(node);
        problem.Conflicts.Encode(node);
        problem.Compilers.Encode(node);
    }

    /// <summary>What the node costs by being there. That is known without its recipe; known early, it keeps the search from trying it.</summary>
    private void AddCosts(PackageNode node)
    {
        if (!problem.Facts.Runtimes.IsRuntime(node.Name))
        {
            problem.Costs.Add(node.Builds, 1, Criterion.PackagesToBuild, isBuilt: true);
        }

        problem.Architectures.AddCommonTargetCost(node);
        if (node.Id == 0)
        {
            return;
        }

        var counted = node.Exists;
        if (problem.Facts.Compilers.Any(compiler => compiler.Name == node.Name))
        {
            // A compiler that builds another one of its kind does not count twice.
            node.BuildsItself = new OpenDisjunction(problem, Formulas.Fresh());
            problem.Solver.Prefer(node.BuildsItself.Atom);
            counted = Formulas.And(node.Exists, !node.BuildsItself.Atom);
        }

        problem.Costs.Add(counted, node.Id, Criterion.DuplicateNodes, isBuilt: false);
    }
}

using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Platform (there is one), operating system and target of nodes.</summary>
internal sealed class ArchitectureEncoder(Problem problem)
{
    private bool _targetsDiffer;
    private readonly List<(PackageNode Parent, PackageNode Child, Literal Edge)> _linked = [];

    private Formulas Formulas => problem.Formulas;

    public void Encode(PackageNode node)
    {
        EncodeOperatingSystem(node);
        EncodeTarget(node);
    }

    /// <summary>The node's operating system is this one.</summary>
    public Literal HasOperatingSystem(PackageNode node, string name)
    {
        int index = problem.Facts.OperatingSystems.IndexOf(name);
        return index < 0 ? Formulas.False : node.OperatingSystems[index];
    }

    public Literal HasPlatform(string name) => name == problem.Facts.Configuration.Host.Platform ? Formulas.True : Formulas.False;

    /// <summary>The node's target is one of those that the text names.</summary>
    public Literal HasTarget(PackageNode node, string pattern)
    {
        List<Literal> allowed = [];
        bool all = true;
        for (int i = 0; i < node.Targets.Length; i++)
        {
            if (TargetPattern.Allows(pattern, problem.Facts.Targets[i].Target))
            {
                allowed.Add(node.Targets[i]);
            }
            else
            {
                all &= Formulas.IsFalse(node.Targets[i]);
            }
        }

        return all && allowed.Count > 0 ? Formulas.True : Formulas.Or(allowed);
    }

    /// <summary>Code of the parent must run with that of the child: what is linked or run has the same target or an ancestor.</summary>
    public void Link(PackageNode parent, PackageNode child, Literal edge)
    {
        if (Formulas.IsFalse(edge))
        {
            return;
        }

        var targets = problem.Facts.Targets;
        for (int i = 0; i < targets.Length; i++)
        {
            if (Formulas.IsFalse(parent.Targets[i]))
            {
                continue;
            }

            List<Literal> clause = [!edge, !parent.Targets[i]];
            bool isAlways = true;
            for (int j = 0; j < targets.Length; j++)
            {
                if (targets[j].Target <= targets[i].Target)
                {
                    clause.Add(child.Targets[j]);
                }
                else
                {
                    isAlways &= Formulas.IsFalse(child.Targets[j]);
                }
            }

            if (!isAlways)
            {
                clause.Add(!problem.Rule($"what `{parent.Name}` links to or runs must run on its target: so must `{child.Name}`"));
                Formulas.AtLeastOne(clause);
            }
        }

        _linked.Add((parent, child, edge));
        if (_targetsDiffer)
        {
            AddMismatch(parent, child, edge);
        }
    }

    private void EncodeOperatingSystem(PackageNode node)
    {
        var names = problem.Facts.OperatingSystems;
        node.OperatingSystems = new Literal[names.Length];
        var buildable = problem.Facts.BuildableOperatingSystems;
        List<Literal> possible = [];
        for (int i = 0; i < names.Length; i++)
        {
            bool canBuild = buildable.Contains(names[i]);
            bool isPossible = canBuild || node.Candidates.Any(each => each.Candidate.OperatingSystem == names[i]);
            node.OperatingSystems[i] = !isPossible ? Formulas.False : names.Length == 1 ? node.Exists : Formulas.Choice(GuessOrder.Attribute);
            if (isPossible)
            {
                possible.Add(node.OperatingSystems[i]);
                if (!canBuild)
                {
                    Formulas.Clause(!problem.Rule($"nothing can be built for `{names[i]}` here"), !node.Builds, !node.OperatingSystems[i]);
                }
            }
        }

        ExactlyOne(node, possible);
        if (possible.Count > 1)
        {
            problem.Solver.Prefer(possible[0]);
        }

        for (int i = 1; i < names.Length; i++)
        {
            var chosen = Formulas.And(node.OperatingSystems[i], node.Exists);
            problem.Costs.AddForNode(node, chosen, i, Criterion.OperatingSystems, Criterion.OperatingSystems);
        }
    }

    private void EncodeTarget(PackageNode node)
    {
        var targets = problem.Facts.Targets;
        bool[] allowed = RequiredTargets.For(problem.Facts, node.Facts!);
        node.Targets = new Literal[targets.Length];
        int count = allowed.Count(each => each);
        List<Literal> possible = [];
        for (int i = 0; i < targets.Length; i++)
        {
            node.Targets[i] = !allowed[i] ? Formulas.False : count == 1 ? node.Exists : Formulas.Choice(GuessOrder.Attribute);
            if (allowed[i])
            {
                possible.Add(node.Targets[i]);
            }
        }

        ExactlyOne(node, possible);
        if (possible.Count > 1)
        {
            problem.Solver.Prefer(possible[0]);
        }

        int usual = problem.Facts.CommonTarget ?? 0;
        for (int i = 0; i < targets.Length; i++)
        {
            if (i != usual)
            {
                problem.OnTrue(node.Targets[i], DistinguishTargets);
            }
        }

        if (HasCommonTarget(node))
        {
            return;
        }

        for (int i = 0; i < targets.Length; i++)
        {
            AddTargetCost(node, Formulas.And(node.Targets[i], node.Exists), targets[i].Weight);
        }
    }

    /// <summary>If the configuration leaves all packages one target, its cost is known without the recipe.</summary>
    public void AddCommonTargetCost(PackageNode node)
    {
        if (HasCommonTarget(node))
        {
            AddTargetCost(node, node.Exists, problem.Facts.Targets[problem.Facts.CommonTarget!.Value].Weight);
        }
    }

    private bool HasCommonTarget(PackageNode node) =>
        problem.Facts.CommonTarget is not null && problem.Facts.Configuration.For(node.Name).Requirements.IsEmpty;

    private void AddTargetCost(PackageNode node, Literal chosen, int weight)
    {
        if (problem.Facts.Runtimes.IsRuntime(node.Name))
        {
            problem.Costs.Add(chosen, weight, Criterion.RuntimeTargets, isBuilt: false);
        }
        else
        {
            problem.Costs.AddForNode(node, chosen, weight, Criterion.Targets, Criterion.Targets);
        }
    }

    private void ExactlyOne(PackageNode node, List<Literal> possible)
    {
        if (possible.Count == 1 && possible[0] == node.Exists)
        {
            return;
        }

        Formulas.AtLeastOne([!node.Exists, .. possible]);
        problem.Solver.AddAtMostOne([.. possible.Where(literal => !Formulas.IsFalse(literal))]);
        foreach (var literal in possible)
        {
            Formulas.Implies(literal, node.Exists);
        }
    }

    /// <summary>While every node has the usual target, no edge can have two different ones.</summary>
    private void DistinguishTargets()
    {
        if (_targetsDiffer)
        {
            return;
        }

        _targetsDiffer = true;
        foreach (var (parent, child, edge) in _linked)
        {
            AddMismatch(parent, child, edge);
        }
    }

    private void AddMismatch(PackageNode parent, PackageNode child, Literal edge)
    {
        if (child.Facts!.IsRuntime || (OnlyTarget(parent) is var only && only >= 0 && only == OnlyTarget(child)))
        {
            return;
        }

        var differs = Formulas.Fresh();
        for (int i = 0; i < parent.Targets.Length; i++)
        {
            Formulas.Clause(!edge, !parent.Targets[i], child.Targets[i], differs);
        }

        problem.Costs.AddForNode(child, differs, 1, Criterion.TargetMismatches, Criterion.TargetMismatches);
    }

    /// <summary>The index of the only target that the node can have, -1 if it has a choice.</summary>
    private int OnlyTarget(PackageNode node)
    {
        int only = Array.FindIndex(node.Targets, target => !Formulas.IsFalse(target));
        return only >= 0 && Array.FindLastIndex(node.Targets, target => !Formulas.IsFalse(target)) == only ? only : -1;
    }
}

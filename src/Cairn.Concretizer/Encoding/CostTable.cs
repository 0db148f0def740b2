using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>Gives costs to the optimiser and keeps them for the report.</summary>
internal sealed class CostTable(Problem problem)
{
    private readonly List<(Literal Literal, long Weight, int Priority)> _all = [];

    /// <summary>The literal costs something on one criterion's row for built or for existing nodes.</summary>
    public void Add(Literal literal, long weight, Criterion criterion, bool isBuilt)
    {
        if (weight == 0 || problem.Formulas.IsFalse(literal))
        {
            return;
        }

        int priority = CriteriaTable.Priority(criterion, isBuilt);
        _all.Add((literal, weight, priority));
        problem.Optimizer.AddCost(literal, weight, priority);
    }

    /// <summary>The literal costs something, on a row that depends on whether the node is built, and whether it is a root.</summary>
    public void AddForNode(PackageNode node, Literal literal, long weight, Criterion forRoot, Criterion otherwise)
    {
        var formulas = problem.Formulas;
        if (problem.Facts.Runtimes.IsRuntime(node.Name))
        {
            // Runtimes count as if they existed, so that they don't stand against real packages.
            Split(node, literal, weight, forRoot, otherwise, isBuilt: false);
            return;
        }

        Split(node, formulas.And(literal, node.Builds), weight, forRoot, otherwise, isBuilt: true);
        if (node.Candidates.Count > 0)
        {
            Split(node, formulas.And(literal, !node.Builds), weight, forRoot, otherwise, isBuilt: false);
        }
    }

    /// <summary>The cost of each row under a model.</summary>
    public Dictionary<int, long> Evaluate(Model model)
    {
        Dictionary<int, long> costs = [];
        foreach (var (literal, weight, priority) in _all)
        {
            if (model[literal])
            {
                costs[priority] = costs.GetValueOrDefault(priority) + weight;
            }
        }

        return costs;
    }

    private void Split(PackageNode node, Literal literal, long weight, Criterion forRoot, Criterion otherwise, bool isBuilt)
    {
        if (forRoot == otherwise)
        {
            Add(literal, weight, otherwise, isBuilt);
            return;
        }

        Add(problem.Formulas.And(literal, node.IsRoot), weight, forRoot, isBuilt);
        Add(problem.Formulas.And(literal, !node.IsRoot), weight, otherwise, isBuilt);
    }
}

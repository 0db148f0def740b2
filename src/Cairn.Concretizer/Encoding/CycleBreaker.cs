using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>Finds circles of dependencies in a model and forbids them. They are rare, so no circle is forbidden before it was met.</summary>
internal static class CycleBreaker
{
    /// <summary>How many circles were found and forbidden.</summary>
    public static int Break(Problem problem, Model model)
    {
        Dictionary<PackageNode, int> state = [];
        int found = 0;
        foreach (var node in problem.AllNodes.ToArray())
        {
            if (model[node.Exists] && !state.ContainsKey(node))
            {
                Visit(problem, model, node, state, [], ref found);
            }
        }

        return found;
    }

    private static void Visit(
        Problem problem, Model model, PackageNode node, Dictionary<PackageNode, int> state, List<(PackageNode Node, Literal Edge)> path, ref int found)
    {
        state[node] = 1;
        foreach (var slot in node.Children.Values)
        {
            foreach (var (child, edge) in slot.Edges)
            {
                if (!model[edge])
                {
                    continue;
                }

                path.Add((node, edge));
                if (!state.TryGetValue(child, out int seen))
                {
                    Visit(problem, model, child, state, path, ref found);
                }
                else if (seen == 1)
                {
                    int start = path.FindIndex(step => ReferenceEquals(step.Node, child));
                    problem.Formulas.AtLeastOne([.. path.Skip(start).Select(step => !step.Edge)]);
                    found++;
                }

                path.RemoveAt(path.Count - 1);
            }
        }

        state[node] = 2;
    }
}

namespace Cairn.Concretization.Encoding;

/// <summary>Encodes at once what an earlier problem encoded bit by bit, so that no reason comes late.</summary>
internal static class Replay
{
    public static void Encode(Problem earlier, Problem problem)
    {
        problem.Run(() =>
        {
            foreach (var old in earlier.AllNodes.ToArray())
            {
                if (!old.IsEncoded)
                {
                    continue;
                }

                var node = problem.Node(old.Name, old.Id);
                problem.Nodes.Ensure(node);
                if (old.IsBuildEncoded)
                {
                    problem.Nodes.EncodeBuild(node);
                }
            }

            foreach (var old in earlier.AllNodes.ToArray())
            {
                foreach (var oldSlot in old.Children.Values.ToArray())
                {
                    foreach (var (oldChild, _) in oldSlot.Active)
                    {
                        if (problem.Dependencies.Child(problem.Node(old.Name, old.Id), oldSlot.Name) is not { } slot)
                        {
                            continue;
                        }

                        foreach (var (child, edge) in slot.Edges)
                        {
                            if (child.Id == oldChild.Id)
                            {
                                problem.Dependencies.Activate(slot, child, edge);
                            }
                        }
                    }
                }
            }
        });
    }
}

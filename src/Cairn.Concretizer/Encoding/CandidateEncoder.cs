using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Externals and installed specs: taking one decides everything about the node.</summary>
internal sealed class CandidateEncoder(Problem problem)
{
    private Formulas Formulas => problem.Formulas;

    public void Encode(PackageNode node)
    {
        foreach (var (candidate, taken) in node.Candidates)
        {
            int index = node.Facts!.IndexOf(candidate.Version);
            int target = problem.Facts.Targets.Select(choice => choice.Target.Name).ToList().IndexOf(candidate.Target);
            if (index < 0 || target < 0 || candidate.Platform != problem.Facts.Configuration.Host.Platform
                || (candidate.Namespace.Length > 0 && candidate.Namespace != node.Facts.Recipe.Namespace))
            {
                Formulas.Clause(!taken);
                continue;
            }

            Formulas.Implies(taken, problem.Versions.At(node, index));
            problem.Versions.AddCost(node, taken, index);
            Formulas.Implies(taken, node.Targets[target]);
            Formulas.Implies(taken, problem.Architectures.HasOperatingSystem(node, candidate.OperatingSystem));
            foreach (var variant in candidate.Variants)
            {
                foreach (string value in variant.Values)
                {
                    Formulas.Implies(taken, problem.Variants.Value(node, variant.Name, value));
                }
            }

            var current = candidate;
            foreach (var dependency in candidate.Dependencies)
            {
                if ((dependency.Types & (DependencyTypes.Link | DependencyTypes.Run)) == 0 || IsSolvedAnew(dependency.Child.Name, dependency.Virtuals))
                {
                    continue;
                }

                var slot = problem.Dependencies.Child(node, dependency.Child.Name)!;
                Formulas.Implies(taken, slot.Any);
                slot.ForEachEdge((child, edge) =>
                {
                    foreach (var (other, otherTaken) in child.Candidates)
                    {
                        if (other.Hash == dependency.Child.Hash)
                        {
                            Formulas.Clause(!taken, !edge, otherTaken);
                            return;
                        }
                    }

                    Formulas.Clause(!taken, !edge);
                });
            }
        }
    }

    /// <summary>Runtimes of compilers and the C library are decided for the whole DAG, also below what exists.</summary>
    public static bool IsSolvedAnew(string name, System.Collections.Immutable.ImmutableArray<string> virtuals) =>
        name == "gcc-runtime" || virtuals.Contains("libc");
}

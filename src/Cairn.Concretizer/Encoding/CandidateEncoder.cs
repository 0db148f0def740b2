using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Externals and installed specs: taking one decides everything about the node.</summary>
internal sealed class CandidateEncoder(Problem problem)
{
    private const string GccRuntime = "gcc-runtime";

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
            if (!candidate.IsExternal && node.Facts.Versions[index].IsDeprecated)
            {
                problem.Versions.AddDeprecationCost(node, taken);
            }

            Formulas.Implies(Formulas.And(taken, TargetGuard(candidate)), node.Targets[target]);
            Formulas.Implies(taken, problem.Architectures.HasOperatingSystem(node, candidate.OperatingSystem));
            foreach (var variant in candidate.Variants)
            {
                foreach (string value in variant.Values)
                {
                    Formulas.Implies(taken, problem.Variants.Value(node, variant.Name, value));
                }
            }

            problem.ReusedCompilers.Encode(candidate, taken);
            foreach (var dependency in candidate.Dependencies)
            {
                if (dependency.Child.Name == GccRuntime && candidate.Spec is not null)
                {
                    RequireRuntime(taken, dependency.Child.Version);
                }

                if ((dependency.Types & (DependencyTypes.Link | DependencyTypes.Run)) == 0 || IsSolvedAnew(dependency.Child.Name, dependency.Virtuals))
                {
                    continue;
                }

                var slot = problem.Dependencies.Child(node, dependency.Child.Name)!;
                Formulas.Implies(Matters(node, dependency, taken), slot.Any);
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

    /// <summary>The switch of the fact that an external has the target that is required of all packages; on unless a failure is traced.</summary>
    private Literal TargetGuard(Candidate candidate)
    {
        var required = problem.Facts.Configuration.ForAll.Requirements.FirstOrDefault(each => each.IsPlain && each.Specs[0].StartsWith("target=", StringComparison.Ordinal));
        return candidate.External is null || required is null
            ? Formulas.True
            : problem.Guard(new Origin.Setting($"all packages are required to be `{required.Specs[0]}`, externals too", required.Location));
    }

    /// <summary>What a compiler links to matters only if something links to the compiler (Spack, <c>avoid_link_dependency</c>).</summary>
    public Literal Matters(PackageNode node, CandidateDependency dependency, Literal taken)
    {
        if ((dependency.Types & DependencyTypes.Run) != 0 || !problem.Facts.Compilers.Any(compiler => compiler.Name == node.Name))
        {
            return taken;
        }

        if (node.UsedAsLibrary is null)
        {
            node.UsedAsLibrary = new OpenDisjunction(problem, Formulas.Fresh());
            foreach (var (slot, edge) in node.Parents)
            {
                node.UsedAsLibrary.Add(Formulas.And(edge, slot.Type(DependencyTypes.Link)), suffices: true);
            }
        }

        return Formulas.And(taken, node.UsedAsLibrary.Atom);
    }

    /// <summary>What was compiled with a runtime needs that one or a newer one, wherever there is one.</summary>
    private void RequireRuntime(Literal taken, Cairn.Specs.Version version)
    {
        for (int x = 0; x < problem.Facts.MaximumNodes(GccRuntime); x++)
        {
            var runtime = problem.Node(GccRuntime, x);
            problem.OnTrue(runtime.Exists, () =>
            {
                problem.Nodes.Ensure(runtime);
                var isNewEnough = problem.Versions.In(runtime, VersionList.Parse($"{version}:"));
                Formulas.Clause(!problem.Rule($"something that is reused needs `{GccRuntime}@{version}:`"), !taken, !runtime.Exists, isNewEnough);
            });
        }
    }

    /// <summary>Runtimes of compilers and the C library are decided for the whole DAG, also below what exists.</summary>
    public static bool IsSolvedAnew(string name, System.Collections.Immutable.ImmutableArray<string> virtuals) =>
        name == GccRuntime || virtuals.Contains("libc");
}

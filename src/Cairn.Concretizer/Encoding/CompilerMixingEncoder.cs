using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary><c>compiler_mixing: false</c>: whatever roots link to and run with is compiled by one compiler for each language.</summary>
/// <remarks>
/// Spack docs, "Mixing compilers". Packages that are listed instead of <c>false</c> may differ. What is reused counts with the
/// compiler that it was built with.
/// </remarks>
internal sealed class CompilerMixingEncoder(Problem problem)
{
    private readonly Dictionary<PackageNode, Literal> _members = [];
    private readonly Dictionary<string, Dictionary<Candidate, Literal>> _used = new(StringComparer.Ordinal);

    private Formulas Formulas => problem.Formulas;

    /// <summary>True if there is something to forbid.</summary>
    public bool IsActive { get; } = !problem.Facts.Configuration.AllowsCompilerMixing && problem.Facts.Compilers.Length > 1;

    /// <summary>The node may belong to what roots link to and run with.</summary>
    public void MayBelong(PackageNode node, Literal member)
    {
        if (!IsActive || problem.Facts.Configuration.MixingExceptions.Contains(node.Name) || !_members.TryAdd(node, member))
        {
            return;
        }

        foreach (var slot in node.Children.Values)
        {
            foreach (var (child, edge) in slot.Active)
            {
                Compile(member, slot, child, edge);
            }
        }

        foreach (var (candidate, isTaken) in node.Candidates)
        {
            foreach (var dependency in candidate.Dependencies)
            {
                if ((dependency.Types & DependencyTypes.Build) == 0)
                {
                    continue;
                }

                foreach (string language in dependency.Virtuals.Where(ProblemFacts.IsLanguage))
                {
                    Formulas.Clause(!member, !isTaken, Used(language, dependency.Child));
                }
            }
        }
    }

    public void EdgeActivated(ChildSlot slot, PackageNode child, Literal edge)
    {
        if (IsActive && _members.TryGetValue(slot.Parent, out var member))
        {
            Compile(member, slot, child, edge);
        }
    }

    private void Compile(Literal member, ChildSlot slot, PackageNode compiler, Literal edge)
    {
        foreach (var (candidate, isTaken) in compiler.Candidates)
        {
            if (!problem.Facts.Compilers.Contains(candidate))
            {
                continue;
            }

            foreach (string language in ProblemFacts.Languages)
            {
                if (slot.Parent.Sources.ContainsKey(language))
                {
                    Formulas.Clause(
                        !member, !edge, !isTaken, !slot.Parent.Builds, !problem.Virtuals.StandsFor(slot.Parent, slot, language), Used(language, candidate));
                }
            }
        }
    }

    /// <summary>The compiler is the one of a language.</summary>
    private Literal Used(string language, Candidate compiler)
    {
        if (!_used.TryGetValue(language, out var compilers))
        {
            _used.Add(language, compilers = []);
        }

        if (!compilers.TryGetValue(compiler, out var used))
        {
            used = Formulas.Fresh();
            var guard = problem.Guard(new Origin.Setting($"`compiler_mixing` allows one compiler for `{language}`", null));
            foreach (var other in compilers.Values)
            {
                Formulas.Clause(!guard, !used, !other);
            }

            compilers.Add(compiler, used);
        }

        return used;
    }
}

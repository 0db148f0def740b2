using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Compilers that something reused was built with: they cost if nothing else uses them, and what is required of compilers holds for them too.</summary>
/// <remarks>Spack, <c>compiler_penalty_from_reuse</c> and <c>reused_provider</c>.</remarks>
internal sealed class ReusedCompilerEncoder(Problem problem)
{
    private readonly Dictionary<Candidate, (OpenDisjunction FromReuse, OpenDisjunction Used)> _compilers = [];
    private readonly List<(ChildSlot Slot, PackageNode Compiler, Literal Edge)> _edges = [];

    private Formulas Formulas => problem.Formulas;

    /// <summary>Something that exists may be taken.</summary>
    public void Encode(Candidate candidate, Literal taken)
    {
        foreach (var dependency in candidate.Dependencies)
        {
            if ((dependency.Types & (DependencyTypes.Link | DependencyTypes.Run)) != 0 || !dependency.Virtuals.Any(ProblemFacts.IsLanguage))
            {
                continue;
            }

            CompilerOf(dependency.Child).FromReuse.Add(taken, suffices: true);
            foreach (string language in dependency.Virtuals.Where(ProblemFacts.IsLanguage))
            {
                Require(language, dependency.Child, taken);
            }
        }
    }

    /// <summary>A node may depend on a compiler.</summary>
    public void EdgeActivated(ChildSlot slot, PackageNode compiler, Literal edge)
    {
        _edges.Add((slot, compiler, edge));
        foreach (var (candidate, (_, used)) in _compilers)
        {
            AddUse(candidate, used, slot, compiler, edge);
        }
    }

    private (OpenDisjunction FromReuse, OpenDisjunction Used) CompilerOf(Candidate compiler)
    {
        if (!_compilers.TryGetValue(compiler, out var state))
        {
            state = (new OpenDisjunction(problem, Formulas.Fresh()), new OpenDisjunction(problem, Formulas.Fresh()));
            problem.Solver.Prefer(state.Used.Atom);
            _compilers.Add(compiler, state);
            foreach (var (slot, node, edge) in _edges)
            {
                AddUse(compiler, state.Used, slot, node, edge);
            }

            // Where nothing is built, binaries are taken as they are.
            var lonely = Formulas.And([state.FromReuse.Atom, !state.Used.Atom, problem.Requests.SomeRootIsBuilt]);
            problem.Costs.Add(lonely, 1, Criterion.CompilersFromReuse, isBuilt: false);
        }

        return state;
    }

    private void AddUse(Candidate candidate, OpenDisjunction used, ChildSlot slot, PackageNode compiler, Literal edge)
    {
        foreach (var (own, isTaken) in compiler.Candidates)
        {
            if (ReferenceEquals(own, candidate))
            {
                var languages = ProblemFacts.Languages.Select(language => problem.Virtuals.StandsFor(slot.Parent, slot, language)).ToList();
                used.Add(Formulas.And([edge, isTaken, Formulas.Or(languages)]), suffices: false);
            }
        }
    }

    /// <summary>What the configuration requires and prefers of a language's compiler.</summary>
    private void Require(string language, Candidate compiler, Literal taken)
    {
        foreach (var rule in RequirementRules.ForVirtual(problem.Facts, language).Where(rule => rule.IsUnconditional))
        {
            int first = -1;
            for (int i = 0; i < rule.Alternatives.Length && first < 0; i++)
            {
                var alternative = rule.Alternatives[i];
                first = alternative.Name.Length == 0 || alternative.Name == language || CandidateMatch.Satisfies(compiler, alternative) ? i : -1;
            }

            if (first < 0)
            {
                Formulas.Clause(!problem.Guard(rule.Origin), !taken);
            }
            else
            {
                problem.Costs.Add(taken, first * rule.WeightFactor, Criterion.RequirementWeight, isBuilt: true);
            }
        }
    }
}

using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>A dependency that a compiler brings to what is compiled with it.</summary>
/// <param name="Spec">The dependency.</param>
/// <param name="When">An anonymous condition on the node that is compiled.</param>
/// <param name="Types">How it depends.</param>
/// <param name="Description">Why.</param>
/// <param name="Compiler">The compiler that must be exactly this one; null if its name is enough.</param>
internal sealed record InjectedDependency(AbstractSpec Spec, AbstractSpec When, DependencyTypes Types, string Description, Candidate? Compiler);

/// <summary>What the available compilers say about runtimes, and what the engine adds: the compiler wrapper and the C library.</summary>
internal sealed class RuntimeRules
{
    private const string Wrapper = "compiler-wrapper";
    private const string Libc = "libc";
    private readonly HashSet<string> _runtimes = [];
    private readonly Dictionary<string, List<Version>> _versions = [];

    public RuntimeRules(ProblemFacts facts)
    {
        var injected = ImmutableArray.CreateBuilder<InjectedDependency>();
        var required = ImmutableArray.CreateBuilder<RuntimeConstraint.Requires>();
        var propagated = ImmutableArray.CreateBuilder<RuntimeConstraint.Propagates>();
        bool hasWrapper = facts.Recipes.Contains(Wrapper);
        bool hasLibc = facts.Recipes.IsVirtual(Libc);
        HashSet<string> names = [];
        foreach (var compiler in facts.Compilers)
        {
            var exact = AbstractSpec.Parse($"{compiler.Name}@={compiler.Version}");
            foreach (var constraint in facts.Recipes.RuntimeConstraints(exact))
            {
                switch (constraint)
                {
                    case RuntimeConstraint.DependsOn depends:
                        injected.Add(new(depends.Dependency, depends.When, depends.Types, depends.Description, null));
                        break;
                    case RuntimeConstraint.Requires requires:
                        required.Add(requires);
                        NoteVersion(requires.Imposed);
                        NoteVersion(requires.When);
                        break;
                    case RuntimeConstraint.Propagates propagates:
                        propagated.Add(propagates);
                        break;
                }
            }

            bool isFirst = names.Add(compiler.Name);
            if (isFirst && hasWrapper)
            {
                foreach (string language in ProblemFacts.Languages)
                {
                    injected.Add(new(
                        AbstractSpec.Parse(Wrapper), AbstractSpec.Parse($"%[deptypes=build virtuals={language}] {compiler.Name}"),
                        DependencyTypes.Build, $"add the compiler wrapper when using `{compiler.Name}` for `{language}`", null));
                }
            }

            var libc = facts.Configuration.Host.Libcs.FirstOrDefault(each =>
                each.Compilers.IsDefaultOrEmpty || (compiler.External?.Prefix is { } prefix && each.Compilers.Contains(prefix)));
            if (hasLibc && libc is not null && facts.Recipes.Contains(libc.Package))
            {
                var when = AbstractSpec.Parse($"%[deptypes=build] {compiler.Name}");
                if (isFirst)
                {
                    injected.Add(new(AbstractSpec.Parse(Libc), when, DependencyTypes.Link, $"add the C library when using `{compiler.Name}`", null));
                }

                injected.Add(new(
                    AbstractSpec.Parse($"{libc.Package}@={libc.Version}"), when, DependencyTypes.Link,
                    $"the C library of `{compiler.Name}@{compiler.Version}` is `{libc.Package}@{libc.Version}`", compiler));
            }
        }

        (Injected, Required, Propagated) = (injected.ToImmutable(), required.ToImmutable(), propagated.ToImmutable());
        foreach (var each in Injected.Where(each => !facts.IsVirtual(each.Spec.Name)))
        {
            _runtimes.Add(each.Spec.Name);
        }
    }

    /// <summary>Dependencies of whatever a compiler compiles.</summary>
    public ImmutableArray<InjectedDependency> Injected { get; }

    /// <summary>What a runtime must be, given the compiler that it comes from.</summary>
    public ImmutableArray<RuntimeConstraint.Requires> Required { get; }

    /// <summary>What the compiler of a node demands of the compilers below it.</summary>
    public ImmutableArray<RuntimeConstraint.Propagates> Propagated { get; }

    public bool IsRuntime(string name) => _runtimes.Contains(name);

    /// <summary>Versions that runtimes get from their compilers.</summary>
    public IEnumerable<Version> VersionsOf(string name) => _versions.GetValueOrDefault(name, []);

    private void NoteVersion(AbstractSpec spec)
    {
        if (spec.Versions.Concrete is { } version)
        {
            if (!_versions.TryGetValue(spec.Name, out var list))
            {
                _versions.Add(spec.Name, list = []);
            }

            list.Add(version);
        }
    }
}

using System.Collections.Immutable;
using Cairn.Concretization.Explaining;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Something that is required of a package: one of some alternatives, possibly under a condition.</summary>
/// <param name="Alternatives">Most wanted first.</param>
/// <param name="IsAnyOf">At least one, rather than exactly one.</param>
/// <param name="When">The condition; on the package itself.</param>
/// <param name="Message">Words for the failure, or null.</param>
/// <param name="WeightFactor">How much one place in the order costs.</param>
/// <param name="RootClosure">If not null: the rule counts for what the root of that name links to or runs with.</param>
/// <param name="Origin">Who said it.</param>
internal sealed record RequirementRule(
    ImmutableArray<AbstractSpec> Alternatives, bool IsAnyOf, AbstractSpec When, string? Message, int WeightFactor, string? RootClosure, Origin Origin)
{
    public bool IsUnconditional => RootClosure is null && (ReferenceEquals(When, AbstractSpec.Empty) || When.Equals(AbstractSpec.Empty));
}

/// <summary>Everything that is required of a package (Spack: <c>requirements.py</c>).</summary>
internal static class RequirementRules
{
    private static readonly AbstractSpec Anything = AbstractSpec.Parse("@:");

    public static ImmutableArray<RequirementRule> For(ProblemFacts facts, PackageFacts package)
    {
        if (package.Requirements.IsDefault)
        {
            package.Requirements = [.. Collect(facts, package)];
        }

        return package.Requirements;
    }

    /// <summary>What the configuration requires of a virtual.</summary>
    public static IEnumerable<RequirementRule> ForVirtual(ProblemFacts facts, string name)
    {
        var settings = facts.Configuration.For(name);
        return FromSettings(facts, name, settings, settings, settings, keep: _ => true);
    }

    private static IEnumerable<RequirementRule> Collect(ProblemFacts facts, PackageFacts package)
    {
        foreach (var (constraint, root) in PropagatedPreferences(facts))
        {
            yield return new RequirementRule(
                [constraint, Anything], true, AbstractSpec.Empty, null, 2, root,
                new Origin.Request(AbstractSpec.Parse(root), $"%%{constraint}", "", null));
        }

        foreach (var requirement in package.Recipe.Requirements)
        {
            string text = string.Join("` or `", requirement.Alternatives.Select(each => each.ToString().Trim()));
            string when = requirement.When.ToString().Trim();
            yield return new RequirementRule(
                requirement.Alternatives, requirement.Policy == RequirementPolicy.AnyOf, requirement.When, requirement.Message, 1, null,
                new Origin.Directive(
                    package.Name, $"`{package.Name}` requires `{text}`{(when.Length > 0 ? $" when `{when}`" : "")}{Words(requirement.Message)}", requirement.Place));
        }

        var own = facts.Configuration.For(package.Name);
        var all = facts.Configuration.ForAll;
        bool Keep(AbstractSpec spec) => IsApplicable(facts, package, spec);
        foreach (var rule in FromSettings(
            facts,
            package.Name,
            own.Requirements.IsEmpty ? all : own,
            own.Preferences.IsEmpty ? all : own,
            own.Conflicts.IsEmpty ? all : own,
            Keep,
            package,
            requirementsAreDefault: own.Requirements.IsEmpty,
            preferencesAreDefault: own.Preferences.IsEmpty,
            conflictsAreDefault: own.Conflicts.IsEmpty))
        {
            yield return rule;
        }
    }

    private static IEnumerable<RequirementRule> FromSettings(
        ProblemFacts facts, string name, PackageSettings requirements, PackageSettings preferences, PackageSettings conflicts, Func<AbstractSpec, bool> keep,
        PackageFacts? package = null, bool requirementsAreDefault = false, bool preferencesAreDefault = false, bool conflictsAreDefault = false)
    {
        AbstractSpec Parse(string text) => AbstractSpec.Parse(text, facts.Configuration.SpecOptions);
        AbstractSpec Condition(string? text) => text is null ? AbstractSpec.Empty : Parse(text);
        void Check(AbstractSpec spec, string? when, string key, bool isDefault, SourceLocation? location)
        {
            if (package is not null && !isDefault)
            {
                CheckVariants(package, spec, key, location);
                CheckVariants(package, Condition(when), key, location);
            }
        }

        foreach (var requirement in requirements.Requirements)
        {
            var specs = requirement.Specs.Select(Parse).Where(spec => !requirementsAreDefault || keep(spec)).ToImmutableArray();
            foreach (var spec in specs)
            {
                Check(spec, requirement.When, "require", requirementsAreDefault, requirement.Location);
            }

            if (!specs.IsEmpty)
            {
                string joined = string.Join("` or `", requirement.Specs);
                yield return new RequirementRule(
                    specs, requirement.IsAnyOf, Condition(requirement.When), requirement.Message, 1, null,
                    new Origin.Setting($"`{name}` is required to be `{joined}`{Words(requirement.Message)}", requirement.Location) { Package = name });
            }
        }

        foreach (var preference in preferences.Preferences)
        {
            var spec = Parse(preference.Spec);
            Check(spec, preference.When, "prefer", preferencesAreDefault, preference.Location);
            if (!preferencesAreDefault || keep(spec))
            {
                yield return new RequirementRule(
                    [spec, Anything], true, Condition(preference.When), preference.Message, 1, null,
                    new Origin.Setting($"`{name}` should be `{preference.Spec}`{Words(preference.Message)}", preference.Location) { Package = name });
            }
        }

        foreach (var conflict in conflicts.Conflicts)
        {
            var spec = Parse(conflict.Spec);
            Check(spec, conflict.When, "conflict", conflictsAreDefault, conflict.Location);
            if (!conflictsAreDefault || keep(spec))
            {
                yield return new RequirementRule(
                    [spec, Anything], false, Condition(conflict.When), conflict.Message, 1, null,
                    new Origin.Setting($"`{name}` must not be `{conflict.Spec}`{Words(conflict.Message)}", conflict.Location) { Package = name });
            }
        }
    }

    /// <summary>What is said of one package must make sense for it; what is said of all is left out where it does not.</summary>
    private static void CheckVariants(PackageFacts package, AbstractSpec spec, string key, SourceLocation? location)
    {
        if (spec.Name.Length > 0 && spec.Name != package.Name)
        {
            return;
        }

        foreach (var variant in spec.Variants)
        {
            if (!variant.Propagates && !VariantValue.IsReservedName(variant.Name) && !package.Variants.ContainsKey(variant.Name))
            {
                string? near = NearestName.Of(variant.Name, package.Variants.Keys);
                throw new CairnException(new Diagnostic(
                    "unknown-variant", $"`packages:{package.Name}:{key}` speaks of the variant `{variant.Name}`, which `{package.Name}` does not have", location,
                    near is null ? $"`cairn info {package.Name}` shows its variants" : $"did you mean `{near}`?"));
            }
        }
    }

    /// <summary>The words that somebody gave for the failure, on one line.</summary>
    private static string Words(string? message) =>
        message is { Length: > 0 } ? $": {string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}" : "";

    /// <summary>What is said of all packages counts only where a package can be so at all.</summary>
    private static bool IsApplicable(ProblemFacts facts, PackageFacts package, AbstractSpec spec)
    {
        if (!spec.Dependencies.IsEmpty && package.Recipe.Tags.Any(tag => tag is "runtime" or "compiler"))
        {
            return false;
        }

        if (spec.Name.Length > 0 && spec.Name != package.Name)
        {
            return false;
        }

        foreach (var variant in spec.Variants)
        {
            if (!variant.Values.IsEmpty && !VariantRules.DefinitionsThatAccept(facts.Recipes, package.Recipe, variant).Any())
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<(AbstractSpec Constraint, string Root)> PropagatedPreferences(ProblemFacts facts)
    {
        foreach (var spec in facts.RequestedSpecs)
        {
            foreach (var edge in spec.Dependencies)
            {
                if (edge.Propagation != Propagation.Preference)
                {
                    continue;
                }

                if (edge.Virtuals.IsEmpty)
                {
                    yield return (AbstractSpec.Empty.WithDependency(edge.With(propagation: Propagation.None)), spec.Name);
                    continue;
                }

                foreach (string name in edge.Virtuals)
                {
                    var single = edge.With(virtuals: [name], when: AbstractSpec.Parse($"%{name}"), propagation: Propagation.None);
                    yield return (AbstractSpec.Empty.WithDependency(single), spec.Name);
                }
            }
        }
    }
}

/// <summary>Small copies of abstract specs.</summary>
internal static class AbstractSpecCopies
{
    /// <summary>A copy of the spec with only this dependency.</summary>
    public static AbstractSpec WithDependency(this AbstractSpec spec, DependencyEdge edge) => new()
    {
        Name = spec.Name, Namespace = spec.Namespace, Versions = spec.Versions, Variants = spec.Variants,
        CompilerFlags = spec.CompilerFlags, Architecture = spec.Architecture, AbstractHash = spec.AbstractHash, Dependencies = [edge],
    };

    /// <summary>A copy of the spec without dependencies.</summary>
    public static AbstractSpec WithoutDependencies(this AbstractSpec spec) => spec.Dependencies.IsEmpty ? spec : new()
    {
        Name = spec.Name, Namespace = spec.Namespace, Versions = spec.Versions, Variants = spec.Variants,
        CompilerFlags = spec.CompilerFlags, Architecture = spec.Architecture, AbstractHash = spec.AbstractHash,
    };
}

using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Makes a complete node of an entry under <c>externals</c> (Spack: <c>externals.py</c>).</summary>
internal static class ExternalNode
{
    /// <summary>The node, or null if there is no such package or if its target is not the one that is required.</summary>
    /// <exception cref="CairnException">The entry has no exact version.</exception>
    public static Candidate? TryMake(ProblemFacts facts, string entry, ExternalSetting external)
    {
        var spec = AbstractSpec.Parse(external.Spec);
        if (spec.Name.Length == 0 || LoadOrNull(facts, spec.FullName) is not { } recipe)
        {
            return null;
        }

        var version = spec.Versions.ConcreteRangeAsVersion ?? throw new CairnException(new Diagnostic(
            "external-without-version", $"the external `{external.Spec}` has no exact version", external.Location,
            $"say which one it is: `{spec.Name}@1.2.3`"));
        string? required = RequiredTarget(facts.Configuration.For(entry)) ?? RequiredTarget(facts.Configuration.ForAll);
        string? target = spec.Architecture?.Target;
        if (required is not null && target is not null && !TargetPattern.Allows(target, Microarchitectures.Get(required)))
        {
            return null;
        }

        var host = facts.Configuration.Host;
        var named = target is not null && !target.Contains(':') && !target.Contains(',') ? target : null;
        var candidate = new Candidate
        {
            Name = recipe.Name,
            Namespace = recipe.Namespace,
            Version = version,
            Variants = spec.Variants,
            Flags = spec.CompilerFlags,
            Platform = spec.Architecture?.Platform is { Length: > 0 } platform ? platform : host.Platform,
            OperatingSystem = spec.Architecture?.OperatingSystem is { Length: > 0 } os ? os : host.OperatingSystem,
            Target = required ?? named ?? Microarchitectures.Get(host.Target).Family.Name,
            External = external,
            Hash = $"external:{recipe.Name}@{version}:{external.Prefix}:{external.Spec}",
        };
        return facts.Configuration.CompletesVariantsOfExternals ? WithDefaults(facts, recipe, candidate) : candidate;
    }

    /// <summary>The dependencies that an entry names, as edges to other externals.</summary>
    public static IEnumerable<CandidateDependency> Dependencies(
        ProblemFacts facts, Candidate candidate, ExternalSetting setting, IReadOnlyDictionary<string, Candidate> byId, List<Candidate> all)
    {
        var wanted = setting.Dependencies.Concat(AbstractSpec.Parse(setting.Spec).Dependencies.Select(edge =>
            new ExternalDependencySetting(null, edge.Spec.ToString(), edge.Types, edge.Virtuals)));
        foreach (var dependency in wanted)
        {
            var child = dependency.Id is { } id ? byId.GetValueOrDefault(id) : FindOne(all, dependency.Spec!);
            if (child is null)
            {
                throw new CairnException(new Diagnostic(
                    "unknown-external", $"the external `{setting.Spec}` depends on `{dependency.Id ?? dependency.Spec}`, which is not exactly one external",
                    setting.Location, "give the other external an `id` and refer to it by that"));
            }

            var types = dependency.Types;
            var virtuals = dependency.Virtuals.IsDefault ? [] : dependency.Virtuals;
            if (types == DependencyTypes.None && virtuals.IsEmpty)
            {
                (types, virtuals) = Infer(facts, candidate, child);
            }
            else if (types == DependencyTypes.None)
            {
                types = DependencyTypes.Build | DependencyTypes.Link;
            }

            yield return new CandidateDependency(child, types, virtuals);
        }
    }

    /// <summary>A broken recipe makes its own external useless and nobody else's: who needs the package is told when it is loaded.</summary>
    private static RecipeMetadata? LoadOrNull(ProblemFacts facts, string name)
    {
        try
        {
            return facts.Recipes.TryGet(name, out var recipe) ? recipe : null;
        }
        catch (CairnException)
        {
            return null;
        }
    }

    private static (DependencyTypes Types, ImmutableArray<string> Virtuals) Infer(ProblemFacts facts, Candidate parent, Candidate child)
    {
        var types = DependencyTypes.None;
        List<string> virtuals = [];
        if (facts.Recipes.TryGet(parent.Name, out var recipe))
        {
            foreach (var declared in recipe.Dependencies)
            {
                bool isVirtual = facts.IsVirtual(declared.Name);
                bool isMeant = isVirtual ? facts.Recipes.Providers(declared.Name).Any(provider => provider.Name == child.Name) : declared.Name == child.Name;
                if (isMeant && CandidateMatch.Satisfies(parent, declared.When))
                {
                    types |= declared.Types;
                    if (isVirtual && !virtuals.Contains(declared.Name))
                    {
                        virtuals.Add(declared.Name);
                    }
                }
            }
        }

        return (types, [.. virtuals]);
    }

    private static Candidate? FindOne(List<Candidate> all, string text)
    {
        var wanted = AbstractSpec.Parse(text);
        var found = all.Where(candidate => candidate.Name == wanted.Name && CandidateMatch.Satisfies(candidate, wanted)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static string? RequiredTarget(PackageSettings settings)
    {
        const string prefix = "target=";
        var plain = settings.Requirements
            .Where(requirement => requirement.IsPlain && requirement.Specs[0].StartsWith(prefix, StringComparison.Ordinal))
            .Select(requirement => requirement.Specs[0][prefix.Length..])
            .Select(text => text[..(text.IndexOfAny([' ', ':']) is var end && end >= 0 ? end : text.Length)])
            .Where(text => text.Length > 0)
            .ToList();
        return plain.Count == 1 ? plain[0] : null;
    }

    private static Candidate WithDefaults(ProblemFacts facts, RecipeMetadata recipe, Candidate candidate)
    {
        // Conditions may ask for variants that are completed in an earlier round.
        var groups = recipe.Variants.GroupBy(variant => variant.When, ReferenceEqualityComparer.Instance).Select(group => group.ToList()).ToList();
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (var group in groups.ToList())
            {
                if (!CandidateMatch.Satisfies(candidate, group[0].When))
                {
                    continue;
                }

                groups.Remove(group);
                changed = true;
                var variants = candidate.Variants;
                foreach (var definition in group.Where(definition => variants[definition.Name] is null))
                {
                    variants = variants.With(VariantMaker.Make(definition, definition.Default));
                }

                candidate = new Candidate
                {
                    Name = candidate.Name, Namespace = candidate.Namespace, Version = candidate.Version, Variants = variants,
                    Flags = candidate.Flags, Platform = candidate.Platform, OperatingSystem = candidate.OperatingSystem,
                    Target = candidate.Target, External = candidate.External, Hash = candidate.Hash,
                };
            }
        }

        return candidate;
    }
}

using System.Collections.Immutable;
using Cairn.Concretization.Explaining;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Faults of requests that need no search: unknown packages, variants, values and versions.</summary>
internal static class RequestChecks
{
    /// <summary>A package that nobody knows.</summary>
    public static Diagnostic? FirstFault(IRecipeSource recipes, ImmutableArray<ConcretizationRequest> requests)
    {
        foreach (var request in requests)
        {
            foreach (var spec in SpecTree.All(request.Spec))
            {
                if (spec.Name.Length == 0)
                {
                    return new Diagnostic("anonymous-request", $"`{request.Spec}` names no package", request.Location);
                }

                if (!recipes.IsVirtual(spec.Name) && !recipes.Contains(spec.FullName))
                {
                    var unknown = UnknownRecipe.Error(recipes, spec.FullName).Diagnostic;
                    return unknown with { Location = Caret.Under(request, spec.Name), Hint = unknown.Hint ?? NearestCompiler(spec.Name) };
                }
            }
        }

        return null;
    }

    /// <summary>Compilers may be asked for by names that no recipe has, such as <c>clang</c>.</summary>
    private static string? NearestCompiler(string name) =>
        NearestName.Of(name, CompilerNames.Formers) is { } near ? $"did you mean the compiler `%{near}`?" : null;

    /// <summary>The first fault in variants, versions or dependencies of the requests.</summary>
    public static Diagnostic? FirstFault(ProblemFacts facts)
    {
        foreach (var request in facts.Requests)
        {
            foreach (var spec in SpecTree.All(request.Spec))
            {
                if (facts.IsVirtual(spec.Name))
                {
                    if (spec.Variants.FirstOrDefault() is { } impossible)
                    {
                        return new Diagnostic(
                            "unknown-variant", $"`{spec.Name}` is virtual: it has no variant `{impossible.Name}`", Caret.Under(request, impossible.ToString()),
                            $"ask for a package that provides it: {string.Join(", ", facts.ProvidersOf(spec.Name).Take(5).Select(name => $"`{name}`"))}{(facts.ProvidersOf(spec.Name).Length > 5 ? ", …" : "")}");
                    }

                    continue;
                }

                var recipe = facts.TryLoad(spec.Name)!;
                var fault = Targets.FirstFault(facts, request, spec) ?? Variants(facts, request, spec, recipe) ?? Versions(facts, request, spec, recipe) ?? DirectDependencies(facts, request, spec, recipe);
                if (fault is not null)
                {
                    return fault;
                }
            }
        }

        return null;
    }

    private static Diagnostic? Variants(ProblemFacts facts, ConcretizationRequest request, AbstractSpec spec, RecipeMetadata recipe)
    {
        foreach (var variant in spec.Variants)
        {
            if (variant.Name == "commit" && variant.Values.FirstOrDefault(value => !IsCommit(value)) is { } wrong)
            {
                return new Diagnostic(
                    "invalid-variant-value", $"`{wrong}` is no git commit", Caret.Under(request, variant.ToString()),
                    $"a commit has 40 hexadecimal digits; this has {wrong.Length} characters");
            }

            if (variant.Propagates || VariantValue.IsReservedName(variant.Name))
            {
                continue;
            }

            var definitions = recipe.VariantDefinitions(variant.Name).ToList();
            if (definitions.Count == 0)
            {
                string? near = NearestName.Of(variant.Name, recipe.Variants.Select(known => known.Name).Distinct());
                return new Diagnostic(
                    "unknown-variant", $"`{spec.Name}` has no variant `{variant.Name}`", Caret.Under(request, variant.ToString()),
                    near is not null ? $"did you mean `{near}`?" : VariantsOf(recipe));
            }

            if (!variant.Values.IsEmpty && !VariantRules.DefinitionsThatAccept(facts.Recipes, recipe, variant).Any())
            {
                var known = definitions.SelectMany(definition => definition.Choices).Select(choice => choice.Value).Distinct().ToList();
                return new Diagnostic(
                    "invalid-variant-value",
                    $"`{variant.ToString().Trim()}` is not a value that variant `{variant.Name}` of `{spec.Name}` takes",
                    Caret.Under(request, variant.ToString()),
                    known.Count == 0 ? null : $"allowed: {string.Join(", ", known.Take(12).Select(value => $"`{value}`"))}{(known.Count > 12 ? ", …" : "")}");
            }
        }

        return null;
    }

    private static bool IsCommit(string text) => text.Length == 40 && text.All(char.IsAsciiHexDigitLower);

    private static string VariantsOf(RecipeMetadata recipe)
    {
        var names = recipe.Variants.Select(known => known.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? $"`{recipe.Name}` has no variants"
            : $"it has {string.Join(", ", names.Take(12).Select(name => $"`{name}`"))}{(names.Count > 12 ? $", …: `cairn info {recipe.Name}` shows all" : "")}";
    }

    private static Diagnostic? Versions(ProblemFacts facts, ConcretizationRequest request, AbstractSpec spec, RecipeMetadata recipe)
    {
        var package = facts.Get(spec.Name);
        if (spec.Versions.IsAny)
        {
            return package.Versions.IsEmpty && recipe.Versions.Any(declared => declared.IsDeprecated)
                ? new Diagnostic(
                    "deprecated-version", $"all versions of `{spec.Name}` are deprecated: {string.Join(", ", recipe.Versions.Take(5).Select(declared => $"`{declared.Version}`"))}{(recipe.Versions.Length > 5 ? ", …" : "")}",
                    Caret.Under(request, spec.Name), "use `--deprecated` to allow them")
                : null;
        }

        if (package.Mask(spec.Versions).Contains(true))
        {
            return null;
        }

        if (!facts.Options.AllowsDeprecated && VersionCollector.HasDeprecated(recipe, spec.Versions))
        {
            var deprecated = recipe.Versions.Where(declared => declared.IsDeprecated && declared.Version.Satisfies(spec.Versions)).Select(declared => $"`{declared.Version}`").ToList();
            return new Diagnostic(
                "deprecated-version",
                $"only deprecated versions of `{spec.Name}` satisfy `@{spec.Versions}`: {string.Join(", ", deprecated.Take(5))}{(deprecated.Count > 5 ? ", …" : "")}",
                Caret.Under(request, $"@{spec.Versions}"),
                "use `--deprecated` to allow them");
        }

        var near = NearestVersions(package, spec.Versions).Select(version => $"`{version}`").ToList();
        return new Diagnostic(
            "unknown-version", $"no version of `{spec.Name}` satisfies `@{spec.Versions}`", Caret.Under(request, $"@{spec.Versions}"),
            near.Count == 0 ? $"`{spec.Name}` has no version that can be had" : $"known versions: {string.Join(", ", near)}{(package.Versions.Length > near.Count ? ", …" : "")}");
    }

    /// <summary>The versions that look most like what was asked for; the newest where none does.</summary>
    private static IEnumerable<Version> NearestVersions(PackageFacts package, VersionList wanted)
    {
        var asked = wanted.ToString().Trim('=', ':').Split('.');
        int Shared(Version version)
        {
            var own = version.ToString().Split('.');
            int shared = 0;
            while (shared < own.Length && shared < asked.Length && own[shared] == asked[shared])
            {
                shared++;
            }

            return shared;
        }

        return package.Versions.Select(choice => choice.Version).OrderByDescending(Shared).Take(5);
    }

    private static Diagnostic? DirectDependencies(ProblemFacts facts, ConcretizationRequest request, AbstractSpec spec, RecipeMetadata recipe)
    {
        foreach (var edge in spec.Dependencies)
        {
            if (!edge.IsDirect || edge.Propagation != Propagation.None || !edge.When.Equals(AbstractSpec.Empty))
            {
                continue;
            }

            bool isLacking(AbstractSpec wanted) => facts.Compilers.All(compiler => compiler.Name != wanted.Name || !compiler.Version.Satisfies(wanted.Versions));
            bool isCompilerThatIsMissing = recipe.Dependencies.Any(declared => ProblemFacts.IsLanguage(declared.Name)
                && facts.Recipes.Providers(declared.Name).Any(provider => provider.Name == edge.Spec.Name))
                && recipe.Dependencies.All(declared => declared.Name != edge.Spec.Name)
                && isLacking(edge.Spec)
                && !facts.CandidatesOf(spec.Name).Any(candidate => CandidateMatch.WasBuiltWith(candidate, edge, isVirtual: false));
            if (isCompilerThatIsMissing)
            {
                var known = facts.Compilers.Select(compiler => $"`{compiler.Name}@{compiler.Version}`").ToList();
                string written = RequestParts.OwnerOf(edge);
                string name = written.TrimStart('%').Split('=')[^1].Split('@', ' ', '+', '~')[0];
                string version = edge.Spec.Versions.IsAny ? "" : $"@{edge.Spec.Versions}";
                return new Diagnostic(
                    "unknown-compiler",
                    $"no compiler `{name}{version}`{(name == edge.Spec.Name ? "" : $" (the package `{edge.Spec.Name}`)")} is installed or configured",
                    Caret.Under(request, request.Location?.SourceLine?.Contains(written, StringComparison.Ordinal) == true ? written : written.Replace(name, edge.Spec.Name, StringComparison.Ordinal)),
                    known.Count == 0 ? "configure one under `packages:gcc:externals`" : $"there is {string.Join(", ", known)}; configure others under `packages:{edge.Spec.Name}:externals`");
            }

            bool isPossible = recipe.Dependencies.Any(declared => declared.Name == edge.Spec.Name
                || (facts.IsVirtual(declared.Name) && facts.Recipes.Providers(declared.Name).Any(provider => provider.Name == edge.Spec.Name)));
            if (!isPossible)
            {
                return new Diagnostic(
                    "impossible-dependency", $"`{spec.Name}` never depends on `{edge.Spec.Name}` directly", Caret.Under(request, edge.Spec.Name),
                    $"leave out `{RequestParts.OwnerOf(edge)}`, or ask for it below with `^{edge.Spec.Name}`");
            }
        }

        return null;
    }
}

using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>What evaluating a recipe yields: every directive's effect, and the class attributes that the engine reads. Immutable.</summary>
/// <remarks>
/// The lists keep the order of Spack's dictionaries: conditions in the order in which they first appear, and within one condition
/// the order of the directives. Within one list, entries with equal conditions share one <see cref="AbstractSpec"/> instance, so
/// grouping by reference is enough. A recipe without any statement on a subject has an empty list, never a default one.
/// </remarks>
public sealed class RecipeMetadata
{
    private RecipeAttributes _attributes = RecipeAttributes.None;

    /// <summary>The package's name: <c>py-numpy</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The repository's namespace: <c>builtin</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary><c>builtin.py-numpy</c>.</summary>
    public string FullName => $"{Namespace}.{Name}";

    /// <summary>The full names of this recipe and of the recipes that it inherits from, nearest first.</summary>
    public ImmutableArray<string> FullNames { get; init; } = [];

    /// <summary>The recipe's class: <c>PyNumpy</c>.</summary>
    public required string ClassName { get; init; }

    /// <summary>The recipe's file.</summary>
    public string File { get; init; } = "<unknown>";

    /// <summary>The class's documentation string as the recipe wrote it, or null.</summary>
    public string? Description { get; init; }

    /// <summary>False for bundles, which have nothing to fetch or build.</summary>
    public bool HasCode { get; init; } = true;

    /// <summary>Class attributes such as <c>homepage url urls git list_url parallel executables tags</c> by name; unset ones are absent.</summary>
    public RecipeAttributes Attributes
    {
        get => _attributes;
        init => _attributes = value;
    }

    /// <summary>Versions in the order of their directives.</summary>
    public ImmutableArray<VersionDeclaration> Versions { get; init; } = [];

    /// <summary>Variants by condition, then by name. One name may appear under several conditions.</summary>
    public ImmutableArray<VariantDefinition> Variants { get; init; } = [];

    /// <summary>Dependencies by condition, then by name.</summary>
    public ImmutableArray<DependencyDeclaration> Dependencies { get; init; } = [];

    /// <summary>Virtuals provided, by condition.</summary>
    public ImmutableArray<ProvidedVirtual> Provided { get; init; } = [];

    /// <summary>Sets of virtuals that go together.</summary>
    public ImmutableArray<ProvidedTogether> ProvidedTogether { get; init; } = [];

    /// <summary>Conflicts by condition.</summary>
    public ImmutableArray<ConflictDeclaration> Conflicts { get; init; } = [];

    /// <summary>Requirements by condition.</summary>
    public ImmutableArray<RequirementDeclaration> Requirements { get; init; } = [];

    /// <summary>Patches of this package by condition.</summary>
    public ImmutableArray<PatchDeclaration> Patches { get; init; } = [];

    /// <summary>Resources by condition.</summary>
    public ImmutableArray<ResourceDeclaration> Resources { get; init; } = [];

    /// <summary>What the package extends.</summary>
    public ImmutableArray<ExtensionDeclaration> Extends { get; init; } = [];

    /// <summary>Licences by condition.</summary>
    public ImmutableArray<LicenseDeclaration> Licenses { get; init; } = [];

    /// <summary>What this package can be spliced in for.</summary>
    public ImmutableArray<SpliceDeclaration> Splices { get; init; } = [];

    /// <summary>What must not be redistributed.</summary>
    public ImmutableArray<RedistributionLimit> RedistributionLimits { get; init; } = [];

    /// <summary>Maintainers, sorted.</summary>
    public ImmutableArray<string> Maintainers { get; init; } = [];

    /// <summary>Tags as the recipe gives them, <c>detectable</c> included where the engine adds it.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>True if the recipe defines <c>runtime_constraints</c>: it is a compiler whose users need runtimes.</summary>
    public bool HasRuntimeConstraints { get; init; }

    /// <summary>The languages among <c>c cxx fortran</c> that the package depends on under some condition.</summary>
    public IEnumerable<string> Languages =>
        new[] { "c", "cxx", "fortran" }.Where(language => Dependencies.Any(dependency => dependency.Name == language));

    /// <summary>The declaration of exactly this version, or null.</summary>
    public VersionDeclaration? FindVersion(Version version) => Versions.FirstOrDefault(declared => declared.Version.Equals(version));

    /// <summary>The versions as concretizing prefers them: preferred ones first, then releases before git versions, develop-like
    /// versions and pre-releases; newest first among equals. Deprecation is not considered (Spack docs: "Versions and fetching").</summary>
    public IEnumerable<VersionDeclaration> VersionsByPreference => Versions
        .OrderByDescending(declared => declared.IsPreferred)
        .ThenByDescending(declared => !declared.Version.IsGit)
        .ThenByDescending(declared => !declared.Version.IsDevelop)
        .ThenByDescending(declared => !declared.Version.IsPreRelease)
        .ThenByDescending(declared => declared.Version);

    /// <summary>The version that is taken if nothing else decides: the first by preference that is not deprecated, if there is one.</summary>
    public Version? PreferredVersion => VersionsByPreference.OrderBy(declared => declared.IsDeprecated).FirstOrDefault()?.Version;

    /// <summary>The definitions of one variant, lowest precedence first; empty if there is none.</summary>
    /// <remarks>A definition that a later one with the same condition replaced is not among them.</remarks>
    public IEnumerable<VariantDefinition> VariantDefinitions(string name) =>
        Variants.Where(variant => variant.Name == name).OrderBy(variant => variant.Precedence);

    /// <summary>True if a text or number among the recipe's attributes or those of its versions is wanted.</summary>
    public bool Mentions(Func<string, bool> isWanted) =>
        Attributes.All.Any(attribute => attribute.Value.Mentions(isWanted))
        || Versions.Any(version => version.Attributes.Any(attribute => attribute.Value.Mentions(isWanted)));

    /// <summary><c>builtin.py-numpy</c>.</summary>
    public override string ToString() => FullName;

    /// <summary>This recipe with other attributes.</summary>
    internal RecipeMetadata WithAttributes(RecipeAttributes attributes)
    {
        var copy = (RecipeMetadata)MemberwiseClone();
        copy._attributes = attributes;
        return copy;
    }
}

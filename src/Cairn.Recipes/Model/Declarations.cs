using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>All that the recipe said about one dependency under one condition; repeated directives are merged as Spack merges them.</summary>
/// <param name="When">The condition.</param>
/// <param name="Spec">The constraints on the dependency, all directives together; it has a name (a package's or a virtual's).</param>
/// <param name="Types">Build, link, run, test.</param>
/// <param name="Patches">Patches that this package applies to the dependency; their condition is about the dependency.</param>
/// <param name="Places">Where it was said, one place per directive.</param>
public sealed record DependencyDeclaration(
    AbstractSpec When, AbstractSpec Spec, DependencyTypes Types, ImmutableArray<PatchDeclaration> Patches,
    ImmutableArray<DirectivePlace> Places)
{
    /// <summary>The name of the package or virtual depended on.</summary>
    public string Name => Spec.Name!;
}

/// <summary><c>provides("mpi@3", when="@2:")</c>: one virtual under one condition.</summary>
public sealed record ProvidedVirtual(AbstractSpec When, AbstractSpec Virtual, DirectivePlace Place);

/// <summary>Virtuals that one directive named together: who is taken for one must be taken for all.</summary>
public sealed record ProvidedTogether(AbstractSpec When, ImmutableArray<string> Names, DirectivePlace Place);

/// <summary><c>conflicts("%gcc@14:", when="@:3", msg="…")</c>.</summary>
/// <param name="When">The condition.</param>
/// <param name="Spec">What must not hold; it may be anonymous, or name the package itself or a dependency.</param>
/// <param name="Message">The recipe's words, prefixed with the package's name, or null.</param>
/// <param name="Place">Where it was said.</param>
public sealed record ConflictDeclaration(AbstractSpec When, AbstractSpec Spec, string? Message, DirectivePlace Place);

/// <summary>How many of a requirement's alternatives must hold.</summary>
public enum RequirementPolicy
{
    /// <summary>Exactly one.</summary>
    OneOf,

    /// <summary>At least one.</summary>
    AnyOf,
}

/// <summary><c>requires("%gcc", "%clang", policy="one_of", when="+x", msg="…")</c>.</summary>
public sealed record RequirementDeclaration(
    AbstractSpec When, ImmutableArray<AbstractSpec> Alternatives, RequirementPolicy Policy, string? Message, DirectivePlace Place);

/// <summary>One <c>patch(…)</c>: a file beside the recipe, or a URL with its digest.</summary>
/// <param name="When">The condition.</param>
/// <param name="Owner">The full name of the package whose recipe says it (not always the one that is patched).</param>
/// <param name="RelativePath">The file as the recipe names it, or null for a URL.</param>
/// <param name="FilePath">The file, found beside the recipe or one of those it inherits from, or null for a URL.</param>
/// <param name="Url">The URL, or null for a file.</param>
/// <param name="Sha256">The digest of a URL's patch; null for a file: ask <see cref="IRecipeSource.PatchDigest"/>.</param>
/// <param name="ArchiveSha256">The digest of the compressed file, where the URL names one.</param>
/// <param name="Level">How many directories to strip.</param>
/// <param name="WorkingDirectory">Where to apply, relative to the source.</param>
/// <param name="IsReversed">Apply in reverse.</param>
/// <param name="Order">Patches are applied in this order (the order of their directives within one recipe).</param>
/// <param name="Place">Where it was said.</param>
public sealed record PatchDeclaration(
    AbstractSpec When,
    string Owner,
    string? RelativePath,
    string? FilePath,
    string? Url,
    string? Sha256,
    string? ArchiveSha256,
    int Level,
    string WorkingDirectory,
    bool IsReversed,
    int Order,
    DirectivePlace Place);

/// <summary>One <c>resource(…)</c>: something else to fetch and put into the source tree.</summary>
/// <param name="When">The condition.</param>
/// <param name="Name">The resource's name.</param>
/// <param name="Destination">Directory relative to the source.</param>
/// <param name="Placement">New name(s) inside the destination: a text, or a mapping from file to new place, or null.</param>
/// <param name="Attributes">The keywords that say how to fetch it, as for a version.</param>
/// <param name="Place">Where it was said.</param>
public sealed record ResourceDeclaration(
    AbstractSpec When, string? Name, string Destination, MetadataValue? Placement,
    ImmutableArray<KeyValuePair<string, MetadataValue>> Attributes, DirectivePlace Place)
{
    /// <summary>A name that tells it from the recipe's other resources: its own, or the line where it stands.</summary>
    public string FileName => Name ?? Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary><c>extends("python", when="+python")</c>: the package goes into the other one's tree of extensions.</summary>
public sealed record ExtensionDeclaration(string Name, AbstractSpec Spec, AbstractSpec When, DirectivePlace Place);

/// <summary><c>license("MIT", when="@2:")</c>.</summary>
public sealed record LicenseDeclaration(AbstractSpec When, string Identifier, DirectivePlace Place);

/// <summary><c>can_splice("mpich@3.4", when="@4", match_variants=["fortran"])</c>.</summary>
/// <param name="When">When this package can stand in.</param>
/// <param name="Target">For what it can stand in.</param>
/// <param name="MatchedVariants">Variants that must agree; <c>*</c> alone means all.</param>
/// <param name="Place">Where it was said.</param>
public sealed record SpliceDeclaration(
    AbstractSpec When, AbstractSpec Target, ImmutableArray<string> MatchedVariants, DirectivePlace Place);

/// <summary><c>redistribute(source=False, binary=False, when="@:1")</c>: what must not be passed on.</summary>
public sealed record RedistributionLimit(AbstractSpec When, bool ForbidsSource, bool ForbidsBinary, DirectivePlace Place);

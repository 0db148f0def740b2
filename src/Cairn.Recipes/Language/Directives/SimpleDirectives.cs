using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary><c>version(…)</c>.</summary>
internal sealed class VersionDirective(
    PyObject version, ImmutableArray<KeyValuePair<string, MetadataValue>> attributes, DirectivePlace place) : DirectiveObject(place)
{
    private static readonly ImmutableArray<string> s_digests = ["sha256", "sha384", "sha512", "md5", "sha1", "sha224", "checksum"];

    public override void Apply(RecipeClass target)
    {
        if (!target.HasCode && attributes.Any(attribute => s_digests.Contains(attribute.Key)))
        {
            throw ErrorTypes.Raise(
                ErrorTypes.VersionChecksumError,
                $"{target.Name}: Checksums not allowed in no-code packages (see '{version.Str()}' version).");
        }

        if (version is not (PyStr or PyInt))
        {
            throw ErrorTypes.Raise(
                ErrorTypes.VersionError, $"{target.Name}: declared version '{version.Repr()}' in package should be a string or int.");
        }

        var declared = ErrorTypes.Guard(() => Specs.Version.Parse(version.Str()));
        if (declared.IsGit && !target.Has("git") && attributes.All(attribute => attribute.Key != "git"))
        {
            throw ErrorTypes.Raise(
                ErrorTypes.VersionLookupError,
                $"{target.Name}: version directives cannot include git hashes fetched from URLs: version('{declared}')");
        }

        target.Builder.Version(declared, attributes, Place);
    }
}

/// <summary><c>depends_on(…)</c>.</summary>
internal sealed class DependsOnDirective(
    AbstractSpec spec, AbstractSpec? when, DependencyTypes types, ImmutableArray<PatchDirective> patches, DirectivePlace place)
    : DirectiveObject(place)
{
    public override void Apply(RecipeClass target)
    {
        if (when is not null)
        {
            target.Builder.DependsOn(spec, when, types, [.. patches.Select(patch => patch.Declare(target)).OfType<PatchDeclaration>()], Place);
        }
    }
}

/// <summary><c>extends(…)</c>; what it says for activation is kept on the class, because it may be a function.</summary>
internal sealed class ExtendsDirective(
    AbstractSpec spec, AbstractSpec? when, DependencyTypes types, ImmutableArray<PatchDirective> patches, PyObject? ignore, DirectivePlace place)
    : DirectiveObject(place)
{
    private static readonly PyStr s_arguments = new("_extension_arguments");

    public override void Apply(RecipeClass target)
    {
        if (when is not null)
        {
            if (ignore is not null)
            {
                if (target.Type.Namespace.TryGet(s_arguments) is not PyDict arguments)
                {
                    target.Type.SetAttribute(s_arguments, arguments = new PyDict());
                }

                arguments.Set(spec.Name, ignore);
            }

            target.Builder.Extends(spec, when, types, [.. patches.Select(patch => patch.Declare(target)).OfType<PatchDeclaration>()], Place);
        }
    }
}

/// <summary><c>provides(…)</c>.</summary>
internal sealed class ProvidesDirective(ImmutableArray<AbstractSpec> specs, AbstractSpec? when, DirectivePlace place) : DirectiveObject(place)
{
    public override void Apply(RecipeClass target) => target.Builder.Provides(specs, when, Place);
}

/// <summary><c>conflicts(…)</c>.</summary>
internal sealed class ConflictsDirective(AbstractSpec spec, AbstractSpec? when, string? message, DirectivePlace place) : DirectiveObject(place)
{
    public override void Apply(RecipeClass target) => target.Builder.Conflicts(spec, when, message, Place);
}

/// <summary><c>requires(…)</c>.</summary>
internal sealed class RequiresDirective(
    ImmutableArray<AbstractSpec> specs, RequirementPolicy policy, AbstractSpec? when, string? message, DirectivePlace place)
    : DirectiveObject(place)
{
    public override void Apply(RecipeClass target) => target.Builder.Requires(specs, policy, when, message, Place);
}

/// <summary><c>license(…)</c>.</summary>
internal sealed class LicenseDirective(string identifier, AbstractSpec? when, DirectivePlace place) : DirectiveObject(place)
{
    public override void Apply(RecipeClass target) => target.Builder.License(identifier, when, Place);
}

/// <summary><c>maintainers(…)</c>.</summary>
internal sealed class MaintainersDirective(ImmutableArray<string> names, DirectivePlace place) : DirectiveObject(place)
{
    public override void Apply(RecipeClass target) => target.Builder.Maintainers(names);
}

/// <summary><c>can_splice(…)</c>.</summary>
internal sealed class CanSpliceDirective(
    AbstractSpec spec, AbstractSpec? when, ImmutableArray<string> matchedVariants, DirectivePlace place) : DirectiveObject(place)
{
    public override void Apply(RecipeClass target) => target.Builder.CanSplice(spec, when, matchedVariants, Place);
}

/// <summary><c>redistribute(…)</c>.</summary>
internal sealed class RedistributeDirective(bool forbidsSource, bool forbidsBinary, AbstractSpec? when, DirectivePlace place)
    : DirectiveObject(place)
{
    public override void Apply(RecipeClass target) => target.Builder.Redistribute(forbidsSource, forbidsBinary, when, Place);
}

/// <summary><c>resource(…)</c>.</summary>
internal sealed class ResourceDirective(
    string? name, string destination, MetadataValue? placement, AbstractSpec? when,
    ImmutableArray<KeyValuePair<string, MetadataValue>> attributes, DirectivePlace place) : DirectiveObject(place)
{
    public override void Apply(RecipeClass target)
    {
        if (when is null)
        {
            return;
        }

        bool staysInside = !Path.IsPathRooted(destination)
            && Path.GetFullPath("/stage/" + destination) is var full && (full == "/stage" || full.StartsWith("/stage/", StringComparison.Ordinal));
        if (!staysInside)
        {
            throw PyRaise.RuntimeError($"the destination of a resource must be a path within the stage directory: `{destination}`");
        }

        target.Builder.Resource(new ResourceDeclaration(when, name, destination, placement, attributes, Place));
    }
}

/// <summary><c>patch(…)</c>, which also stands inside of <c>depends_on(patches=…)</c>.</summary>
internal sealed class PatchDirective(
    string location, PyObject level, AbstractSpec? when, string workingDirectory, bool isReversed, string? sha256, string? archiveSha256,
    DirectivePlace place) : DirectiveObject(place)
{
    private static readonly ImmutableArray<string> s_archiveEndings =
    [
        "tar", "tar.gz", "tgz", "tar.bz2", "tbz2", "tbz", "tar.xz", "txz", "tar.Z", "taz", "tar.zst", "gz", "bz2", "xz", "Z", "zip",
        "whl", "zst",
    ];

    public override void Apply(RecipeClass target)
    {
        if (Declare(target) is { } patch)
        {
            target.Builder.Patch(patch);
        }
    }

    /// <summary>The patch as this class declares it, for itself or for a dependency; null if its condition is false.</summary>
    public PatchDeclaration? Declare(RecipeClass target)
    {
        if (!target.HasCode)
        {
            throw ErrorTypes.Raise(ErrorTypes.DirectiveError, $"Patches are not allowed in {target.Name}: package has no code.");
        }

        if (when is null)
        {
            return null;
        }

        if (level is not PyInt { IsSmall: true } number || number.ToInt64() < 0)
        {
            throw PyRaise.ValueError("Patch level needs to be a non-negative integer.");
        }

        bool isUrl = location.Contains("://", StringComparison.Ordinal);
        if (isUrl && sha256 is null)
        {
            throw PyRaise.ValueError("patch() with a url requires a sha256");
        }

        if (isUrl && archiveSha256 is null && IsArchive(location))
        {
            throw ErrorTypes.Raise(
                ErrorTypes.DirectiveError, $"Compressed patches require 'archive_sha256' and patch 'sha256' attributes: {location}");
        }

        return new PatchDeclaration(
            when, target.FullName,
            isUrl ? null : location,
            isUrl ? null : target.FindBeside(location),
            isUrl ? location : null,
            isUrl ? sha256 : null,
            isUrl ? archiveSha256 : null,
            (int)number.ToInt64(), workingDirectory, isReversed, target.Builder.NextPatchOrder(), Place);
    }

    private static bool IsArchive(string url)
    {
        int end = url.IndexOfAny(['?', '#']);
        string path = end < 0 ? url : url[..end];
        return s_archiveEndings.Any(ending => path.EndsWith("." + ending, StringComparison.Ordinal));
    }
}

using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>Everything that has to be known to make a package's source ready to build.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">The hash of its concrete spec; null for a spec that is not concrete.</param>
/// <param name="Origin">Where its own source comes from.</param>
public sealed record SourceRequest(string Name, string Version, string? Hash, SourceOrigin Origin)
{
    /// <summary>Further sources that are placed inside the package's own.</summary>
    public ImmutableArray<ResourceRequest> Resources { get; init; } = [];

    /// <summary>Patches in the order in which they are applied.</summary>
    public ImmutableArray<PatchRequest> Patches { get; init; } = [];

    /// <summary>How messages call it.</summary>
    public string Subject => $"{Name}@{Version}";

    /// <summary>Its name in a mirror, without extension.</summary>
    public string Alias => $"{Name}/{Name}-{Version}";
}

/// <summary>A further source (the directive <c>resource</c>).</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Destination">The directory inside the package's source below which it is placed.</param>
/// <param name="Placements">
/// What goes where below the destination. Empty: the whole goes to a directory of the archive's own name, as Spack does it.
/// </param>
public sealed record ResourceRequest(string Name, SourceOrigin Origin, string Destination, ImmutableArray<ResourcePlacement> Placements);

/// <summary>A part of a resource and its place.</summary>
/// <param name="From">A path inside the resource; empty for all of it.</param>
/// <param name="To">A path below the resource's destination.</param>
public sealed record ResourcePlacement(string From, string To);

/// <summary>A patch (the directive <c>patch</c>, of the package itself or of one that depends on it).</summary>
public abstract record PatchRequest
{
    private protected PatchRequest()
    {
    }

    /// <summary>The SHA-256 of the patch itself, uncompressed; null for a file whose digest the recipe does not fix.</summary>
    public Digest? Sha256 { get; init; }

    /// <summary>How many leading directories of the names in it are stripped.</summary>
    public int Level { get; init; } = 1;

    /// <summary>The directory inside the source in which it is applied.</summary>
    public string WorkingDirectory { get; init; } = ".";

    /// <summary>True to take it back instead.</summary>
    public bool Reverse { get; init; }

    /// <summary>How messages call it.</summary>
    public abstract string Describe();
}

/// <summary>A patch that lies in a recipe repository.</summary>
/// <param name="Path">The file.</param>
public sealed record FilePatchRequest(string Path) : PatchRequest
{
    /// <inheritdoc/>
    public override string Describe() => System.IO.Path.GetFileName(Path);
}

/// <summary>A patch that is downloaded.</summary>
/// <param name="Owner">The package whose recipe names it; mirrors keep it under this name.</param>
/// <param name="Url">Where it is.</param>
/// <param name="ArchiveSha256">The SHA-256 of the compressed file, if it is compressed.</param>
public sealed record UrlPatchRequest(string Owner, string Url, Digest? ArchiveSha256) : PatchRequest
{
    /// <inheritdoc/>
    public override string Describe() => RedactedUrl.Of(Url);

    /// <summary>The download.</summary>
    public ArchiveOrigin Origin => new([Url], ArchiveSha256 ?? Sha256) { Expand = ArchiveSha256 is not null };

    /// <summary>Its name in a mirror, without extension.</summary>
    public string Alias
    {
        get
        {
            string name = Url[(Url.LastIndexOf('/') + 1)..];
            string digest = (ArchiveSha256 ?? Sha256)?.Hex ?? "";
            return $"{Owner[(Owner.LastIndexOf('.') + 1)..]}/{name}-{digest[..Math.Min(7, digest.Length)]}";
        }
    }
}

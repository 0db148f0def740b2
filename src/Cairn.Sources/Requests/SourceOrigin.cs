using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>Where a source comes from and what tells it apart.</summary>
public abstract record SourceOrigin
{
    private protected SourceOrigin()
    {
    }

    /// <summary>True if the recipe forbids to keep it in the cache (<c>no_cache=True</c>).</summary>
    public bool NoCache { get; init; }

    /// <summary>One line for people, redacted.</summary>
    public abstract string Describe();
}

/// <summary>A package without code of its own (a bundle).</summary>
public sealed record NoOrigin : SourceOrigin
{
    /// <inheritdoc/>
    public override string Describe() => "no source";
}

/// <summary>A file that is downloaded.</summary>
/// <param name="Urls">Where upstream has it, the best first.</param>
/// <param name="Digest">What the recipe demands; null if it demands nothing.</param>
public sealed record ArchiveOrigin(ImmutableArray<string> Urls, Digest? Digest) : SourceOrigin
{
    /// <summary>The archive's extension where the URL does not tell it (<c>extension="tar.gz"</c>).</summary>
    public string? Extension { get; init; }

    /// <summary>False if the file is used as it is (<c>expand=False</c>).</summary>
    public bool Expand { get; init; } = true;

    /// <summary>True if nobody but the user can download it (<c>manual_download = True</c>).</summary>
    public bool ManualDownload { get; init; }

    /// <summary>How to get at it by hand, in the recipe's words.</summary>
    public string? DownloadInstructions { get; init; }

    /// <summary>A cookie that the server wants (<c>fetch_options={"cookie": …}</c>).</summary>
    public string? Cookie { get; init; }

    /// <summary>Seconds that the server may take (<c>fetch_options={"timeout": …}</c>).</summary>
    public int? TimeoutSeconds { get; init; }

    /// <inheritdoc/>
    public override string Describe() => Urls.IsDefaultOrEmpty ? "no URL" : RedactedUrl.Of(Urls[0]);

    /// <summary>The name that the file gets in a stage: Spack's, the last part of the URL with query and fragment.</summary>
    public string FileName => Urls.IsDefaultOrEmpty ? Digest?.Hex ?? "archive" : DownloadName.Of(Urls[0]);
}

/// <summary>A git repository.</summary>
/// <param name="Url">The repository.</param>
public sealed record GitOrigin(string Url) : SourceOrigin
{
    /// <summary>The commit, whole or at least seven digits of it.</summary>
    public string? Commit { get; init; }

    /// <summary>A tag.</summary>
    public string? Tag { get; init; }

    /// <summary>A branch.</summary>
    public string? Branch { get; init; }

    /// <summary>True if all submodules are wanted.</summary>
    public bool Submodules { get; init; }

    /// <summary>The submodules that are wanted, where the recipe lists them.</summary>
    public ImmutableArray<string> SubmodulePaths { get; init; } = [];

    /// <summary>Submodules to delete before the others are fetched.</summary>
    public ImmutableArray<string> SubmodulesDelete { get; init; } = [];

    /// <summary>True if the whole history is wanted.</summary>
    public bool FullRepository { get; init; }

    /// <summary>The only directories that are wanted; all if empty.</summary>
    public ImmutableArray<string> SparsePaths { get; init; } = [];

    /// <inheritdoc/>
    public override string Describe() =>
        RedactedUrl.Of(Url) + (Commit is not null ? $" at commit {Commit}" : Tag is not null ? $" at tag {Tag}" : Branch is not null ? $" on branch {Branch}" : "");
}

/// <summary>A Mercurial repository.</summary>
/// <param name="Url">The repository.</param>
/// <param name="Revision">A revision, branch or tag; null for the default branch.</param>
public sealed record MercurialOrigin(string Url, string? Revision) : SourceOrigin
{
    /// <inheritdoc/>
    public override string Describe() => RedactedUrl.Of(Url) + (Revision is null ? "" : $" at revision {Revision}");
}

/// <summary>A Subversion repository.</summary>
/// <param name="Url">The directory to check out.</param>
/// <param name="Revision">A revision; null for the latest.</param>
public sealed record SubversionOrigin(string Url, string? Revision) : SourceOrigin
{
    /// <inheritdoc/>
    public override string Describe() => RedactedUrl.Of(Url) + (Revision is null ? "" : $" at revision {Revision}");
}

/// <summary>A CVS module.</summary>
/// <param name="Url"><c>root%module=name</c>, as recipes write it.</param>
/// <param name="Branch">A branch.</param>
/// <param name="Date">A date.</param>
public sealed record CvsOrigin(string Url, string? Branch, string? Date) : SourceOrigin
{
    /// <inheritdoc/>
    public override string Describe() => RedactedUrl.Of(Url);
}

/// <summary>A Go module.</summary>
/// <param name="Module">The import path.</param>
public sealed record GoOrigin(string Module) : SourceOrigin
{
    /// <inheritdoc/>
    public override string Describe() => Module;
}

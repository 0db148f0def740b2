namespace Cairn.Sources;

/// <summary>What a checkout brought.</summary>
/// <param name="Proof">The commit, or a waiver where the recipe names something that moves.</param>
/// <param name="Directory">The name of the repository's directory.</param>
internal sealed record VersionControlCheckout(SourceProof Proof, string? Directory);

/// <summary>Checks sources out by the system's version-control tools.</summary>
internal static class VersionControl
{
    /// <summary>Checks a source out to <paramref name="target"/>, which appears complete or not at all.</summary>
    /// <exception cref="SourceException">The source moves and the trust policy does not accept that, or a tool fails or is missing.</exception>
    public static async Task<VersionControlCheckout> CheckOutAsync(
        string subject, SourceOrigin origin, string folder, string target, TrustPolicy trust, ISourceObserver observer, CancellationToken cancellation)
    {
        RequireFixed(subject, origin, trust, observer);
        return await CheckOutAcceptedAsync(subject, origin, null, folder, target, cancellation).ConfigureAwait(false);
    }

    /// <summary>As <see cref="CheckOutAsync"/>, for a source that <see cref="RequireFixed"/> let pass.</summary>
    /// <param name="subject">Whose source it is.</param>
    /// <param name="origin">The source.</param>
    /// <param name="packed">
    /// A git checkout from a mirror, from which the objects are taken instead of from upstream. Nothing else of it is: git computes the names of
    /// all objects anew, so that the commit is proven, and its configuration and hooks are left behind.
    /// </param>
    /// <param name="folder">Where to work.</param>
    /// <param name="target">Where the checkout appears.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<VersionControlCheckout> CheckOutAcceptedAsync(
        string subject, SourceOrigin origin, string? packed, string folder, string target, CancellationToken cancellation)
    {
        string temporary = Path.Combine(folder, "spack-checkout");
        Trees.Delete(temporary);
        DiskFailure.Guard("creating", temporary, () => Directory.CreateDirectory(temporary));
        try
        {
            VersionControlCheckout checkout = origin switch
            {
                GitOrigin git => await GitCheckout.RunAsync(subject, git, packed, temporary, cancellation).ConfigureAwait(false),
                MercurialOrigin hg => await OtherCheckouts.MercurialAsync(hg, temporary, cancellation).ConfigureAwait(false),
                SubversionOrigin svn => await OtherCheckouts.SubversionAsync(svn, temporary, cancellation).ConfigureAwait(false),
                CvsOrigin cvs => await OtherCheckouts.CvsAsync(cvs, temporary, cancellation).ConfigureAwait(false),
                GoOrigin go => await OtherCheckouts.GoAsync(go, temporary, cancellation).ConfigureAwait(false),
                _ => throw new ArgumentOutOfRangeException(nameof(origin)),
            };
            Trees.Move(Path.Combine(temporary, checkout.Directory!), target);
            return checkout;
        }
        finally
        {
            Trees.Delete(temporary);
        }
    }

    /// <summary>
    /// The packaging guide's rule: a commit proves itself; tags, branches and the like can be moved by anybody who can write the
    /// repository, so they need consent.
    /// </summary>
    /// <exception cref="SourceException">The source moves, and the trust policy does not accept that.</exception>
    public static void RequireFixed(string subject, SourceOrigin origin, TrustPolicy trust, ISourceObserver observer)
    {
        string? moving = origin switch
        {
            GitOrigin { Commit: not null } => null,
            GitOrigin { Tag: { } tag } => $"tag `{tag}`",
            GitOrigin { Branch: { } branch } => $"branch `{branch}`",
            GitOrigin => "the default branch",
            MercurialOrigin { Revision: { } revision } when IsHash(revision) => null,
            MercurialOrigin { Revision: { } revision } => $"revision `{revision}`",
            MercurialOrigin => "the default branch",
            SubversionOrigin { Revision: { } revision } => $"revision {revision}, which only the server vouches for",
            SubversionOrigin => "the latest revision",
            CvsOrigin => "a CVS module",
            GoOrigin => "the latest version of a Go module",
            _ => null,
        };
        if (moving is null)
        {
            return;
        }

        if (!trust.AllowUnverified)
        {
            throw new SourceException(
                "source-not-fixed",
                $"the source of `{subject}` is {moving}: nothing proves what it is today",
                [origin.Describe()],
                "ask for a version with a commit or a digest, or accept the risk with `--no-checksum`");
        }

        observer.Observe(new SourceWarned(subject, $"the source is {moving}: nothing proves that it is right"));
    }

    private static bool IsHash(string revision) => revision.Length is >= 12 and <= 64 && revision.All(char.IsAsciiHexDigit);
}

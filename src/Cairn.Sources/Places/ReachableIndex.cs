using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>Tells at once which sources can be had without asking upstream: from the cache, from mirrors, or from apt's archive.</summary>
/// <remarks>Built once per command; a question is a look-up in memory. Mirrors behind HTTP have no list, so they are asked per digest.</remarks>
public sealed class ReachableIndex
{
    private readonly ImmutableArray<IReadOnlySet<string>> _local;
    private readonly FrozenSet<string> _checkouts;
    private readonly FrozenSet<string> _revisions;
    private readonly AptIndex? _apt;

    private ReachableIndex(ImmutableArray<IReadOnlySet<string>> local, FrozenSet<string> checkouts, AptIndex? apt, ImmutableArray<MirrorPlace> remote)
    {
        _local = local;
        _checkouts = checkouts;
        _revisions = checkouts.Select(SourceLayout.RevisionOf).ToFrozenSet(StringComparer.Ordinal);
        _apt = apt;
        RemoteMirrors = remote;
    }

    /// <summary>Mirrors that have to be asked over the network, by <see cref="IsReachableAsync"/>.</summary>
    public ImmutableArray<MirrorPlace> RemoteMirrors { get; }

    /// <summary>Reads the names in the cache and in mirrors of the file system, and apt's index.</summary>
    /// <param name="cache">The source cache.</param>
    /// <param name="mirrors">The mirrors.</param>
    /// <param name="apt">apt's archive; null to leave it out.</param>
    /// <param name="observer">Hears that apt's lists are fetched, if they were not yet.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<ReachableIndex> LoadAsync(
        SourceCache cache, IEnumerable<MirrorPlace> mirrors, AptSourceArchive? apt, ISourceObserver observer, CancellationToken cancellation = default)
    {
        List<IReadOnlySet<string>> local = [cache.Digests()];
        List<string> checkouts = [.. SourceCache.CheckoutsBelow(cache.Root)];
        List<MirrorPlace> remote = [];
        foreach (MirrorPlace mirror in mirrors)
        {
            if (FileUrl.PathOf(mirror.Url) is { } root)
            {
                local.Add(SourceCache.DigestsBelow(root));
                checkouts.AddRange(SourceCache.CheckoutsBelow(root));
            }
            else
            {
                remote.Add(mirror);
            }
        }

        AptIndex? index = apt is null ? null : await apt.IndexAsync(false, "sources", observer, cancellation).ConfigureAwait(false);
        return new ReachableIndex([.. local], checkouts.ToFrozenSet(StringComparer.Ordinal), index, [.. remote]);
    }

    /// <summary>True if the file is in the cache, in a mirror of the file system or in apt's archive.</summary>
    public bool IsReachable(Digest digest)
    {
        foreach (IReadOnlySet<string> digests in _local)
        {
            if (digests.Contains(digest.Hex))
            {
                return true;
            }
        }

        return _apt is not null && _apt.Contains(digest);
    }

    /// <summary>True if a packed checkout is in the cache or in a mirror of the file system.</summary>
    public bool IsReachable(SourceOrigin checkout) =>
        _checkouts.Count > 0 && SourceLayout.Of(checkout, "") is { Path: { } path } && _checkouts.Contains(path);

    /// <summary>
    /// True for texts of recipes that may stand for something that can be had: digests, revisions of packed checkouts, addresses of this
    /// machine. Recipes without any such text need not be looked at.
    /// </summary>
    public bool MayName(string text) =>
        text.StartsWith("file:", StringComparison.Ordinal) || text.StartsWith('/')
        || (Digest.TryParse(text) is { } digest && (!RemoteMirrors.IsEmpty || IsReachable(digest)))
        || _revisions.Contains(text);

    /// <summary>Where a file can be had from: the cache or a mirror of the file system, else apt's archive; null if from neither.</summary>
    public ReachablePlace? Locate(Digest digest)
    {
        if (_local.Any(digests => digests.Contains(digest.Hex)))
        {
            return new ReachablePlace("local", null, null);
        }

        return _apt?.Find(digest) is [var location, ..]
            ? new ReachablePlace("apt-source", location.Uri[(location.Uri.LastIndexOf('/') + 1)..], location.Size)
            : null;
    }

    /// <summary>As <see cref="IsReachable(Digest)"/> for a file or a packed checkout, and asks the mirrors behind HTTP as well.</summary>
    public async Task<bool> IsReachableAsync(SourceOrigin origin, CancellationToken cancellation = default)
    {
        if (origin is ArchiveOrigin { Digest: { } digest } ? IsReachable(digest) : IsReachable(origin))
        {
            return true;
        }

        if (SourceLayout.Of(origin, "") is not { Path: not null } layout)
        {
            return false;
        }

        foreach (MirrorPlace mirror in RemoteMirrors)
        {
            if (await mirror.HasAsync(layout, cancellation).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A place from which a source can be had.</summary>
/// <param name="Kind"><c>local</c> (the cache or a mirror of the file system) or <c>apt-source</c>.</param>
/// <param name="File">The file's name there, if it has another than its digest.</param>
/// <param name="Size">Its size in bytes, if the index tells.</param>
public sealed record ReachablePlace(string Kind, string? File, long? Size);

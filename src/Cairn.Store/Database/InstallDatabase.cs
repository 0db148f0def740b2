using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Files;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Store.Database;

/// <summary>The index of a store: which specs are installed where. The truth is in the prefixes; this can be made anew from them.</summary>
/// <remarks>
/// Readers take a shared lock, writers an exclusive one, on the same file and in the same way as Spack, so both may use one store.
/// A process reads the file again only if another one wrote it. Stores that this one builds on (upstreams) are read without locks,
/// since nothing may be written there, and never changed.
/// </remarks>
public sealed class InstallDatabase : IDisposable
{
    private static readonly ImmutableDictionary<string, InstallRecord> Nothing = ImmutableDictionary.Create<string, InstallRecord>(StringComparer.Ordinal);

    private readonly InstallLayout _layout;
    private readonly DatabaseOptions _options;
    private readonly ImmutableArray<InstallDatabase> _upstreams;
    private readonly string _indexPath;
    private readonly string _verifierPath;
    private readonly Lock _gate = new();
    private LockFile? _lockFile;
    private ImmutableDictionary<string, InstallRecord> _records = Nothing;
    private ImmutableDictionary<string, InstallRecord>? _merged;
    private ImmutableDictionary<string, InstallRecord>? _marked;
    private ImmutableDictionary<string, InstallRecord>? _upstreamRecords;
    private (long Length, long Ticks) _stamp = (-1, 0);

    /// <summary>Opens the database of a store; nothing is read or created yet.</summary>
    /// <param name="layout">Where the store is.</param>
    /// <param name="options">How to lock, and who may write.</param>
    /// <param name="upstreamRoots">The roots of stores that this one builds on, the nearest first.</param>
    public InstallDatabase(InstallLayout layout, DatabaseOptions options, ImmutableArray<string> upstreamRoots = default)
        : this(layout, options, Chain(options with { UseLocks = false }, upstreamRoots.IsDefault ? [] : upstreamRoots))
    {
    }

    private InstallDatabase(InstallLayout layout, DatabaseOptions options, ImmutableArray<InstallDatabase> upstreams)
    {
        _layout = layout;
        _options = options;
        _upstreams = upstreams;
        Directory = Path.Combine(layout.Root, ".spack-db");
        _indexPath = Path.Combine(Directory, "index.json");
        _verifierPath = Path.Combine(Directory, "index_verifier");
    }

    /// <summary>The directory of the database's files.</summary>
    public string Directory { get; }

    /// <summary>The file that holds all records.</summary>
    public string IndexPath => _indexPath;

    /// <summary>All records by DAG hash, as of now, with those of the stores that this one builds on.</summary>
    /// <exception cref="CairnException">The database is damaged or locked for too long.</exception>
    public ImmutableDictionary<string, InstallRecord> Read(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (_upstreams.IsEmpty)
            {
                return ReadOwn(cancellation);
            }

            var upstream = UpstreamRecords(cancellation);
            var own = ReadOwn(cancellation);
            return _merged ??= Merge(own, upstream);
        }
    }

    /// <summary>The records of this store alone.</summary>
    /// <exception cref="CairnException">The database is damaged or locked for too long.</exception>
    public ImmutableDictionary<string, InstallRecord> ReadLocal(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return ReadOwn(cancellation);
        }
    }

    /// <summary>Changes the records under an exclusive lock: reads what others wrote, applies the change, writes it all.</summary>
    /// <exception cref="CairnException">The database is damaged, read-only or locked for too long, or the disk is full.</exception>
    public void Update(Action<DatabaseDraft> change, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            using var hold = AcquireForWriting(cancellation);
            if (File.Exists(_indexPath) && StampOf() != _stamp)
            {
                Load();
            }

            Apply(change);
        }
    }

    /// <summary>Makes the database anew from the prefixes that are there; what was known of them is kept.</summary>
    /// <remarks>
    /// Who asked for what, when it came and what replaces it stands in the old database alone. Specs that it knows and whose prefixes
    /// are gone stay known as absent, so that nothing is lost by a disk that was not mounted.
    /// </remarks>
    public ReindexResult Reindex(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            using var hold = AcquireForWriting(cancellation);
            string? backup = null;
            var isDamaged = false;
            var known = Nothing;
            if (File.Exists(_indexPath))
            {
                backup = _indexPath + ".bkp";
                File.Copy(_indexPath, backup, overwrite: true);
                try
                {
                    Load();
                    known = _records;
                }
                catch (CairnException)
                {
                    // It is damaged, which is why it is made anew: only what the prefixes do not tell is lost.
                    isDamaged = true;
                    _records = Nothing;
                }
            }

            var (found, unreadable) = _layout.FindPrefixes();
            var lost = ImmutableArray.CreateBuilder<InstallRecord>();
            Apply(draft => new Reindexing(draft, known, _layout).Run(found, DeprecatedPrefixes.Find(found), lost));
            return new ReindexResult(found.Length, unreadable, lost.ToImmutable(), backup, isDamaged);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lockFile?.Dispose();
        foreach (var upstream in _upstreams)
        {
            upstream.Dispose();
        }
    }

    private static ImmutableDictionary<string, InstallRecord> Merge(
        ImmutableDictionary<string, InstallRecord> own, ImmutableDictionary<string, InstallRecord> upstream)
    {
        var merged = upstream.ToBuilder();
        foreach (var (hash, record) in own)
        {
            // What is absent here but there upstream is there.
            if (record.IsInstalled || !merged.TryGetValue(hash, out var other) || !other.IsInstalled)
            {
                merged[hash] = record;
            }
        }

        return merged.ToImmutable();
    }

    private void Apply(Action<DatabaseDraft> change)
    {
        var draft = new DatabaseDraft(_records, _layout, hash => UpstreamRecords(default).GetValueOrDefault(hash));
        change(draft);
        var records = draft.Complete();
        CreateDirectory();
        AtomicFile.Write(
            _indexPath,
            stream => stream.Write(DatabaseFile.Write(records.Values.OrderBy(record => record.Spec.Hash, StringComparer.Ordinal))),
            _options.Access);
        // Whoever reads the index compares this with what it saw; after a power loss nobody is left who saw anything.
        AtomicFile.Write(
            _verifierPath, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(Guid.NewGuid().ToString())), _options.Access, isDurable: false);
        _records = records;
        _merged = null;
        _stamp = StampOf();
    }

    private ImmutableDictionary<string, InstallRecord> ReadOwn(CancellationToken cancellation)
    {
        if (!File.Exists(_indexPath))
        {
            _merged = null;
            _stamp = (-1, 0);
            return _records = Nothing;
        }

        if (StampOf() == _stamp)
        {
            return _records;
        }

        // The file is replaced by a rename, so a reader always sees a whole one; without the right to lock it can still read.
        using var hold = TryLockForReading(cancellation);
        Load();
        return _records;
    }

    /// <summary>What all stores that this one builds on hold together; the nearer one counts.</summary>
    private ImmutableDictionary<string, InstallRecord> UpstreamRecords(CancellationToken cancellation)
    {
        if (_upstreams.IsEmpty)
        {
            return Nothing;
        }

        foreach (var upstream in _upstreams)
        {
            var before = upstream._stamp;
            upstream.ReadLocal(cancellation);
            if (upstream._stamp != before)
            {
                (_merged, _upstreamRecords) = (null, null);
            }
        }

        return _upstreamRecords ??= _upstreams.Skip(1).Aggregate(_upstreams[0].MarkedRecords(), (all, upstream) => Merge(all, upstream.MarkedRecords()));
    }

    /// <summary>The records with the root of this store, as they appear in the stores that build on it.</summary>
    private ImmutableDictionary<string, InstallRecord> MarkedRecords() => _marked ??= _records.ToImmutableDictionary(
        entry => entry.Key, entry => entry.Value with { Upstream = _layout.Root }, StringComparer.Ordinal);

    /// <summary>A store may name dependencies that the ones behind it hold, so each knows those.</summary>
    private static ImmutableArray<InstallDatabase> Chain(DatabaseOptions options, ImmutableArray<string> roots)
    {
        ImmutableArray<InstallDatabase> chain = [];
        foreach (var root in roots.Reverse())
        {
            chain = chain.Insert(0, new InstallDatabase(new InstallLayout(root, []), options, chain));
        }

        return chain;
    }

    private LockHold? AcquireForWriting(CancellationToken cancellation)
    {
        if (!_options.UseLocks)
        {
            return null;
        }

        CreateDirectory();
        return LockFileFor().Acquire(LockKind.Exclusive, 0, 0, _options.Timeout, "the database", cancellation);
    }

    private LockHold? TryLockForReading(CancellationToken cancellation)
    {
        if (!_options.UseLocks)
        {
            return null;
        }

        try
        {
            return LockFileFor().Acquire(LockKind.Shared, 0, 0, _options.Timeout, "the database", cancellation);
        }
        catch (CairnException exception) when (exception.Diagnostic.Code is "lock-file" or "lock-unsupported")
        {
            return null; // a store of somebody else on a read-only or lock-less file system
        }
    }

    private void CreateDirectory() => (_options.Access ?? SharedAccess.Unchanged).CreateDirectory(Directory);

    private LockFile LockFileFor() => _lockFile ??= LockFile.Open(Path.Combine(Directory, "lock"), _options.OnWait, _options.Access);

    private void Load()
    {
        var stamp = StampOf();
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(_indexPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "database-unreadable", $"cannot read the database `{_indexPath}`: {exception.Message}", null, [], "check its permissions"), exception);
        }

        _records = DatabaseFile.Read(bytes, _indexPath, elsewhere: hash => UpstreamRecords(default).GetValueOrDefault(hash)?.Spec)
            .ToImmutableDictionary(StringComparer.Ordinal);
        _merged = null;
        _marked = null;
        _stamp = stamp;
    }

    private (long Length, long Ticks) StampOf()
    {
        var file = new FileInfo(_indexPath);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : (-1, 0);
    }
}

/// <summary>How a database locks and who else may write it.</summary>
/// <param name="UseLocks">False where the file system knows no locks and only one user writes (<c>config:locks</c>).</param>
/// <param name="Timeout">How long to wait for others; null for ever (<c>config:db_lock_timeout</c>).</param>
/// <param name="OnWait">Told who holds a lock for more than three seconds.</param>
/// <param name="Access">Who may read and write its files (<c>packages:all:permissions</c>); null to leave that to the umask.</param>
public sealed record DatabaseOptions(bool UseLocks, TimeSpan? Timeout, Action<string>? OnWait = null, SharedAccess? Access = null);

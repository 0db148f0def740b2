using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Files;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Store.Database;

/// <summary>The index of a store: which specs are installed where. The truth is in the prefixes; this can be made anew from them.</summary>
/// <remarks>
/// Writers take an exclusive lock on the same file and in the same way as Spack, so both may use one store; readers need none, since
/// the file is replaced as a whole. A process reads it again only if another one wrote it. Stores that this one builds on (upstreams) are read without locks,
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
    private StoredRecords _records;
    private ImmutableDictionary<string, InstallRecord>? _merged;
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
        _records = StoredRecords.Empty(_indexPath, SpecOfUpstream);
    }

    /// <summary>The directory of the database's files.</summary>
    public string Directory { get; }

    /// <summary>The file that holds all records.</summary>
    public string IndexPath => _indexPath;

    /// <summary>All records by DAG hash, as of now, with those of the stores that this one builds on.</summary>
    /// <exception cref="CairnException">The database is damaged.</exception>
    public ImmutableDictionary<string, InstallRecord> Read(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            cancellation.ThrowIfCancellationRequested();
            Refresh();
            return _upstreams.IsEmpty ? _records.All : _merged ??= Merge();
        }
    }

    /// <summary>The records of this store alone.</summary>
    /// <exception cref="CairnException">The database is damaged.</exception>
    public ImmutableDictionary<string, InstallRecord> ReadLocal(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            cancellation.ThrowIfCancellationRequested();
            Refresh();
            return _records.All;
        }
    }

    /// <summary>The record of a DAG hash in this store or those that it builds on, or null; nothing else is decoded.</summary>
    /// <exception cref="CairnException">The database is damaged.</exception>
    public InstallRecord? Find(string hash)
    {
        lock (_gate)
        {
            Refresh();
            var own = _records.Find(hash);
            return own is { IsInstalled: true } ? own : FirstInstalled(own, UpstreamRecord(hash));
        }
    }

    /// <summary>The records of packages of a name, or whose hashes begin so; all if neither is given. Nothing else is decoded.</summary>
    /// <param name="name">The name of the package, or nothing.</param>
    /// <param name="hashStart">How the DAG hash begins, or nothing.</param>
    /// <param name="isLocalOnly">Whether to leave out what the stores hold that this one builds on.</param>
    /// <exception cref="CairnException">The database is damaged.</exception>
    public ImmutableArray<InstallRecord> Where(string name, string hashStart, bool isLocalOnly = false)
    {
        lock (_gate)
        {
            Refresh();
            if (_upstreams.IsEmpty || isLocalOnly)
            {
                return [.. _records.Where(name, hashStart)];
            }

            var found = new Dictionary<string, InstallRecord>(StringComparer.Ordinal);
            foreach (var record in _upstreams.SelectMany(upstream => upstream._records.Where(name, hashStart).Select(upstream.Marked)))
            {
                found[record.Spec.Hash] = FirstInstalled(found.GetValueOrDefault(record.Spec.Hash), record)!;
            }

            foreach (var record in _records.Where(name, hashStart))
            {
                found[record.Spec.Hash] = FirstInstalled(record, found.GetValueOrDefault(record.Spec.Hash))!;
            }

            return [.. found.Values];
        }
    }

    /// <summary>Changes the records under an exclusive lock: reads what others wrote, applies the change, writes it all.</summary>
    /// <exception cref="CairnException">The database is damaged, read-only or locked for too long, or the disk is full.</exception>
    public void Update(Action<DatabaseDraft> change, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            using var hold = AcquireForWriting(cancellation);
            Refresh();
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
                    known = _records.All;
                }
                catch (CairnException)
                {
                    // It is damaged, which is why it is made anew: only what the prefixes do not tell is lost.
                    isDamaged = true;
                    _records = StoredRecords.Empty(_indexPath, SpecOfUpstream);
                }
            }

            var (found, unreadable) = _layout.FindPrefixes();
            var lost = ImmutableArray.CreateBuilder<InstallRecord>();
            Apply(draft => new Reindexing(draft, known, _layout).Run(found, DeprecatedPrefixes.Find(found), lost), isWrittenAnyway: true);
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

    /// <summary>The nearer record of a spec, unless only the farther store has the prefix.</summary>
    private static InstallRecord? FirstInstalled(InstallRecord? nearer, InstallRecord? farther) =>
        nearer is null || (!nearer.IsInstalled && farther is { IsInstalled: true }) ? farther ?? nearer : nearer;

    private ImmutableDictionary<string, InstallRecord> Merge()
    {
        var merged = Nothing.ToBuilder();
        foreach (var record in _records.All.Values.Concat(_upstreams.SelectMany(upstream => upstream._records.All.Values.Select(upstream.Marked))))
        {
            merged[record.Spec.Hash] = FirstInstalled(merged.GetValueOrDefault(record.Spec.Hash), record)!;
        }

        return merged.ToImmutable();
    }

    private void Apply(Action<DatabaseDraft> change, bool isWrittenAnyway = false)
    {
        var draft = new DatabaseDraft(_records, _layout, UpstreamRecord);
        change(draft);
        var (changes, counts) = draft.Complete();
        if (changes.Count == 0 && !isWrittenAnyway)
        {
            return;
        }

        var (records, bytes) = _records.With(changes, counts);
        CreateDirectory();
        AtomicFile.Write(_indexPath, stream => stream.Write(bytes), _options.Access);
        // Whoever reads the index compares this with what it saw; after a power loss nobody is left who saw anything.
        AtomicFile.Write(
            _verifierPath, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(Guid.NewGuid().ToString())), _options.Access, isDurable: false);
        _records = records;
        _merged = null;
        _stamp = StampOf();
    }

    /// <summary>Reads the file again if somebody wrote it, and those of the stores that this one builds on.</summary>
    /// <remarks>No lock is needed: both engines replace the file by a rename, so a reader sees the old one or the new one whole.</remarks>
    private void Refresh()
    {
        foreach (var upstream in _upstreams)
        {
            var before = upstream._stamp;
            upstream.RefreshOwn();
            if (upstream._stamp != before)
            {
                _merged = null;
            }
        }

        RefreshOwn();
    }

    private void RefreshOwn()
    {
        var stamp = StampOf();
        if (stamp == _stamp)
        {
            return;
        }

        if (stamp.Length >= 0)
        {
            Load();
        }
        else
        {
            _merged = null;
            _stamp = stamp;
            _records = StoredRecords.Empty(_indexPath, SpecOfUpstream);
        }
    }

    private InstallRecord? UpstreamRecord(string hash)
    {
        InstallRecord? found = null;
        foreach (var upstream in _upstreams)
        {
            upstream.RefreshOwn();
            found = FirstInstalled(found, upstream._records.Find(hash) is { } record ? upstream.Marked(record) : null);
        }

        return found;
    }

    private ConcreteSpec? SpecOfUpstream(string hash) => UpstreamRecord(hash)?.Spec;

    /// <summary>A record with the root of this store, as it appears in the stores that build on it.</summary>
    private InstallRecord Marked(InstallRecord record) => record with { Upstream = _layout.Root };

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
        return LockFileFor().Acquire(LockKind.Exclusive, 0, 0, _options.Timeout, "the database", cancellation, progress: () => StampOf().Ticks);
    }

    private void CreateDirectory() => (_options.Access ?? SharedAccess.Unchanged).CreateDirectory(Directory);

    private LockFile LockFileFor() => _lockFile ??= LockFile.Open(Path.Combine(Directory, "lock"), _options.OnWait, _options.Access);

    private void Load()
    {
        var stamp = StampOf();
        _records = StoredRecords.Of(ReadFile(), _indexPath, SpecOfUpstream);
        _merged = null;
        _stamp = stamp;
    }

    private byte[] ReadFile()
    {
        try
        {
            using var file = File.OpenHandle(_indexPath, options: FileOptions.SequentialScan);
            var bytes = GC.AllocateUninitializedArray<byte>((int)RandomAccess.GetLength(file));
            var read = 0;
            while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is var more and > 0)
            {
                read += more;
            }

            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "database-unreadable", $"cannot read the database `{_indexPath}`: {exception.Message}", null, [], "check its permissions"), exception);
        }
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

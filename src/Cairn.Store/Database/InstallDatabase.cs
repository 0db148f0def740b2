using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Files;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Store.Database;

/// <summary>The index of a store: which specs are installed where. The truth is in the prefixes; this can be made anew from them.</summary>
/// <remarks>
/// Readers take a shared lock, writers an exclusive one, on the same file and in the same way as Spack, so both may use one store.
/// A process reads the file again only if another one wrote it.
/// </remarks>
public sealed class InstallDatabase : IDisposable
{
    private readonly InstallLayout _layout;
    private readonly DatabaseOptions _options;
    private readonly string _indexPath;
    private readonly string _verifierPath;
    private readonly Lock _gate = new();
    private LockFile? _lockFile;
    private ImmutableDictionary<string, InstallRecord> _records = ImmutableDictionary<string, InstallRecord>.Empty;
    private (long Length, long Ticks) _stamp = (-1, 0);

    /// <summary>Opens the database of a store; nothing is read or created yet.</summary>
    public InstallDatabase(InstallLayout layout, DatabaseOptions options)
    {
        _layout = layout;
        _options = options;
        Directory = Path.Combine(layout.Root, ".spack-db");
        _indexPath = Path.Combine(Directory, "index.json");
        _verifierPath = Path.Combine(Directory, "index_verifier");
    }

    /// <summary>The directory of the database's files.</summary>
    public string Directory { get; }

    /// <summary>All records by DAG hash, as of now.</summary>
    /// <exception cref="CairnException">The database is damaged or locked for too long.</exception>
    public ImmutableDictionary<string, InstallRecord> Read(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (!File.Exists(_indexPath))
            {
                return _records = ImmutableDictionary<string, InstallRecord>.Empty;
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
    }

    /// <summary>Changes the records under an exclusive lock: reads what others wrote, applies the change, writes it all.</summary>
    /// <exception cref="CairnException">The database is damaged, read-only or locked for too long, or the disk is full.</exception>
    public void Update(Action<DatabaseDraft> change, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            using var hold = _options.UseLocks
                ? LockFileFor().Acquire(LockKind.Exclusive, 0, 0, _options.Timeout, "the database", cancellation)
                : null;
            if (File.Exists(_indexPath) && StampOf() != _stamp)
            {
                Load();
            }

            var draft = new DatabaseDraft(_records, _layout);
            change(draft);
            var records = draft.Complete();
            AtomicFile.Write(
                _indexPath, stream => stream.Write(DatabaseFile.Write(records.Values.OrderBy(record => record.Spec.Hash, StringComparer.Ordinal))));
            // Whoever reads the index compares this with what it saw; after a power loss nobody is left who saw anything.
            AtomicFile.WriteText(_verifierPath, Guid.NewGuid().ToString(), isDurable: false);
            _records = records;
            _stamp = StampOf();
        }
    }

    /// <summary>Makes the database anew from the prefixes that are there; who asked for what is kept where it was known.</summary>
    /// <returns>The number of prefixes found, and the directories whose spec file could not be read.</returns>
    public (int Found, ImmutableArray<string> Unreadable) Reindex(CancellationToken cancellation = default)
    {
        ImmutableDictionary<string, InstallRecord> known;
        try
        {
            known = Read(cancellation);
        }
        catch (CairnException)
        {
            // It is damaged, which is why it is made anew: only the marks of explicit installation are lost.
            known = ImmutableDictionary<string, InstallRecord>.Empty;
            File.Move(_indexPath, _indexPath + ".damaged", overwrite: true);
        }

        var (found, unreadable) = _layout.FindPrefixes();
        Update(
            draft =>
            {
                draft.Clear();
                foreach (var (spec, prefix) in found)
                {
                    var before = known.GetValueOrDefault(spec.Hash);
                    draft.Add(spec, prefix, before?.IsExplicit ?? true, before?.InstallationTime ?? _layout.InstallationTimeOf(prefix));
                }
            },
            cancellation);
        return (found.Length, unreadable);
    }

    /// <inheritdoc/>
    public void Dispose() => _lockFile?.Dispose();

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

    private LockFile LockFileFor() => _lockFile ??= LockFile.Open(Path.Combine(Directory, "lock"), _options.OnWait);

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

        _records = DatabaseFile.Read(bytes, _indexPath, elsewhere: static _ => null).ToImmutableDictionary(StringComparer.Ordinal);
        _stamp = stamp;
    }

    private (long Length, long Ticks) StampOf()
    {
        var file = new FileInfo(_indexPath);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : (-1, 0);
    }
}

/// <summary>How a database locks.</summary>
/// <param name="UseLocks">False where the file system knows no locks and only one user writes (<c>config:locks</c>).</param>
/// <param name="Timeout">How long to wait for others; null for ever (<c>config:db_lock_timeout</c>).</param>
/// <param name="OnWait">Told who holds a lock for more than three seconds.</param>
public sealed record DatabaseOptions(bool UseLocks, TimeSpan? Timeout, Action<string>? OnWait = null);

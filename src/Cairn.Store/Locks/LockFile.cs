using System.Diagnostics;
using Cairn.Specs;
using Cairn.Store.Files;
using Microsoft.Win32.SafeHandles;

namespace Cairn.Store.Locks;

/// <summary>A file whose byte ranges processes lock: one lock each for thousands of prefixes, and nothing to clean up.</summary>
/// <remarks>
/// The system drops all of a process's locks on a file when the process closes any handle of it. So a process opens each lock file
/// once, through one instance, and closes it when it is done with all of its locks.
/// </remarks>
public sealed class LockFile : IDisposable
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LastPoll = TimeSpan.FromMilliseconds(64);
    private static readonly TimeSpan PollOfThePatient = TimeSpan.FromMilliseconds(16);
    private static readonly TimeSpan PatientAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitBeforeTelling = TimeSpan.FromSeconds(3);

    private readonly SafeFileHandle _file;
    private readonly bool _isWritable;
    private readonly LockHolders _holders;

    private LockFile(string path, SafeFileHandle file, bool isWritable)
    {
        Path = path;
        _file = file;
        _isWritable = isWritable;
        _holders = new LockHolders(path);
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Called with a sentence that names the holder when a lock takes longer than three seconds.</summary>
    public Action<string>? OnWait { get; init; }

    /// <summary>Opens a lock file and creates it where it is missing; a file that may only be read gives shared locks only.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onWait">Told who holds a lock that takes long.</param>
    /// <param name="access">Who else has to be able to lock it; null to leave that to the umask.</param>
    /// <exception cref="CairnException">The file can be neither created nor read.</exception>
    public static LockFile Open(string path, Action<string>? onWait = null, SharedAccess? access = null)
    {
        try
        {
            (access ?? SharedAccess.Unchanged).CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var isNew = !File.Exists(path);
            var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (isNew)
            {
                access?.ApplyToNew(path);
            }

            return new LockFile(path, file, isWritable: true) { OnWait = onWait };
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            if (File.Exists(path))
            {
                var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                return new LockFile(path, file, isWritable: false) { OnWait = onWait };
            }

            throw new CairnException(new Diagnostic(
                "lock-file", $"cannot open the lock file `{path}`: {exception.Message}", null, [],
                "check that you may write there; `config:install_tree:root` says where the store is"), exception);
        }
    }

    /// <summary>Waits for a range and locks it.</summary>
    /// <param name="kind">Whether others may hold it too.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="length">The number of bytes; 0 for all that follow.</param>
    /// <param name="timeout">How long to wait for one holder; null for ever.</param>
    /// <param name="what">What is locked, for messages: <c>the database</c>, <c>zlib/abcdefg</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="progress">A number that changes when a holder has done its work: a queue that moves is no reason to give up.</param>
    /// <exception cref="CairnException">The time is up, the file may only be read, or the file system knows no locks.</exception>
    public LockHold Acquire(LockKind kind, long start, long length, TimeSpan? timeout, string what, CancellationToken cancellation = default, Func<long>? progress = null)
    {
        if (kind == LockKind.Exclusive && !_isWritable)
        {
            throw new CairnException(new Diagnostic(
                "lock-read-only", $"cannot lock {what} for writing: `{Path}` may only be read", null, [],
                "the store belongs to somebody else; install into a store of your own with `config:install_tree:root`"));
        }

        var waited = Stopwatch.StartNew();
        var poll = FirstPoll;
        var isTold = false;
        var since = TimeSpan.Zero;
        var seen = progress?.Invoke();
        while (!TryAcquire(kind, start, length))
        {
            cancellation.ThrowIfCancellationRequested();
            if (waited.Elapsed - since >= timeout)
            {
                if (progress?.Invoke() is { } now && now != seen)
                {
                    (seen, since) = (now, waited.Elapsed);
                    continue;
                }

                throw new CairnException(new Diagnostic(
                    "lock-timeout", $"no lock on {what} within {timeout.Value.TotalSeconds:0.#} s", null, [DescribeHolder(kind, start, length)],
                    "wait for it to end; `config:db_lock_timeout` and `config:package_lock_timeout` say how long Cairn waits"));
            }

            if (!isTold && waited.Elapsed >= WaitBeforeTelling)
            {
                OnWait?.Invoke($"waiting for {what}: {DescribeHolder(kind, start, length)}");
                isTold = true;
            }

            // Not in step with others who wait; and who has waited long looks more often than who has just come.
            cancellation.WaitHandle.WaitOne(poll * (0.5 + Random.Shared.NextDouble()));
            poll = waited.Elapsed > PatientAfter ? PollOfThePatient : poll * 2 > LastPoll ? LastPoll : poll * 2;
        }

        return Held(kind, start, length);
    }

    /// <summary>Locks a range if nobody else holds it.</summary>
    public LockHold? TryAcquireNow(LockKind kind, long start, long length) =>
        TryAcquire(kind, start, length) ? Held(kind, start, length) : null;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal void Release(long start, long length)
    {
        if (!_file.IsClosed)
        {
            _holders.Forget(start);
            FileControl.Unlock(_file, start, length);
        }
    }

    private LockHold Held(LockKind kind, long start, long length)
    {
        if (kind == LockKind.Exclusive)
        {
            _holders.Remember(start);
        }

        return new LockHold(this, start, length);
    }

    private bool TryAcquire(LockKind kind, long start, long length)
    {
        try
        {
            return FileControl.TryLock(_file, kind, start, length, Path);
        }
        catch (IOException exception)
        {
            throw new CairnException(new Diagnostic(
                "lock-unsupported", exception.Message, null, [],
                "the file system may not support locks: mount it with them, or set `config:locks: false` if nobody else writes to this store"),
                exception);
        }
    }

    /// <summary>A clause on who stands in the way of a lock: host, process and command.</summary>
    public string DescribeHolder(LockKind kind, long start, long length) => FileControl.HolderOf(_file, kind, start, length) is { } process
        ? _holders.Describe(process, start)
        : "whoever held it has just released it";
}

/// <summary>A lock that is held; disposing releases it.</summary>
public sealed class LockHold : IDisposable
{
    private readonly long _start;
    private readonly long _length;
    private LockFile? _file;

    /// <summary>Leaves the range locked: another hold of this process on it has taken its place.</summary>
    public void Abandon() => _file = null;

    internal LockHold(LockFile file, long start, long length) => (_file, _start, _length) = (file, start, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Release(_start, _length);
        _file = null;
    }
}

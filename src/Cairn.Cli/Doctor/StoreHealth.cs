using Cairn.Build.Installation;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Changes;
using Cairn.Store.Files;
using Cairn.Store.Locks;

namespace Cairn.Cli.Doctor;

/// <summary>Looks at the store: what lies there, whether it can be locked, and on what kind of file system it is.</summary>
internal static class StoreHealth
{
    private const long LittleSpace = 2L << 30;
    private const long FewFiles = 100_000;

    /// <summary>Removes what interrupted commands left.</summary>
    public static IEnumerable<HealthFinding> Repair(Session session)
    {
        var repaired = new List<HealthFinding>();
        if (Directory.Exists(session.Layout.Root))
        {
            new InterruptedInstallations(session.Layout, session.PrefixLocks)
                .Repair(text => repaired.Add(new HealthFinding("store", HealthVerdict.Repaired, text)));
        }

        return repaired;
    }

    /// <summary>Compares database and prefixes, of this store and of those that it builds on.</summary>
    public static IEnumerable<HealthFinding> Content(Session session)
    {
        foreach (var upstream in session.ConfiguredUpstreams())
        {
            yield return session.Upstreams.Contains(upstream)
                ? new HealthFinding("store", HealthVerdict.Sound, $"upstream store {upstream.Name} at {upstream.Root}")
                : new HealthFinding("store", HealthVerdict.Broken, $"the upstream store {upstream.Name} is not at {upstream.Root}", "correct `upstreams.yaml`, or mount it");
        }

        List<HealthFinding> findings;
        try
        {
            var records = session.Database.ReadLocal(session.Cancellation);
            findings = [.. new StoreAudit(session.Layout, session.Database).Run(session.Cancellation)
                .Select(finding => new HealthFinding("store", HealthVerdict.Broken, $"{finding.Message} ({finding.Path})", finding.Hint))];
            if (findings.Count == 0)
            {
                findings.Add(new HealthFinding("store", HealthVerdict.Sound, $"{records.Values.Count(record => record.IsInstalled)} packages in {session.Layout.Root}"));
            }
        }
        catch (CairnException exception)
        {
            findings = [new HealthFinding("store", HealthVerdict.Broken, exception.Diagnostic.Message, exception.Diagnostic.Hint)];
        }

        foreach (var finding in findings)
        {
            yield return finding;
        }
    }

    /// <summary>Whether the store can be written and locked, and who holds locks.</summary>
    public static IEnumerable<HealthFinding> Locks(Session session)
    {
        if (!session.Configuration.GetBoolean("config:locks", true))
        {
            yield return new HealthFinding("locks", HealthVerdict.Advice, "locks are switched off (`config:locks: false`)", "switch them on where several users or jobs install at the same time");
            yield break;
        }

        if (!Directory.Exists(session.Database.Directory))
        {
            yield return new HealthFinding("locks", HealthVerdict.Sound, "nothing to lock yet");
            yield break;
        }

        yield return TryLock(session);
    }

    private static HealthFinding TryLock(Session session)
    {
        try
        {
            using var file = LockFile.Open(Path.Combine(session.Database.Directory, "lock"), access: SharedAccess.Of(session.Configuration));
            using var hold = file.TryAcquireNow(LockKind.Exclusive, 0, 0);
            return hold is not null
                ? new HealthFinding("locks", HealthVerdict.Sound, "the database can be locked")
                : new HealthFinding("locks", HealthVerdict.Advice, $"the database is locked: {file.DescribeHolder(LockKind.Exclusive, 0, 0)}", "if that process hangs, end it; locks go with their processes");
        }
        catch (CairnException exception)
        {
            return new HealthFinding("locks", HealthVerdict.Broken, exception.Diagnostic.Message, exception.Diagnostic.Hint);
        }
    }

    /// <summary>Space and kind of the file systems below store, stages and caches.</summary>
    public static IEnumerable<HealthFinding> Disk(Session session)
    {
        using var sources = session.OpenSources(Sources.SilentObserver.Instance);
        foreach (var (what, directory) in new[] { ("store", session.Layout.Root), ("stages", sources.Stages.Path), ("cache", session.Places.UserCache) })
        {
            var kind = FileSystemKind.Of(directory);
            var where = $"{what}: {directory} on {kind.Type}";
            yield return kind.FreeBytes < LittleSpace
                ? new HealthFinding("disk", HealthVerdict.Broken, $"{where}, only {Gigabytes(kind.FreeBytes)} free", what == "stages"
                    ? "`cairn clean -s` removes stages; `config:build_stage` chooses another place" : "`cairn gc` and `cairn clean -a` make room")
                : new HealthFinding("disk", HealthVerdict.Sound, $"{where}, {Gigabytes(kind.FreeBytes)} free");
            if (kind.FreeInodes is >= 0 and < FewFiles)
            {
                yield return new HealthFinding("disk", HealthVerdict.Broken, $"{where}, only {kind.FreeInodes} more files can be created", "ask for a larger quota of files");
            }

            foreach (var advice in AdviceFor(what, kind))
            {
                yield return new HealthFinding("disk", HealthVerdict.Advice, $"{where}: {advice.Message}", advice.Hint);
            }
        }
    }

    private static IEnumerable<(string Message, string Hint)> AdviceFor(string what, FileSystemKind kind)
    {
        if ((what is "store" or "stages") && kind.Options.Contains("noexec"))
        {
            yield return ("programs cannot run there (mounted with noexec)", what == "store" ? "choose another `config:install_tree:root`" : "choose another `config:build_stage`");
        }

        if (what == "stages" && kind.IsShared)
        {
            yield return ("builds on a shared file system are slow", "set `config:build_stage` to a local disk, such as $tempdir");
        }

        if (what == "store" && (kind.Type is "nfs" or "nfs4"))
        {
            yield return kind.Options.Contains("nolock") || kind.Options.Contains("local_lock=all") || kind.Options.Contains("local_lock=posix")
                ? ("NFS without locks between hosts", "mount it without `nolock`, or install from one host only")
                : ("NFS shows changes of other hosts late", "mount it with `actimeo=1` or less if several hosts install at the same time");
        }

        if (what == "store" && kind.Type == "lustre" && !kind.Options.Contains("flock"))
        {
            yield return (
                kind.Options.Contains("localflock") ? "Lustre with locks of one host only (localflock)" : "Lustre without locks (mounted without flock)",
                "mount it with `flock`; else set `config:locks: false` and install from one process at a time");
        }
    }

    private static string Gigabytes(long bytes) => $"{bytes / (double)(1L << 30):0.0} GiB";
}

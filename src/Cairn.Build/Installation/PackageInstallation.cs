using System.Collections.Immutable;
using System.Diagnostics;
using Cairn.Build.PostInstall;
using Cairn.Build.Scheduling;
using Cairn.Build.Worker;
using Cairn.Specs;
using Cairn.Store.Files;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Build.Installation;

/// <summary>Installs one package whose dependencies are there: the prefix appears whole and recorded, or not at all.</summary>
/// <remarks>
/// The prefix is built under its final name, because paths are compiled in. A mark in it says that it is not finished; the mark goes
/// when all checks have passed, and only then is the prefix recorded. Whoever finds a marked prefix while nobody holds its lock
/// knows that an installation was interrupted, and removes it.
/// </remarks>
/// <param name="site">Where to.</param>
/// <param name="options">How.</param>
/// <param name="planned">What.</param>
/// <param name="observer">Who hears of it.</param>
/// <param name="keep">Keeps a lock until the end of the whole run.</param>
internal sealed class PackageInstallation(
    InstallSite site, InstallOptions options, PlannedPackage planned, IInstallObserver observer, Action<LockHold?> keep)
{
    private readonly ConcreteSpec _spec = planned.Spec;
    private readonly Stopwatch _watch = new();
    private string? _step;
    private string? _stagePath;

    /// <summary>Installs it.</summary>
    /// <param name="makeFlags">What tells make of the jobserver.</param>
    /// <param name="cancellation">Ends the work and removes what it left.</param>
    public async Task<PackageOutcome> RunAsync(string? makeFlags, CancellationToken cancellation)
    {
        var prefix = site.Layout.PrefixOf(_spec);
        var log = Path.Combine(site.WorkDirectory, $"{_spec.Name}-{_spec.Version}-{_spec.ShortHash()}.log");
        observer.Observe(new PackageStarted(_spec, log, site.Times.Of(_spec)));
        using var hold = await new PrefixTurn(site, _spec, text => observer.Observe(new PackageNoted(_spec, text))).TakeAsync(planned.IsOverwrite, cancellation);
        if (hold is null && site.Locks is not null)
        {
            KeepShared();
            observer.Observe(new PackageInstalled(_spec, prefix, TimeSpan.Zero, IsOurs: false)); // somebody else was faster
            return PackageOutcome.Installed;
        }

        File.Delete(log);
        _watch.Start();
        if (!planned.IsOverwrite && IsWhole(prefix))
        {
            // Its builder died between finishing it and recording it.
            Record(prefix);
            KeepShared();
            hold?.Abandon();
            observer.Observe(new PackageInstalled(_spec, prefix, TimeSpan.Zero, IsOurs: false));
            return PackageOutcome.Installed;
        }

        using var replacement = planned.IsOverwrite ? PrefixReplacement.Begin(site.Layout, prefix) : null;
        try
        {
            Prepare(prefix);
            var outcome = await BuildAsync(prefix, log, makeFlags, cancellation);
            if (outcome.Failure is null && outcome.StoppedAt is null)
            {
                PrefixMetadata.WriteLog(prefix, log);
                InstallManifest.Write(prefix);
                Complete(prefix);
                Record(prefix);
                replacement?.Commit();
                KeepShared();
                hold?.Abandon();
                site.Times.Remember(_spec, _watch.Elapsed);
                observer.Observe(new PackageInstalled(_spec, prefix, _watch.Elapsed));
                return PackageOutcome.Installed;
            }

            Discard(prefix);
            if (outcome.StoppedAt is { } where)
            {
                observer.Observe(new PackageStopped(_spec, where, _stagePath));
                return PackageOutcome.Stopped;
            }

            observer.Observe(new PackageFailed(_spec, outcome.Failure!, _step, LogExcerpt.Of(log), File.Exists(log) ? log : null, _stagePath, _watch.Elapsed));
            return PackageOutcome.Failed;
        }
        catch (Exception exception) when (exception is CairnException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // A full disk, a busy database, Ctrl-C: whatever stopped it, half a prefix is none.
            Discard(prefix);
            throw;
        }
    }

    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>Until the run ends nobody may remove it: others of the run may need it.</summary>
    private void KeepShared() => keep(site.Locks?.TryAcquire(LockKind.Shared, _spec.Hash));

    /// <summary>On the disk, in this order: all that is in the prefix, then that it has no mark any more. A record may follow.</summary>
    private static void Complete(string prefix)
    {
        DiskSynchronization.FileSystemOf(prefix);
        File.Delete(InstallLayout.IncompleteMarkOf(prefix));
        DiskSynchronization.EntriesOf(prefix);
    }

    /// <summary>What stops us now stops us after the work is done: the prefix is whole, so it gets its record.</summary>
    private void Record(string prefix) =>
        site.Database.Update(draft => draft.Add(_spec, prefix, options.MakesExplicit(planned), Now()), CancellationToken.None);

    private bool IsWhole(string prefix)
    {
        try
        {
            return site.Layout.IsInstalled(_spec) && SpecJson.Read(File.ReadAllBytes(InstallLayout.SpecFileOf(prefix))).Hash == _spec.Hash;
        }
        catch (CairnException)
        {
            return false; // a spec file that nobody can read makes no prefix
        }
    }

    private void Prepare(string prefix)
    {
        if (Directory.Exists(prefix))
        {
            observer.Observe(new PackageNoted(_spec, $"removing what an interrupted installation left in {prefix}"));
            site.Layout.Remove(prefix);
        }

        try
        {
            site.Layout.CreatePrefix(prefix);
            File.WriteAllText(InstallLayout.IncompleteMarkOf(prefix), $"process {Environment.ProcessId}\n");
            // Before anything else: after a power loss, half a prefix without its mark would pass for a whole one.
            DiskSynchronization.EntriesOf(prefix);
            Directory.CreateDirectory(InstallLayout.MetadataOf(prefix));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "prefix-create", $"cannot create the prefix `{prefix}`: {exception.Message}", null, [],
                "check the permissions and the free space of the store, or choose another with `config:install_tree:root`"), exception);
        }

        AtomicFile.Write(InstallLayout.SpecFileOf(prefix), stream => stream.Write(SpecJson.Write(_spec)), isDurable: false);
    }

    private async Task<WorkerOutcome> BuildAsync(string prefix, string log, string? makeFlags, CancellationToken cancellation)
    {
        if (options.IsFake)
        {
            FakeInstallation.Create(prefix, _spec);
            return new WorkerOutcome(null, null);
        }

        var requestFile = Path.ChangeExtension(log, ".request.json");
        RequestFor(prefix, log).Write(requestFile);
        try
        {
            return await new WorkerProcess(site.Worker).RunAsync(requestFile, makeFlags, Tell, cancellation);
        }
        finally
        {
            File.Delete(requestFile);
        }
    }

    private BuildRequest RequestFor(string prefix, string log) => new()
    {
        SpecFile = InstallLayout.SpecFileOf(prefix),
        Prefix = prefix,
        LogPath = log,
        Prefixes = site.PrefixesOf(_spec),
        Jobs = options.Jobs,
        IsDirty = options.IsDirty,
        RunTests = options.Tests == TestScope.All || (options.Tests == TestScope.Roots && planned.IsRoot),
        SkipChecksums = options.SkipChecksums,
        KeepStage = options.KeepStage,
        ReuseStage = options.ReuseStage,
        KeepSource = options.KeepSource,
        LastPhase = planned.IsRoot ? options.LastPhase : null,
        StopBefore = planned.IsRoot ? options.StopBefore : null,
    };

    private void Tell(WorkerMessage message)
    {
        switch (message)
        {
            case WorkerStepped step:
                _step = step.Text;
                observer.Observe(new PackageStepped(_spec, step.Text));
                break;
            case WorkerStaged staged:
                _stagePath = staged.Path;
                break;
            case WorkerNoted note:
                observer.Observe(new PackageNoted(_spec, note.Text));
                break;
        }
    }

    private void Discard(string prefix)
    {
        if (!options.KeepPrefix || planned.IsOverwrite)
        {
            site.Layout.Remove(prefix);
        }
        else if (Directory.Exists(prefix))
        {
            File.WriteAllText(InstallLayout.IncompleteMarkOf(prefix), InstallLayout.KeptMark);
        }
    }
}

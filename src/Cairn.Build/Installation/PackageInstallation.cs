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
internal sealed class PackageInstallation(InstallSite site, InstallOptions options, PlannedPackage planned, IInstallObserver observer)
{
    private readonly ConcreteSpec _spec = planned.Spec;

    /// <summary>Installs it.</summary>
    /// <param name="makeFlags">What tells make of the jobserver.</param>
    /// <param name="cancellation">Ends the work and removes what it left.</param>
    /// <returns>Null if it is installed; else why not.</returns>
    public async Task<Diagnostic?> RunAsync(string? makeFlags, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var prefix = site.Layout.PrefixOf(_spec);
        using var hold = site.Locks?.Acquire(LockKind.Exclusive, _spec, cancellation);
        if (site.Database.Read(cancellation).TryGetValue(_spec.Hash, out var record) && record.IsInstalled)
        {
            observer.Observe(new PackageInstalled(_spec, prefix, TimeSpan.Zero)); // somebody else was faster
            return null;
        }

        var log = Path.Combine(site.WorkDirectory, $"{_spec.Name}-{_spec.Version}-{_spec.ShortHash()}.log");
        File.Delete(log);
        observer.Observe(new PackageStarted(_spec, log));
        try
        {
            Prepare(prefix);
            var outcome = await BuildAsync(prefix, log, makeFlags, cancellation);
            if (outcome.Failure is null && outcome.StoppedAt is null)
            {
                PrefixMetadata.WriteLog(prefix, log);
                InstallManifest.Write(prefix);
                File.Delete(InstallLayout.IncompleteMarkOf(prefix));
                site.Database.Update(draft => draft.Add(_spec, prefix, planned.IsRoot, Now()), cancellation);
                observer.Observe(new PackageInstalled(_spec, prefix, watch.Elapsed));
                return null;
            }

            Discard(prefix);
            if (outcome.StoppedAt is { } where)
            {
                observer.Observe(new PackageNoted(_spec, $"stopped as asked: {where}"));
                return null;
            }

            observer.Observe(new PackageFailed(_spec, outcome.Failure!, LogExcerpt.Of(log), File.Exists(log) ? log : null));
            return outcome.Failure;
        }
        catch (Exception exception) when (exception is CairnException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // A full disk, a busy database, Ctrl-C: whatever stopped it, half a prefix is none.
            Discard(prefix);
            throw;
        }
    }

    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

    private void Prepare(string prefix)
    {
        if (Directory.Exists(prefix))
        {
            observer.Observe(new PackageNoted(_spec, $"removing what an interrupted installation left in {prefix}"));
            site.Layout.Remove(prefix);
        }

        try
        {
            Directory.CreateDirectory(prefix);
            File.WriteAllText(InstallLayout.IncompleteMarkOf(prefix), $"process {Environment.ProcessId}\n");
            Directory.CreateDirectory(InstallLayout.MetadataOf(prefix));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "prefix-create", $"cannot create the prefix `{prefix}`: {exception.Message}", null, [],
                "check the permissions and the free space of the store, or choose another with `config:install_tree:root`"), exception);
        }

        AtomicFile.Write(InstallLayout.SpecFileOf(prefix), stream => stream.Write(SpecJson.Write(_spec)));
    }

    private async Task<WorkerOutcome> BuildAsync(string prefix, string log, string? makeFlags, CancellationToken cancellation)
    {
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
        Prefixes = _spec.Traverse().DistinctBy(node => node.Hash)
            .ToImmutableDictionary(node => node.Hash, PrefixOf, StringComparer.Ordinal),
        Jobs = options.Jobs,
        IsDirty = options.IsDirty,
        RunTests = options.Tests == TestScope.All || (options.Tests == TestScope.Roots && planned.IsRoot),
        IsFake = options.IsFake,
        SkipChecksums = options.SkipChecksums,
        KeepStage = options.KeepStage,
        LastPhase = planned.IsRoot ? options.LastPhase : null,
        StopBefore = planned.IsRoot ? options.StopBefore : null,
    };

    private string PrefixOf(ConcreteSpec node) =>
        site.Database.Read().TryGetValue(node.Hash, out var record) && record.Path is { } path ? path : site.Layout.PrefixOf(node);

    private void Tell(WorkerMessage message)
    {
        switch (message)
        {
            case WorkerStepped step:
                observer.Observe(new PackageStepped(_spec, step.Text));
                break;
            case WorkerNoted note:
                observer.Observe(new PackageNoted(_spec, note.Text));
                break;
        }
    }

    private void Discard(string prefix)
    {
        if (!options.KeepPrefix)
        {
            site.Layout.Remove(prefix);
        }
    }
}

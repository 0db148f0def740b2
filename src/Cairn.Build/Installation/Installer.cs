using System.Collections.Immutable;
using Cairn.Build.Scheduling;
using Cairn.Specs;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Build.Installation;

/// <summary>Installs what a plan says: packages whose dependencies are there at the same time, all sharing one jobserver.</summary>
public sealed class Installer(InstallSite site, InstallOptions options, IInstallObserver observer)
{
    /// <summary>Installs some specs with all that they need.</summary>
    /// <returns>What was installed, what failed and what was not tried for that reason.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted; nothing is half-installed.</exception>
    public async Task<InstallSummary> RunAsync(
        ImmutableArray<ConcreteSpec> roots, InstallScope scope, CancellationToken cancellation)
    {
        Directory.CreateDirectory(site.WorkDirectory);
        RepairInterrupted();
        var plan = InstallPlan.Create(roots, site.Database.Read(cancellation), scope);
        var toBuild = plan.Packages.Where(package => package.Work == PlannedWork.Build).ToList();
        observer.Observe(new InstallPlanned(
            toBuild.Count,
            plan.Packages.Count(package => package.Work == PlannedWork.None),
            plan.Packages.Count(package => package.Work == PlannedWork.Register)));
        RegisterKnown(plan, cancellation);
        using var jobserver = new Jobserver(options.Jobs);
        using var failFast = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = new Run(toBuild, jobserver);
        await LoopAsync(run, failFast, cancellation);
        return new InstallSummary([.. run.Installed], [.. run.Failed], [.. run.Skipped]);
    }

    /// <summary>Removes prefixes that an installation left unfinished and that nobody works on any more.</summary>
    public void RepairInterrupted()
    {
        foreach (var prefix in site.Layout.FindIncomplete().ToList())
        {
            var hash = Path.GetFileName(prefix)[(Path.GetFileName(prefix).LastIndexOf('-') + 1)..];
            LockHold? hold = null;
            if (site.Locks is not null)
            {
                try
                {
                    hold = site.Locks.TryAcquire(LockKind.Exclusive, HashOf(prefix) ?? hash);
                }
                catch (FormatException)
                {
                    continue; // a name that no projection with a hash made: its owner will find it
                }

                if (hold is null)
                {
                    continue; // somebody is at work on it
                }
            }

            using (hold)
            {
                if (File.Exists(InstallLayout.IncompleteMarkOf(prefix)))
                {
                    site.Layout.Remove(prefix);
                }
            }
        }
    }

    private static string? HashOf(string prefix)
    {
        try
        {
            return SpecJson.Read(File.ReadAllBytes(InstallLayout.SpecFileOf(prefix))).Hash;
        }
        catch (Exception exception) when (exception is CairnException or IOException)
        {
            return null; // interrupted before the spec was written
        }
    }

    private void RegisterKnown(InstallPlan plan, CancellationToken cancellation)
    {
        var externals = plan.Packages.Where(package => package.Work == PlannedWork.Register).ToList();
        var promoted = plan.Packages.Where(package => package is { Work: PlannedWork.None, IsRoot: true }).ToList();
        var records = site.Database.Read(cancellation);
        if (externals.Count == 0 && promoted.All(package => records[package.Spec.Hash].IsExplicit))
        {
            return;
        }

        var now = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
        site.Database.Update(
            draft =>
            {
                foreach (var package in externals)
                {
                    draft.Add(package.Spec, site.Layout.PrefixOf(package.Spec), package.IsRoot, now);
                }

                foreach (var package in promoted)
                {
                    draft.MarkExplicit(package.Spec.Hash, isExplicit: true);
                }
            },
            cancellation);
    }

    private async Task LoopAsync(Run run, CancellationTokenSource failFast, CancellationToken cancellation)
    {
        try
        {
            while (run.HasWork)
            {
                while (run.Running.Count < options.Packages && run.NextReady() is { } package)
                {
                    // The first package has the job that every make owns; each further one needs a job of the jobserver.
                    if (run.Running.Count > 0 && !run.Jobserver.TryBorrow())
                    {
                        break;
                    }

                    run.Start(package, Task.Run(() => InstallOneAsync(package, run.Jobserver.MakeFlags, failFast.Token), CancellationToken.None));
                }

                var (ended, failure) = await run.WaitAsync();
                run.Finish(ended, failure, observer);
                if (failure is not null && options.FailFast)
                {
                    await failFast.CancelAsync();
                    run.SkipRest(ended.Spec, observer);
                }
            }
        }
        finally
        {
            if (run.Running.Count > 0)
            {
                await failFast.CancelAsync();
                await run.DrainAsync();
            }
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<Diagnostic?> InstallOneAsync(PlannedPackage package, string makeFlags, CancellationToken cancellation)
    {
        try
        {
            return await new PackageInstallation(site, options, package, observer).RunAsync(makeFlags, cancellation);
        }
        catch (CairnException exception)
        {
            observer.Observe(new PackageFailed(package.Spec, exception.Diagnostic, [], null));
            return exception.Diagnostic;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var failure = new Diagnostic(
                "system", exception.Message, null, [], "check the permissions and the free space of the store and of the directory for logs");
            observer.Observe(new PackageFailed(package.Spec, failure, [], null));
            return failure;
        }
    }

    /// <summary>The state of a run: what waits, what works, what has ended.</summary>
    private sealed class Run
    {
        private readonly List<PlannedPackage> _waiting;
        private readonly HashSet<string> _open;

        public Run(List<PlannedPackage> packages, Jobserver jobserver)
        {
            _waiting = packages;
            _open = packages.Select(package => package.Spec.Hash).ToHashSet(StringComparer.Ordinal);
            Jobserver = jobserver;
        }

        public Jobserver Jobserver { get; }

        public Dictionary<Task<Diagnostic?>, PlannedPackage> Running { get; } = [];

        public List<ConcreteSpec> Installed { get; } = [];

        public List<ConcreteSpec> Failed { get; } = [];

        public List<ConcreteSpec> Skipped { get; } = [];

        public bool HasWork => Running.Count > 0 || _waiting.Count > 0;

        public PlannedPackage? NextReady() => _waiting.Find(package => !package.WaitsFor.Any(_open.Contains));

        public void Start(PlannedPackage package, Task<Diagnostic?> task)
        {
            _waiting.Remove(package);
            Running.Add(task, package);
        }

        public async Task<(PlannedPackage Package, Diagnostic? Failure)> WaitAsync()
        {
            var ended = await Task.WhenAny(Running.Keys);
            Running.Remove(ended, out var package);
            if (Running.Count > 0)
            {
                Jobserver.Return();
            }

            return (package!, await ended);
        }

        public void Finish(PlannedPackage package, Diagnostic? failure, IInstallObserver observer)
        {
            if (failure is null)
            {
                _open.Remove(package.Spec.Hash);
                Installed.Add(package.Spec);
                return;
            }

            Failed.Add(package.Spec);
            SkipDependents(package.Spec, observer);
        }

        public void SkipRest(ConcreteSpec because, IInstallObserver observer)
        {
            foreach (var package in _waiting)
            {
                Skipped.Add(package.Spec);
                observer.Observe(new PackageSkipped(package.Spec, because));
            }

            _waiting.Clear();
        }

        public async Task DrainAsync()
        {
            foreach (var task in Running.Keys.ToList())
            {
                try
                {
                    await task;
                }
                catch (OperationCanceledException)
                {
                    // It was told to stop.
                }
            }

            Running.Clear();
        }

        private void SkipDependents(ConcreteSpec failed, IInstallObserver observer)
        {
            var gone = new HashSet<string>(StringComparer.Ordinal) { failed.Hash };
            while (_waiting.Find(package => package.WaitsFor.Any(gone.Contains)) is { } package)
            {
                _waiting.Remove(package);
                gone.Add(package.Spec.Hash);
                Skipped.Add(package.Spec);
                observer.Observe(new PackageSkipped(package.Spec, failed));
            }
        }
    }
}

/// <summary>How an installation ended.</summary>
/// <param name="Installed">What was installed now.</param>
/// <param name="Failed">What could not be installed.</param>
/// <param name="Skipped">What was not tried because something that it needs failed.</param>
public sealed record InstallSummary(ImmutableArray<ConcreteSpec> Installed, ImmutableArray<ConcreteSpec> Failed, ImmutableArray<ConcreteSpec> Skipped);

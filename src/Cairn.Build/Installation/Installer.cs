using System.Collections.Immutable;
using Cairn.Build.Scheduling;
using Cairn.Specs;
using Cairn.Store.Locks;

namespace Cairn.Build.Installation;

/// <summary>Installs what a plan says: packages whose dependencies are there at the same time, all sharing one jobserver.</summary>
public sealed class Installer(InstallSite site, InstallOptions options, IInstallObserver observer)
{
    private readonly List<LockHold> _holds = [];

    /// <summary>What has to be done for some specs, as things are now.</summary>
    public InstallPlan Plan(ImmutableArray<ConcreteSpec> roots, InstallScope scope, CancellationToken cancellation) =>
        InstallPlan.Create(roots, site.Database.Read(cancellation), scope, options.Overwrite, options.IncludeBuildDependencies);

    /// <summary>Installs some specs with all that they need.</summary>
    /// <returns>What was installed, what failed and what was not tried for that reason.</returns>
    /// <exception cref="OperationCanceledException">It was interrupted; nothing is half-installed.</exception>
    public async Task<InstallSummary> RunAsync(ImmutableArray<ConcreteSpec> roots, InstallScope scope, CancellationToken cancellation)
    {
        Directory.CreateDirectory(site.WorkDirectory);
        RepairInterrupted();
        var plan = Plan(roots, scope, cancellation);
        var toBuild = plan.Packages.Where(package => package.Work == PlannedWork.Build).ToList();
        var path = new CriticalPath(toBuild, site.Times);
        observer.Observe(new InstallPlanned(
            [.. toBuild.Select(package => package.Spec)],
            plan.Packages.Count(package => package.Work == PlannedWork.None),
            plan.Packages.Count(package => package.Work == PlannedWork.Register),
            path.HasEstimates ? path.Longest : null));
        RegisterKnown(plan, cancellation);
        if (toBuild.Count == 0)
        {
            return new InstallSummary([], [], [], []);
        }

        using var jobserver = new Jobserver(options.Jobs, site.WorkDirectory);
        using var failFast = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = new InstallRun(path.Order(toBuild), jobserver);
        try
        {
            HoldInstalled(plan);
            await LoopAsync(run, failFast, cancellation);
        }
        finally
        {
            foreach (var hold in _holds)
            {
                hold.Dispose();
            }

            site.Times.Save();
        }

        return new InstallSummary([.. run.Installed], [.. run.Failed], [.. run.Skipped], [.. run.Stopped]);
    }

    /// <summary>Puts right what processes left that died in the middle.</summary>
    public void RepairInterrupted() => new InterruptedInstallations(site.Layout, site.Locks).Repair(text => observer.Observe(new StoreRepaired(text)));

    /// <summary>Whoever wants to remove or replace what this run builds on has to wait for its end.</summary>
    private void HoldInstalled(InstallPlan plan)
    {
        foreach (var package in plan.Packages.Where(package => package.Work == PlannedWork.None && !package.Spec.IsExternal))
        {
            try
            {
                Keep(site.Locks?.TryAcquire(LockKind.Shared, package.Spec.Hash));
            }
            catch (CairnException)
            {
                // A store of somebody else below ours, whose locks may not be touched.
            }
        }
    }

    private void Keep(LockHold? hold)
    {
        if (hold is not null)
        {
            lock (_holds)
            {
                _holds.Add(hold);
            }
        }
    }

    private void RegisterKnown(InstallPlan plan, CancellationToken cancellation)
    {
        var externals = plan.Packages.Where(package => package.Work == PlannedWork.Register).ToList();
        var promoted = plan.Packages.Where(package => package.Work == PlannedWork.None && options.MakesExplicit(package)).ToList();
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
                    draft.Add(package.Spec, site.Layout.PrefixOf(package.Spec), options.MakesExplicit(package), now);
                }

                foreach (var package in promoted)
                {
                    draft.MarkExplicit(package.Spec.Hash, isExplicit: true);
                }
            },
            cancellation);
    }

    private async Task LoopAsync(InstallRun run, CancellationTokenSource failFast, CancellationToken cancellation)
    {
        try
        {
            while (run.HasWork)
            {
                run.StartReady(options.Packages, package => Task.Run(() => InstallOneAsync(package, run.Jobserver, failFast.Token), CancellationToken.None));
                if (await run.WaitAsync(options.Packages) is not var (ended, outcome))
                {
                    continue;
                }

                run.Finish(ended, outcome, observer);
                if (outcome == PackageOutcome.Failed && options.FailFast)
                {
                    await failFast.CancelAsync();
                    run.SkipRest(ended.Spec, observer);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What was stopped because something else failed: the failure has been told.
        }
        finally
        {
            if (run.IsBuilding)
            {
                await failFast.CancelAsync();
                await run.DrainAsync();
            }
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<PackageOutcome> InstallOneAsync(PlannedPackage package, Jobserver jobserver, CancellationToken cancellation)
    {
        try
        {
            return await new PackageInstallation(site, options, package, observer, Keep).RunAsync(MakeVersions.FlagsFor(package.Spec, jobserver), cancellation);
        }
        catch (CairnException exception)
        {
            return Fail(package, exception.Diagnostic);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(package, new Diagnostic(
                "system", exception.Message, null, [], "check the permissions and the free space of the store and of the directory for logs"));
        }
    }

    private PackageOutcome Fail(PlannedPackage package, Diagnostic failure)
    {
        observer.Observe(new PackageFailed(package.Spec, failure, null, [], null, null, TimeSpan.Zero));
        return PackageOutcome.Failed;
    }
}

/// <summary>How an installation ended.</summary>
/// <param name="Installed">What was installed now.</param>
/// <param name="Failed">What could not be installed.</param>
/// <param name="Skipped">What was not tried because something that it needs failed.</param>
/// <param name="Stopped">What stopped where the user wanted it to.</param>
public sealed record InstallSummary(
    ImmutableArray<ConcreteSpec> Installed, ImmutableArray<ConcreteSpec> Failed, ImmutableArray<ConcreteSpec> Skipped, ImmutableArray<ConcreteSpec> Stopped);

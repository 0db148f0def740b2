using Cairn.Build.Scheduling;
using Cairn.Specs;

namespace Cairn.Build.Installation;

/// <summary>The state of a run: what waits, what is worked on, what has ended, and the jobs that are held for it.</summary>
internal sealed class InstallRun
{
    private static readonly TimeSpan JobPoll = TimeSpan.FromMilliseconds(100);

    private readonly List<PlannedPackage> _waiting;
    private readonly HashSet<string> _open;
    private readonly Dictionary<Task<PackageOutcome>, PlannedPackage> _running = [];

    /// <param name="packages">What has to be built, the most pressing ones first.</param>
    /// <param name="jobserver">The jobs of all builds.</param>
    public InstallRun(IEnumerable<PlannedPackage> packages, Jobserver jobserver)
    {
        _waiting = [.. packages];
        _open = _waiting.Select(package => package.Spec.Hash).ToHashSet(StringComparer.Ordinal);
        Jobserver = jobserver;
    }

    public Jobserver Jobserver { get; }

    public List<ConcreteSpec> Installed { get; } = [];

    public List<ConcreteSpec> Failed { get; } = [];

    public List<ConcreteSpec> Stopped { get; } = [];

    public List<ConcreteSpec> Skipped { get; } = [];

    public bool HasWork => _running.Count > 0 || _waiting.Count > 0;

    public bool IsBuilding => _running.Count > 0;

    /// <summary>Starts what can be started: its dependencies are there, and there is a job for it.</summary>
    /// <param name="limit">Packages at the same time at most.</param>
    /// <param name="start">Starts one.</param>
    public void StartReady(int limit, Func<PlannedPackage, Task<PackageOutcome>> start)
    {
        if (!IsBuilding)
        {
            Jobserver.Refill();
        }

        while (_running.Count < limit && NextReady() is { } package)
        {
            // The first package has the job that every make owns; each further one needs a job of the jobserver.
            if (_running.Count > Jobserver.Borrowed && !Jobserver.TryBorrow())
            {
                return;
            }

            _waiting.Remove(package);
            _running.Add(start(package), package);
        }

        while (Jobserver.Borrowed > Math.Max(0, _running.Count - 1))
        {
            Jobserver.Return();
        }
    }

    /// <summary>Waits until a package ends; null if another may be started before that because a job may have become free.</summary>
    public async Task<(PlannedPackage Package, PackageOutcome Outcome)?> WaitAsync(int limit)
    {
        var isShortOfJobs = _running.Count < limit && NextReady() is not null;
        var ended = isShortOfJobs
            ? await Task.WhenAny(_running.Keys.Append<Task>(Task.Delay(JobPoll)))
            : await Task.WhenAny(_running.Keys);
        if (ended is not Task<PackageOutcome> finished)
        {
            return null;
        }

        _running.Remove(finished, out var package);
        return (package!, await finished);
    }

    /// <summary>Takes note of an end, and of all that cannot be tried any more because of it.</summary>
    public void Finish(PlannedPackage package, PackageOutcome outcome, IInstallObserver observer)
    {
        switch (outcome)
        {
            case PackageOutcome.Installed:
                _open.Remove(package.Spec.Hash);
                Installed.Add(package.Spec);
                break;
            case PackageOutcome.Stopped:
                Stopped.Add(package.Spec);
                SkipDependents(package.Spec, observer);
                break;
            default:
                Failed.Add(package.Spec);
                SkipDependents(package.Spec, observer);
                break;
        }
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

    /// <summary>Waits for the end of everything that was told to stop.</summary>
    public async Task DrainAsync()
    {
        foreach (var task in _running.Keys.ToList())
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

        _running.Clear();
    }

    private PlannedPackage? NextReady() => _waiting.Find(package => !package.WaitsFor.Any(_open.Contains));

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

/// <summary>How work on a package ended.</summary>
internal enum PackageOutcome
{
    /// <summary>It is installed.</summary>
    Installed,

    /// <summary>It could not be installed.</summary>
    Failed,

    /// <summary>It stopped where the user wanted it to.</summary>
    Stopped,
}

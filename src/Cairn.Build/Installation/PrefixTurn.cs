using System.Diagnostics;
using Cairn.Specs;
using Cairn.Store.Locks;

namespace Cairn.Build.Installation;

/// <summary>Waits for the right to build a prefix, or for somebody else's result.</summary>
/// <remarks>
/// Whoever has built a prefix keeps a shared lock on it until its run ends. So one who waits must not insist on the exclusive lock: once
/// the prefix is recorded there is nothing left to build, and two runs that build on each other's results never wait for each other in a
/// circle.
/// </remarks>
internal sealed class PrefixTurn(InstallSite site, ConcreteSpec spec, Action<string> tell)
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WaitBeforeTelling = TimeSpan.FromSeconds(1);

    /// <summary>Takes the lock.</summary>
    /// <param name="isOverwrite">True to take it even if the prefix is installed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lock; null if the prefix is installed, or if the store is used without locks.</returns>
    /// <exception cref="CairnException">The time is up.</exception>
    public async Task<LockHold?> TakeAsync(bool isOverwrite, CancellationToken cancellation)
    {
        if (site.Locks is not { } locks)
        {
            return null;
        }

        var waited = Stopwatch.StartNew();
        var poll = FirstPoll;
        var isTold = false;
        while (true)
        {
            var hold = locks.TryAcquire(LockKind.Exclusive, spec.Hash);
            if (!isOverwrite && site.Database.Find(spec.Hash) is { IsInstalled: true })
            {
                hold?.Dispose();
                return null;
            }

            if (hold is not null)
            {
                return hold;
            }

            if (waited.Elapsed >= locks.Timeout)
            {
                throw new CairnException(new Diagnostic(
                    "lock-timeout", $"no lock on {spec.Name}/{spec.ShortHash()} within {locks.Timeout.Value.TotalSeconds:0.#} s", null,
                    [locks.DescribeHolder(LockKind.Exclusive, spec.Hash)], "wait for it to end; `config:package_lock_timeout` says how long Cairn waits"));
            }

            if (!isTold && waited.Elapsed >= WaitBeforeTelling)
            {
                tell($"waiting: {locks.DescribeHolder(LockKind.Exclusive, spec.Hash)}");
                isTold = true;
            }

            await Task.Delay(poll, cancellation);
            poll = poll * 2 > LastPoll ? LastPoll : poll * 2;
        }
    }
}

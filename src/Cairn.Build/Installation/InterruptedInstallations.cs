using Cairn.Specs;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Build.Installation;

/// <summary>
/// Puts right what processes left that died in the middle: unfinished prefixes go, prefixes that were put aside come back, and removals
/// are finished. What somebody still works on, which its lock tells, is left alone.
/// </summary>
public sealed class InterruptedInstallations(InstallLayout layout, PrefixLocks? locks)
{
    /// <summary>Repairs the whole store.</summary>
    /// <param name="tell">Told what was put right, in a sentence each; null to tell nobody.</param>
    public void Repair(Action<string>? tell = null)
    {
        foreach (var prefix in layout.FindIncomplete().ToList())
        {
            UnderLock(prefix, prefix, () =>
            {
                if (InstallLayout.IsInterrupted(prefix))
                {
                    layout.Remove(prefix);
                    tell?.Invoke($"removed what an interrupted installation left: {prefix}");
                }
            });
        }

        foreach (var leftover in layout.FindLeftovers().ToList())
        {
            if (InstallLayout.PrefixPutAside(leftover) is { } prefix)
            {
                UnderLock(prefix, leftover, () =>
                {
                    PrefixReplacement.Recover(layout, prefix);
                    tell?.Invoke($"brought back what an interrupted installation had put aside: {prefix}");
                });
            }
            else if (!IsBeingRemoved(leftover))
            {
                InstallLayout.DeleteTree(leftover);
                tell?.Invoke($"removed what an interrupted removal left: {leftover}");
            }
        }
    }

    /// <summary>Acts if nobody else holds the lock of a prefix.</summary>
    private void UnderLock(string prefix, string specHolder, Action act)
    {
        LockHold? hold = null;
        if (locks is not null)
        {
            try
            {
                hold = locks.TryAcquire(LockKind.Exclusive, HashOf(specHolder) ?? Path.GetFileName(prefix)[(Path.GetFileName(prefix).LastIndexOf('-') + 1)..]);
            }
            catch (FormatException)
            {
                return; // a name that no projection with a hash made: its owner will find it
            }

            if (hold is null)
            {
                return; // somebody is at work on it
            }
        }

        using (hold)
        {
            act();
        }
    }

    private static bool IsBeingRemoved(string leftover) =>
        int.TryParse(leftover[(leftover.LastIndexOf('-') + 1)..], out var process) && process != Environment.ProcessId && Directory.Exists($"/proc/{process}");

    private static string? HashOf(string prefix)
    {
        try
        {
            return SpecJson.Read(File.ReadAllBytes(InstallLayout.SpecFileOf(prefix))).Hash;
        }
        catch (Exception exception) when (exception is CairnException or IOException or UnauthorizedAccessException)
        {
            return null; // interrupted before the spec was written
        }
    }
}

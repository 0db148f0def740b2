using System.Runtime.InteropServices;

namespace Cairn.Build.Processes;

/// <summary>Sessions and groups of processes, so that a whole build can be ended at once.</summary>
public static partial class ProcessGroups
{
    private const int Kill = 9;

    /// <summary>Makes this process the leader of a session of its own: no terminal reaches it, and its group is its build.</summary>
    public static void BecomeSessionLeader() => _ = SetSid();

    /// <summary>Ends every process of a group at once; none of them can refuse.</summary>
    /// <param name="leader">The process id of the group's leader.</param>
    /// <returns>False if there is no such group.</returns>
    public static bool KillGroup(int leader) => Signal(-leader, Kill) == 0;

    /// <summary>Ends a process that is or will be the leader of a group, with its group: one that just began is not its leader yet.</summary>
    /// <param name="process">The id of a process that nobody has waited for.</param>
    public static void KillLeader(int process)
    {
        if (!KillGroup(process))
        {
            _ = Signal(process, Kill);
            // It may have become the leader, and have started others, between the two.
            KillGroup(process);
        }
    }

    /// <summary>Ends this process's own group, itself included.</summary>
    public static void KillOwnGroup() => _ = Signal(0, Kill);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}

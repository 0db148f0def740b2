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
    public static void KillGroup(int leader) => _ = Signal(-leader, Kill);

    /// <summary>Ends this process's own group, itself included.</summary>
    public static void KillOwnGroup() => _ = Signal(0, Kill);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}

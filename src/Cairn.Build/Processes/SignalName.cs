namespace Cairn.Build.Processes;

/// <summary>Signals as people know them.</summary>
internal static class SignalName
{
    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
        "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>The number and, where it has one, the name: <c>9 (SIGKILL)</c>.</summary>
    public static string Of(int signal) => signal > 0 && signal < Names.Length ? $"{signal} (SIG{Names[signal]})" : $"{signal}";
}

namespace Cairn.Cli;

/// <summary>What the exit codes mean; <c>docs/exit-codes.md</c> tells users.</summary>
public static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>Something failed; a message says what, where and what to do.</summary>
    public const int Failure = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>A question was answered with no: nothing found, not satisfied.</summary>
    public const int Negative = 3;

    /// <summary>Interrupted by Ctrl-C.</summary>
    public const int Interrupted = 130;
}

namespace Cairn.Scenarios.Support;

/// <summary>How a command ended and what it printed.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Fails the test, showing all that was printed, unless the command succeeded.</summary>
    public CommandResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, ToString());
        return this;
    }

    /// <summary>Fails the test unless the command failed with exactly one error that holds some words.</summary>
    public CommandResult ShouldFail(int exitCode, params string[] words)
    {
        ExitCode.ShouldBe(exitCode, ToString());
        Error.Split('\n').Count(line => line.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1, ToString());
        Error.ShouldNotContain("internal error", Case.Sensitive, ToString());
        foreach (var word in words)
        {
            Error.ShouldContain(word, Case.Sensitive, ToString());
        }

        return this;
    }

    public override string ToString() => $"$ {Command}\n{Output}\n{Error}\n=> {ExitCode}";
}

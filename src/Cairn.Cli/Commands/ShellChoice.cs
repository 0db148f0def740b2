using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Store.UserEnvironment;

namespace Cairn.Cli.Commands;

/// <summary>The options <c>--sh --csh --fish --bat --pwsh</c> of commands whose output a shell evaluates.</summary>
internal sealed class ShellChoice
{
    private readonly (Option<bool> Option, ShellDialect Dialect)[] _options =
    [
        (Create("sh", "bash, zsh and other shells like sh"), ShellDialect.Sh),
        (Create("csh", "csh and tcsh"), ShellDialect.Csh),
        (Create("fish", "fish"), ShellDialect.Fish),
        (Create("bat", "cmd.exe"), ShellDialect.Bat),
        (Create("pwsh", "PowerShell"), ShellDialect.PowerShell),
    ];

    public void AddTo(Command command)
    {
        foreach (var (option, _) in _options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The language that was chosen, or null.</summary>
    public ShellDialect? Read(ParseResult parsed)
    {
        foreach (var (option, dialect) in _options)
        {
            if (parsed.GetValue(option))
            {
                return dialect;
            }
        }

        return null;
    }

    /// <summary>Says what to do where a program alone cannot change the shell that started it.</summary>
    public static int Explain(Session session, string command, string arguments)
    {
        session.Terminal.ErrorLine(
            $$"""
            error: `cairn {{command}}` changes the environment of your shell, which only the shell itself can do

            hint: set up the shell once, best in its start-up file:
                eval "$(cairn shell-init sh)"        # bash, zsh, dash, ksh
                eval `cairn shell-init csh`          # csh, tcsh
                cairn shell-init fish | source       # fish
            or evaluate what this prints:
                eval "$(cairn {{command}} --sh {{arguments}})"
                eval `cairn {{command}} --csh {{arguments}}`
                cairn {{command}} --fish {{arguments}} | source
            """);
        return ExitCode.Failure;
    }

    private static Option<bool> Create(string name, string shells) => new($"--{name}") { Description = $"print commands for {shells}" };
}

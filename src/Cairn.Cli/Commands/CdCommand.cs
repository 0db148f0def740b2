using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn cd</c>: goes where <c>cairn location</c> with the same words points. The shell's function does it; a program cannot.</summary>
internal static class CdCommand
{
    public static Command Create(Session session)
    {
        // The same options as `location`, so that help, errors and completion are the same.
        var command = LocationCommand.Create(session);
        var cd = new Command("cd", "change the directory of the shell to where `cairn location` with the same words points");
        foreach (var argument in command.Arguments)
        {
            cd.Arguments.Add(argument);
        }

        foreach (var option in command.Options)
        {
            cd.Options.Add(option);
        }

        cd.SetAction(_ =>
        {
            session.Terminal.ErrorLine(
                """
                error: `cairn cd` changes the directory of your shell, which only the shell itself can do

                hint: set up the shell once, best in its start-up file:
                    eval "$(cairn shell-init sh)"        # bash, zsh, dash, ksh
                    eval `cairn shell-init csh`          # csh, tcsh
                    cairn shell-init fish | source       # fish
                or go there with `cd "$(cairn location …)"`
                """);
            return ExitCode.Failure;
        });
        return cd;
    }
}

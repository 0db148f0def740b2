using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn env</c>: environments.</summary>
internal static class EnvironmentCommand
{
    public static Command Create(Session session) => new("env", "manage environments")
    {
        EnvironmentCreateCommand.Create(session),
        EnvironmentListCommand.Create(session),
    };
}

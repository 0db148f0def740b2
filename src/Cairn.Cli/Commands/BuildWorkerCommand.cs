using System.CommandLine;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn build-worker</c>: the hidden command by which an installation runs its workers.</summary>
internal static class BuildWorkerCommand
{
    public static Command Create(Session session)
    {
        var request = new Argument<string>("request") { Description = "the file that describes the build" };
        var command = new Command("build-worker", "build one package in this process") { request };
        command.Hidden = true;
        command.SetAction(parsed =>
            WorkerSession.Run(parsed.GetValue(request)!, () => new BuildWorker(session.Configuration, session.Recipes, session.Host, session.Layout.Root)));
        return command;
    }
}

using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn reindex</c>: makes the database anew from the prefixes that are there.</summary>
internal static class ReindexCommand
{
    public static Command Create(Session session)
    {
        var command = new Command("reindex", "make the database of installed packages anew from their prefixes");
        command.SetAction(_ => Run(session));
        return command;
    }

    private static int Run(Session session)
    {
        Confirmation.Repair(session);
        var result = session.Database.Reindex(session.Cancellation);
        if (result.WasDamaged)
        {
            session.Terminal.Warning("the database was damaged: every package counts as asked for now; `cairn mark --implicit` corrects that");
        }

        foreach (var prefix in result.Unreadable)
        {
            session.Terminal.Warning($"the spec file of {prefix} cannot be read; the prefix is left out");
        }

        foreach (var record in result.Lost)
        {
            session.Terminal.Warning($"{InstalledSpecs.Describe(record.Spec)} was recorded as installed, but there is nothing at {record.Path}; it is recorded as missing now");
        }

        if (result.Backup is not null)
        {
            session.Terminal.Note($"the database as it was is kept as {result.Backup}");
        }

        session.Terminal.Line($"{result.Found} {(result.Found == 1 ? "package" : "packages")} found");
        return ExitCode.Success;
    }
}

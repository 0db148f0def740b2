using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Specs;
using Cairn.Store.Environments;

namespace Cairn.Cli.Commands;

/// <summary>What <c>find</c> shows of an environment before the packages: its roots as the user wrote them.</summary>
internal static class EnvironmentListing
{
    /// <summary>Prints the roots; nothing where output is by format.</summary>
    public static void Print(Session session, EnvironmentContent environment, FindSettings settings)
    {
        if (settings.HasFormat)
        {
            return;
        }

        var terminal = session.Terminal;
        terminal.Line($"==> In environment {environment.Name}");
        terminal.Line($"==> {(environment.Roots.IsEmpty ? "No" : $"{environment.Roots.Length}")} root specs");
        PrintRoots(session, environment.Roots, settings);
        if (!environment.IncludedRoots.IsEmpty)
        {
            terminal.Line("==> Included specs");
            PrintRoots(session, environment.IncludedRoots, settings);
        }
    }

    private static void PrintRoots(Session session, ImmutableArray<LockedRoot> roots, FindSettings settings)
    {
        var status = InstallStatuses.Of(session);
        foreach (var root in roots)
        {
            var hash = settings.Style.HashLength > 0 ? root.Spec.ShortHash(settings.Style.HashLength) + " " : "";
            session.Terminal.Line($"{DagTree.StatusText(status(root.Spec)).TrimEnd(),3} {hash}{root.Text}");
        }

        session.Terminal.Line();
    }
}

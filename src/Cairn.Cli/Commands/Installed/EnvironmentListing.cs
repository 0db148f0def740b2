using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Specs;

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
        var status = InstallStatuses.Of(session);
        foreach (var root in environment.Roots)
        {
            var hash = settings.Style.HashLength > 0 ? root.Spec.ShortHash(settings.Style.HashLength) + " " : "";
            terminal.Line($"{DagTree.StatusText(status(root.Spec)).TrimEnd(),3} {hash}{root.Text}");
        }

        terminal.Line();
    }
}

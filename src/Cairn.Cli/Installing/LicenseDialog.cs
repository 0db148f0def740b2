using System.Diagnostics;
using Cairn.Build.Scheduling;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Installing;

/// <summary>
/// Sees to the licenses of what will be built, before anything is: an editor opens for a file that is not there yet; where nobody can
/// edit, the file is written with what belongs into it, and the user is told. A file that lies there already is taken without a question.
/// </summary>
internal static class LicenseDialog
{
    /// <summary>Goes through the packages of a plan that need a license.</summary>
    public static void Prepare(Session session, InstallPlan plan, bool asks)
    {
        foreach (var package in plan.Packages.Where(package => package.Work == PlannedWork.Build && NeedsLicense(session, package.Spec)))
        {
            var inquiry = new PackageInquiry(session.Configuration, session.Recipes, session.Host, session.Layout, session.Layout.PrefixOf);
            var need = inquiry.LicenseOf(package.Spec);
            if (need.File is null)
            {
                session.Terminal.Warning(need.Advice);
            }
            else if (need.HasFile)
            {
                session.Terminal.Note($"`{package.Spec.Name}` takes its license from {need.File}");
            }
            else
            {
                need.WriteTemplate();
                if (!asks || Console.IsInputRedirected || !session.Terminal.IsInteractive || !Edit(need.File))
                {
                    session.Terminal.Warning($"`{package.Spec.Name}` needs a license: put it at the beginning of {need.File}");
                }
            }
        }
    }

    private static bool NeedsLicense(Session session, ConcreteSpec spec) =>
        session.Recipes.TryGet(spec.FullName, out var recipe) && recipe.Attributes["license_required"]?.AsFlag == true;

    private static bool Edit(string file)
    {
        foreach (var editor in new[] { Environment.GetEnvironmentVariable("VISUAL"), Environment.GetEnvironmentVariable("EDITOR"), "vi" })
        {
            if (string.IsNullOrWhiteSpace(editor))
            {
                continue;
            }

            // An editor may come with arguments, as in `code --wait`.
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$1\"", "sh", file]));
            process?.WaitForExit();
            if (process?.ExitCode == 0)
            {
                return true;
            }
        }

        return false;
    }
}

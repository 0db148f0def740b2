using Cairn.Build.Installation;
using Cairn.Cli.Presentation;

namespace Cairn.Cli.Installing;

/// <summary>Tells an installation in lines that stay: for logs, pipes and terminals that cannot move.</summary>
internal sealed class PlainInstallView(Terminal terminal) : IInstallObserver
{
    private int _toBuild;
    private int _done;

    public void Observe(InstallEvent happening)
    {
        switch (happening)
        {
            case InstallPlanned { ToBuild.IsEmpty: false } planned:
                _toBuild = planned.ToBuild.Length;
                terminal.Note(InstallText.Planned(planned));
                break;
            case PackageStepped step:
                terminal.ErrorLine($"{InstallText.Name(step.Spec)}: {step.Step}");
                break;
            case StoreRepaired repaired:
                terminal.Note(repaired.Text);
                break;
            case PackageNoted note:
                terminal.ErrorLine($"{InstallText.Name(note.Spec)}: {note.Text}");
                break;
            case PackageInstalled installed:
                terminal.ErrorLine(InstallText.Installed(installed, ++_done, _toBuild));
                break;
            case PackageStopped stopped:
                terminal.ErrorLine(InstallText.Stopped(stopped));
                break;
            case PackageFailed failed:
                InstallText.Tell(terminal, failed);
                break;
            case PackageSkipped skipped:
                terminal.ErrorLine($"[-] {InstallText.Name(skipped.Spec)}: not tried because {skipped.Because.Name} failed");
                break;
        }
    }
}

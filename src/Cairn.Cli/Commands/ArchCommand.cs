using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn arch</c>: the platform, operating system and target of this machine.</summary>
internal static class ArchCommand
{
    public static Command Create(Session session)
    {
        var platform = new Option<bool>("-p", "--platform") { Description = "only the platform" };
        var system = new Option<bool>("-o", "--operating-system") { Description = "only the operating system" };
        var target = new Option<bool>("-t", "--target") { Description = "only the target" };
        var family = new Option<bool>("--family") { Description = "the target's family: x86_64, aarch64, …" };
        var generic = new Option<bool>("-g", "--generic", "--generic-target") { Description = "the best generic target: x86_64_v3, …" };
        var known = new Option<bool>("--known-targets") { Description = "list all targets that are known" };
        var command = new Command("arch", "print the architecture of this machine") { platform, system, target, family, generic, known };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(known))
            {
                PrintKnown(session);
                return ExitCode.Success;
            }

            var host = ConcreteArchitecture.Host();
            var name = parsed.GetValue(family) ? host.Target.Family.Name : parsed.GetValue(generic) ? host.Target.Generic.Name : host.Target.Name;
            session.Terminal.Line(
                parsed.GetValue(platform) ? host.Platform
                : parsed.GetValue(system) ? host.OperatingSystem
                : parsed.GetValue(target) || parsed.GetValue(generic) ? name
                : $"{host.Platform}-{host.OperatingSystem}-{name}");
            return ExitCode.Success;
        });
        return command;
    }

    private static void PrintKnown(Session session)
    {
        foreach (var group in Microarchitectures.Known.GroupBy(target => $"{target.Vendor} - {target.Family.Name}").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            session.Terminal.Line($"{group.Key}:");
            foreach (var target in group.OrderBy(target => target.Ancestors.Length).ThenBy(target => target.Name, StringComparer.Ordinal))
            {
                session.Terminal.Line($"    {target.Name}");
            }
        }
    }
}

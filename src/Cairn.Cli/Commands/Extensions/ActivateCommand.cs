using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn activate</c> and <c>cairn deactivate</c>: link extensions into what they extend, and take them out again.</summary>
internal static class ActivateCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("the extension", ArgumentArity.OneOrMore);
        var force = new Option<bool>("-f", "--force") { Description = "do not activate what it needs first" };
        var command = new Command("activate", "link an extension into what it extends") { specs, force };
        command.SetAction(parsed =>
        {
            new ExtensionActivation(session).Activate(Installed(session, parsed.GetValue(specs)), parsed.GetValue(force));
            return ExitCode.Success;
        });
        return command;
    }

    public static Command CreateDeactivate(Session session)
    {
        var specs = SpecArguments.Create("the extension", ArgumentArity.OneOrMore);
        var force = new Option<bool>("-f", "--force") { Description = "even if it is not activated, or activated ones need it" };
        var all = new Option<bool>("-a", "--all") { Description = "all extensions of an extendable package, or an extension with all that it needs" };
        var command = new Command("deactivate", "take an extension out of what it extends") { specs, force, all };
        command.SetAction(parsed =>
        {
            var spec = Installed(session, parsed.GetValue(specs));
            var activation = new ExtensionActivation(session);
            if (parsed.GetValue(all))
            {
                activation.DeactivateAll(spec, parsed.GetValue(force));
            }
            else
            {
                activation.Deactivate(spec, parsed.GetValue(force));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Specs.ConcreteSpec Installed(Session session, string[]? words) =>
        InstalledSpecs.Single(session, SpecArguments.ParseOne(words)).Spec;
}

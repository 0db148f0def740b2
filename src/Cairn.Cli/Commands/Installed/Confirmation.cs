using Cairn.Build.Installation;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>Shows what a command is about to do and asks; nobody there to answer is a no.</summary>
internal static class Confirmation
{
    /// <summary>Shows the specs and asks.</summary>
    public static bool Ask(Session session, IReadOnlyCollection<ConcreteSpec> specs, string participle)
    {
        session.Terminal.ErrorLine(new SpecListing(session.Terminal, SpecListingStyle.Confirmation).Render(specs));
        return Ask(session, $"{specs.Count} {(specs.Count == 1 ? "package" : "packages")} will be {participle}.");
    }

    /// <summary>Asks after a statement.</summary>
    public static bool Ask(Session session, string statement)
    {
        if (Console.IsInputRedirected)
        {
            session.Terminal.ErrorLine($"{statement}\n\nhint: there is nobody to ask here; `--yes-to-all` confirms");
            return false;
        }

        Console.Error.Write($"{statement} Do you want to proceed? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes" or "Yes";
    }

    /// <summary>Removes what interrupted commands left in the store, and says so; commands that change the store begin with it.</summary>
    public static void Repair(Session session) => new InterruptedInstallations(session.Layout, session.PrefixLocks)
        .Repair(session.Terminal.Note);
}

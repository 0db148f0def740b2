using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Recipes;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn versions</c>: the versions that a recipe declares.</summary>
internal static class VersionsCommand
{
    public static Command Create(Session session)
    {
        var package = new Argument<string?>("package") { Description = "the name of a recipe", Arity = ArgumentArity.ZeroOrOne };
        var safe = new Option<bool>("-s", "--safe") { Description = "only versions that the recipe declares (the default)" };
        var remote = new Option<bool>("-r", "--remote") { Description = "versions that upstream's pages list and the recipe does not declare" };
        var fresh = new Option<bool>("-n", "--new") { Description = "the same, only what is newer than all that the recipe declares" };
        var reachable = new Option<bool>("--reachable")
        {
            Description = "only versions whose sources can be had now: from cache, mirrors or apt-source; without a package, those of all recipes",
        };
        var json = new Option<bool>("--json") { Description = "print a JSON list with digests and marks" };
        var command = new Command("versions", "list the versions of a recipe, newest first") { package, safe, remote, fresh, reachable, json };
        command.SetAction((parsed, _) => (parsed.GetValue(package), parsed.GetValue(reachable)) switch
        {
            (var name, true) => Task.FromResult(ReachableListing.Print(session, name, parsed.GetValue(json))),
            ({ } name, _) when parsed.GetValue(remote) || parsed.GetValue(fresh) =>
                RemoteListings.PrintAsync(session, name, parsed.GetValue(fresh), parsed.GetValue(json)),
            ({ } name, _) => Task.FromResult(Run(session, name, parsed.GetValue(json))),
            _ => Task.FromResult(Missing(session)),
        });
        return command;
    }

    private static int Missing(Session session)
    {
        session.Terminal.ErrorLine("error: `cairn versions` takes the name of a package\n\nhint: `cairn versions --reachable` lists what can be had of all packages");
        return ExitCode.Usage;
    }

    private static int Run(Session session, string name, bool json)
    {
        var recipe = session.Recipes.Get(name);
        session.SaveRecipeCache();
        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("name", recipe.Name);
                RecipeJson.Versions(writer, recipe);
                writer.WriteEndObject();
            }));
            return ExitCode.Success;
        }

        session.Terminal.Write(string.Concat(recipe.Versions.OrderByDescending(version => version.Version).Select(version => $"  {version.Version}\n")));
        if (recipe.Versions.IsEmpty)
        {
            session.Terminal.Warning($"`{recipe.Name}` declares no versions");
        }

        return ExitCode.Success;
    }
}

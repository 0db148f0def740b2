using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Sources;

namespace Cairn.Cli.Fetching;

/// <summary>Lists what upstream offers of a recipe.</summary>
internal static class RemoteListings
{
    /// <summary>Prints versions that the recipe does not declare, newest first. Without a network that is said, and is no failure.</summary>
    public static async Task<int> PrintAsync(Session session, string name, bool onlyNewer, bool json)
    {
        var recipe = session.Recipes.Get(name);
        session.SaveRecipeCache();
        using var progress = new SourceProgress(session.Terminal);
        using var sources = session.OpenSources(progress);
        var listing = await new RemoteVersions(sources.Downloader, progress).FindAsync(recipe, session.RecipeUrls, session.Cancellation);
        var newest = recipe.Versions.Select(declared => declared.Version).Where(version => !version.IsDevelop).DefaultIfEmpty().Max();
        var found = listing.Versions
            .Where(offered => recipe.FindVersion(offered.Version) is null && !(onlyNewer && newest is not null && offered.Version <= newest)).ToList();
        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("name", recipe.Name);
                writer.WriteStartArray("remote");
                foreach (var offered in found)
                {
                    writer.WriteStartObject();
                    writer.WriteString("version", offered.Version.ToString());
                    writer.WriteString("url", RedactedUrl.Of(offered.Url));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }));
        }
        else
        {
            session.Terminal.Write(string.Concat(found.Select(offered => $"  {offered.Version}\n")));
        }

        foreach (var problem in listing.Versions.IsEmpty ? listing.Problems : [])
        {
            session.Terminal.Warning($"cannot look for versions of `{recipe.Name}`: {problem}");
        }

        if (found.Count == 0)
        {
            session.Terminal.Note(listing.Versions.IsEmpty && !listing.Problems.IsEmpty
                ? "no page of upstream could be read"
                : $"upstream lists no {(onlyNewer ? "newer" : "other")} version than those that the recipe of `{recipe.Name}` declares");
        }

        return ExitCode.Success;
    }
}

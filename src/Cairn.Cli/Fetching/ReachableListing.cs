using System.Text.Json;
using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Fetching;

/// <summary>Lists what can be had without asking upstream: of one recipe, or of all.</summary>
internal static class ReachableListing
{
    public static int Print(Session session, string? name, bool json)
    {
        var reachable = session.Reachable;
        if (name is not null)
        {
            var recipe = session.Recipes.Get(name);
            return Print(session, Versions(reachable, recipe).Select(version => (recipe, version)).ToList(), json, name);
        }

        var recipes = session.Recipes.Mentioning(reachable.Index.MayName, session.Cancellation);
        session.SaveRecipeCache();
        return Print(
            session,
            [.. recipes.Where(recipe => recipe.HasCode).SelectMany(recipe => Versions(reachable, recipe).Select(version => (recipe, version)))],
            json, null);
    }

    private static IEnumerable<VersionDeclaration> Versions(ReachableSources reachable, RecipeMetadata recipe) =>
        recipe.Versions.Where(version => reachable.IsReachable(recipe, version)).OrderByDescending(version => version.Version);

    private static int Print(Session session, List<(RecipeMetadata Recipe, VersionDeclaration Version)> found, bool json, string? name)
    {
        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartArray();
                foreach (var (recipe, version) in found)
                {
                    Write(writer, session.Reachable.Index, recipe, version);
                }

                writer.WriteEndArray();
            }));
            return ExitCode.Success;
        }

        session.Terminal.Write(string.Concat(found.Select(pair => name is null ? $"{pair.Recipe.Name}@{pair.Version.Version}\n" : $"  {pair.Version.Version}\n")));
        if (found.Count == 0)
        {
            session.Terminal.Note($"no source of {(name is null ? "any recipe" : $"`{name}`")} can be had from cache, mirrors or apt-source");
            return ExitCode.Negative;
        }

        return ExitCode.Success;
    }

    private static void Write(Utf8JsonWriter writer, ReachableIndex index, RecipeMetadata recipe, VersionDeclaration version)
    {
        var digest = SourceOrigins.DeclaredDigest(version);
        var place = digest is null ? null : index.Locate(digest);
        writer.WriteStartObject();
        writer.WriteString("name", recipe.Name);
        writer.WriteString("version", version.Version.ToString());
        writer.WriteString("digest", digest?.ToString());
        writer.WriteBoolean("deprecated", version.IsDeprecated);
        writer.WriteString("place", place?.Kind ?? "mirror");
        writer.WriteString("file", place?.File);
        if (place?.Size is { } size)
        {
            writer.WriteNumber("size", size);
        }

        writer.WriteEndObject();
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using Cairn.Build.Detection;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn external find</c>: looks for installed packages and lists them in <c>packages.yaml</c>.</summary>
internal static class ExternalFindCommand
{
    /// <summary>The tag of recipes that know how to find themselves.</summary>
    private const string Detectable = "detectable";

    private static readonly string[] s_defaultTags = ["core-packages", "build-tools"];

    public static Command Create(Session session)
    {
        var packages = new Argument<string[]>("package") { Description = "what to look for; by default build tools and core packages", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "look for every package that can be found" };
        var tags = new Option<string[]>("-t", "--tag") { Description = "look for packages with this tag (may be repeated)", HelpName = "TAG" };
        var exclude = new Option<string[]>("--exclude") { Description = "do not look for this package (may be repeated)", HelpName = "PACKAGE" };
        var paths = new Option<string[]>("-p", "--path") { Description = "look below this prefix instead of in PATH (may be repeated)", HelpName = "DIR" };
        var notBuildable = new Option<bool>("--not-buildable") { Description = "never build the packages that were found, nor what they stand for" };
        var json = new Option<bool>("--json") { Description = "print what was added as JSON" };
        var scope = ScopeChoice.CreateOption();
        var command = new Command("find", "look for installed packages and list them in packages.yaml") { packages, all, tags, exclude, paths, notBuildable, json, scope };
        command.SetAction(parsed =>
        {
            var names = parsed.GetValue(packages) ?? [];
            var isAll = parsed.GetValue(all);
            var chosenTags = parsed.GetValue(tags) ?? [];
            if (isAll || (names.Length == 0 && chosenTags.Length == 0))
            {
                CrayManifestCommand.ReadDefault(session);
            }

            var recipes = Recipes(session, names, isAll, chosenTags, parsed.GetValue(exclude) ?? []);
            var hints = parsed.GetValue(paths) is { Length: > 0 } given ? given : null;
            var found = HostDetection.Find(session, recipes, hints, failure => session.Terminal.Warning(failure.Diagnostic.Message));
            var target = ScopeChoice.Choose(session, parsed.GetValue(scope));
            var added = ExternalRecords.Add(session, target, found, parsed.GetValue(notBuildable));
            Report(session, added, ExternalRecords.FileOf(target), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>True if a recipe knows how to find itself.</summary>
    public static bool IsDetectable(RecipeMetadata recipe) => recipe.Tags.Contains(Detectable, StringComparer.Ordinal);

    /// <summary>Prints what was added to a file.</summary>
    public static void Report(Session session, ImmutableArray<FoundExternal> added, string file, bool json)
    {
        if (json)
        {
            session.Terminal.Line(JsonText.Of(
                writer =>
                {
                    writer.WriteStartArray();
                    foreach (var external in added)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("package", external.Recipe);
                        writer.WriteString("spec", external.Installation.Spec);
                        writer.WriteString("prefix", external.Installation.Prefix);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                },
                indented: true));
            return;
        }

        session.Terminal.Note(added.IsEmpty ? "nothing new was found" : $"found and added to {file}:");
        foreach (var external in added.OrderBy(external => external.Installation.Spec, StringComparer.Ordinal))
        {
            session.Terminal.Line($"{external.Installation.Spec}  {external.Installation.Prefix}");
        }
    }

    private static List<string> Recipes(Session session, string[] names, bool isAll, string[] tags, string[] exclude)
    {
        IEnumerable<(string Namespace, string Name)> candidates;
        if (!isAll && names.Length > 0 && names.All(name => name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')))
        {
            // Plain names: only these recipes have to be read.
            candidates = names.Select(name => Wanted(session, name)).OfType<RecipeMetadata>().Select(recipe => (recipe.Namespace, recipe.Name));
        }
        else
        {
            string[] wanted = isAll || names.Length > 0 ? [Detectable] : tags.Length > 0 ? tags : s_defaultTags;
            candidates = AllRecipes.Load(session).Where(recipe => recipe.Tags.Intersect(wanted).Any()).Select(recipe => (recipe.Namespace, recipe.Name));
        }

        var select = Pattern(names);
        var leaveOut = Pattern(exclude);
        return
        [
            .. candidates.Where(recipe => select is null || select.IsMatch($"{recipe.Namespace}.{recipe.Name}"))
                .Where(recipe => leaveOut is null || !leaveOut.IsMatch($"{recipe.Namespace}.{recipe.Name}"))
                .Select(recipe => recipe.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private static RecipeMetadata? Wanted(Session session, string name)
    {
        if (!session.Recipes.TryGet(name, out var recipe))
        {
            session.Terminal.Warning($"there is no package `{name}`");
            return null;
        }

        if (!IsDetectable(recipe))
        {
            session.Terminal.Warning($"the recipe of `{recipe.Name}` does not say how to find it (`cairn external list` shows those that do)");
            return null;
        }

        return recipe;
    }

    /// <summary>Names, or regular expressions, that fit a name with or without its namespace.</summary>
    private static Regex? Pattern(string[] names)
    {
        try
        {
            return names.Length == 0 ? null : new Regex($"(^|[.])({string.Join('|', names)})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        }
        catch (RegexParseException exception)
        {
            throw new CairnException(new Diagnostic("usage", $"this is no name and no pattern: {exception.Message}"), exception);
        }
    }
}

using System.CommandLine;
using System.Text.Json;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn list</c>: the names of recipes.</summary>
internal static class ListCommand
{
    public static Command Create(Session session)
    {
        var patterns = new Argument<string[]>("pattern") { Description = "only names that fit one of these (* and ? stand for anything; regardless of case)", Arity = ArgumentArity.ZeroOrMore };
        var descriptions = new Option<bool>("-d", "--search-description") { Description = "look into descriptions too" };
        var format = new Option<string?>("--format") { Description = "name_only (the default) or version_json", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong("name_only", "version_json");
        var json = new Option<bool>("--json") { Description = "print a JSON list of names and namespaces" };
        var repositories = new Option<string[]>("-r", "--repo", "-N", "--namespace") { Description = "only recipes of this namespace (may be repeated)", HelpName = "NAMESPACE" };
        var tags = new Option<string[]>("-t", "--tag") { Description = "only recipes with this tag (may be repeated)", HelpName = "TAG" };
        var virtuals = new Option<bool>("-v", "--virtuals") { Description = "virtual packages too" };
        var count = new Option<bool>("--count") { Description = "print only how many there are" };
        var command = new Command("list", "list and search recipes") { patterns, descriptions, format, json, repositories, tags, virtuals, count };
        command.SetAction(parsed => new Listing(session)
        {
            Patterns = [.. (parsed.GetValue(patterns) ?? []).Select(pattern => new GlobPattern(pattern))],
            SearchesDescriptions = parsed.GetValue(descriptions),
            Namespaces = parsed.GetValue(repositories) ?? [],
            Tags = parsed.GetValue(tags) ?? [],
            HasVirtuals = parsed.GetValue(virtuals),
        }.Run(parsed.GetValue(format), parsed.GetValue(json), parsed.GetValue(count)));
        return command;
    }

    private sealed class Listing(Session session)
    {
        public GlobPattern[] Patterns { get; init; } = [];

        public bool SearchesDescriptions { get; init; }

        public string[] Namespaces { get; init; } = [];

        public string[] Tags { get; init; } = [];

        public bool HasVirtuals { get; init; }

        public int Run(string? format, bool json, bool isCount)
        {
            var names = Names();
            if (isCount)
            {
                session.Terminal.Line($"{names.Count}");
            }
            else if (format == "version_json")
            {
                session.Terminal.Line(JsonText.Of(writer => WriteVersions(writer, names)));
            }
            else if (json)
            {
                session.Terminal.Line(JsonText.Of(writer => WriteNames(writer, names)));
            }
            else
            {
                Columns.Print(session.Terminal, names);
                if (!Console.IsOutputRedirected)
                {
                    session.Terminal.Note(names.Count == 1 ? "1 package" : $"{names.Count} packages");
                }
            }

            return names.Count > 0 || Patterns.Length == 0 ? ExitCode.Success : ExitCode.Negative;
        }

        private List<string> Names()
        {
            var recipes = session.Recipes;
            IEnumerable<string> names = Namespaces.Length == 0 ? recipes.Names : Namespaces.SelectMany(NamesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            if (HasVirtuals && Namespaces.Length == 0)
            {
                names = names.Concat(recipes.VirtualNames).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
                session.SaveRecipeCache();
            }

            if (Tags.Length > 0 || (SearchesDescriptions && Patterns.Length > 0))
            {
                var known = AllRecipes.Load(session).ToDictionary(recipe => recipe.Name, StringComparer.Ordinal);
                names = names.Where(name => known.TryGetValue(name, out var recipe) ? Fits(name, recipe) : Tags.Length == 0 && Fits(name));
            }
            else if (Patterns.Length > 0)
            {
                names = names.Where(Fits);
            }

            return [.. names];
        }

        private IEnumerable<string> NamesOf(string wanted) =>
            session.Recipes.Path.All.FirstOrDefault(repository => repository.Namespace == wanted)?.Names
            ?? throw new CairnException(new Diagnostic(
                "unknown-repository", $"there is no repository `{wanted}`", null, [],
                $"there are {string.Join(", ", session.Recipes.Namespaces.Select(name => $"`{name}`"))}; `cairn repo add` adds one"));

        private bool Fits(string name) => Array.Exists(Patterns, pattern => pattern.IsMatch(name));

        private bool Fits(string name, RecipeMetadata recipe) =>
            (Tags.Length == 0 || Array.Exists(Tags, tag => recipe.Tags.Contains(tag)))
            && (Patterns.Length == 0 || Fits(name) || (SearchesDescriptions && recipe.Description is { } text && Fits(text)));

        private void WriteNames(Utf8JsonWriter json, List<string> names)
        {
            json.WriteStartArray();
            foreach (var name in names)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                if (session.Recipes.Path.TryFind(name, out var repository, out _))
                {
                    json.WriteString("namespace", repository.Namespace);
                }
                else
                {
                    json.WriteBoolean("virtual", true);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void WriteVersions(Utf8JsonWriter json, List<string> names)
        {
            var known = AllRecipes.Load(session).ToDictionary(recipe => recipe.Name, StringComparer.Ordinal);
            json.WriteStartArray();
            foreach (var recipe in names.Where(known.ContainsKey).Select(name => known[name]))
            {
                json.WriteStartObject();
                json.WriteString("name", recipe.Name);
                json.WriteString("latest_version", recipe.PreferredVersion?.ToString());
                RecipeJson.Texts(json, "versions", recipe.Versions.OrderByDescending(version => version.Version).Select(version => version.Version.ToString()));
                json.WriteString("homepage", recipe.Attributes.Homepage);
                json.WriteString("file", recipe.File);
                RecipeJson.Texts(json, "maintainers", recipe.Maintainers);
                json.WriteStartObject("dependencies");
                foreach (var (type, name) in DependencyTypeNames.All)
                {
                    RecipeJson.Texts(json, name, recipe.Dependencies.Where(dependency => dependency.Types.HasFlag(type))
                        .Select(dependency => dependency.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}

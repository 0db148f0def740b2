using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn extensions</c>: lists what extends a package: recipes, installed packages, activated ones.</summary>
internal static class ExtensionsCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("the extendable package; all extendable packages are listed if none is named");
        var show = new Option<string>("-s", "--show") { Description = "what to list", HelpName = "packages|installed|activated|all", DefaultValueFactory = _ => "all" };
        var longHash = new Option<bool>("-l", "--long") { Description = "show hashes" };
        var paths = new Option<bool>("-p", "--paths") { Description = "show prefixes" };
        var json = new Option<bool>("--json") { Description = "print a JSON object" };
        var command = new Command("extensions", "list the extensions of a package") { specs, show, longHash, paths, json };
        command.SetAction(parsed => parsed.GetValue(specs) is [_, ..] words
            ? new Listing(session, parsed.GetValue(show)!, parsed.GetValue(longHash), parsed.GetValue(paths)).Of(SpecArguments.ParseOne(words), parsed.GetValue(json))
            : ListExtendable(session, parsed.GetValue(json)));
        return command;
    }

    private static int ListExtendable(Session session, bool json)
    {
        var names = AllRecipes.Load(session).Where(IsExtendable).Select(recipe => recipe.Name).ToList();
        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer => WriteTexts(writer, names)));
        }
        else
        {
            Columns.Print(session.Terminal, names);
        }

        return ExitCode.Success;
    }

    private static bool IsExtendable(RecipeMetadata recipe) => recipe.Attributes["extendable"]?.AsFlag == true;

    private static void WriteTexts(System.Text.Json.Utf8JsonWriter writer, IEnumerable<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private sealed class Listing(Session session, string show, bool withHashes, bool withPaths)
    {
        public int Of(AbstractSpec query, bool json)
        {
            var recipe = session.Recipes.Get(query.FullName);
            if (!IsExtendable(recipe))
            {
                throw new CairnException(new Diagnostic("not-extendable", $"`{recipe.Name}` cannot be extended: its recipe does not say `extendable = True`"));
            }

            var records = session.Database.Read(session.Cancellation);
            var extendees = InstalledSpecs.Matching(session, query).Select(record => record.Spec).ToList();
            if (show is not ("packages" or "installed" or "activated" or "all"))
            {
                throw new CairnException(new Diagnostic("usage", $"`--show` takes packages, installed, activated or all, not `{show}`"));
            }

            var packages = Wants("packages")
                ? AllRecipes.Load(session).Where(other => other.Extends.Any(extension => extension.Name == recipe.Name)).Select(other => other.Name).ToList()
                : [];
            var activation = new ExtensionActivation(session);
            var installed = Wants("installed")
                ? records.Values.Where(record => record.IsInstalled && Extends(record.Spec, recipe.Name, extendees)).Select(record => record.Spec).Order().ToList()
                : [];
            var activated = Wants("activated") ? extendees.SelectMany(extendee => activation.ActiveSpecs(extendee)).Order().ToList() : [];
            if (json)
            {
                session.Terminal.Line(JsonText.Of(writer =>
                {
                    writer.WriteStartObject();
                    foreach (var (key, texts) in new[] { ("packages", packages), ("installed", installed.ConvertAll(Text)), ("activated", activated.ConvertAll(Text)) })
                    {
                        writer.WritePropertyName(key);
                        WriteTexts(writer, texts);
                    }

                    writer.WriteEndObject();
                }));
                return ExitCode.Success;
            }

            Print("packages", $"{packages.Count} extensions", packages);
            Print("installed", $"{installed.Count} installed", installed.ConvertAll(Text));
            Print("activated", $"{activated.Count} activated", activated.ConvertAll(Text));
            return ExitCode.Success;
        }

        private bool Wants(string what) => show == "all" || show == what;

        /// <summary>True if an installed package extends one of some packages, as its recipe says; recipes are not run for it.</summary>
        private bool Extends(ConcreteSpec spec, string extendee, List<ConcreteSpec> extendees) =>
            spec.DirectDependencies(DependencyTypes.Link | DependencyTypes.Run).Any(extendees.Contains)
            && session.Recipes.TryGet(spec.FullName, out var recipe)
            && recipe.Extends.Any(extension => extension.Name == extendee && spec.Satisfies(extension.When, session.Virtuals));

        private void Print(string what, string title, IReadOnlyList<string> lines)
        {
            if (!Wants(what))
            {
                return;
            }

            session.Terminal.Line($"==> {title}");
            if (withPaths || withHashes)
            {
                foreach (var line in lines)
                {
                    session.Terminal.Line(line);
                }
            }
            else
            {
                Columns.Print(session.Terminal, lines);
            }
        }

        private string Text(ConcreteSpec spec) =>
            $"{(withHashes ? spec.ShortHash() + " " : "")}{spec.Name}@{spec.Version}{(withPaths ? "  " + session.PrefixOf(spec) : "")}";
    }
}

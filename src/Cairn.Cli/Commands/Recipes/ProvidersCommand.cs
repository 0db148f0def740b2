using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn providers</c>: who can stand for a virtual package.</summary>
internal static class ProvidersCommand
{
    public static Command Create(Session session)
    {
        var virtuals = new Argument<string[]>("virtual") { Description = "virtual packages, as in `mpi` or `mpi@3:`; all are listed without one", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "print a JSON object" };
        var command = new Command("providers", "list the packages that provide a virtual package") { virtuals, json };
        command.SetAction(parsed => Run(session, SpecArguments.Parse(parsed.GetValue(virtuals)), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Session session, ImmutableArray<AbstractSpec> queries, bool json)
    {
        var recipes = session.Recipes;
        var names = recipes.VirtualNames;
        session.SaveRecipeCache();
        foreach (var query in queries.Where(query => !recipes.IsVirtual(query.Name)))
        {
            var near = NearestName.Of(query.Name, names);
            throw new CairnException(new Diagnostic(
                "unknown-virtual", recipes.Contains(query.Name) ? $"`{query.Name}` is not a virtual package" : $"there is no virtual package `{query.Name}`",
                null, [], near is null ? "`cairn providers` lists them all" : $"did you mean `{near}`?"));
        }

        if (json)
        {
            session.Terminal.Line(Json(recipes, queries.IsEmpty ? [.. names.Select(name => AbstractSpec.Parse(name))] : queries));
        }
        else if (queries.IsEmpty)
        {
            Columns.Print(session.Terminal, names);
        }
        else
        {
            foreach (var query in queries)
            {
                if (queries.Length > 1 || !Console.IsOutputRedirected)
                {
                    session.Terminal.Line($"{query}:");
                }

                Columns.Print(session.Terminal, [.. Matching(recipes, query).Select(Describe).Distinct(StringComparer.Ordinal)]);
            }
        }

        return ExitCode.Success;
    }

    private static IEnumerable<VirtualProvider> Matching(RecipeRepositories recipes, AbstractSpec query) =>
        recipes.Providers(query.Name).Where(provider => provider.Provided.Virtual.Intersects(query))
            .OrderBy(provider => provider.Name, StringComparer.Ordinal);

    /// <summary>The recipe together with the condition under which it provides, as one spec.</summary>
    private static string Describe(VirtualProvider provider) => provider.Provided.When.Renamed(provider.Name).ToString();

    private static string Json(RecipeRepositories recipes, ImmutableArray<AbstractSpec> queries) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        foreach (var query in queries)
        {
            json.WriteStartArray(query.ToString());
            foreach (var provider in Matching(recipes, query))
            {
                json.WriteStartObject();
                json.WriteString("package", provider.Recipe);
                json.WriteString("provides", provider.Provided.Virtual.ToString());
                json.WriteString("when", provider.Provided.When.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });
}

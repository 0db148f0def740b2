using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config scopes</c>: where configuration is read from.</summary>
internal static class ConfigScopesCommand
{
    public static Command Create(Session session)
    {
        var section = new Argument<string?>("section") { Description = "show the files of this section", Arity = ArgumentArity.ZeroOrOne };
        var paths = new Option<bool>("-p", "--paths") { Description = "show paths (they are always shown)" };
        var types = new Option<string[]>("-t", "--type") { Description = "only scopes of these types: all, env, include, internal, path", HelpName = "TYPE" };
        types.AcceptOnlyFromAmong("all", "env", "include", "internal", "path");
        var verbose = new Option<bool>("-v", "--verbose") { Description = "show types, and whether there is anything" };
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("scopes", "list the scopes, highest precedence first") { section, paths, types, verbose, json };
        command.SetAction(parsed =>
        {
            string[] wanted = parsed.GetValue(types) ?? [];
            string? name = parsed.GetValue(section);
            var rows = session.Configuration.Scopes.Reverse()
                .Where(scope => wanted.Length == 0 || wanted.Contains("all") || TypesOf(scope).Intersect(wanted).Any())
                .Select(scope => (scope.Name, Types: string.Join(',', TypesOf(scope)), Status: StatusOf(scope, name), Path: PathOf(scope, name))).ToList();
            if (parsed.GetValue(json))
            {
                session.Terminal.Line(Json(rows));
                return ExitCode.Success;
            }

            int nameWidth = rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
            int typeWidth = rows.Select(row => row.Types.Length).DefaultIfEmpty().Max();
            foreach (var row in rows)
            {
                string more = parsed.GetValue(verbose) ? $"{row.Types.PadRight(typeWidth)}  {row.Status,-6}  " : "";
                session.Terminal.Line($"{row.Name.PadRight(nameWidth)}  {more}{row.Path ?? "(built in)"}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<string> TypesOf(ConfigurationScope scope)
    {
        if (scope.Name.StartsWith("env:", StringComparison.Ordinal) && !scope.IsIncluded)
        {
            yield return "env";
        }

        if (scope.IsIncluded)
        {
            yield return "include";
        }

        yield return scope.Path is null ? "internal" : "path";
    }

    private static string StatusOf(ConfigurationScope scope, string? section) =>
        section is null ? scope.Exists ? "active" : "absent" : scope.Section(section) is null ? "absent" : "active";

    private static string? PathOf(ConfigurationScope scope, string? section) =>
        section is not null && scope.FileOf(section) is { } file && File.Exists(file) ? file : scope.Path;

    private static string Json(List<(string Name, string Types, string Status, string? Path)> rows) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            RecipeJson.Texts(json, "types", row.Types.Split(','));
            json.WriteString("status", row.Status);
            json.WriteString("path", row.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

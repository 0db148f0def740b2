using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn find</c>: lists installed packages.</summary>
internal static class FindCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("show only what matches");
        var options = new FindOptions();
        var command = new Command("find", "list installed packages") { specs };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var settings = options.Read(session, parsed);
            return new Finding(session, settings, SpecArguments.Parse(parsed.GetValue(specs))).Run();
        });
        return command;
    }

    /// <summary>One answer to <c>find</c>.</summary>
    private sealed class Finding(Session session, FindSettings settings, ImmutableArray<AbstractSpec> queries)
    {
        public int Run()
        {
            if (EnvironmentContent.OfActive(session) is null && (settings.OnlyRoots || settings.ShowsConcretized))
            {
                throw new CairnException(new Diagnostic(
                    "usage", $"`{(settings.OnlyRoots ? "--only-roots" : "--show-concretized")}` needs an active environment", null, [],
                    "name one with `-e DIR` before the command"));
            }

            var query = new InstalledQuery(session, settings);
            var found = query.Find(queries);
            if (found.Installed.IsEmpty && !queries.IsEmpty && !(settings.ShowsConcretized && !found.NotInstalled.IsEmpty))
            {
                throw NothingMatches();
            }

            if (settings.IsJson)
            {
                session.Terminal.Write(SpecNodesJson.Of(found.Installed, settings.Style.Dependencies));
                return ExitCode.Success;
            }

            Print(found);
            return ExitCode.Success;
        }

        private CairnException NothingMatches()
        {
            var known = session.Database.Read(session.Cancellation).Values;
            var missing = queries.SelectMany(query => InstalledSpecs.Matching(
                session, query, Store.Database.RecordStates.Missing | Store.Database.RecordStates.Deprecated)).ToList();
            var name = queries.Length == 1 && missing.Count == 0
                ? NearestName.Of(queries[0].Name, known.Where(record => record.IsInstalled).Select(record => record.Spec.Name).Distinct())
                : null;
            var same = known.Where(record => record.IsInstalled && queries.Any(query => query.Name == record.Spec.Name)).ToList();
            return new CairnException(new Diagnostic(
                "not-installed", $"no installed package matches `{string.Join(' ', queries)}`", null, [],
                same.Count > 0 ? $"installed: {string.Join(", ", same.OrderBy(record => record.Spec).Take(5).Select(record => InstalledSpecs.Describe(record.Spec)))}"
                : missing.Count > 0 ? "it is known, but missing or deprecated: `--missing` and `--deprecated` show it"
                : name is { Length: > 0 } ? $"`{name}` is installed"
                : "`cairn find` lists all that is installed"));
        }

        private void Print(FoundSpecs found)
        {
            if (EnvironmentContent.OfActive(session) is { } environment)
            {
                EnvironmentListing.Print(session, environment, settings);
            }

            if (!settings.OnlyRoots)
            {
                var style = EnvironmentContent.OfActive(session) is { } active ? settings.Style with { Decorate = Marking(active.Roots.Select(root => root.Spec.Hash)) } : settings.Style;
                var shown = settings.ShowsConcretized ? found.Installed.AddRange(found.NotInstalled) : found.Installed;
                session.Terminal.Write(new SpecListing(session.Terminal, style).Render(shown));
            }

            // As in Spack, only people are told the number: the output of scripts is the list.
            if (settings.Style.HasGroups && !Console.IsOutputRedirected)
            {
                var kind = settings.OnlyLoaded ? "loaded" : "installed";
                var suffix = settings.OnlyRoots ? " (not shown)" : "";
                session.Terminal.Line($"==> {Number(found.Installed.Length)} {kind} {Packages(found.Installed.Length)}{suffix}");
                if (EnvironmentContent.OfActive(session) is not null)
                {
                    var how = settings.OnlyRoots ? " (not shown)" : settings.ShowsConcretized ? "" : " (show with `cairn find -c`)";
                    session.Terminal.Line($"==> {Number(found.NotInstalled.Length)} concretized {Packages(found.NotInstalled.Length)} to be installed{how}");
                }
            }
        }

        private static string Number(int count) => $"{count}";

        private static string Packages(int count) => count == 1 ? "package" : "packages";

        private Func<ConcreteSpec, string, string> Marking(IEnumerable<string> hashes)
        {
            var roots = hashes.ToHashSet(StringComparer.Ordinal);
            return (spec, text) => roots.Contains(spec.Hash) ? session.Terminal.Paint(text, Style.Strong) : text;
        }
    }
}

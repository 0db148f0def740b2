using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Specs;
using Cairn.Specs.Graphs;
using Cairn.Store.Files;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn graph</c>: draws what packages depend on.</summary>
internal static class GraphCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to draw");
        var ascii = new Option<bool>("-a", "--ascii") { Description = "draw with letters (the default)" };
        var dot = new Option<bool>("-d", "--dot") { Description = "print the language of Graphviz" };
        var mermaid = new Option<bool>("--mermaid") { Description = "print a Mermaid flowchart" };
        var svg = new Option<bool>("--svg") { Description = "print a picture" };
        var html = new Option<bool>("--html") { Description = "print a page with a picture that can be searched" };
        var json = new Option<bool>("--json") { Description = "print nodes and edges as JSON" };
        var isStatic = new Option<bool>("-s", "--static") { Description = "draw what recipes allow, without deciding anything (with --dot unless another form is chosen)" };
        var color = new Option<bool>("-c", "--color") { Description = "with --dot: a colour for each kind of dependency" };
        var installed = new Option<bool>("-i", "--installed") { Description = "draw installed packages" };
        var types = new Option<string?>("--deptype") { Description = "kinds of dependencies: build,link,run,test or all", HelpName = "TYPES" };
        var output = new Option<string?>("-o", "--output") { Description = "write to a file", HelpName = "FILE" };
        var command = new Command("graph", "draw what packages depend on")
        {
            specs, ascii, dot, mermaid, svg, html, json, isStatic, color, installed, types, output,
        };
        var concretize = new ConcretizeArguments();
        concretize.AddTo(command);
        Exclusive.Add(command, ascii, dot, mermaid, svg, html, json);
        Exclusive.Add(command, isStatic, installed);
        command.SetAction(parsed =>
        {
            var form = parsed.GetValue(mermaid) ? Form.Mermaid : parsed.GetValue(svg) ? Form.Svg : parsed.GetValue(html) ? Form.Html
                : parsed.GetValue(json) ? Form.Json : parsed.GetValue(dot) || parsed.GetValue(isStatic) ? Form.Dot : Form.Ascii;
            if (parsed.GetValue(color) && form != Form.Dot)
            {
                throw new CairnException(new Diagnostic("usage", "`--color` goes with `--dot` only", null, [], "other pictures have their colours anyway"));
            }

            var queries = SpecArguments.Parse(parsed.GetValue(specs));
            var kinds = DependencyTypeNames.Parse(parsed.GetValue(types));
            var title = queries.IsEmpty ? "installed packages" : string.Join(' ', queries);
            var text = parsed.GetValue(isStatic)
                ? Draw(StaticGraph(session, queries, kinds), form, title, parsed.GetValue(color), hasColors: false)
                : DrawSpecs(session, Specs(session, queries, parsed.GetValue(installed), concretize.Read(parsed)), kinds, form, title, parsed.GetValue(color));
            Write(session, text, parsed.GetValue(output));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Session session, string text, string? file)
    {
        if (file is null)
        {
            session.Terminal.Write(text);
        }
        else
        {
            AtomicFile.WriteText(Path.GetFullPath(file), text);
            session.Terminal.Note($"written to {file}");
        }
    }

    /// <summary>What is drawn: installed packages, those of the active environment, or what the concretizer decides.</summary>
    private static ImmutableArray<ConcreteSpec> Specs(Session session, ImmutableArray<AbstractSpec> queries, bool isInstalled, ConcretizeOptions options)
    {
        if (isInstalled)
        {
            var found = queries.IsEmpty
                ? [.. session.Database.Read(session.Cancellation).Values.Where(record => record.IsInstalled).Select(record => record.Spec).Order()]
                : queries.SelectMany(query => InstalledSpecs.Matching(session, query) is { IsEmpty: false } records ? records : throw InstalledSpecs.NotInstalled(query))
                    .Select(record => record.Spec).Distinct().ToImmutableArray();
            return found.IsEmpty ? throw new CairnException(new Diagnostic("nothing-to-draw", "nothing is installed")) : WithoutImplied(found, queries);
        }

        if (EnvironmentContent.OfActive(session) is { } environment)
        {
            var chosen = queries.IsEmpty
                ? environment.AllRoots.Select(root => root.Spec)
                : environment.Specs.Values.Where(spec => queries.Any(query => spec.Satisfies(query))).Order();
            var specs = chosen.ToImmutableArray();
            return !specs.IsEmpty ? specs
                : throw new CairnException(new Diagnostic("nothing-to-draw", $"nothing in the environment {environment.Name} matches"));
        }

        return queries.IsEmpty
            ? throw new CairnException(new Diagnostic("usage", "`cairn graph` needs to know what to draw", null, [], "`cairn graph -i` draws all that is installed"))
            : SpecCommand.Concretized(session, queries, options);
    }

    /// <summary>Where everything is drawn, only what nothing else leads to is a root.</summary>
    private static ImmutableArray<ConcreteSpec> WithoutImplied(ImmutableArray<ConcreteSpec> specs, ImmutableArray<AbstractSpec> queries)
    {
        if (!queries.IsEmpty)
        {
            return specs;
        }

        var below = specs.SelectMany(spec => spec.Dependencies).Select(edge => edge.Node.Hash).ToHashSet(StringComparer.Ordinal);
        return [.. specs.Where(spec => !below.Contains(spec.Hash))];
    }

    private static string DrawSpecs(Session session, ImmutableArray<ConcreteSpec> specs, DependencyTypes types, Form form, string title, bool hasDotColors) =>
        form == Form.Ascii
            ? string.Join('\n', specs.Select(spec => AsciiGraph.Draw(PackageGraph.Of([spec], types), session.Terminal.HasColors)))
            : Draw(PackageGraph.Of(specs, types), form, title, hasDotColors, session.Terminal.HasColors);

    private static string Draw(PackageGraph graph, Form form, string title, bool hasDotColors, bool hasColors) => form switch
    {
        Form.Dot => DotGraph.Dot(graph, hasDotColors),
        Form.Mermaid => DotGraph.Mermaid(graph),
        Form.Svg => SvgGraph.Draw(graph),
        Form.Html => HtmlGraph.Draw(graph, title),
        Form.Json => Json(graph),
        _ => AsciiGraph.Draw(graph, hasColors),
    };

    private static string Json(PackageGraph graph) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WriteString("name", node.Name);
            json.WriteString("version", node.Version);
            json.WriteBoolean("root", node.IsRoot);
            json.WriteBoolean("build_only", node.IsBuildOnly);
            json.WriteBoolean("external", node.IsExternal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
        {
            json.WriteStartObject();
            json.WriteString("from", graph.Nodes[edge.From].Id);
            json.WriteString("to", graph.Nodes[edge.To].Id);
            RecipeJson.Texts(json, "types", DependencyTypeNames.All.Where(entry => (edge.Types & entry.Type) != 0).Select(entry => entry.Name));
            RecipeJson.Texts(json, "virtuals", edge.Virtuals);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }) + "\n";

    private static PackageGraph StaticGraph(Session session, ImmutableArray<AbstractSpec> queries, DependencyTypes types)
    {
        if (queries.IsEmpty)
        {
            throw new CairnException(new Diagnostic("usage", "`--static` needs the name of a recipe"));
        }

        var edges = new PossibleDependencies(session, types).Of(queries);
        session.SaveRecipeCache();
        return PackageGraph.OfNames(queries.Select(query => query.Name), edges);
    }

    private enum Form
    {
        Ascii,
        Dot,
        Mermaid,
        Svg,
        Html,
        Json,
    }
}

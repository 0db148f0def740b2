using System.CommandLine;
using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Specs;
using Cairn.Store.Database;

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
        command.SetAction(parsed => Run(session, SpecArguments.Parse(parsed.GetValue(specs)), options.Read(parsed)));
        return command;
    }

    private static int Run(Session session, ImmutableArray<AbstractSpec> queries, FindSettings settings)
    {
        var records = session.Database.Read(session.Cancellation);
        var found = (queries.IsEmpty
                ? records.Values.Where(record => record.IsInstalled)
                : queries.SelectMany(query => InstalledSpecs.Matching(records, query)))
            .Where(settings.Admits)
            .DistinctBy(record => record.Spec.Hash)
            .OrderBy(record => record.Spec)
            .ToImmutableArray();
        if (settings.Json)
        {
            PrintJson(session.Terminal, found);
        }
        else if (settings.Format is { } format)
        {
            foreach (var record in found)
            {
                session.Terminal.Line(record.Spec.Format(format));
            }
        }
        else
        {
            Print(session.Terminal, found, settings);
        }

        return queries.IsEmpty || found.Length > 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static void PrintJson(Terminal terminal, ImmutableArray<InstallRecord> found)
    {
        var json = new PythonJsonWriter();
        json.BeginList();
        foreach (var record in found)
        {
            SpecJson.WriteNode(json, record.Spec);
        }

        json.EndList();
        terminal.Line(System.Text.Encoding.UTF8.GetString(json.WrittenSpan));
    }

    private static void Print(Terminal terminal, ImmutableArray<InstallRecord> found, FindSettings settings)
    {
        foreach (var group in found.GroupBy(record => GroupOf(record.Spec)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            terminal.Line($"-- {terminal.Paint(group.Key, Style.Strong)} ---------------------------");
            var lines = group.Select(record => Line(terminal, record, settings)).ToList();
            if (settings.IsOneColumn)
            {
                foreach (var (record, line) in group.Zip(lines))
                {
                    terminal.Line(line);
                    if (settings.Dependencies)
                    {
                        PrintDependencies(terminal, record.Spec);
                    }
                }
            }
            else
            {
                Columns.Print(terminal, lines);
            }

            terminal.Line();
        }

        terminal.Line(found.Length == 1 ? "==> 1 installed package" : $"==> {found.Length} installed packages");
    }

    private static string GroupOf(ConcreteSpec spec)
    {
        var compiler = spec.Dependencies.FirstOrDefault(edge => edge.Virtuals.Contains("c") || edge.Virtuals.Contains("cxx"))?.Node;
        return $"{spec.Architecture} / {(compiler is null ? "no compilers" : $"{compiler.Name}@{compiler.Version}")}";
    }

    private static string Line(Terminal terminal, InstallRecord record, FindSettings settings)
    {
        var spec = record.Spec;
        var hash = settings.LongHash ? spec.Hash + " " : settings.ShortHash ? spec.ShortHash() + " " : "";
        var name = settings.Namespaces ? spec.FullName : spec.Name;
        var text = $"{terminal.Paint(hash, Style.Faint)}{name}{terminal.Paint($"@{spec.Version}", Style.Name)}";
        if (settings.Variants && spec.Variants.ToString() is { Length: > 0 } variants)
        {
            text += variants;
        }

        return settings.Paths ? $"{text}  {record.Path}" : text;
    }

    private static void PrintDependencies(Terminal terminal, ConcreteSpec spec)
    {
        foreach (var visited in spec.TraverseEdges(types: DependencyTypes.Link | DependencyTypes.Run).Where(visited => visited.Depth > 0))
        {
            terminal.Line($"{new string(' ', 4 * visited.Depth)}{visited.Node.Name}@{visited.Node.Version}");
        }
    }
}

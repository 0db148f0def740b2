using System.CommandLine;
using System.Text;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn debug</c>: looks into the engine.</summary>
internal static class DebugCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string>("file") { Description = "concrete DAGs as spec JSON, one a line" };
        var methods = new Command("methods", "print what the methods of packages compute, one JSON object a node") { file };
        methods.SetAction(parsed => Methods(session, parsed.GetValue(file)!));
        return new Command("debug", "look into the engine") { methods };
    }

    private static int Methods(Session session, string file)
    {
        var inquiry = new PackageInquiry(session.Configuration, session.Recipes, session.Host, session.Layout, session.Layout.PrefixOf);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            var root = SpecJson.Read(Encoding.UTF8.GetBytes(line), file);
            foreach (var (node, results) in inquiry.MethodsOf(root, node => seen.Add(node.Hash)))
            {
                session.Terminal.Line($$"""{"name": "{{node.Name}}", "hash": "{{node.Hash}}", "results": {{results}}}""");
            }
        }

        return ExitCode.Success;
    }
}

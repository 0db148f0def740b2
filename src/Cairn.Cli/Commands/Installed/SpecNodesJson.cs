using System.Text;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>A JSON list of the nodes of specs with their hashes, as <c>spack find --json</c> prints it.</summary>
internal static class SpecNodesJson
{
    /// <summary>The list in one line; each node once.</summary>
    /// <param name="specs">The specs.</param>
    /// <param name="withDependencies">Whether what is below them is listed too.</param>
    public static string Of(IEnumerable<ConcreteSpec> specs, bool withDependencies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var json = new PythonJsonWriter();
        json.BeginList();
        foreach (var spec in specs)
        {
            foreach (var node in withDependencies ? spec.Traverse() : [spec])
            {
                if (seen.Add(node.Hash))
                {
                    SpecJson.WriteNode(json, node);
                }
            }
        }

        json.EndList();
        return Encoding.UTF8.GetString(json.WrittenSpan) + "\n";
    }
}

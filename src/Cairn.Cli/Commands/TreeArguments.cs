using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The switches of trees of specs, under Spack's names.</summary>
internal sealed class TreeArguments
{
    private readonly Option<bool> _long = new("-l", "--long") { Description = "show the first characters of hashes" };
    private readonly Option<bool> _veryLong = new("-L", "--very-long") { Description = "show whole hashes" };
    private readonly Option<bool> _namespaces = new("-N", "--namespaces") { Description = "show the namespaces of recipes" };
    private readonly Option<bool> _status = new("-I", "--install-status") { Description = "show what is installed (the default): [+] installed, [e] external, - not installed" };
    private readonly Option<bool> _noStatus = new("--no-install-status") { Description = "do not show what is installed" };
    private readonly Option<bool> _types = new("-t", "--types") { Description = "show the types of dependencies" };
    private readonly Option<string?> _cover = new("-c", "--cover") { Description = "how much to show: nodes, edges or paths", HelpName = "COVER" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _long, _veryLong, _namespaces, _status, _noStatus, _types, _cover })
        {
            command.Options.Add(option);
        }
    }

    public DagTreeOptions Read(Session session, ParseResult parsed) => new()
    {
        HashLength = parsed.GetValue(_veryLong) ? 32 : parsed.GetValue(_long) ? 7 : 0,
        ShowsNamespaces = parsed.GetValue(_namespaces),
        ShowsTypes = parsed.GetValue(_types),
        Cover = parsed.GetValue(_cover) switch
        {
            null or "nodes" => TraversalCover.Nodes,
            "edges" => TraversalCover.Edges,
            "paths" => TraversalCover.Paths,
            var other => throw new CairnException(new Diagnostic("usage", $"`--cover` takes nodes, edges or paths, not `{other}`")),
        },
        Status = parsed.GetValue(_noStatus) ? null : InstallStatuses.Of(session),
        Colors = session.Terminal.HasColors ? SpecColors.Default : null,
    };
}

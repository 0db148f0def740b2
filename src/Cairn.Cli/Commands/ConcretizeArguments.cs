using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary>The switches that every command has which decides specs.</summary>
internal sealed class ConcretizeArguments
{
    private readonly Option<bool> _fresh = new("-U", "--fresh") { Description = "reuse nothing that is installed" };
    private readonly Option<bool> _reuse = new("--reuse") { Description = "reuse what is installed (the default)" };
    private readonly Option<bool> _reuseDependencies = new("--reuse-deps", "--fresh-roots") { Description = "reuse dependencies, but not what was asked for" };
    private readonly Option<bool> _deprecated = new("--deprecated") { Description = "allow deprecated versions" };
    private readonly Option<bool> _reachable = new("--reachable") { Description = "take only versions whose sources can be had now: from cache, mirrors or apt-source" };

    public void AddTo(Command command)
    {
        command.Options.Add(_fresh);
        command.Options.Add(_reuse);
        command.Options.Add(_reuseDependencies);
        command.Options.Add(_deprecated);
        command.Options.Add(_reachable);
    }

    public ConcretizeOptions Read(ParseResult parsed) =>
        new(parsed.GetValue(_fresh), parsed.GetValue(_reuseDependencies), parsed.GetValue(_deprecated), parsed.GetValue(_reachable));
}

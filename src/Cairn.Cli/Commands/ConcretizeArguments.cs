using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The switches that every command has which decides specs.</summary>
internal sealed class ConcretizeArguments
{
    private readonly Option<bool> _force = new("-f", "--force") { Description = "decide anew what the lock file of the environment holds" };
    private readonly Option<bool> _fresh = new("-U", "--fresh") { Description = "reuse nothing that is installed" };
    private readonly Option<bool> _reuse = new("--reuse") { Description = "reuse what is installed, whatever `concretizer:reuse` says" };
    private readonly Option<bool> _reuseDependencies = new("--reuse-deps", "--fresh-roots") { Description = "reuse dependencies, but not what was asked for" };
    private readonly Option<bool> _deprecated = new("--deprecated") { Description = "allow deprecated versions" };
    private readonly Option<bool> _reachable = new("--reachable") { Description = "take only versions whose sources can be had now: from cache, mirrors or apt-source" };

    public void AddTo(Command command, bool withForce = true)
    {
        if (withForce)
        {
            command.Options.Add(_force);
        }

        command.Options.Add(_fresh);
        command.Options.Add(_reuse);
        command.Options.Add(_reuseDependencies);
        command.Options.Add(_deprecated);
        command.Options.Add(_reachable);
    }

    public ConcretizeOptions Read(ParseResult parsed)
    {
        var (fresh, reuse, dependencies) = (parsed.GetValue(_fresh), parsed.GetValue(_reuse), parsed.GetValue(_reuseDependencies));
        if ((fresh ? 1 : 0) + (reuse ? 1 : 0) + (dependencies ? 1 : 0) > 1)
        {
            throw new CairnException(new Diagnostic("usage", "`--fresh`, `--reuse` and `--fresh-roots` exclude each other"));
        }

        return new ConcretizeOptions(fresh, dependencies, parsed.GetValue(_deprecated), parsed.GetValue(_reachable))
        {
            Reuse = reuse,
            Force = parsed.GetValue(_force),
        };
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>What every command takes that works on sources.</summary>
internal sealed class SourceArguments
{
    private readonly Argument<string[]> _specs = SpecArguments.Create("whose source", ArgumentArity.OneOrMore);
    private readonly ConcretizeArguments _concretize = new();
    private readonly Option<bool> _noChecksum = new("-n", "--no-checksum") { Description = "take sources whose digest is not known, without comparing digests (unsafe)" };
    private readonly Option<bool> _undecided = new("--no-concretize")
    {
        Description = "take NAME@VERSION as it is written: its source with every resource and patch that may belong to it",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_specs);
        command.Options.Add(_noChecksum);
        command.Options.Add(_undecided);
        _concretize.AddTo(command);
    }

    public ImmutableArray<AbstractSpec> Specs(Session session, ParseResult parsed) => SpecArguments.Parse(parsed.GetValue(_specs), session.SpecOptions);

    public bool SkipsChecksums(ParseResult parsed) => parsed.GetValue(_noChecksum);

    public SourceSelection Selection(ParseResult parsed, bool dependencies = false, bool missing = false) =>
        new(_concretize.Read(parsed), dependencies, missing, parsed.GetValue(_undecided));
}

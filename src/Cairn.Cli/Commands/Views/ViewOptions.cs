using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The options that stand before or behind the actions of <c>cairn view</c>.</summary>
internal sealed class ViewOptions
{
    private readonly Option<bool> _verbose = new("-v", "--verbose") { Description = "name every package", Recursive = true };

    private readonly Option<string[]> _exclude = new("-e", "--exclude")
    {
        Description = "leave out packages whose names begin with what a regular expression matches",
        HelpName = "REGEX",
        Recursive = true,
    };

    private readonly Option<string> _dependencies = new("-d", "--dependencies")
    {
        Description = "what the packages need goes with them (the default)",
        HelpName = "true|false",
        DefaultValueFactory = _ => "true",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_verbose);
        command.Options.Add(_exclude);
        command.Options.Add(_dependencies);
    }

    public ViewSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_verbose),
        [.. (parsed.GetValue(_exclude) ?? []).Select(Pattern)],
        parsed.GetValue(_dependencies)!.ToLowerInvariant() switch
        {
            "true" or "yes" => true,
            "false" or "no" => false,
            var other => throw new CairnException(new Diagnostic("usage", $"`--dependencies` takes `true` or `false`, not `{other}`")),
        });

    private static Regex Pattern(string text)
    {
        try
        {
            return new Regex($@"\A(?:{text})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        }
        catch (ArgumentException exception)
        {
            throw new CairnException(new Diagnostic("usage", $"`{text}` is no regular expression: {exception.Message}"), exception);
        }
    }
}

/// <summary>What the options say.</summary>
/// <param name="IsVerbose">True to name every package.</param>
/// <param name="Excluded">Patterns of names that are left out.</param>
/// <param name="WithDependencies">True if what packages need goes with them.</param>
internal sealed record ViewSettings(bool IsVerbose, ImmutableArray<Regex> Excluded, bool WithDependencies)
{
    public bool Excludes(ConcreteSpec spec) => Excluded.Any(pattern => pattern.IsMatch(spec.Name));
}

using System.CommandLine;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary>The switches of <c>find</c>, under Spack's names.</summary>
internal sealed class FindOptions
{
    private readonly Option<string?> _format = new("--format") { Description = "print each package by a format string", HelpName = "FORMAT" };
    private readonly Option<bool> _json = new("--json") { Description = "print a JSON list" };
    private readonly Option<bool> _paths = new("-p", "--paths") { Description = "show prefixes" };
    private readonly Option<bool> _long = new("-l", "--long") { Description = "show the first characters of hashes" };
    private readonly Option<bool> _veryLong = new("-L", "--very-long") { Description = "show whole hashes" };
    private readonly Option<bool> _namespaces = new("-N", "--namespaces") { Description = "show the namespaces of recipes" };
    private readonly Option<bool> _variants = new("-v", "--variants") { Description = "show variants" };
    private readonly Option<bool> _dependencies = new("-d", "--deps") { Description = "show dependencies" };
    private readonly Option<bool> _explicit = new("-x", "--explicit") { Description = "only what was asked for by name" };
    private readonly Option<bool> _implicit = new("-X", "--implicit") { Description = "only what came as a dependency" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _format, _json, _paths, _long, _veryLong, _namespaces, _variants, _dependencies, _explicit, _implicit })
        {
            command.Options.Add(option);
        }
    }

    public FindSettings Read(ParseResult parsed) => new()
    {
        Format = parsed.GetValue(_format),
        Json = parsed.GetValue(_json),
        Paths = parsed.GetValue(_paths),
        ShortHash = parsed.GetValue(_long),
        LongHash = parsed.GetValue(_veryLong),
        Namespaces = parsed.GetValue(_namespaces),
        Variants = parsed.GetValue(_variants),
        Dependencies = parsed.GetValue(_dependencies),
        OnlyExplicit = parsed.GetValue(_explicit),
        OnlyImplicit = parsed.GetValue(_implicit),
    };
}

/// <summary>What a user wants <c>find</c> to show.</summary>
internal sealed record FindSettings
{
    public string? Format { get; init; }

    public bool Json { get; init; }

    public bool Paths { get; init; }

    public bool ShortHash { get; init; }

    public bool LongHash { get; init; }

    public bool Namespaces { get; init; }

    public bool Variants { get; init; }

    public bool Dependencies { get; init; }

    public bool OnlyExplicit { get; init; }

    public bool OnlyImplicit { get; init; }

    public bool IsOneColumn => Paths || Variants || Dependencies || LongHash || ShortHash;

    public bool Admits(InstallRecord record) => (!OnlyExplicit || record.IsExplicit) && (!OnlyImplicit || !record.IsExplicit);
}

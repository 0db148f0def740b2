using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary>The switches of <c>find</c>, under Spack's names.</summary>
internal sealed class FindOptions
{
    private readonly Option<string?> _format = new("--format") { Description = "print each package by a format string", HelpName = "FORMAT" };
    private readonly Option<bool> _hashes = new("-H", "--hashes") { Description = "the same as `--format {/hash}`, for other commands" };
    private readonly Option<bool> _json = new("--json") { Description = "print a JSON list of nodes" };
    private readonly Option<bool> _status = new("-I", "--install-status") { Description = "show what is installed" };
    private readonly Option<bool> _specFile = new("--specfile-format") { Description = "show the version of each spec file" };
    private readonly Option<bool> _dependencies = new("-d", "--deps") { Description = "show dependencies" };
    private readonly Option<bool> _paths = new("-p", "--paths") { Description = "show prefixes" };
    private readonly Option<bool> _groups = new("--groups") { Description = "group by architecture and compilers (the default)" };
    private readonly Option<bool> _noGroups = new("--no-groups") { Description = "one list without headings" };
    private readonly Option<bool> _long = new("-l", "--long") { Description = "show the first characters of hashes" };
    private readonly Option<bool> _veryLong = new("-L", "--very-long") { Description = "show whole hashes" };
    private readonly Option<string[]> _tags = new("-t", "--tag") { Description = "only packages whose recipes have a tag (may be repeated)", HelpName = "TAG", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> _namespaces = new("-N", "--namespaces") { Description = "show the namespaces of recipes" };
    private readonly Option<bool> _onlyRoots = new("-r", "--only-roots") { Description = "only the roots of the active environment" };
    private readonly Option<bool> _concretized = new("-c", "--show-concretized") { Description = "also what is decided in the active environment and not installed" };
    private readonly Option<bool> _externals = new("--show-configured-externals") { Description = "show the externals of `packages.yaml` instead" };
    private readonly Option<bool> _flags = new("-f", "--show-flags") { Description = "show compiler flags" };
    private readonly Option<bool> _fullCompiler = new("--show-full-compiler") { Description = "accepted for Spack's sake: headings show compilers anyway" };
    private readonly Option<bool> _explicit = new("-x", "--explicit") { Description = "only what was asked for by name" };
    private readonly Option<bool> _implicit = new("-X", "--implicit") { Description = "only what came as a dependency" };
    private readonly Option<bool> _external = new("-e", "--external") { Description = "only what was not built here" };
    private readonly Option<bool> _unknown = new("-u", "--unknown") { Description = "only packages without a recipe" };
    private readonly Option<bool> _missing = new("-m", "--missing") { Description = "also dependencies that are missing" };
    private readonly Option<bool> _variants = new("-v", "--variants") { Description = "show variants" };
    private readonly Option<bool> _loaded = new("--loaded") { Description = "only what is loaded in this shell" };
    private readonly Option<bool> _onlyMissing = new("-M", "--only-missing") { Description = "only dependencies that are missing" };
    private readonly Option<bool> _onlyDeprecated = new("--only-deprecated") { Description = "only what was replaced by `deprecate`" };
    private readonly Option<bool> _deprecated = new("--deprecated") { Description = "also what was replaced by `deprecate`" };
    private readonly Option<string> _tree = new("--install-tree") { Description = "whose packages: all, local, upstream, or the name or path of an upstream store", HelpName = "TREE", DefaultValueFactory = _ => "all" };
    private readonly Option<string?> _start = new("--start-date") { Description = "only what was installed after: YYYY-MM-DD, `yesterday`, `2 weeks ago`", HelpName = "DATE" };
    private readonly Option<string?> _end = new("--end-date") { Description = "only what was installed before", HelpName = "DATE" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _format, _hashes, _json, _status, _specFile, _dependencies, _paths, _groups, _noGroups, _long, _veryLong, _tags, _namespaces, _onlyRoots,
            _concretized, _externals, _flags, _fullCompiler, _explicit, _implicit, _external, _unknown, _missing, _variants, _loaded, _onlyMissing,
            _onlyDeprecated, _deprecated, _tree, _start, _end,
        })
        {
            command.Options.Add(option);
        }

        Exclusive.Add(command, _format, _hashes, _json);
        Exclusive.Add(command, _concretized, _externals);
        Exclusive.Add(command, _explicit, _implicit);
        Exclusive.Add(command, _onlyMissing, _onlyDeprecated, _missing);
        Exclusive.Add(command, _onlyMissing, _onlyDeprecated, _deprecated);
        Exclusive.Add(command, _groups, _noGroups);
    }

    public FindSettings Read(Session session, ParseResult parsed)
    {
        var format = parsed.GetValue(_hashes) ? "{/hash}" : parsed.GetValue(_format);
        var records = new Lazy<ImmutableDictionary<string, InstallRecord>>(() => session.Database.Read(session.Cancellation));
        Func<ConcreteSpec, string?> pathOf = spec => records.Value.GetValueOrDefault(spec.Hash)?.Path ?? session.Layout.PrefixOf(spec);
        return new FindSettings
        {
            IsJson = parsed.GetValue(_json),
            HasFormat = format is not null,
            Tags = parsed.GetValue(_tags) ?? [],
            OnlyRoots = parsed.GetValue(_onlyRoots),
            ShowsConcretized = parsed.GetValue(_concretized),
            ShowsConfiguredExternals = parsed.GetValue(_externals),
            OnlyExternal = parsed.GetValue(_external),
            OnlyUnknown = parsed.GetValue(_unknown),
            OnlyLoaded = parsed.GetValue(_loaded),
            OnlyExplicit = parsed.GetValue(_explicit) ? true : parsed.GetValue(_implicit) ? false : null,
            States = States(parsed),
            Tree = parsed.GetValue(_tree)!,
            Start = parsed.GetValue(_start) is { } start ? PrettyDate.Parse(start, DateTime.Now) : null,
            End = parsed.GetValue(_end) is { } end ? PrettyDate.Parse(end, DateTime.Now) : null,
            Style = new SpecListingStyle
            {
                Format = format,
                HashLength = parsed.GetValue(_veryLong) ? 32 : parsed.GetValue(_long) ? 7 : 0,
                Namespaces = parsed.GetValue(_namespaces),
                Variants = parsed.GetValue(_variants),
                Flags = parsed.GetValue(_flags),
                Dependencies = parsed.GetValue(_dependencies),
                SpecFileFormat = parsed.GetValue(_specFile),
                HasGroups = parsed.GetValue(_groups) || (!parsed.GetValue(_noGroups) && format is null),
                PathOf = parsed.GetValue(_paths) ? pathOf : null,
                PrefixOf = pathOf,
                Status = parsed.GetValue(_status) || parsed.GetValue(_concretized) ? InstallStatuses.Of(session) : null,
            },
        };
    }

    private RecordStates States(ParseResult parsed)
    {
        if (parsed.GetValue(_onlyMissing))
        {
            return RecordStates.Missing;
        }

        if (parsed.GetValue(_onlyDeprecated))
        {
            return RecordStates.Deprecated;
        }

        return RecordStates.Installed
            | (parsed.GetValue(_missing) ? RecordStates.Missing : RecordStates.None)
            | (parsed.GetValue(_deprecated) ? RecordStates.Deprecated : RecordStates.None);
    }
}

/// <summary>What a user wants <c>find</c> to show.</summary>
internal sealed record FindSettings
{
    public required SpecListingStyle Style { get; init; }

    public required RecordStates States { get; init; }

    public required string Tree { get; init; }

    public string[] Tags { get; init; } = [];

    public bool IsJson { get; init; }

    public bool HasFormat { get; init; }

    public bool OnlyRoots { get; init; }

    public bool ShowsConcretized { get; init; }

    public bool ShowsConfiguredExternals { get; init; }

    public bool OnlyExternal { get; init; }

    public bool OnlyUnknown { get; init; }

    public bool OnlyLoaded { get; init; }

    /// <summary>True for explicit installations only, false for implicit ones, null for both.</summary>
    public bool? OnlyExplicit { get; init; }

    public DateTime? Start { get; init; }

    public DateTime? End { get; init; }
}

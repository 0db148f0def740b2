using System.CommandLine;
using Cairn.Build.Installation;
using Cairn.Build.Scheduling;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Concretization;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The switches of <c>install</c>, under Spack's names.</summary>
internal sealed class InstallArguments
{
    private readonly Option<int?> _jobs = new("-j", "--jobs") { Description = "jobs in all (default: config:build_jobs, at most the processors)", HelpName = "N" };
    private readonly Option<int?> _packages = new("-p", "--concurrent-packages") { Description = "packages at the same time at most", HelpName = "N" };
    private readonly Option<string[]> _files = new("-f", "--file") { Description = "install the spec of a file, spec.json or spec.yaml (may be repeated)", HelpName = "FILE" };
    private readonly Option<bool> _force = new("--force") { Description = "decide anew what the lock file of the environment holds" };
    private readonly Option<bool> _onlyConcrete = new("--only-concrete") { Description = "in an environment: decide nothing, install what its lock file holds" };
    private readonly Option<bool> _add = new("--add") { Description = "in an environment: add the specs to its `spack.yaml`, then install all of it" };
    private readonly Option<bool> _noAdd = new("--no-add") { Description = "in an environment: install what it holds of the specs (the default)" };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "stop everything at the first failure" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "build what was asked for anew even if it is installed; the old prefix comes back if that fails" };
    private readonly Option<bool> _keepPrefix = new("--keep-prefix") { Description = "keep the prefix of a failed package for inspection" };
    private readonly Option<bool> _keepStage = new("--keep-stage") { Description = "keep the directory in which a package was built" };
    private readonly Option<bool> _dontRestage = new("--dont-restage") { Description = "go on in the directory that an earlier attempt left" };
    private readonly Option<bool> _source = new("--source") { Description = "keep the sources in the prefix" };
    private readonly Option<bool> _dirty = new("--dirty") { Description = "keep the user's environment in builds" };
    private readonly Option<bool> _clean = new("--clean") { Description = "build in a clean environment (the default)" };
    private readonly Option<bool> _noChecksum = new("-n", "--no-checksum") { Description = "take sources whose digest is not known" };
    private readonly Option<bool> _fake = new("--fake") { Description = "install empty prefixes, for measuring" };
    private readonly Option<string?> _only = new("--only") { Description = "install only the `package` or only its `dependencies`", HelpName = "WHAT" };
    private readonly Option<bool> _includeBuildDeps = new("--include-build-deps") { Description = "install the build dependencies of what is installed, too" };
    private readonly Option<bool> _explicit = new("--explicit") { Description = "record what was named as asked for (the default)" };
    private readonly Option<bool> _implicit = new("--implicit") { Description = "record what was named as a mere dependency" };
    private readonly Option<string?> _until = new("-u", "--until") { Description = "stop after a phase", HelpName = "PHASE" };
    private readonly Option<string?> _stopAt = new("--stop-at") { Description = "stop before a phase", HelpName = "PHASE" };
    private readonly Option<string?> _test = new("--test") { Description = "run the tests of `root` packages or of `all`", HelpName = "WHOSE" };
    private readonly Option<bool> _verbose = new("-v", "--verbose") { Description = "show what builds print" };
    private readonly Option<bool> _showLog = new("--show-log-on-error") { Description = "print the whole log of a package that fails" };
    private readonly Option<string?> _logFormat = new("--log-format") { Description = "write a report: `junit`", HelpName = "FORMAT" };
    private readonly Option<string?> _logFile = new("--log-file") { Description = "where the report goes", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "tell what happens as JSON, one event a line" };
    private readonly Option<bool> _yes = new("-y", "--yes-to-all") { Description = "do not ask" };

    /// <param name="command">The command.</param>
    /// <param name="inEnvironment">True for a command that installs what an environment holds.</param>
    public void AddTo(Command command, bool inEnvironment = true)
    {
        foreach (var option in inEnvironment ? [_force, _onlyConcrete, _add, _noAdd] : Array.Empty<Option>())
        {
            command.Options.Add(option);
        }

        foreach (var option in new Option[]
        {
            _jobs, _packages, _files, _failFast, _overwrite, _keepPrefix, _keepStage, _dontRestage, _source, _dirty, _clean, _noChecksum, _fake, _only,
            _includeBuildDeps, _explicit, _implicit, _until, _stopAt, _test, _verbose, _showLog, _logFormat, _logFile, _json, _yes,
        })
        {
            command.Options.Add(option);
        }
    }

    public InstallOptions Options(Session session, ParseResult parsed)
    {
        var configuration = session.Configuration;
        var jobs = parsed.GetValue(_jobs) ?? Math.Min(configuration.GetInteger("config:build_jobs", 16), Environment.ProcessorCount);
        var packages = parsed.GetValue(_packages) ?? configuration.GetInteger("config:concurrent_packages", Math.Min(jobs, Environment.ProcessorCount));
        return new InstallOptions
        {
            Jobs = Positive(jobs, "-j"),
            Packages = Positive(packages, "-p"),
            FailFast = parsed.GetValue(_failFast) || configuration.GetBoolean("config:fail_fast", false),
            Overwrite = parsed.GetValue(_overwrite),
            KeepPrefix = parsed.GetValue(_keepPrefix),
            KeepStage = parsed.GetValue(_keepStage),
            ReuseStage = parsed.GetValue(_dontRestage),
            KeepSource = parsed.GetValue(_source),
            IsDirty = Choice(parsed, _dirty, _clean) ?? configuration.GetBoolean("config:dirty", false),
            SkipChecksums = parsed.GetValue(_noChecksum) || !configuration.GetBoolean("config:checksum", true),
            IsFake = parsed.GetValue(_fake),
            IncludeBuildDependencies = parsed.GetValue(_includeBuildDeps),
            ExplicitRoots = Choice(parsed, _explicit, _implicit) == false ? [] : null,
            LastPhase = parsed.GetValue(_until),
            StopBefore = parsed.GetValue(_stopAt),
            Tests = TestsOf(parsed),
        };
    }

    public InstallScope Scope(ParseResult parsed) => parsed.GetValue(_only) switch
    {
        null => InstallScope.All,
        "package" => InstallScope.PackageOnly,
        "dependencies" => InstallScope.DependenciesOnly,
        var other => throw Wrong("--only", "package or dependencies", other),
    };

    /// <summary>Files whose specs shall be installed as they are.</summary>
    public string[] Files(ParseResult parsed) => parsed.GetValue(_files) ?? [];

    /// <summary>How specs are decided: with `--force` even what is decided already, with `--test` with what tests need.</summary>
    public ConcretizeOptions Complete(ParseResult parsed, ConcretizeOptions options) => options with
    {
        Force = parsed.GetValue(_force),
        Tests = TestsOf(parsed) switch
        {
            TestScope.Roots => TestDependencies.Roots,
            TestScope.All => TestDependencies.All,
            _ => TestDependencies.None,
        },
    };

    /// <summary>What an installation may change in the environment that it works in.</summary>
    /// <exception cref="CairnException">A switch needs an environment, and none is active.</exception>
    public EnvironmentChange Change(Session session, ParseResult parsed)
    {
        var add = Choice(parsed, _add, _noAdd) == true;
        var onlyConcrete = parsed.GetValue(_onlyConcrete);
        if (add && onlyConcrete)
        {
            throw new CairnException(new Diagnostic("usage", "`--add` and `--only-concrete` exclude each other"));
        }

        if ((add || onlyConcrete) && session.ActiveEnvironment is null)
        {
            throw new CairnException(new Diagnostic(
                "usage", $"`{(add ? _add : _onlyConcrete).Name}` works on an environment, and none is active", null, [],
                "name one before the command: `cairn -e DIR install …`; `cairn env create DIR` makes one"));
        }

        return add ? EnvironmentChange.AddRoots : onlyConcrete ? EnvironmentChange.Nothing : EnvironmentChange.Decide;
    }

    /// <summary>How it is told.</summary>
    public InstallReporting Reporting(ParseResult parsed)
    {
        var format = parsed.GetValue(_logFormat);
        if (format is not null and not "junit")
        {
            throw Wrong("--log-format", "junit", format);
        }

        if (format is null && parsed.GetValue(_logFile) is not null)
        {
            throw new CairnException(new Diagnostic("usage", "`--log-file` needs `--log-format`", null, [], "add `--log-format junit`"));
        }

        return new InstallReporting(
            parsed.GetValue(_json), parsed.GetValue(_verbose), parsed.GetValue(_showLog), format is null ? null : parsed.GetValue(_logFile) ?? "", parsed.GetValue(_yes));
    }

    private TestScope TestsOf(ParseResult parsed) => parsed.GetValue(_test) switch
    {
        null => TestScope.None,
        "root" => TestScope.Roots,
        "all" => TestScope.All,
        var other => throw Wrong("--test", "root or all", other),
    };

    /// <summary>True and false for two options that exclude each other; null if neither is given.</summary>
    private static bool? Choice(ParseResult parsed, Option<bool> yes, Option<bool> no) => (parsed.GetValue(yes), parsed.GetValue(no)) switch
    {
        (true, true) => throw new CairnException(new Diagnostic("usage", $"`{yes.Name}` and `{no.Name}` exclude each other")),
        (true, _) => true,
        (_, true) => false,
        _ => null,
    };

    private static int Positive(int number, string option) =>
        number > 0 ? number : throw Wrong(option, "a number above zero", $"{number}");

    private static CairnException Wrong(string option, string wanted, string given) =>
        new(new Diagnostic("usage", $"`{option}` takes {wanted}, not `{given}`"));
}

/// <summary>How an installation is told.</summary>
/// <param name="IsJson">True for events in JSON on standard output.</param>
/// <param name="IsVerbose">True to show what builds print.</param>
/// <param name="ShowsFailedLogs">True to print the logs of what fails.</param>
/// <param name="ReportFile">The file of a JUnit report; empty for the usual place, null for no report.</param>
/// <param name="IsConfirmed">True to ask nothing.</param>
internal sealed record InstallReporting(bool IsJson, bool IsVerbose, bool ShowsFailedLogs, string? ReportFile, bool IsConfirmed);

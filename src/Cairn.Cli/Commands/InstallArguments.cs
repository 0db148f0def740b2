using System.CommandLine;
using Cairn.Build.Installation;
using Cairn.Build.Scheduling;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The switches of <c>install</c>, under Spack's names.</summary>
internal sealed class InstallArguments
{
    private readonly Option<int?> _jobs = new("-j", "--jobs") { Description = "jobs in all (default: config:build_jobs, at most the processors)", HelpName = "N" };
    private readonly Option<int?> _packages = new("-p", "--concurrent-packages") { Description = "packages at the same time at most", HelpName = "N" };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "stop everything at the first failure" };
    private readonly Option<bool> _keepPrefix = new("--keep-prefix") { Description = "keep the prefix of a failed package for inspection" };
    private readonly Option<bool> _keepStage = new("--keep-stage") { Description = "keep the directory in which a package was built" };
    private readonly Option<bool> _dirty = new("--dirty") { Description = "keep the user's environment in builds" };
    private readonly Option<bool> _noChecksum = new("-n", "--no-checksum") { Description = "take sources whose digest is not known" };
    private readonly Option<bool> _fake = new("--fake") { Description = "install empty prefixes, for measuring" };
    private readonly Option<string?> _only = new("--only") { Description = "install only the `package` or only its `dependencies`", HelpName = "WHAT" };
    private readonly Option<string?> _until = new("-u", "--until") { Description = "stop after a phase", HelpName = "PHASE" };
    private readonly Option<string?> _stopAt = new("--stop-at") { Description = "stop before a phase", HelpName = "PHASE" };
    private readonly Option<string?> _test = new("--test") { Description = "run the tests of `root` packages or of `all`", HelpName = "WHOSE" };
    private readonly Option<bool> _yes = new("-y", "--yes-to-all") { Description = "do not ask" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _jobs, _packages, _failFast, _keepPrefix, _keepStage, _dirty, _noChecksum, _fake, _only, _until, _stopAt, _test, _yes })
        {
            command.Options.Add(option);
        }
    }

    public InstallOptions Options(Session session, ParseResult parsed)
    {
        var jobs = parsed.GetValue(_jobs)
            ?? Math.Min(session.Configuration.GetInteger("config:build_jobs", 16), Environment.ProcessorCount);
        return new InstallOptions
        {
            Jobs = Positive(jobs, "-j"),
            Packages = Positive(parsed.GetValue(_packages) ?? Math.Min(jobs, Environment.ProcessorCount), "-p"),
            FailFast = parsed.GetValue(_failFast),
            KeepPrefix = parsed.GetValue(_keepPrefix),
            KeepStage = parsed.GetValue(_keepStage),
            IsDirty = parsed.GetValue(_dirty),
            SkipChecksums = parsed.GetValue(_noChecksum),
            IsFake = parsed.GetValue(_fake),
            LastPhase = parsed.GetValue(_until),
            StopBefore = parsed.GetValue(_stopAt),
            Tests = parsed.GetValue(_test) switch
            {
                null => TestScope.None,
                "root" => TestScope.Roots,
                "all" => TestScope.All,
                var other => throw Wrong("--test", "root or all", other),
            },
        };
    }

    public InstallScope Scope(ParseResult parsed) => parsed.GetValue(_only) switch
    {
        null => InstallScope.All,
        "package" => InstallScope.PackageOnly,
        "dependencies" => InstallScope.DependenciesOnly,
        var other => throw Wrong("--only", "package or dependencies", other),
    };

    private static int Positive(int number, string option) =>
        number > 0 ? number : throw Wrong(option, "a number above zero", $"{number}");

    private static CairnException Wrong(string option, string wanted, string given) =>
        new(new Diagnostic("usage", $"`{option}` takes {wanted}, not `{given}`"));
}

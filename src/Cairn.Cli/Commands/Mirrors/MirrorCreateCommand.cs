using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Cli.Mirrors;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn mirror create</c>: fills a mirror in the file system; run again, it goes on where it ended.</summary>
internal static class MirrorCreateCommand
{
    public static Command Create(Session session, Option<bool> noChecksumBefore)
    {
        var specs = SpecArguments.Create("what to put into the mirror");
        var all = new Option<bool>("-a", "--all") { Description = "all versions of all packages (or as many as `-n` says)" };
        var directory = new Option<string?>("-d", "--directory") { Description = "the mirror's directory (default: the source cache)", HelpName = "DIRECTORY" };
        var jobs = new Option<int?>("-j", "--jobs") { Description = "how many to fetch at once", HelpName = "N" };
        var file = new Option<string?>("-f", "--file") { Description = "a file with specs, one a line", HelpName = "FILE" };
        var excludeFile = new Option<string?>("--exclude-file") { Description = "a file with specs to leave out, one a line", HelpName = "FILE" };
        var exclude = new Option<string?>("--exclude-specs") { Description = "specs to leave out", HelpName = "SPECS" };
        var stable = new Option<bool>("--skip-unstable-versions") { Description = "leave out branches, tags and whatever else may change" };
        var perSpec = new Option<string?>("-n", "--versions-per-spec") { Description = "so many of the newest versions of each spec, or `all`", HelpName = "N" };
        var onePerSpec = new Option<bool>("-o", "--one-version-per-spec") { Description = "the older spelling of `-n 1`" };
        var isPrivate = new Option<bool>("--private") { Description = "include what must not be redistributed" };
        var dependencies = new Option<bool>("-D", "--dependencies") { Description = "include all dependencies" };
        var noChecksum = new Option<bool>("--no-checksum") { Description = "include sources whose digest is not known (unsafe)" };
        var concretize = new ConcretizeArguments();
        var command = new Command("create", "fill a directory with sources that both Cairn and Spack can use as mirror")
        {
            specs, all, directory, jobs, file, excludeFile, exclude, stable, perSpec, onePerSpec, isPrivate, dependencies, noChecksum,
        };
        concretize.AddTo(command, withForce: false);
        command.SetAction((parsed, _) =>
        {
            ImmutableArray<AbstractSpec> wanted = [.. SpecArguments.Parse(parsed.GetValue(specs)), .. FromFile(parsed.GetValue(file))];
            return RunAsync(session, new MirrorContent(session)
            {
                Specs = wanted,
                IsEverything = parsed.GetValue(all),
                VersionsPerSpec = Count(parsed.GetValue(perSpec)) ?? (parsed.GetValue(onePerSpec) ? 1 : null),
                Excluded = [.. FromFile(parsed.GetValue(excludeFile)), .. parsed.GetValue(exclude) is { } text ? AbstractSpec.ParseMany(text) : []],
                OnlyStable = parsed.GetValue(stable),
                IsPrivate = parsed.GetValue(isPrivate),
                Selection = new SourceSelection(concretize.Read(parsed), parsed.GetValue(dependencies)),
            }, parsed.GetValue(directory), parsed.GetValue(jobs), parsed.GetValue(noChecksum) || parsed.GetValue(noChecksumBefore));
        });
        return command;
    }

    private static int? Count(string? text) => text switch
    {
        null => null,
        "all" => int.MaxValue,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 => count,
        _ => throw new CairnException(new Diagnostic("usage", $"`-n` takes a number above zero or `all`, not `{text}`")),
    };

    private static IEnumerable<AbstractSpec> FromFile(string? path)
    {
        if (path is null)
        {
            return [];
        }

        if (!File.Exists(path))
        {
            throw new CairnException(new Diagnostic("no-file", $"there is no file `{path}`"));
        }

        return File.ReadLines(path).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).Select(line => AbstractSpec.Parse(line));
    }

    private static async Task<int> RunAsync(Session session, MirrorContent content, string? directory, int? jobs, bool skipsChecksums)
    {
        if (content is { Specs.IsEmpty: true, IsEverything: false })
        {
            session.Terminal.ErrorLine("error: `cairn mirror create` needs specs, `--file` or `--all`");
            return ExitCode.Usage;
        }

        using var progress = new SourceProgress(session.Terminal);
        using var sources = session.OpenSources(progress, skipsChecksums);
        string root = directory is null ? sources.Supply.Cache.Root : Path.GetFullPath(directory);
        var filling = new MirrorFilling(root, sources, jobs ?? sources.Parallel);
        var requests = content.Requests(sources, filling.Failures).ToList();
        session.SaveRecipeCache();
        await filling.RunAsync(requests, session.Cancellation);
        return filling.Report(session.Terminal);
    }
}

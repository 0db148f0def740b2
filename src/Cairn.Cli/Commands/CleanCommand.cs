using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn clean</c> (and <c>purge</c>): removes stages, downloads and caches.</summary>
internal static class CleanCommand
{
    public static Command Create(Session session) => Create(session, "clean", "remove stages, downloads and caches");

    /// <summary>The older name, with the same switches.</summary>
    public static Command CreatePurge(Session session) => Create(session, "purge", "the older name of `clean`", "-c", "--cache");

    private static Command Create(Session session, string name, string description, params string[] olderNamesOfDownloads)
    {
        var specs = SpecArguments.Create("whose stages to remove (default: all)");
        var stage = new Option<bool>("-s", "--stage") { Description = "remove stages (the default)" };
        var downloads = new Option<bool>("-d", "--downloads") { Description = "remove downloaded sources" };
        Array.ForEach(olderNamesOfDownloads, downloads.Aliases.Add);
        var misc = new Option<bool>("-m", "--misc-cache") { Description = "remove what was learnt from recipes and apt's indices" };
        var all = new Option<bool>("-a", "--all") { Description = "the same as `-sdm`" };
        var command = new Command(name, description) { specs, stage, downloads, misc, all };

        // Spack has caches that Cairn does not have; scripts that name them must go on working.
        var nothing = new Option<bool>[]
        {
            new("-f", "--failures") { Description = "accepted for Spack's sake: Cairn keeps no marks of failures" },
            new("-p", "--python-cache") { Description = "accepted for Spack's sake: Cairn leaves no compiled Python files" },
            new("-b", "--bootstrap") { Description = "accepted for Spack's sake: Cairn bootstraps nothing" },
        };
        Array.ForEach(nothing, command.Options.Add);
        command.SetAction((parsed, _) =>
        {
            var what = parsed.GetValue(all)
                ? new Cleaning(true, true, true)
                : new Cleaning(parsed.GetValue(stage), parsed.GetValue(downloads), parsed.GetValue(misc));
            bool isDefault = what == new Cleaning(false, false, false) && !nothing.Any(option => parsed.GetValue(option));
            return RunAsync(session, SpecArguments.Parse(parsed.GetValue(specs)), isDefault ? what with { Stages = true } : what);
        });
        return command;
    }

    private static async Task<int> RunAsync(Session session, ImmutableArray<AbstractSpec> specs, Cleaning what)
    {
        using var progress = new SourceProgress(session.Terminal);
        using var sources = session.OpenSources(progress);
        if (what.Stages || !specs.IsEmpty)
        {
            int removed = specs.IsEmpty
                ? await sources.Stages.PurgeAsync(session.Cancellation)
                : await sources.Stages.PurgeAsync(name => specs.Any(spec => IsStageOf(name, spec)), session.Cancellation);
            session.Terminal.Note($"{removed} {(removed == 1 ? "stage" : "stages")} removed from {sources.Stages.Path}");
        }

        if (what.Downloads)
        {
            var (files, bytes) = sources.Supply.Cache.Clear();
            session.Terminal.Note($"{files} downloaded {(files == 1 ? "file" : "files")} removed ({SourceProgress.Bytes(bytes)})");
        }

        if (what.MiscellaneousCache)
        {
            // Only what Cairn put there: the directory may be shared with Spack.
            Remove(Path.Combine(session.Configuration.GetPath("config:misc_cache") ?? session.Places.UserCache, "recipes"));
            Remove(Path.Combine(session.Places.UserCache, "cache", "apt-source"));
            session.Terminal.Note("caches of recipes and of apt's indices removed");
        }

        return ExitCode.Success;
    }

    /// <summary>
    /// True if a stage of that name belongs to a spec. Names are <c>spack-stage-NAME-VERSION[-HASH]</c>, so nothing has to be decided,
    /// and the stages of all its configurations go.
    /// </summary>
    private static bool IsStageOf(string name, AbstractSpec spec)
    {
        string rest = name[StageRoot.Prefix.Length..];
        if (!rest.StartsWith(spec.Name + "-", StringComparison.Ordinal))
        {
            return false;
        }

        string version = rest[(spec.Name.Length + 1)..];
        const int HashLength = 32;
        if (version.Length > HashLength + 1 && version[^(HashLength + 1)] == '-' && version.AsSpan()[^HashLength..].IndexOfAnyExceptInRange('0', 'z') < 0)
        {
            if (spec.AbstractHash is { } hash && !version[^HashLength..].StartsWith(hash, StringComparison.Ordinal))
            {
                return false;
            }

            version = version[..^(HashLength + 1)];
        }

        return char.IsAsciiLetterOrDigit(version[0]) && !version.Contains('_') && IsVersionOf(version, spec);
    }

    private static bool IsVersionOf(string version, AbstractSpec spec)
    {
        try
        {
            return Specs.Version.Parse(version).Satisfies(spec.Versions);
        }
        catch (CairnException)
        {
            return false; // the stage of a package whose name begins with this one's
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Cleaning(bool Stages, bool Downloads, bool MiscellaneousCache);
}

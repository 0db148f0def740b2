using System.CommandLine;
using Cairn.Build.Detection;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn external read-cray-manifest</c>: takes over what a vendor describes as installed.</summary>
internal static class CrayManifestCommand
{
    private const string Origin = "external-db";

    public static Command Create(Session session)
    {
        var file = new Option<string?>("--file") { Description = "a description in another place", HelpName = "FILE" };
        var directory = new Option<string?>("--directory") { Description = "a directory of descriptions", HelpName = "DIR" };
        var ignoreDefault = new Option<bool>("--ignore-default-dir") { Description = $"do not look into {CrayManifest.DefaultDirectory}" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be recorded" };
        var failOnError = new Option<bool>("--fail-on-error") { Description = "stop at the first description that cannot be read" };
        var command = new Command("read-cray-manifest", "record the packages and compilers that a vendor describes as installed") { file, directory, ignoreDefault, dryRun, failOnError };
        command.SetAction(parsed =>
        {
            var files = Files(parsed.GetValue(file), parsed.GetValue(directory), parsed.GetValue(ignoreDefault));
            if (files.Count == 0)
            {
                throw new CairnException(new Diagnostic(
                    "manifest", $"there is no description of installed packages in {CrayManifest.DefaultDirectory}", null, [], "name one with `--file` or `--directory`"));
            }

            return Read(session, files, parsed.GetValue(dryRun), parsed.GetValue(failOnError));
        });
        return command;
    }

    /// <summary>Records what the vendor's own directory describes, if there is one.</summary>
    public static void ReadDefault(Session session)
    {
        var files = Files(null, null, ignoresDefault: false);
        if (files.Count > 0)
        {
            Read(session, files, isDryRun: false, failsOnError: false);
        }
    }

    private static List<string> Files(string? file, string? directory, bool ignoresDefault)
    {
        var files = new List<string>();
        if (file is not null)
        {
            files.Add(file);
        }

        foreach (var folder in new[] { directory, ignoresDefault ? null : CrayManifest.DefaultDirectory })
        {
            if (folder is not null && Directory.Exists(folder))
            {
                files.AddRange(Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal));
            }
        }

        return files;
    }

    private static int Read(Session session, List<string> files, bool isDryRun, bool failsOnError)
    {
        var hasFailed = false;
        foreach (var file in files)
        {
            try
            {
                Take(session, CrayManifest.Read(file, session.Recipes), file, isDryRun);
            }
            catch (CairnException exception) when (!failsOnError)
            {
                hasFailed = true;
                session.Terminal.Warning(exception.Diagnostic.Message);
            }
        }

        return hasFailed && files.Count == 1 ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Take(Session session, CrayManifest manifest, string file, bool isDryRun)
    {
        foreach (var sentence in manifest.Omitted)
        {
            session.Terminal.Warning($"left out {sentence}");
        }

        var compilers = manifest.Compilers.SelectMany(compiler => Recognised(session, compiler, file)).ToList();
        foreach (var spec in manifest.Specs)
        {
            session.Terminal.Line($"{InstalledSpecs.Describe(spec)}  {spec.ExternalPath}");
        }

        if (isDryRun)
        {
            foreach (var compiler in compilers)
            {
                session.Terminal.Line($"{compiler.Installation.Spec}  {compiler.Installation.Prefix}");
            }

            return;
        }

        foreach (var compiler in ExternalRecords.Add(session, ScopeChoice.Choose(session, null), [.. compilers], isNotBuildable: false))
        {
            session.Terminal.Line($"{compiler.Installation.Spec}  {compiler.Installation.Prefix}");
        }

        if (manifest.Specs.Length > 0)
        {
            var now = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
            session.Database.Update(
                draft =>
                {
                    foreach (var spec in manifest.Specs)
                    {
                        draft.Add(spec, spec.ExternalPath!, isExplicit: false, now, Origin);
                    }
                },
                session.Cancellation);
        }
    }

    private static IEnumerable<FoundExternal> Recognised(Session session, ManifestCompiler compiler, string file)
    {
        var absent = compiler.Programs.Where(program => !File.Exists(program)).ToList();
        if (absent.Count > 0)
        {
            session.Terminal.Warning($"{file} describes {compiler.Package}@{compiler.Version}, of which {string.Join(", ", absent)} is not there");
        }

        var present = compiler.Programs.Except(absent).ToList();
        if (present.Count == 0 || !session.Recipes.Contains(compiler.Package))
        {
            return [];
        }

        var found = HostDetection.Finder(session).Recognise(compiler.Package, present);
        if (found.Length != 1)
        {
            session.Terminal.Warning($"the programs of {compiler.Package}@{compiler.Version} in {file} are no single compiler: {string.Join(", ", present)}");
            return [];
        }

        return [new FoundExternal(compiler.Package, found[0] with { Spec = $"{found[0].Spec} {compiler.Architecture}".TrimEnd() })];
    }
}

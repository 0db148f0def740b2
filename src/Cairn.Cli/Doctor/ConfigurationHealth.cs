using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Doctor;

/// <summary>Reads every file of the configuration, and opens every repository.</summary>
internal static class ConfigurationHealth
{
    /// <summary>What is wrong with the configuration.</summary>
    public static IEnumerable<HealthFinding> Files(Session session)
    {
        var count = 0;
        var isSound = true;
        foreach (var scope in session.Configuration.Scopes)
        {
            foreach (var section in SectionsOf(scope))
            {
                count++;
                if (Problem(() => scope.Section(section)) is { } problem)
                {
                    isSound = false;
                    yield return problem;
                }
            }
        }

        if (isSound)
        {
            yield return new HealthFinding("configuration", HealthVerdict.Sound, $"{session.Configuration.Scopes.Length} scopes, {count} files");
        }
    }

    /// <summary>What is wrong with repositories and with externals, which the configuration names.</summary>
    public static IEnumerable<HealthFinding> Repositories(Session session)
    {
        var count = 0;
        foreach (var configured in session.ConfiguredRepositories())
        {
            if (configured.Repository is { } repository)
            {
                count += repository.Names.Length;
                yield return new HealthFinding("repositories", HealthVerdict.Sound, $"{repository.Namespace}: {repository.Names.Length} recipes in {repository.Root}");
            }
            else if (configured.IsWaiting)
            {
                yield return new HealthFinding("repositories", HealthVerdict.Sound, $"{configured.Name}: cloned when it is first needed");
            }
            else
            {
                yield return new HealthFinding(
                    "repositories", HealthVerdict.Broken, $"{configured.Name}: {configured.Problem!.Message}",
                    configured.Problem.Hint ?? "`cairn repo list` shows all; `cairn repo remove` takes one out");
            }
        }

        if (count == 0)
        {
            yield return new HealthFinding("repositories", HealthVerdict.Advice, "only the recipes that come with Cairn", "`cairn repo add PATH` adds a repository");
        }
    }

    /// <summary>Externals whose prefixes are not there, or that say nothing exact.</summary>
    public static IEnumerable<HealthFinding> Externals(Session session)
    {
        var count = 0;
        if (session.Configuration.Section("packages") is not YamlMapping packages)
        {
            yield break;
        }

        foreach (var (package, external) in packages.Entries.SelectMany(entry => ExternalsOf(entry.Value).Select(external => (entry.Key, external))))
        {
            count++;
            var spec = (external["spec"] as YamlScalar)?.Text ?? "?";
            if (external["prefix"] is YamlScalar prefix && session.Configuration.Expand(prefix) is var path && !Directory.Exists(path))
            {
                yield return new HealthFinding(
                    "externals", HealthVerdict.Broken, $"{spec}: there is no {path} ({prefix.Mark})", $"correct or remove the entry of `{package}` in `packages.yaml`");
            }

            foreach (var compiler in CompilersOf(external))
            {
                var file = session.Configuration.Expand(compiler);
                if (!File.Exists(file) || (new FileInfo(file).UnixFileMode & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == 0)
                {
                    yield return new HealthFinding(
                        "compilers", HealthVerdict.Broken, $"{spec}: {file} is no program ({compiler.Mark})", "`cairn compiler find` looks for compilers again");
                }
            }
        }

        yield return new HealthFinding("externals", HealthVerdict.Sound, $"{count} configured");
    }

    private static IEnumerable<YamlMapping> ExternalsOf(YamlNode settings) =>
        settings is YamlMapping mapping && mapping["externals"] is YamlSequence externals ? externals.Items.OfType<YamlMapping>() : [];

    private static IEnumerable<YamlScalar> CompilersOf(YamlMapping external) =>
        external["extra_attributes"] is YamlMapping extra && extra["compilers"] is YamlMapping compilers
            ? compilers.Entries.Select(entry => entry.Value).OfType<YamlScalar>() : [];

    private static IEnumerable<string> SectionsOf(ConfigurationScope scope) => scope is DirectoryScope && Directory.Exists(scope.Path)
        ? Directory.EnumerateFiles(scope.Path!, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
        : [];

    private static HealthFinding? Problem(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (CairnException exception)
        {
            var diagnostic = exception.Diagnostic;
            var place = diagnostic.Location is { } location ? $" ({location})" : "";
            return new HealthFinding("configuration", HealthVerdict.Broken, diagnostic.Message + place, diagnostic.Hint ?? "correct the file");
        }
    }
}

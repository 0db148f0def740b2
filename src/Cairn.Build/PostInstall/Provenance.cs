using System.Collections.Immutable;
using System.Text.Json;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Build.PostInstall;

/// <summary>Writes what is kept beside a spec of how it was built, under Spack's names and in its forms.</summary>
/// <param name="spec">What was built.</param>
/// <param name="prefix">Where it is installed.</param>
internal sealed class Provenance(ConcreteSpec spec, string prefix)
{
    private readonly string _metadata = InstallLayout.MetadataOf(prefix);

    /// <summary>The machine: <c>install_environment.json</c>.</summary>
    public void WriteEnvironment(HostDescription host) => Write("install_environment.json", json =>
    {
        json.WriteString("host_os", host.OperatingSystem);
        json.WriteString("platform", host.Platform);
        json.WriteString("host_target", host.Target);
        json.WriteString("hostname", Environment.MachineName);
        json.WriteString("spack_version", $"cairn {typeof(Provenance).Assembly.GetName().Version?.ToString(3)}");
        const string kernel = "/proc/sys/kernel/version";
        json.WriteString("kernel_version", File.Exists(kernel) ? File.ReadAllText(kernel).Trim() : Environment.OSVersion.VersionString);
    });

    /// <summary>How long each phase took: <c>install_times.json</c>.</summary>
    public void WriteTimes(IReadOnlyList<(string Phase, TimeSpan Duration)> phases) => Write(InstallManifest.TimesFileName, json =>
    {
        json.WriteNumber("total", phases.Sum(phase => phase.Duration.TotalSeconds));
        json.WriteStartArray("phases");
        foreach (var (phase, duration) in phases)
        {
            json.WriteStartObject();
            json.WriteString("name", phase);
            json.WriteString("path", phase);
            json.WriteNumber("seconds", duration.TotalSeconds);
            json.WriteNumber("count", 1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("package", spec.Name);
        json.WriteBoolean("cache", false);
        json.WriteString("hash", spec.Hash);
    });

    /// <summary>
    /// Where the sources came from and what proved them: <c>cairn-sources.json</c>. What was taken without proof, with the user's consent,
    /// can so be found as long as the package is installed.
    /// </summary>
    public void WriteSources(IReadOnlyList<SourceProvenance> sources, bool isDeprecated) => Write("cairn-sources.json", json =>
    {
        json.WriteBoolean("verified", sources.All(source => source.IsVerified));
        json.WriteBoolean("deprecated", isDeprecated);
        json.WriteStartArray("sources");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteString("origin", source.Origin);
            json.WriteString("proof", source.Proof);
            json.WriteBoolean("verified", source.IsVerified);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>
    /// The recipe with the patches beside it, and those of the dependencies as they were when these were built: a repository for each
    /// namespace below <c>repos</c>.
    /// </summary>
    /// <param name="recipes">The recipes.</param>
    /// <param name="prefixOf">The prefixes of the nodes below.</param>
    public void WriteRecipes(RecipeRepositories recipes, Func<ConcreteSpec, string?> prefixOf)
    {
        foreach (var node in spec.Traverse().DistinctBy(node => node.Hash))
        {
            if (!recipes.Path.TryFind(FullName(node), out var repository, out var name))
            {
                continue;
            }

            var folder = RepositoryFolder(Path.Combine(_metadata, "repos"), repository);
            var target = RecipeFolder(folder, repository, name);
            if (node.Equals(spec))
            {
                CopyRecipe(recipes, repository, name, target);
            }
            else if (!node.IsExternal && prefixOf(node) is { } other)
            {
                var source = RecipeFolder(
                    RepositoryFolder(Path.Combine(InstallLayout.MetadataOf(other), "repos"), repository), repository, name);
                if (!Directory.Exists(source))
                {
                    continue;
                }

                CopyTree(source, target);
            }
            else
            {
                continue;
            }

            File.WriteAllText(Path.Combine(folder, "repo.yaml"), $"repo:\n  namespace: {repository.Namespace}\n  api: {repository.Api}\n");
        }
    }

    private static string FullName(ConcreteSpec node) => node.Namespace is null ? node.Name : $"{node.Namespace}.{node.Name}";

    private static string RepositoryFolder(string root, RecipeRepository repository) => repository.Api.HasModuleNames
        ? Path.Combine([root, "spack_repo", .. repository.Namespace.Split('.')])
        : Path.Combine(root, repository.Namespace);

    private static string RecipeFolder(string folder, RecipeRepository repository, string name) =>
        Path.Combine(folder, "packages", Path.GetFileName(repository.DirectoryOf(name)));

    private static void CopyRecipe(RecipeRepositories recipes, RecipeRepository repository, string name, string target)
    {
        Directory.CreateDirectory(target);
        File.Copy(repository.RecipeFile(name), Path.Combine(target, "package.py"), overwrite: true);
        if (!recipes.TryGet($"{repository.Namespace}.{name}", out var recipe))
        {
            return;
        }

        foreach (var patch in recipe.Patches)
        {
            if (patch is { FilePath: { } file, RelativePath: { } relative } && File.Exists(file) && !relative.Contains(".."))
            {
                var copy = Path.Combine(target, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }
        }
    }

    private static void CopyTree(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var entry in PrefixFiles.All(source))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, entry.FullName));
            if (entry is FileInfo)
            {
                File.Copy(entry.FullName, copy, overwrite: true);
            }
            else
            {
                Directory.CreateDirectory(copy);
            }
        }
    }

    private void Write(string name, Action<Utf8JsonWriter> writeMembers)
    {
        using var stream = File.Create(Path.Combine(_metadata, name));
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Cairn.Python;

namespace Cairn.Recipes;

/// <summary>
/// Where the modules of recipes come from: the embedded Package API (<c>spack…</c>), recipes and build systems of all repositories
/// (<c>spack_repo.&lt;namespace&gt;…</c>, a namespace package that is merged over the repositories), and recipes of the old layout
/// (<c>spack.pkg.&lt;namespace&gt;…</c>). Compiled code is shared by all realms.
/// </summary>
internal sealed partial class RecipeModules(RecipeRepositoryPath repositories)
{
    // Recipes of the old layout expect the classes of all build systems, and some modules, without importing them.
    private const string OldPrelude = "from spack.package_v1 import *";

    private const string OldBuildSystems = "spack.build_systems.";

    private static readonly Assembly s_assembly = typeof(RecipeModules).Assembly;

    private readonly ConcurrentDictionary<string, PythonModuleSource> _shared = new(StringComparer.Ordinal);

    /// <summary>The module of that name, or null.</summary>
    public ModuleSource? Find(string name)
    {
        if (_shared.TryGetValue(name, out var known))
        {
            return known;
        }

        if (name == "spack_repo" || name.StartsWith("spack_repo.", StringComparison.Ordinal))
        {
            return FindInRepositories(name);
        }

        if (name == "spack.pkg" || name.StartsWith("spack.pkg.", StringComparison.Ordinal))
        {
            return FindOldRecipe(name);
        }

        return FindEmbedded(name);
    }

    /// <summary>The file of a recipe's module, or null for everything else.</summary>
    public string? FileOf(string moduleName) => Locate(moduleName)?.File;

    /// <summary>The file of any module of a repository, or null for embedded and native ones.</summary>
    public string? SourceOf(string moduleName)
    {
        if (Locate(moduleName) is var (_, recipe))
        {
            return recipe;
        }

        string relative = moduleName.Replace('.', '/');
        return repositories.All.Where(repository => repository.PythonPath is not null)
            .SelectMany(repository => new[] { ".py", "/__init__.py" }.Select(ending => (repository, Path.Combine(repository.PythonPath!, relative + ending))))
            .FirstOrDefault(candidate => candidate.repository.Tree.HasFile(candidate.Item2)).Item2;
    }

    /// <summary>The files of repositories that are not recipes and were loaded so far, sorted.</summary>
    public ImmutableArray<string> SharedFiles() =>
        [.. _shared.Keys.Where(name => name.StartsWith("spack_repo", StringComparison.Ordinal)).Select(SourceOf).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>The repository that a module of a recipe belongs to, with the package's name; null for other modules.</summary>
    public (RecipeRepository Repository, string Package)? RecipeOf(string moduleName)
    {
        foreach (var repository in repositories.All)
        {
            string prefix = repository.ModulePrefix + ".";
            if (!moduleName.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            string rest = moduleName[prefix.Length..];
            if (repository.Api.HasModuleNames)
            {
                if (!rest.EndsWith(".package", StringComparison.Ordinal) || rest.IndexOf('.', StringComparison.Ordinal) != rest.Length - 8)
                {
                    continue;
                }

                rest = rest[..^8];
            }

            if (repository.FindByModuleName(rest) is { } package)
            {
                return (repository, package);
            }
        }

        return null;
    }

    private static PythonModuleSource Compile(string path, string text, bool isPackage) =>
        new(ModuleCode.Compile(new SourceFile(path, text)), isPackage);

    /// <summary>The text of a recipe of the old layout with what it takes for granted, on the same lines as before.</summary>
    private static string WithOldNames(string text)
    {
        text = ImportsOf2016().Replace(text, "from spack.package_2016 import");
        // The first line is a comment in nearly all of them.
        int end = text.StartsWith('#') ? text.IndexOf('\n', StringComparison.Ordinal) : -1;
        return end >= 0 ? OldPrelude + text[end..] : $"{OldPrelude}\n{text}";
    }

    [GeneratedRegex(@"^from spack import(?= )", RegexOptions.Multiline)]
    private static partial Regex ImportsOf2016();

    private ModuleSource? FindEmbedded(string name)
    {
        if (name.StartsWith(OldBuildSystems, StringComparison.Ordinal))
        {
            string module = $"spack_repo.builtin.build_systems.{name[OldBuildSystems.Length..]}";
            return Find(module) is null ? null : _shared.GetOrAdd(name, _ => Compile($"<cairn>/{name}.py", $"from {module} import *\n", isPackage: false));
        }

        string path = "python/" + name.Replace('.', '/');
        foreach (var (resource, isPackage) in new[] { (path + ".py", false), (path + "/__init__.py", true) })
        {
            using var stream = s_assembly.GetManifestResourceStream(resource);
            if (stream is not null)
            {
                using var reader = new StreamReader(stream);
                return _shared.GetOrAdd(name, Compile($"<cairn>/{resource["python/".Length..]}", reader.ReadToEnd(), isPackage));
            }
        }

        return null;
    }

    private ModuleSource? FindInRepositories(string name)
    {
        string relative = name.Replace('.', '/');
        bool isDirectory = false;
        foreach (var repository in repositories.All)
        {
            if (repository.PythonPath is not { } root)
            {
                continue;
            }

            string path = Path.Combine(root, relative);
            if (repository.Tree.HasFile(path + ".py"))
            {
                return Load(name, repository, path + ".py", isPackage: false);
            }

            if (repository.Tree.HasFile(path + "/__init__.py"))
            {
                return Load(name, repository, path + "/__init__.py", isPackage: true);
            }

            isDirectory |= repository.Tree.HasDirectory(path);
        }

        // Without a `builtin` repository its build systems are our own.
        return FindEmbedded(name) ?? (isDirectory || name == "spack_repo" ? new NamespacePackageSource() : null);
    }

    private ModuleSource? FindOldRecipe(string name)
    {
        foreach (var repository in repositories.All.Where(repository => !repository.Api.HasModuleNames))
        {
            string prefix = repository.ModulePrefix;
            if (prefix == name || prefix.StartsWith(name + ".", StringComparison.Ordinal))
            {
                return new NamespacePackageSource();
            }

            if (name.StartsWith(prefix + ".", StringComparison.Ordinal) && repository.FindByModuleName(name[(prefix.Length + 1)..]) is { } package)
            {
                string file = repository.RecipeFile(package);
                return Compile(file, WithOldNames(repository.Tree.ReadText(file)), isPackage: false);
            }
        }

        return name == "spack.pkg" ? new NamespacePackageSource() : null;
    }

    private PythonModuleSource Load(string name, RecipeRepository repository, string file, bool isPackage)
    {
        var module = Compile(file, repository.Tree.ReadText(file), isPackage);
        // A recipe is loaded once; build systems and the like are needed by every realm.
        return RecipeOf(name) is null ? _shared.GetOrAdd(name, module) : module;
    }

    private (RecipeRepository Repository, string File)? Locate(string moduleName) =>
        RecipeOf(moduleName) is var (repository, package) ? (repository, repository.RecipeFile(package)) : null;
}

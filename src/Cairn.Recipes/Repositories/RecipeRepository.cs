using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A folder with a <c>repo.yaml</c>: recipes of one namespace, written for one version of the Package API.</summary>
/// <remarks>Spack docs: "Package repositories". Opening reads <c>repo.yaml</c>; the recipes' directory is listed when first asked for.</remarks>
public sealed class RecipeRepository
{
    private readonly Lazy<ImmutableArray<string>> _names;

    private RecipeRepository(RepositoryTree tree, string root, string name, PackageApi api, string subdirectory, string? pythonPath)
    {
        Tree = tree;
        Root = root;
        Namespace = name;
        Api = api;
        Subdirectory = subdirectory;
        PackagesDirectory = subdirectory == "." ? root : Path.Combine(root, subdirectory);
        PythonPath = pythonPath;
        _names = new Lazy<ImmutableArray<string>>(ListNames);
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Where the files are.</summary>
    internal RepositoryTree Tree { get; }

    /// <summary>The namespace: <c>builtin</c>, <c>llnl.comp</c>.</summary>
    public string Namespace { get; }

    /// <summary>The Package API that the recipes are written for.</summary>
    public PackageApi Api { get; }

    /// <summary>The directory of recipes below the root, <c>packages</c> by default.</summary>
    public string Subdirectory { get; }

    /// <summary>The full path of the directory of recipes.</summary>
    public string PackagesDirectory { get; }

    /// <summary>The parent of the <c>spack_repo</c> folder, from API v2.0 on; null before.</summary>
    public string? PythonPath { get; }

    /// <summary>The Python package that recipes are modules of: <c>spack_repo.builtin.packages</c> or <c>spack.pkg.builtin</c>.</summary>
    public string ModulePrefix => Api.HasModuleNames
        ? Subdirectory == "." ? $"spack_repo.{Namespace}" : $"spack_repo.{Namespace}.{Subdirectory}"
        : $"spack.pkg.{Namespace}";

    /// <summary>Where the sorted names may be known from without listing the directory; gives null if they are not.</summary>
    internal Func<ImmutableArray<string>?>? KnownNames { get; set; }

    /// <summary>The names of all recipes, sorted.</summary>
    public ImmutableArray<string> Names => _names.Value;

    /// <summary>True if there is a recipe of this name.</summary>
    public bool Contains(string packageName) => _names.Value.BinarySearch(packageName, StringComparer.Ordinal) >= 0;

    /// <summary>The folder of a recipe; it exists if <see cref="Contains"/> says so.</summary>
    public string DirectoryOf(string packageName) =>
        Path.Combine(PackagesDirectory, PackageNaming.DirectoryName(packageName, Api));

    /// <summary>The recipe's file, below <see cref="PackagesDirectory"/>.</summary>
    internal string RecipeFileBelow(string packageName) => PackageNaming.DirectoryName(packageName, Api) + "/package.py";

    /// <summary>The recipe's file.</summary>
    public string RecipeFile(string packageName) => Path.Combine(DirectoryOf(packageName), "package.py");

    /// <summary>The name of the module that a recipe is: <c>spack_repo.builtin.packages.py_numpy.package</c>.</summary>
    public string ModuleName(string packageName)
    {
        string module = $"{ModulePrefix}.{PackageNaming.DirectoryName(packageName, Api)}";
        return Api.HasModuleNames ? module + ".package" : module;
    }

    /// <summary>The package that a module of an old repository stands for (<c>foo_bar</c> may be <c>foo-bar</c>), or null.</summary>
    public string? FindByModuleName(string moduleName)
    {
        if (Api.HasModuleNames)
        {
            string name = PackageNaming.PackageName(moduleName, Api);
            return Contains(name) ? name : null;
        }

        return Contains(moduleName) ? moduleName : PackageNaming.PossibleNames(moduleName).FirstOrDefault(Contains);
    }

    /// <summary>Opens the repository in a folder.</summary>
    /// <exception cref="CairnException">There is no usable <c>repo.yaml</c>, or the folder does not have the layout that it announces.</exception>
    public static RecipeRepository Open(string folder) => Open(RepositoryTree.Disk, folder);

    /// <summary>A repository of texts in memory, for embedded recipes and tests.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="recipes">Recipes by package name.</param>
    /// <param name="otherFiles">Other files by their path below the repository, such as <c>packages/zlib/fix.patch</c>.</param>
    /// <param name="api">The Package API that the recipes are written for, v2.2 by default.</param>
    public static RecipeRepository FromTexts(
        string name,
        IEnumerable<KeyValuePair<string, string>> recipes,
        IEnumerable<KeyValuePair<string, string>>? otherFiles = null,
        PackageApi? api = null)
    {
        var version = api ?? new PackageApi(2, 2);
        string root = version.HasModuleNames ? $"/memory/spack_repo/{name.Replace('.', '/')}" : $"/memory/{name}";
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{root}/repo.yaml"] = $"repo:\n  namespace: {name}\n  api: {version}\n",
            [$"{root}/packages/.empty"] = "",
        };
        foreach (var (package, text) in recipes)
        {
            files[$"{root}/packages/{PackageNaming.DirectoryName(package, version)}/package.py"] = text;
        }

        foreach (var (path, text) in otherFiles ?? [])
        {
            files[$"{root}/{path}"] = text;
        }

        return Open(new MemoryTree(files), root);
    }

    internal static RecipeRepository Open(RepositoryTree tree, string folder)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string configuration = Path.Combine(root, "repo.yaml");
        if (!tree.HasFile(configuration))
        {
            throw Bad($"there is no `repo.yaml` in `{folder}`", tree.HasDirectory(root)
                ? $"`{Path.Combine(root, "spack-repo-index.yaml")}` lists the repositories of a clone; is this a folder inside of one?"
                : "the folder does not exist");
        }

        var file = Read(tree, configuration);
        if (!file.Has("repo"))
        {
            throw Bad($"`{configuration}` must have a `repo:` section");
        }

        string apiText = file.Scalar("repo.api") ?? PackageApi.Default.ToString();
        if (!PackageApi.TryParse(apiText, out var api))
        {
            throw Bad($"`{configuration}`: `{apiText}` is not a version of the Package API", "it looks like `v2.2`");
        }

        if (api < PackageApi.Oldest || api > PackageApi.Newest)
        {
            throw Bad($"`{configuration}` is written for Package API {api}; {PackageApi.Oldest} to {PackageApi.Newest} are understood");
        }

        string subdirectory = file.Scalar("repo.subdirectory") ?? "packages";
        bool isValidSubdirectory = !api.HasModuleNames
            || subdirectory == "."
            || PackageNaming.IsValidDirectory(subdirectory, api);
        if (subdirectory.Length == 0 || !isValidSubdirectory)
        {
            throw Bad($"`{configuration}`: the subdirectory `{subdirectory}` must be one directory, named as a Python module");
        }

        string name = api.HasModuleNames
            ? NamespaceFromPath(root, file.Scalar("repo.namespace"), configuration, api)
            : DeclaredNamespace(file.Scalar("repo.namespace"), configuration);
        var repository = new RecipeRepository(
            tree, root, name, api, subdirectory, api.HasModuleNames ? PythonPathOf(root, name) : null);
        return tree.HasDirectory(repository.PackagesDirectory)
            ? repository
            : throw Bad($"there is no directory `{subdirectory}` in the repository `{root}`");
    }

    /// <summary>The folders of the repositories of a clone, as its <c>spack-repo-index.yaml</c> lists them; the folder itself without one.</summary>
    /// <exception cref="CairnException">The file is not readable or lists nothing.</exception>
    public static ImmutableArray<string> FoldersOf(string clone)
    {
        string index = Path.Combine(clone, "spack-repo-index.yaml");
        if (!File.Exists(index))
        {
            return [clone];
        }

        var paths = Read(RepositoryTree.Disk, index).Items("repo_index.paths");
        return paths.Count == 0
            ? throw Bad($"`{index}` lists no repository", "it needs `repo_index:` with `paths:`")
            : [.. paths.Select(path => Path.IsPathRooted(path) || path.Split('/').Contains("..")
                ? throw Bad($"`{index}`: `{path}` leads out of the repository")
                : Path.GetFullPath(path, clone))];
    }

    /// <summary>The namespace.</summary>
    public override string ToString() => Namespace;

    private static string NamespaceFromPath(string root, string? declared, string configuration, PackageApi api)
    {
        const string marker = "/spack_repo/";
        int at = root.LastIndexOf(marker, StringComparison.Ordinal);
        if (at < 0)
        {
            throw Bad(
                $"`{root}` must lie in a folder `spack_repo`",
                "from Package API v2.0 on the namespace is the path below `spack_repo`");
        }

        string derived = root[(at + marker.Length)..].Replace('/', '.');
        if (declared is not null && declared != derived)
        {
            throw Bad($"`{configuration}`: the namespace `{declared}` should be `{derived}`, as its folder says", "or leave it out");
        }

        return derived.Split('.').All(part => PackageNaming.IsValidDirectory(part, api))
            ? derived
            : throw Bad($"`{root}`: the namespace `{derived}` is not made of Python module names");
    }

    private static string DeclaredNamespace(string? declared, string configuration)
    {
        if (declared is null)
        {
            throw Bad($"`{configuration}` must define a namespace");
        }

        bool isValid = declared.Length > 1 && char.IsAsciiLetter(declared[0])
            && (char.IsAsciiLetterOrDigit(declared[1]) || declared[1] is '_' or '.');
        return isValid ? declared : throw Bad($"`{configuration}`: `{declared}` is not a namespace");
    }

    private static string PythonPathOf(string root, string name)
    {
        string path = root;
        for (int i = name.Count(c => c == '.') + 2; i > 0; i--)
        {
            path = Path.GetDirectoryName(path) ?? "/";
        }

        return path;
    }

    private static RepositoryFile Read(RepositoryTree tree, string path)
    {
        try
        {
            return RepositoryFile.Parse(tree.ReadText(path));
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw Bad($"cannot read `{path}`: {error.Message}");
        }
    }

    private static CairnException Bad(string message, string? hint = null) =>
        new(new Diagnostic("bad-repository", message, null, [], hint));

    private ImmutableArray<string> ListNames()
    {
        if (KnownNames?.Invoke() is { } known)
        {
            return known;
        }

        return
        [
            .. Tree.Directories(PackagesDirectory)
                .Where(directory => PackageNaming.IsValidDirectory(directory, Api)
                    && Tree.HasFile(Path.Combine(PackagesDirectory, directory, "package.py")))
                .Select(directory => PackageNaming.PackageName(directory, Api))
                .Order(StringComparer.Ordinal),
        ];
    }
}

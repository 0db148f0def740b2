using System.Text;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>
/// The steps that bring a repository to Package API v2: a new tree <c>spack_repo/&lt;namespace&gt;</c> with directories that are Python modules,
/// and recipes that import what they use. The old files stay where they are.
/// </summary>
/// <remarks>Spack docs, "Package API", v2.0: layout, names of directories, imports.</remarks>
public sealed class RepositoryMigration
{
    private static readonly PackageApi s_wanted = new(2, 0);

    private RepositoryMigration(RecipeRepository repository, string newRoot) => (Repository, NewRoot) = (repository, newRoot);

    /// <summary>The repository as it is.</summary>
    public RecipeRepository Repository { get; }

    /// <summary>Where the migrated one is: the same place for one that has the layout already.</summary>
    public string NewRoot { get; }

    /// <summary>True if files move to a new tree.</summary>
    public bool HasNewLayout => NewRoot != Repository.Root;

    /// <summary>Files, sorted by where they go.</summary>
    public List<MigratedFile> Files { get; } = [];

    /// <summary>What has to be done by hand.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>True if there is nothing to do.</summary>
    public bool IsDone => !HasNewLayout && Files.Count == 0;

    /// <summary>Finds out what is to be done; changes nothing.</summary>
    /// <exception cref="CairnException">The repository cannot be migrated; the message says why.</exception>
    public static RepositoryMigration Plan(RecipeRepository repository)
    {
        bool hasLayout = repository.Api.HasModuleNames;
        var migration = new RepositoryMigration(
            repository, hasLayout ? repository.Root : Path.Combine([repository.Root, "spack_repo", .. repository.Namespace.Split('.')]));
        if (!hasLayout)
        {
            migration.RefuseBadNames();
            string api = $"repo:\n  namespace: {repository.Namespace}\n{(repository.Subdirectory == "packages" ? "" : $"  subdirectory: '{repository.Subdirectory}'\n")}  api: {s_wanted}\n";
            migration.Files.Add(new MigratedFile(Path.Combine(repository.Root, "repo.yaml"), Path.Combine(migration.NewRoot, "repo.yaml"), api));
        }

        migration.AddDirectory(repository.PackagesDirectory, "");
        migration.Files.Sort((left, right) => string.CompareOrdinal(left.To, right.To));
        return migration;
    }

    /// <summary>Writes the new files: a new tree appears as a whole or not at all, files that are rewritten in place one by one.</summary>
    /// <exception cref="CairnException">Something cannot be written.</exception>
    public void Apply()
    {
        if (HasNewLayout && Directory.Exists(NewRoot))
        {
            throw new CairnException(new Diagnostic("repository-exists", $"`{NewRoot}` is there already", null, [], "look at it, and move it away if it is a remnant"));
        }

        string temporary = HasNewLayout ? Path.Combine(Repository.Root, $".spack_repo-{Environment.ProcessId}") : "";
        try
        {
            Directory.CreateDirectory(Path.Combine(HasNewLayout ? temporary : NewRoot, Repository.Subdirectory));
            foreach (var file in Files)
            {
                Write(file, HasNewLayout ? Path.Combine(temporary, Path.GetRelativePath(NewRoot, file.To)) : file.To);
            }

            if (HasNewLayout)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(NewRoot)!);
                Directory.Move(temporary, NewRoot);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("write-failed", $"the migrated repository cannot be written: {exception.Message}", null, ["the old files are as they were"], null), exception);
        }
        finally
        {
            if (HasNewLayout && Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void Write(MigratedFile file, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (file.LinkTarget is { } target)
        {
            File.CreateSymbolicLink(to, target);
        }
        else if (file.NewText is { } text)
        {
            string temporary = $"{to}.{Environment.ProcessId}";
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, to, overwrite: true);
        }
        else
        {
            File.Copy(file.From, to);
        }
    }

    private void RefuseBadNames()
    {
        if (!Repository.Namespace.Split('.').All(part => PackageNaming.IsValidDirectory(part, s_wanted)))
        {
            throw Refused($"its namespace `{Repository.Namespace}` is not made of Python module names", "choose another one in its `repo.yaml`");
        }

        if (!PackageNaming.IsValidDirectory(Repository.Subdirectory, s_wanted))
        {
            throw Refused($"its subdirectory `{Repository.Subdirectory}` is no Python module name", "rename it");
        }

        if (Repository.Names.FirstOrDefault(name => name.Contains('_')) is { } wrong)
        {
            throw Refused($"the package `{wrong}` has an underscore in its name", $"rename its directory to `{wrong.Replace('_', '-')}`");
        }
    }

    private CairnException Refused(string why, string hint) =>
        new(new Diagnostic("cannot-migrate", $"`{Repository.Root}` cannot be migrated: {why}", null, [], hint));

    /// <param name="directory">An old directory.</param>
    /// <param name="below">Its path below the directory of recipes, as it will be.</param>
    private void AddDirectory(string directory, string below)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            bool isTop = below.Length == 0;
            if (entry.Name == "__pycache__" || (isTop && entry.Name is "spack_repo" or "repo.yaml"))
            {
                continue;
            }

            bool isPackage = isTop && entry is DirectoryInfo && File.Exists(Path.Combine(entry.FullName, "package.py"));
            string name = isPackage && HasNewLayout ? PackageNaming.DirectoryName(entry.Name, s_wanted) : entry.Name;
            string relative = Path.Combine(below, name);
            string to = Path.Combine(NewRoot, Repository.Subdirectory, relative);
            if (entry.LinkTarget is { } target)
            {
                AddLink(entry.FullName, to, target);
            }
            else if (entry is DirectoryInfo)
            {
                AddDirectory(entry.FullName, relative);
            }
            else
            {
                AddFile(entry.FullName, to, isRecipe: entry.Name == "package.py");
            }
        }
    }

    private void AddLink(string from, string to, string target)
    {
        if (HasNewLayout)
        {
            // A link within the recipes follows them, any other keeps leading where it led.
            string full = Path.GetFullPath(target, Path.GetDirectoryName(from)!);
            string packages = Repository.PackagesDirectory + "/";
            string moved = full.StartsWith(packages, StringComparison.Ordinal)
                ? Path.GetRelativePath(Path.GetDirectoryName(to)!, Path.Combine(NewRoot, Repository.Subdirectory, Moved(full[packages.Length..])))
                : full;
            Files.Add(new MigratedFile(from, to, null, moved));
        }
    }

    private static string Moved(string relative)
    {
        string[] parts = relative.Split('/');
        return string.Join('/', [PackageNaming.DirectoryName(parts[0], s_wanted), .. parts[1..]]);
    }

    private void AddFile(string from, string to, bool isRecipe)
    {
        string? rewritten = isRecipe ? Rewritten(from) : null;
        if (HasNewLayout || rewritten is not null)
        {
            Files.Add(new MigratedFile(from, to, rewritten));
        }
    }

    private string? Rewritten(string path)
    {
        string text = File.ReadAllText(path);
        try
        {
            var result = ImportRewriting.Rewrite(path, text);
            Problems.AddRange(result.Problems.Select(problem => $"{path}: {problem}"));
            return result.Text == text.Replace("\r\n", "\n", StringComparison.Ordinal) ? null : result.Text;
        }
        catch (RecipeSyntaxException problem)
        {
            Problems.Add($"{path}: line {problem.Line}: {problem.Message}");
            return null;
        }
    }
}

/// <summary>A file of a repository that is migrated.</summary>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it goes.</param>
/// <param name="NewText">Its text, if that changes.</param>
/// <param name="LinkTarget">Where it leads, if it is a link.</param>
public sealed record MigratedFile(string From, string To, string? NewText, string? LinkTarget = null);

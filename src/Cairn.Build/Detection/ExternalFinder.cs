using System.Collections.Immutable;
using Cairn.Python.Text.Patterns;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Build.Detection;

/// <summary>Finds what the host has installed: programs and libraries whose names fit a recipe, recognised by that recipe.</summary>
/// <param name="world">Where recipes recognise.</param>
/// <param name="hints">Directories to look into instead of the usual ones, with their <c>bin</c>, <c>lib</c> and <c>lib64</c>; null for the usual ones.</param>
/// <param name="onRefused">Told of what a recipe refused.</param>
public sealed class ExternalFinder(DetectionWorld world, IReadOnlyList<string>? hints = null, Action<string>? onRefused = null)
{
    private ImmutableArray<string> _programs;
    private ImmutableArray<string> _libraries;

    /// <summary>The installations of some packages.</summary>
    /// <param name="recipes">The packages to look for.</param>
    /// <param name="onFailure">Told of a recipe that is broken; the others go on. Null to let the failure out.</param>
    public ImmutableArray<FoundExternal> Find(IEnumerable<string> recipes, Action<CairnException>? onFailure = null)
    {
        var found = ImmutableArray.CreateBuilder<FoundExternal>();
        foreach (var recipe in recipes)
        {
            try
            {
                foreach (var installation in FindOne(recipe))
                {
                    if (!found.Any(known => known.Recipe == recipe && known.Installation.Spec == installation.Spec && known.Installation.Prefix == installation.Prefix))
                    {
                        found.Add(new FoundExternal(recipe, installation));
                    }
                }
            }
            catch (CairnException exception) when (onFailure is not null)
            {
                onFailure(exception);
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>The installations of a package among some programs, told by their names and then by its recipe.</summary>
    public ImmutableArray<FoundExternal> Among(string recipe, IEnumerable<string> programs) =>
        [.. Recognise(recipe, Matching([.. programs], world.Patterns(recipe).Programs)).Select(found => new FoundExternal(recipe, found))];

    /// <summary>What some files are, if a recipe recognises them as installations of it.</summary>
    public ImmutableArray<DetectedInstallation> Recognise(string recipe, IEnumerable<string> files, bool areLibraries = false) =>
    [
        .. files.GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal).SelectMany(group =>
        {
            var installations = world.Detect(recipe, group.Key, PrefixOf(group.Key, areLibraries ? s_libraryNames : s_programNames), group, out var refused);
            foreach (var reason in refused)
            {
                onRefused?.Invoke(reason);
            }

            return installations;
        }),
    ];

    private static readonly string[] s_programNames = ["bin"];
    private static readonly string[] s_libraryNames = ["lib64", "lib"];

    private ImmutableArray<DetectedInstallation> FindOne(string recipe)
    {
        var (programs, libraries) = world.Patterns(recipe);
        if (!programs.IsEmpty)
        {
            return Recognise(recipe, Matching(Programs(), programs));
        }

        return libraries.IsEmpty ? [] : Recognise(recipe, Matching(Libraries(), libraries), areLibraries: true);
    }

    private static List<string> Matching(ImmutableArray<string> files, ImmutableArray<string> patterns)
    {
        var compiled = patterns.Select(pattern => CompiledPattern.Compile(pattern)).ToList();
        return [.. files.Where(file => compiled.Exists(pattern => pattern.Search(Path.GetFileName(file)) is not null))];
    }

    private ImmutableArray<string> Programs()
    {
        if (_programs.IsDefault)
        {
            var directories = hints is null
                ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
                : hints.SelectMany(hint => new[] { hint, Path.Combine(hint, "bin") });
            _programs = FilesOf(directories, IsExecutable);
        }

        return _programs;
    }

    private ImmutableArray<string> Libraries()
    {
        if (_libraries.IsDefault)
        {
            var directories = hints is null
                ? LibraryDirectories.Find()
                : hints.SelectMany(hint => new[] { hint, Path.Combine(hint, "lib"), Path.Combine(hint, "lib64") });
            _libraries = FilesOf(directories, static _ => true);
        }

        return _libraries;
    }

    /// <summary>The directory above the first component of a name such as <c>bin</c>; where there is none, the directory itself.</summary>
    private static string PrefixOf(string directory, string[] names)
    {
        var components = directory.Split('/');
        foreach (var name in names)
        {
            var at = Array.FindIndex(components, component => component.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                return string.Join('/', components[..at]) is { Length: > 0 } prefix ? prefix : "/";
            }
        }

        return directory;
    }

    /// <summary>The files of directories; of a directory reached under several names the first counts that no link leads to.</summary>
    private static ImmutableArray<string> FilesOf(IEnumerable<string> directories, Predicate<string> isWanted)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var directory in directories.Select(Path.GetFullPath).Where(Directory.Exists))
        {
            var real = RealPath(directory);
            if (!chosen.TryGetValue(real, out var before))
            {
                chosen.Add(real, directory);
            }
            else if (before != real && directory == real)
            {
                chosen[real] = directory;
            }
        }

        return [.. chosen.Values.SelectMany(directory => FilesIn(directory, isWanted))];
    }

    /// <summary>The path without links in any of its components.</summary>
    private static string RealPath(string directory)
    {
        var real = "/";
        foreach (var component in directory.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, component);
            real = new DirectoryInfo(next).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
        }

        return real;
    }

    private static List<string> FilesIn(string directory, Predicate<string> isWanted)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal).Where(file => isWanted(file))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // a directory of PATH that may not be read has nothing that the user could run
        }
    }

    private static bool IsExecutable(string file) =>
        (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}

/// <summary>An installation with the package that it is one of.</summary>
/// <param name="Recipe">The package.</param>
/// <param name="Installation">The installation.</param>
public sealed record FoundExternal(string Recipe, DetectedInstallation Installation);

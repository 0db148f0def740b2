using System.Collections.Immutable;
using Cairn.Python.Text.Patterns;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Build.Detection;

/// <summary>Finds what the host has installed: executables on a search path whose names fit a recipe, recognised by that recipe.</summary>
public sealed class ExternalFinder(DetectionWorld world, Action<string>? onRefused = null)
{
    /// <summary>The installations of some packages.</summary>
    /// <param name="recipes">The packages to look for.</param>
    /// <param name="directories">The directories to look into, first ones first.</param>
    public ImmutableArray<FoundExternal> Find(IEnumerable<string> recipes, IEnumerable<string> directories)
    {
        var files = Executables(directories);
        var found = ImmutableArray.CreateBuilder<FoundExternal>();
        foreach (var recipe in recipes)
        {
            foreach (var installation in FindOne(recipe, files))
            {
                if (!found.Any(known => known.Recipe == recipe && known.Installation.Spec == installation.Spec && known.Installation.Prefix == installation.Prefix))
                {
                    found.Add(new FoundExternal(recipe, installation));
                }
            }
        }

        return found.DrainToImmutable();
    }

    private IEnumerable<DetectedInstallation> FindOne(string recipe, ImmutableArray<string> files)
    {
        var patterns = world.Patterns(recipe).Select(pattern => CompiledPattern.Compile(pattern)).ToList();
        if (patterns.Count == 0)
        {
            return [];
        }

        var matching = files.Where(file => patterns.Exists(pattern => pattern.Search(Path.GetFileName(file)) is not null));
        return matching.GroupBy(PrefixOf, StringComparer.Ordinal).SelectMany(group =>
        {
            var installations = world.Detect(recipe, group.Key, group, out var refused);
            foreach (var reason in refused)
            {
                onRefused?.Invoke(reason);
            }

            return installations;
        });
    }

    /// <summary>The prefix of an executable: the directory above <c>bin</c>, else its own.</summary>
    private static string PrefixOf(string executable)
    {
        var directory = Path.GetDirectoryName(executable)!;
        return Path.GetFileName(directory) is "bin" or "sbin" ? Path.GetDirectoryName(directory)! is { Length: > 0 } prefix ? prefix : "/" : directory;
    }

    /// <summary>Every executable file of the directories; of a directory reached under two names only the first counts.</summary>
    private static ImmutableArray<string> Executables(IEnumerable<string> directories)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var directory in directories.Where(Directory.Exists))
        {
            var real = new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? directory;
            if (seen.Add(real))
            {
                files.AddRange(ExecutablesIn(directory));
            }
        }

        return files.DrainToImmutable();
    }

    private static List<string> ExecutablesIn(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal).Where(IsExecutable)];
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

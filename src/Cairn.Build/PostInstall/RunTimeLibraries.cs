using System.Collections.Immutable;
using System.Text;

namespace Cairn.Build.PostInstall;

/// <summary>Looks at what the programs and libraries of a prefix need at run time.</summary>
public sealed class RunTimeLibraries
{
    private readonly ImmutableArray<string> _systemDirectories;

    /// <param name="systemDirectories">The directories in which the system's loader looks; null for those of this machine.</param>
    public RunTimeLibraries(IEnumerable<string>? systemDirectories = null) => _systemDirectories = [.. systemDirectories ?? LoaderDirectories.OfThisMachine()];

    /// <summary>
    /// Takes directories that do not exist out of the RPATHs of a prefix: they are those of dependencies without libraries, and each
    /// costs the loader a look for each library.
    /// </summary>
    public static void DropRedundantPaths(string prefix)
    {
        foreach (var file in PrefixFiles.OfPackage(prefix))
        {
            if (ElfDynamicSection.Read(file.FullName) is not { RunPaths.IsEmpty: false } elf)
            {
                continue;
            }

            var kept = elf.RunPaths.Where(path => path.StartsWith('$') || (Path.IsPathRooted(path) && Directory.Exists(path))).Distinct(StringComparer.Ordinal).ToList();
            if (kept.Count < elf.RunPaths.Length)
            {
                Overwrite(file, elf.RunPathOffset, string.Join(':', elf.RunPaths), string.Join(':', kept));
            }
        }
    }

    /// <summary>What is needed and would not be found, one line for each file of the prefix.</summary>
    public ImmutableArray<string> FindMissing(string prefix)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        var own = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<(string Path, ElfDynamicSection Elf)>();
        foreach (var file in PrefixFiles.OfPackage(prefix))
        {
            if (ElfDynamicSection.Read(file.FullName) is { } elf)
            {
                files.Add((file.FullName, elf));
                own.Add(elf.Soname ?? file.Name);
            }
        }

        foreach (var (path, elf) in files)
        {
            // A plug-in may leave to the program that loads it what the prefix itself has.
            var lost = elf.Needed.Where(name => !IsFound(name, path, elf) && !(elf.RunPaths.IsEmpty && own.Contains(name))).ToList();
            if (lost.Count > 0)
            {
                missing.Add($"{path} needs {string.Join(", ", lost)}");
            }
        }

        return missing.ToImmutable();
    }

    private bool IsFound(string name, string path, ElfDynamicSection elf)
    {
        if (name.Contains('/'))
        {
            return File.Exists(name);
        }

        var origin = Path.GetDirectoryName(path)!;
        return elf.RunPaths
            .Select(directory => directory.Replace("${ORIGIN}", origin, StringComparison.Ordinal).Replace("$ORIGIN", origin, StringComparison.Ordinal))
            .Concat(_systemDirectories)
            .Any(directory => File.Exists(Path.Combine(directory, name)));
    }

    private static void Overwrite(FileInfo file, long offset, string before, string after)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(before)];
        Encoding.UTF8.GetBytes(after, bytes);
        var mode = file.UnixFileMode;
        File.SetUnixFileMode(file.FullName, mode | UnixFileMode.UserWrite);
        try
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Write);
            stream.Position = offset;
            stream.Write(bytes);
        }
        finally
        {
            File.SetUnixFileMode(file.FullName, mode);
        }
    }
}

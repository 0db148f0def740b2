using System.IO.Enumeration;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Store.Views;

/// <summary>Two things that would get the same place in a view.</summary>
/// <param name="Place">The place, relative to the root.</param>
/// <param name="First">What has it.</param>
/// <param name="Second">What wants it, too.</param>
/// <param name="IsFatal">True if one is a directory: that cannot be ignored.</param>
public sealed record MergeConflict(string Place, string First, string Second, bool IsFatal);

/// <summary>Which directories and files the union of some prefixes has; nothing is changed while it is made.</summary>
/// <remarks>
/// Where two packages have a file of the same name, the first one stays and the conflict is noted, unless both are the same file. A
/// link to a directory near the top of a prefix (<c>lib64 -> lib</c>) that leads deeper is followed, so that packages can be merged
/// below it (Spack docs, "Environments: views").
/// </remarks>
internal sealed class MergePlan
{
    private const int FollowedDepth = 1;

    private readonly string _root;
    private readonly Dictionary<string, string> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Package, string Source)> _files = new(StringComparer.Ordinal);
    private readonly List<MergeConflict> _conflicts = [];
    private readonly List<string> _directoryOrder = [];
    private int _package = -1;

    public MergePlan(string root) => _root = root;

    /// <summary>What would clash.</summary>
    public IReadOnlyList<MergeConflict> Conflicts => _conflicts;

    /// <summary>The directories that are missing, parents first, relative to the root.</summary>
    public IEnumerable<string> Directories => _directoryOrder.Where(_directories.ContainsKey);

    /// <summary>The files of a package, in the order in which packages were added.</summary>
    public ILookup<int, ViewFile> FilesByPackage() =>
        _files.ToLookup(entry => entry.Value.Package, entry => new ViewFile(entry.Value.Source, Path.Combine(_root, entry.Key)));

    /// <summary>Adds a prefix at a place.</summary>
    public void Add(string prefix, string place)
    {
        _package++;
        var parents = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i <= parents.Length; i++)
        {
            AddDirectory(string.Join('/', parents[..i]), "(projection)");
        }

        Walk(prefix, string.Join('/', parents), 0);
    }

    /// <summary>Compares the plan with what the view has already.</summary>
    public void CompareWithDestination()
    {
        foreach (var directory in _directoryOrder.ToList())
        {
            if (!_directories.TryGetValue(directory, out var source))
            {
                continue;
            }

            var there = new DirectoryInfo(Path.Combine(_root, directory));
            if (there.LinkTarget is not null || File.Exists(there.FullName))
            {
                _conflicts.Add(new MergeConflict(directory, there.FullName, source, IsFatal: true));
            }
            else if (there.Exists)
            {
                _directories.Remove(directory);
            }
        }

        foreach (var (place, (_, source)) in _files.ToList())
        {
            var there = new FileInfo(Path.Combine(_root, place));
            var isLink = there.LinkTarget is not null;
            if (!isLink && !there.Exists && !Directory.Exists(there.FullName))
            {
                continue;
            }

            if (!isLink && Directory.Exists(there.FullName))
            {
                _conflicts.Add(new MergeConflict(place, there.FullName, source, IsFatal: true));
                continue;
            }

            _files.Remove(place);
            if (!FileIdentity.AreSame(there.FullName, source))
            {
                _conflicts.Add(new MergeConflict(place, there.LinkTarget ?? there.FullName, source, IsFatal: false));
            }
        }
    }

    private void Walk(string directory, string place, int depth)
    {
        foreach (var (name, isLink, isDirectory) in EntriesOf(directory))
        {
            if (depth == 0 && name is InstallLayout.MetadataDirectory or InstallLayout.IncompleteMark)
            {
                continue;
            }

            var source = Path.Combine(directory, name);
            var target = place.Length == 0 ? name : $"{place}/{name}";
            if (isDirectory && (!isLink || LeadsDeeper(source, directory, depth)))
            {
                if (AddDirectory(target, source))
                {
                    Walk(source, target, depth + 1);
                }
            }
            else
            {
                AddFile(target, source, isLink);
            }
        }
    }

    private static bool LeadsDeeper(string link, string directory, int depth)
    {
        if (depth > FollowedDepth)
        {
            return false;
        }

        var target = new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        return target is not null && target.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);
    }

    private bool AddDirectory(string place, string source)
    {
        if (_files.TryGetValue(place, out var file))
        {
            if (!FileIdentity.AreSame(file.Source, source))
            {
                _conflicts.Add(new MergeConflict(place, file.Source, source, IsFatal: true));
                return false;
            }

            _files.Remove(place); // the link gives way to the directory that it leads to
        }

        if (_directories.TryAdd(place, source))
        {
            _directoryOrder.Add(place);
        }

        return true;
    }

    private void AddFile(string place, string source, bool isLink)
    {
        if (_directories.TryGetValue(place, out var directory))
        {
            if (!isLink || !FileIdentity.AreSame(directory, source))
            {
                _conflicts.Add(new MergeConflict(place, directory, source, IsFatal: true));
            }

            return;
        }

        if (_files.TryGetValue(place, out var other))
        {
            if (!FileIdentity.AreSame(other.Source, source))
            {
                _conflicts.Add(new MergeConflict(place, other.Source, source, IsFatal: false));
            }
            else if (!isLink)
            {
                _files[place] = (_package, source); // copies want the file rather than a link to it
            }

            return;
        }

        _files.Add(place, (_package, source));
    }

    /// <summary>What a directory holds, sorted by name.</summary>
    internal static List<(string Name, bool IsLink, bool IsDirectory)> EntriesOf(string directory)
    {
        var entries = new FileSystemEnumerable<(string Name, bool IsLink, bool IsDirectory)>(
            directory,
            static (ref FileSystemEntry entry) => (entry.FileName.ToString(), (entry.Attributes & FileAttributes.ReparsePoint) != 0, entry.IsDirectory),
            new EnumerationOptions { AttributesToSkip = 0 }).ToList();
        entries.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return entries;
    }
}

using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Files;
using Cairn.Store.Layout;
using Cairn.Store.Relocation;

namespace Cairn.Store.Views;

/// <summary>A directory in which the prefixes of several packages are merged.</summary>
/// <remarks>
/// What is in a view is told by <c>.spack/NAME/spec.json</c> at the place of each package, as in Spack, whose views are read and
/// changed as well. Conflicts are found before anything is changed.
/// </remarks>
public sealed class FilesystemView
{
    private readonly IViewHooks? _hooks;
    private readonly Dictionary<string, ConcreteSpec> _extendees = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly List<string> _notRelocated = [];
    private readonly Func<ConcreteSpec, string>? _prefixOf;

    private FilesystemView(string root, ViewProjections projections, ViewMethod method, IViewHooks? hooks, Func<ConcreteSpec, string>? prefixOf) =>
        (Root, Projections, Method, _hooks, _prefixOf) = (root, projections, method, hooks, prefixOf);

    /// <summary>The view's directory.</summary>
    public string Root { get; }

    /// <summary>Where packages go in it.</summary>
    public ViewProjections Projections { get; }

    /// <summary>How files get into it.</summary>
    public ViewMethod Method { get; }

    /// <summary>Binaries that were copied and whose paths could not be replaced, because the new ones are longer.</summary>
    public IReadOnlyList<string> NotRelocated => _notRelocated;

    private static string ProjectionsFileOf(string root) => Path.Combine(root, InstallLayout.MetadataDirectory, "projections.yaml");

    /// <summary>Opens a view, or makes ready to create it.</summary>
    /// <param name="root">Its directory.</param>
    /// <param name="projections">Its projections; null to take those that it has.</param>
    /// <param name="method">How files are linked.</param>
    /// <param name="hooks">Runs the methods of recipes; null where no recipe has any.</param>
    /// <param name="prefixOf">The prefixes of installed packages, which copies replace; only a package's own is replaced if it is null.</param>
    /// <exception cref="CairnException">It has other projections, or something else stands there.</exception>
    public static FilesystemView Open(
        string root, ViewProjections? projections, ViewMethod method, IViewHooks? hooks, Func<ConcreteSpec, string>? prefixOf = null)
    {
        root = Path.GetFullPath(root).TrimEnd('/');
        if (File.Exists(root))
        {
            throw new CairnException(new Diagnostic("view-no-directory", $"`{root}` is a file, not the directory of a view"));
        }

        var file = ProjectionsFileOf(root);
        var own = File.Exists(file) ? ViewProjections.Read(file) : null;
        if (own is not null && projections is not null && !own.Equals(projections))
        {
            throw new CairnException(new Diagnostic(
                "view-projections", $"the view `{root}` has other projections than those that were given", null,
                [$"it was made with those in `{file}`"], "leave the projections out, or make another view"));
        }

        return new FilesystemView(root, projections ?? own ?? ViewProjections.None, method, hooks, prefixOf);
    }

    /// <summary>How a file of a view was made from a file of a prefix.</summary>
    public static ViewMethod MethodOf(string file, string source) =>
        new FileInfo(file).LinkTarget is not null ? ViewMethod.Symlink
        : File.Exists(source) && FileIdentity.AreSame(file, source) ? ViewMethod.Hardlink
        : ViewMethod.Copy;

    /// <summary>The directory of a package in the view.</summary>
    public string PlaceOf(ConcreteSpec spec)
    {
        var place = Projections.PlaceOf(_extendees.GetValueOrDefault(spec.Hash, spec));
        return place.Length == 0 ? Root : Path.Combine(Root, place);
    }

    /// <summary>The package of a name that is at the place of a spec; null if none is.</summary>
    public ConcreteSpec? Find(ViewPackage package) => ReadSpec(MetadataOf(Noted(package)));

    /// <summary>All packages of the view.</summary>
    public ImmutableArray<ConcreteSpec> Packages()
    {
        var found = ImmutableArray.CreateBuilder<ConcreteSpec>();
        foreach (var metadata in MetadataDirectories(Root))
        {
            foreach (var directory in Directory.EnumerateDirectories(metadata).Order(StringComparer.Ordinal))
            {
                if (ReadSpec(directory) is { } spec)
                {
                    found.Add(spec);
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Merges packages into the view; those that come first win where conflicts are ignored.</summary>
    /// <param name="packages">Packages that are not in it; external ones have no business here.</param>
    /// <param name="ignoresConflicts">True to keep the first of two files of one name.</param>
    /// <returns>The conflicts that were ignored.</returns>
    /// <exception cref="CairnException">There are conflicts; nothing was changed.</exception>
    public IReadOnlyList<MergeConflict> Add(IReadOnlyList<ViewPackage> packages, bool ignoresConflicts)
    {
        var plan = PlanFor(packages, ignoresConflicts);
        _members.UnionWith(packages.Select(package => package.Spec.Hash));
        try
        {
            Directory.CreateDirectory(Root);
            if (Projections.Entries.Length > 0 && !File.Exists(ProjectionsFileOf(Root)))
            {
                AtomicFile.WriteText(ProjectionsFileOf(Root), Projections.ToYaml());
            }

            foreach (var directory in plan.Directories)
            {
                Directory.CreateDirectory(Path.Combine(Root, directory));
            }

            var files = plan.FilesByPackage();
            for (var i = 0; i < packages.Count; i++)
            {
                AddFiles(packages[i], [.. files[i]]);
                LinkMetadata(packages[i]);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "view-write", $"cannot write the view `{Root}`: {exception.Message}", null, [],
                Method == ViewMethod.Hardlink ? "hard links work within one file system only; `view symlink` and `view copy` work everywhere" : "check the permissions and the free space"),
                exception);
        }

        return plan.Conflicts;
    }

    /// <summary>Takes packages out of the view; files that another package of the view has, too, become that one's.</summary>
    /// <param name="doomed">What goes; dependents before what they depend on.</param>
    /// <param name="kept">What stays.</param>
    public void Remove(IReadOnlyList<ViewPackage> doomed, IReadOnlyList<ViewPackage> kept)
    {
        var others = kept.Select(package => (Package: Noted(package), Place: PlaceOf(package.Spec))).ToList();
        var directories = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in doomed)
        {
            var plan = PlanOf(Noted(package));
            directories.UnionWith(plan.Directories.Select(directory => Path.Combine(Root, directory)));
            ViewFile[] files = [.. plan.FilesByPackage()[0]];
            IEnumerable<string> gone = package.RemovesFiles && _hooks is not null ? _hooks.Remove(package, files, this) : files.Select(file => file.Destination);
            var sources = files.ToDictionary(file => file.Destination, file => file.Source, StringComparer.Ordinal);
            foreach (var path in gone)
            {
                if (Exists(path))
                {
                    Replace(path, sources.GetValueOrDefault(path), others);
                }
            }

            RemoveVirtualEnvironment(package);
            Directory.Delete(MetadataOf(package), recursive: true);
            directories.Add(Path.GetDirectoryName(MetadataOf(package))!);
        }

        RemoveEmptied(directories);
    }

    /// <summary>Puts one file of a package into the view, as the view's method wants it.</summary>
    public void Link(string source, string destination)
    {
        switch (Method)
        {
            case ViewMethod.Symlink:
                File.CreateSymbolicLink(destination, source);
                break;
            case ViewMethod.Hardlink:
                FileIdentity.CreateHardLink(source, destination);
                break;
            default:
                Copy(source, destination);
                break;
        }
    }

    private static void Copy(string source, string destination)
    {
        if (new FileInfo(source).LinkTarget is { } target)
        {
            File.CreateSymbolicLink(destination, target);
            return;
        }

        File.Copy(source, destination);
        File.SetLastWriteTimeUtc(destination, File.GetLastWriteTimeUtc(source));
    }

    private MergePlan PlanFor(IReadOnlyList<ViewPackage> packages, bool ignoresConflicts)
    {
        RefuseSeveralOfOneName(packages);
        var plan = new MergePlan(Root);
        foreach (var package in packages)
        {
            plan.Add(package.Prefix, Projections.PlaceOf(_extendees.GetValueOrDefault(package.Spec.Hash, package.Spec)));
        }

        plan.CompareWithDestination();
        var conflicts = plan.Conflicts.Where(conflict => conflict.IsFatal || !ignoresConflicts).ToList();
        if (conflicts.Count > 0)
        {
            throw new CairnException(new Diagnostic(
                "view-conflict", $"{conflicts.Count} file{(conflicts.Count == 1 ? "" : "s")} would get a place in the view that something else has", null,
                [.. conflicts.Take(10).Select(Describe), .. conflicts.Count > 10 ? new[] { $"… and {conflicts.Count - 10} more" } : []],
                conflicts.Exists(conflict => conflict.IsFatal)
                    ? "leave one of the packages out with `--exclude`, or separate them with projections"
                    : "`--ignore-conflicts` keeps the first; projections separate packages; `--exclude` leaves one out"));
        }

        return plan;
    }

    private void RefuseSeveralOfOneName(IReadOnlyList<ViewPackage> packages)
    {
        var seen = new Dictionary<string, ConcreteSpec>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            if (!seen.TryAdd(MetadataOf(Noted(package)), package.Spec))
            {
                var other = seen[MetadataOf(package)];
                throw new CairnException(new Diagnostic(
                    "view-two-versions", $"two installations of `{package.Spec.Name}` would get the same place in the view", null,
                    [$"{other.Name}@{other.Version}/{other.ShortHash()}", $"{package.Spec.Name}@{package.Spec.Version}/{package.Spec.ShortHash()}"],
                    "give them places of their own with projections, for instance `{name}-{version}-{hash:7}`, or leave one out"));
            }
        }
    }

    private static string Describe(MergeConflict conflict) => $"{conflict.Place}: {conflict.First} and {conflict.Second}";

    private void AddFiles(ViewPackage package, List<ViewFile> files)
    {
        IReadOnlyList<ViewFile> copied;
        if (package.AddsFiles && _hooks is not null)
        {
            copied = _hooks.Add(package, files, this);
        }
        else
        {
            foreach (var file in files)
            {
                Link(file.Source, file.Destination);
            }

            copied = files;
        }

        if (Method == ViewMethod.Copy)
        {
            Relocate(package, copied);
        }
    }

    /// <summary>Copies point to their neighbours in the view instead of to the store.</summary>
    private void Relocate(ViewPackage package, IReadOnlyList<ViewFile> copied)
    {
        var replacement = new PrefixReplacement(PlacesOf(package));
        foreach (var (_, destination) in copied)
        {
            if (!Exists(destination))
            {
                continue;
            }

            if (new FileInfo(destination).LinkTarget is { } target)
            {
                var changed = replacement.InLink(target);
                if (changed != target)
                {
                    File.Delete(destination);
                    File.CreateSymbolicLink(destination, changed);
                }
            }
            else if (replacement.InFile(destination) == RelocationOutcome.TooLong)
            {
                _notRelocated.Add(destination);
            }
        }
    }

    private IEnumerable<KeyValuePair<string, string>> PlacesOf(ViewPackage package) => _prefixOf is null
        ? [KeyValuePair.Create(package.Prefix, PlaceOf(package.Spec))]
        : package.Spec.Traverse(types: DependencyTypes.Link | DependencyTypes.Run)
            .Where(node => !node.IsExternal && (_members.Contains(node.Hash) || Directory.Exists(Path.Combine(PlaceOf(node), InstallLayout.MetadataDirectory, node.Name))))
            .Select(node => KeyValuePair.Create(_prefixOf(node), PlaceOf(node)));

    private ViewPackage Noted(ViewPackage package)
    {
        if (package.Extendee is { } extendee)
        {
            _extendees[package.Spec.Hash] = extendee;
        }

        return package;
    }

    private string MetadataOf(ViewPackage package) => Path.Combine(PlaceOf(package.Spec), InstallLayout.MetadataDirectory, package.Spec.Name);

    private void LinkMetadata(ViewPackage package)
    {
        var source = InstallLayout.MetadataOf(package.Prefix);
        var destination = MetadataOf(package);
        Directory.CreateDirectory(destination);
        foreach (var (file, target) in FilesBelow(source, destination))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!Exists(target))
            {
                Link(file, target);
            }
        }
    }

    /// <summary>The directories and files of a package with their places, as they were when it was added.</summary>
    private MergePlan PlanOf(ViewPackage package)
    {
        var plan = new MergePlan(Root);
        plan.Add(package.Prefix, Path.GetRelativePath(Root, PlaceOf(package.Spec)) is var place && place == "." ? "" : place);
        return plan;
    }

    private void Replace(string path, string? source, List<(ViewPackage Package, string Place)> others)
    {
        foreach (var (other, place) in others)
        {
            if (!path.StartsWith(place + "/", StringComparison.Ordinal))
            {
                continue;
            }

            var candidate = Path.Combine(other.Prefix, path[(place.Length + 1)..]);
            if (!Exists(candidate) || Directory.Exists(candidate))
            {
                continue;
            }

            if (source is not null && !FileIdentity.AreSame(path, source) && Method != ViewMethod.Copy)
            {
                return; // it is the other's already
            }

            File.Delete(path);
            Link(candidate, path);
            return;
        }

        File.Delete(path);
    }

    /// <summary>The recipe of python makes a view a virtual environment; that goes with it.</summary>
    private void RemoveVirtualEnvironment(ViewPackage package)
    {
        if (package.Spec.Name == "python" && package.AddsFiles)
        {
            File.Delete(Path.Combine(PlaceOf(package.Spec), "pyvenv.cfg"));
        }
    }

    private static IEnumerable<ViewFile> FilesBelow(string source, string destination)
    {
        if (!Directory.Exists(source))
        {
            yield break;
        }

        foreach (var (name, isLink, isDirectory) in MergePlan.EntriesOf(source))
        {
            if (isDirectory && !isLink)
            {
                foreach (var below in FilesBelow(Path.Combine(source, name), Path.Combine(destination, name)))
                {
                    yield return below;
                }
            }
            else
            {
                yield return new ViewFile(Path.Combine(source, name), Path.Combine(destination, name));
            }
        }
    }

    private static IEnumerable<string> MetadataDirectories(string directory)
    {
        if (!Directory.Exists(directory))
        {
            yield break;
        }

        foreach (var (name, isLink, isDirectory) in MergePlan.EntriesOf(directory))
        {
            if (!isDirectory || isLink)
            {
                continue;
            }

            var below = Path.Combine(directory, name);
            if (name == InstallLayout.MetadataDirectory)
            {
                yield return below;
                continue;
            }

            foreach (var found in MetadataDirectories(below))
            {
                yield return found;
            }
        }
    }

    private static ConcreteSpec? ReadSpec(string directory)
    {
        var path = Path.Combine(directory, "spec.json");
        return File.Exists(path) ? SpecJson.Read(File.ReadAllBytes(path), path) : null;
    }

    private static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>Directories that packages brought go when nothing is left in them; the user's own stay, also empty ones.</summary>
    private static void RemoveEmptied(HashSet<string> directories)
    {
        foreach (var directory in directories.OrderByDescending(directory => directory.Length))
        {
            if (new DirectoryInfo(directory) is { Exists: true, LinkTarget: null } && !Directory.EnumerateFileSystemEntries(directory).Any())
            {
                Directory.Delete(directory);
            }
        }
    }
}

using Cairn.Python;
using Cairn.Recipes;
using Cairn.Store.Views;

namespace Cairn.Build.Views;

/// <summary>Runs the methods of recipes about views in the interpreter.</summary>
/// <param name="open">Makes the world of the packages; called once, and only if a recipe has a word to say.</param>
public sealed class RecipeViewHooks(Func<PackageWorld> open) : IViewHooks
{
    private PackageWorld? _world;

    /// <inheritdoc/>
    public IReadOnlyList<ViewFile> Add(ViewPackage package, IReadOnlyList<ViewFile> files, FilesystemView view) =>
        [.. Operators.Values(Call("add", package, files, view)).Select(pair => ((PyTuple)pair).Items).Select(pair => new ViewFile(pair[0].Str(), pair[1].Str()))];

    /// <inheritdoc/>
    public IReadOnlyList<string> Remove(ViewPackage package, IReadOnlyList<ViewFile> files, FilesystemView view) =>
        [.. Operators.Values(Call("remove", package, files, view)).Select(path => path.Str())];

    private PyObject Call(string function, ViewPackage package, IReadOnlyList<ViewFile> files, FilesystemView view)
    {
        var inWorld = _world ??= open();
        var places = package.Spec.Traverse().DistinctBy(node => node.Hash).Select(node => Pair(node.Hash, view.PlaceOf(node)));
        return inWorld.Guard(
            package.Spec,
            () => inWorld.Call(
                "cairn.views", function, inWorld.Package(package.Spec), new PyStr(view.Root), new PyStr(ViewMethods.NameOf(view.Method)),
                new PyList(places), new PyList(files.Select(file => Pair(file.Source, file.Destination)))),
            "adding it to the view");
    }

    private static PyTuple Pair(string first, string second) => new([new PyStr(first), new PyStr(second)]);
}

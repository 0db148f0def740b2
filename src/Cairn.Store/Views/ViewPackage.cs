using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Store.Views;

/// <summary>An installed package that goes into a view.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Prefix">Where it is installed.</param>
/// <param name="Extendee">The package that it extends, whose place it shares; null for most.</param>
/// <param name="Hooks">The methods about views that its recipe overrides.</param>
public sealed record ViewPackage(ConcreteSpec Spec, string Prefix, ConcreteSpec? Extendee, ImmutableArray<string> Hooks)
{
    /// <summary>True if the recipe has a word in how files are added.</summary>
    public bool AddsFiles => Hooks.Contains("add_files_to_view");

    /// <summary>True if the recipe has a word in how files are removed.</summary>
    public bool RemovesFiles => Hooks.Contains("remove_files_from_view");
}

/// <summary>A file of a package and its place in a view.</summary>
/// <param name="Source">The file in the prefix.</param>
/// <param name="Destination">The place in the view.</param>
public readonly record struct ViewFile(string Source, string Destination);

/// <summary>Runs the methods of recipes that add files to views or remove them.</summary>
public interface IViewHooks
{
    /// <summary>Lets a recipe add files.</summary>
    /// <returns>What it copied, for relocation.</returns>
    IReadOnlyList<ViewFile> Add(ViewPackage package, IReadOnlyList<ViewFile> files, FilesystemView view);

    /// <summary>Lets a recipe say which of its files to remove.</summary>
    /// <returns>What is to be removed.</returns>
    IReadOnlyList<string> Remove(ViewPackage package, IReadOnlyList<ViewFile> files, FilesystemView view);
}

using Cairn.Specs;

namespace Cairn.Store.Views;

/// <summary>How files of prefixes get into a view.</summary>
public enum ViewMethod
{
    /// <summary>By symbolic links.</summary>
    Symlink,

    /// <summary>By hard links: the same files under another name.</summary>
    Hardlink,

    /// <summary>As copies in which prefixes are replaced by their places in the view.</summary>
    Copy,
}

/// <summary>The names of the methods.</summary>
public static class ViewMethods
{
    /// <summary>The method of a name: <c>symlink soft add</c>, <c>hardlink hard</c>, <c>copy relocate</c> (Spack docs, "Environments: views").</summary>
    /// <exception cref="CairnException">There is none of that name.</exception>
    public static ViewMethod Parse(string name) => name switch
    {
        "symlink" or "soft" or "add" => ViewMethod.Symlink,
        "hardlink" or "hard" => ViewMethod.Hardlink,
        "copy" or "relocate" => ViewMethod.Copy,
        _ => throw new CairnException(new Diagnostic("view-method", $"there is no way `{name}` to link into a view", null, [], "it is one of symlink, hardlink, copy")),
    };

    /// <summary>The name by which recipes know a method.</summary>
    public static string NameOf(ViewMethod method) => method switch
    {
        ViewMethod.Hardlink => "hardlink",
        ViewMethod.Copy => "copy",
        _ => "symlink",
    };
}

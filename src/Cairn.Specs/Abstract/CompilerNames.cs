namespace Cairn.Specs;

/// <summary>Compilers had names of their own before they became packages: <c>%clang</c> is <c>llvm</c>.</summary>
/// <remarks>Spack docs, "Configuring Compilers".</remarks>
public static class CompilerNames
{
    private static readonly (string Package, string Former)[] s_names =
    [
        ("llvm", "clang"),
        ("intel-oneapi-compilers", "oneapi"),
        ("llvm-amdgpu", "rocmcc"),
        ("intel-oneapi-compilers-classic", "intel"),
        ("acfl", "arm"),
    ];

    /// <summary>The names that compilers had before they were packages, as far as they differ.</summary>
    public static IEnumerable<string> Formers => s_names.Select(name => name.Former);

    /// <summary>The name of the package that a compiler's name stands for; the name itself if it is no former one.</summary>
    public static string Package(string name)
    {
        foreach ((string package, string former) in s_names)
        {
            if (name == former)
            {
                return package;
            }
        }

        return name;
    }

    /// <summary>The name that a compiler had before it was a package; the name itself if it had no other.</summary>
    public static string Former(string name)
    {
        foreach ((string package, string former) in s_names)
        {
            if (name == package)
            {
                return former;
            }
        }

        return name;
    }
}

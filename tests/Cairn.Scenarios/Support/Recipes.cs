namespace Cairn.Scenarios.Support;

/// <summary>Small recipes that the scenarios share.</summary>
public static class Recipes
{
    /// <summary>A library with versions of all kinds, variants, dependencies and a virtual.</summary>
    public const string Library = """"
        from spack.package import *


        class Library(Package):
            """Reads and writes things.

            It also thinks about them."""

            homepage = "https://library.example.org"
            url = "https://library.example.org/library-1.0.tar.gz"
            tags = ["storage"]

            maintainers("ada", "grace")
            license("MIT", when="@2:")
            license("BSD-3-Clause", when="@:1")

            version("main", branch="main", git="https://library.example.org/library.git")
            version("2.1", sha256="2" * 64)
            version("2.0", sha256="1" * 64, preferred=True)
            version("1.0", sha256="0" * 64, deprecated=True)

            variant("fast", default=True, description="Be fast")
            variant("mode", default="a", values=("a", "b"), multi=False, description="How to work", when="@2:")

            provides("storage@2", when="@2:")
            depends_on("zmath@3:", type=("build", "link"))
            depends_on("tool", type="run", when="+fast")
            conflicts("+fast", when="@:1")
        """";

    /// <summary>A package that the library needs.</summary>
    public const string Zmath = """"
        from spack.package import *


        class Zmath(Package):
            """Adds numbers."""

            homepage = "https://zmath.example.org"
            maintainers("ada")
            license("MIT")
            version("3.1", sha256="3" * 64)
        """";

    /// <summary>A package that the library runs.</summary>
    public const string Tool = """"
        from spack.package import *


        class Tool(Package):
            homepage = "https://tool.example.org"
            tags = ["storage", "tools"]
            version("1.0", sha256="4" * 64)
            version("1.1", md5="5" * 32)
            depends_on("storage", type="build")
        """";

    /// <summary>A recipe that fails on its line 5.</summary>
    public const string Broken = """"
        from spack.package import *


        class Broken(Package):
            version("1.0", sha256=unknown_name)
        """";

    /// <summary>All sound ones.</summary>
    public static (string, string)[] Sound => [("library", Library), ("zmath", Zmath), ("tool", Tool)];

    /// <summary>All, the broken one included.</summary>
    public static (string, string)[] All => [.. Sound, ("broken", Broken)];
}

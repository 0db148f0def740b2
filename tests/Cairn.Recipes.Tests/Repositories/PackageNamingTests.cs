namespace Cairn.Recipes.Tests.Repositories;

public sealed class PackageNamingTests
{
    private static readonly PackageApi s_modern = new(2, 2);

    [Theory]
    [InlineData("py-numpy", "PyNumpy", "py_numpy")]
    [InlineData("3proxy", "_3proxy", "_3proxy")]
    [InlineData("global", "Global", "_global")]
    [InlineData("pass", "Pass", "_pass")]
    [InlineData("true", "_True", "true")]
    [InlineData("r-rcpp", "RRcpp", "r_rcpp")]
    [InlineData("hdf5", "Hdf5", "hdf5")]
    public void Name_class_and_directory_correspond(string name, string className, string directory)
    {
        PackageNaming.ClassName(name).ShouldBe(className);
        PackageNaming.DirectoryName(name, s_modern).ShouldBe(directory);
        PackageNaming.PackageName(directory, s_modern).ShouldBe(name);
        PackageNaming.IsValidDirectory(directory, s_modern).ShouldBeTrue();
    }

    [Fact]
    public void Before_version_2_the_directory_is_the_name() =>
        PackageNaming.DirectoryName("py-numpy", PackageApi.Default).ShouldBe("py-numpy");

    [Theory]
    [InlineData("__pycache__")]
    [InlineData("Boost")]
    [InlineData("class")]
    [InlineData("_boost")]
    [InlineData("7zip")]
    [InlineData("a__b")]
    [InlineData("")]
    public void Directories_that_are_no_module_names_hold_no_recipes(string directory) =>
        PackageNaming.IsValidDirectory(directory, s_modern).ShouldBeFalse();

    [Fact]
    public void Module_names_of_old_stand_for_several_package_names() =>
        PackageNaming.PossibleNames("foo_bar_baz").ShouldBe(["foo_bar_baz", "foo_bar-baz", "foo-bar_baz", "foo-bar-baz"]);

    [Fact]
    public void Module_names_of_old_escape_leading_digits() => PackageNaming.PossibleNames("num3proxy").ShouldBe(["3proxy"]);

    [Theory]
    [InlineData("ImageMagick", "imagemagick")]
    [InlineData("gtk+", "gtk-plus")]
    [InlineData("voro++", "voropp")]
    [InlineData("l_mkl", "mkl")]
    [InlineData("luasocket", "lua-socket")]
    public void Archive_names_are_simplified(string archive, string name) => PackageNaming.Simplify(archive).ShouldBe(name);
}

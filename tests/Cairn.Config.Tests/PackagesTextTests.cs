using Cairn.Config.Editing;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Tests;

public sealed class PackagesTextTests
{
    private static YamlMapping External(string spec, string prefix) => (YamlMapping)YamlReader.Read($"spec: {spec}\nprefix: {prefix}\n", "test")!;

    private static string With(string text, string package = "gcc", string spec = "gcc@12.2.0") =>
        PackagesText.Parse(text, "packages.yaml").WithExternals(package, [External(spec, "/usr")]).ToString();

    [Theory]
    [InlineData("", "packages:\n  gcc:\n    externals:\n    - spec: gcc@12.2.0\n      prefix: /usr\n")]
    [InlineData("# mine\n", "# mine\npackages:\n  gcc:\n    externals:\n    - spec: gcc@12.2.0\n      prefix: /usr\n")]
    [InlineData("packages:\n", "packages:\n  gcc:\n    externals:\n    - spec: gcc@12.2.0\n      prefix: /usr\n")]
    [InlineData("packages: {}  # none yet\n", "packages:  # none yet\n  gcc:\n    externals:\n    - spec: gcc@12.2.0\n      prefix: /usr\n")]
    [InlineData("packages:\n    all:  # for all\n        target: [zen2]", "packages:\n    all:  # for all\n        target: [zen2]\n    gcc:\n      externals:\n      - spec: gcc@12.2.0\n        prefix: /usr\n")]
    [InlineData("packages:\n  gcc:\n    buildable: false # never\n  # about zlib\n  zlib: {version: [1.3]}\n", "packages:\n  gcc:\n    buildable: false # never\n    externals:\n    - spec: gcc@12.2.0\n      prefix: /usr\n  # about zlib\n  zlib: {version: [1.3]}\n")]
    [InlineData("packages:\n  gcc: {}\n  zlib: {}\n", "packages:\n  gcc:\n    externals:\n    - spec: gcc@12.2.0\n      prefix: /usr\n  zlib: {}\n")]
    [InlineData("packages:\n  gcc:\n    externals: []\n", "packages:\n  gcc:\n    externals:\n    - spec: gcc@12.2.0\n      prefix: /usr\n")]
    public void Externals_are_put_in_and_the_rest_stays(string before, string after) => With(before).ShouldBe(after);

    [Fact]
    public void An_external_comes_behind_those_that_are_there_with_their_comments()
    {
        const string before = """
            packages:
              gcc:
                externals:
                # the old one
                - spec: gcc@10   # of 2020
                  prefix: /opt/gcc-10
                buildable: true

              zlib:
                version: ["1.3"]
            """;

        With(before).ShouldBe("""
            packages:
              gcc:
                externals:
                # the old one
                - spec: gcc@10   # of 2020
                  prefix: /opt/gcc-10
                - spec: gcc@12.2.0
                  prefix: /usr
                buildable: true

              zlib:
                version: ["1.3"]
            """);
    }

    [Fact]
    public void A_list_in_brackets_is_written_anew_with_the_same_content()
    {
        var edited = PackagesText.Parse(With("packages:\n  gcc:\n    externals: [{spec: gcc@10, prefix: /opt}]\n"), "packages.yaml");

        edited.ExternalsOf("gcc").Select(item => ((YamlMapping)item)["spec"]!.ToString()).ShouldBe(["gcc@10", "gcc@12.2.0"]);
    }

    [Fact]
    public void An_external_is_taken_out_and_an_empty_list_stays()
    {
        var two = PackagesText.Parse("packages:\n  gcc:\n    externals:\n    - spec: gcc@10\n      prefix: /opt\n    # new\n    - spec: gcc@12\n      prefix: /usr\n    buildable: false\n", "packages.yaml");

        var one = two.WithoutExternal("gcc", 0);
        one.ToString().ShouldBe("packages:\n  gcc:\n    externals:\n    # new\n    - spec: gcc@12\n      prefix: /usr\n    buildable: false\n");
        one.WithoutExternal("gcc", 0).ToString().ShouldBe("packages:\n  gcc:\n    externals: []\n    buildable: false\n");
    }

    [Theory]
    [InlineData("packages:\n  gcc:\n    externals: []\n", "packages:\n  gcc:\n    externals: []\n    buildable: false\n")]
    [InlineData("packages:\n  gcc:\n    buildable: true  # for now\n", "packages:\n  gcc:\n    buildable: false  # for now\n")]
    public void A_setting_is_put_in_or_changed(string before, string after) =>
        PackagesText.Parse(before, "packages.yaml").WithSetting("gcc", "buildable", "false").ToString().ShouldBe(after);

    [Theory]
    [InlineData("repos:\n  a: /b\n")]
    [InlineData("packages: [a]\n")]
    [InlineData("packages: text\n")]
    [InlineData("packages: {a: [}\n")]
    public void What_is_no_section_of_packages_is_refused(string text) => Should.Throw<CairnException>(() => With(text));
}

using System.Collections.Immutable;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Tests;

public sealed class ConfigurationTests
{
    private static readonly PathVariables Variables = new(
        CairnPlaces.From(new Dictionary<string, string> { ["HOME"] = "/home/ada", ["USER"] = "ada", ["CAIRN_ROOT"] = "/opt/cairn", ["SITE"] = "x" }),
        () => new HostNames("linux", "debian12", "zen3", "x86_64"));

    [Fact]
    public void Mappings_merge_key_by_key_and_the_higher_scope_wins()
    {
        var configuration = Of("config: {build_jobs: 4, dirty: true}", "config: {build_jobs: 8}");

        configuration.GetInteger("config:build_jobs", 1).ShouldBe(8);
        configuration.GetBoolean("config:dirty", false).ShouldBeTrue();
    }

    [Theory]
    [InlineData("config: {build_stage: [b, c]}", "c b a")]
    [InlineData("config: {build_stage:: [b]}", "b")]
    [InlineData("config: {build_stage-: [b]}", "a b")]
    [InlineData("config: {build_stage+: [b]}", "b a")]
    public void Lists_prepend_unless_their_key_says_otherwise(string higher, string expected)
    {
        var configuration = Of("config: {build_stage: [a]}", higher.Replace("[b, c]", "[c, b]", StringComparison.Ordinal));

        string.Join(' ', configuration.GetStrings("config:build_stage")).ShouldBe(expected);
    }

    [Fact]
    public void An_overriding_section_cuts_off_everything_below()
    {
        var configuration = Of("packages: {zlib: {buildable: false}}", "packages::\n  hdf5: {buildable: false}\n");

        configuration.Get("packages:zlib").ShouldBeNull();
        configuration.GetBoolean("packages:hdf5:buildable", true).ShouldBeFalse();
    }

    [Fact]
    public void Strings_concatenate_under_prepend_and_append()
    {
        Of("config: {url: middle}", "config: {url+: front-}").GetString("config:url").ShouldBe("front-middle");
        Of("config: {url: middle}", "config: {url-: -back}").GetString("config:url").ShouldBe("middle-back");
    }

    [Fact]
    public void A_value_of_the_wrong_kind_is_reported_where_it_stands()
    {
        var error = Should.Throw<CairnException>(() => Of("config:\n  build_jobs: many\n").GetInteger("config:build_jobs", 1));

        error.Diagnostic.Message.ShouldBe("`config:build_jobs` should be a whole number but is a string");
        error.Diagnostic.Location!.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("$spack/opt", "/opt/cairn/opt")]
    [InlineData("${CAIRN}/opt", "/opt/cairn/opt")]
    [InlineData("~/stage", "/home/ada/stage")]
    [InlineData("/scratch/$user/$architecture", "/scratch/ada/linux-debian12-zen3")]
    [InlineData("/a/$SITE/$unknown", "/a/x/$unknown")]
    [InlineData("/a/$", "/a/$")]
    public void Placeholders_in_paths_are_replaced(string path, string expected) => Variables.Expand(path).ShouldBe(expected);

    [Theory]
    [InlineData("config:build_jobs:4", "build_jobs", "4")]
    [InlineData("config:\"a:b\":x", "a:b", "x")]
    public void The_command_line_sets_single_values(string setting, string key, string expected)
    {
        var section = (YamlMapping)CommandLineScope.Create([setting]).Section("config")!.Value.Value;

        section[key]!.ToString().ShouldBe(expected);
    }

    [Fact]
    public void A_setting_without_a_value_says_how_to_write_one()
    {
        var error = Should.Throw<CairnException>(() => CommandLineScope.Create(["config"]));

        error.Diagnostic.Hint.ShouldNotBeNull().ShouldContain("-c section:key:value");
    }

    [Fact]
    public void The_defaults_of_every_section_are_readable()
    {
        var defaults = new DefaultScope();

        foreach (var section in new[] { "config", "concretizer", "packages", "repos", "mirrors" })
        {
            defaults.Section(section).ShouldNotBeNull();
        }

        defaults.Section("no-such-section").ShouldBeNull();
    }

    [Fact]
    public void A_file_that_holds_another_section_is_named()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(directory.Path, "config.yaml"), "packages: {}\n");

        var error = Should.Throw<CairnException>(() => new DirectoryScope("user", directory.Path).Section("config"));

        error.Diagnostic.Message.ShouldContain("starts with `packages:`");
    }

    [Fact]
    public void Disabling_local_configuration_leaves_out_user_and_system()
    {
        var places = CairnPlaces.From(new Dictionary<string, string> { ["HOME"] = "/nowhere", ["SPACK_DISABLE_LOCAL_CONFIG"] = "1" });

        StandardScopes.Create(new ScopeChoices(places, "linux"), new IncludeExpansion(Variables, new NoIncludes())).Select(scope => scope.Name).ShouldBe(["defaults", "site", "spack"]);
    }

    private static Configuration Of(params string[] documents) => new(
        [.. documents.Select((text, i) => (ConfigurationScope)new MappingScope($"scope{i}", (YamlMapping?)YamlReader.Read(text, $"scope{i}.yaml")))],
        Variables);
}

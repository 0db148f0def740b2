using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Specs;

namespace Cairn.Config.Tests;

public sealed class IncludeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string User => Path.Combine(_directory.Path, "user");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_is_included_counts_less_than_what_includes_it_and_the_first_entry_most()
    {
        Write("user/include.yaml", "include:\n- ../first\n- path: ../second/packages.yaml\n");
        Write("user/config.yaml", "config: {build_language: user}\n");
        Write("first/config.yaml", "config: {build_language: first, stage_name: first}\n");
        Write("second/packages.yaml", "config: {build_language: second, stage_name: second, license_dir: /second}\n");

        var configuration = Create();

        configuration.GetString("config:build_language").ShouldBe("user");
        configuration.GetString("config:stage_name").ShouldBe("first");
        configuration.GetString("config:license_dir").ShouldBe("/second");
        Names(configuration).ShouldBe(["defaults", "system", "site", $"user:{_directory.Path}/second/packages.yaml", $"user:{_directory.Path}/first", "user", "spack"]);
    }

    [Fact]
    public void Conditions_options_and_variables_choose()
    {
        Write("user/include.yaml", """
            include:
            - path: never
              when: "false"
            - path: ${platform}
              when: "true"
            - path: gone
              optional: true
            - path: nothing
              path_override_env_var: CHOSEN

            """);
        Write("user/linux/config.yaml", "config: {stage_name: linux}\n");
        Write("chosen/config.yaml", "config: {license_dir: /chosen}\n");

        var configuration = Create();

        configuration.GetString("config:stage_name").ShouldBe("linux");
        configuration.GetString("config:license_dir").ShouldBe("/chosen");
    }

    [Theory]
    [InlineData("- gone\n", "the included `gone` does not exist")]
    [InlineData("- path: https://example.org/config.yaml\n", "needs `sha256:`")]
    [InlineData("- git: https://example.org/x\n  paths: [a]\n", "needs `branch:`, `tag:` or `commit:`")]
    [InlineData("- git: https://example.org/x\n  branch: b\n", "needs `paths:`")]
    [InlineData("- ../user\n", "includes itself")]
    [InlineData("- optional: true\n", "neither `path:` nor `git:`")]
    [InlineData("- [a]\n", "`include` should be a string or a mapping but is a list")]
    public void What_leads_nowhere_is_named_with_its_place(string entries, string message)
    {
        Write("user/include.yaml", "include:\n" + entries);

        var error = Should.Throw<CairnException>(Create).Diagnostic;

        error.Message.ShouldContain(message);
        error.Location!.File.ShouldBe(Path.Combine(User, "include.yaml"));
    }

    [Fact]
    public void An_environment_stands_above_the_user_and_may_replace_or_cut_off_scopes()
    {
        Write("user/config.yaml", "config: {stage_name: user, license_dir: /user}\n");
        Write("other/config.yaml", "config: {stage_name: other}\n");
        string environment = Path.Combine(_directory.Path, "environment");

        Write("environment/spack.yaml", "spack:\n  specs: [zlib]\n  config: {license_dir: /environment}\n");
        var plain = Create(environment);
        plain.GetString("config:license_dir").ShouldBe("/environment");
        plain.GetString("config:stage_name").ShouldBe("user");

        Write("environment/spack.yaml", "spack:\n  include:\n  - path: ../other\n    name: user\n");
        var replaced = Create(environment);
        replaced.GetString("config:stage_name").ShouldBe("other");
        replaced.GetString("config:license_dir").ShouldNotBe("/user");

        Write("environment/spack.yaml", "spack:\n  include:: []\n");
        Names(Create(environment)).ShouldBe(["defaults", $"env:{environment}"]);
    }

    [Fact]
    public void Keys_that_are_no_sections_are_found()
    {
        Write("environment/spack.yaml", "spack:\n  specs: []\n  pakcages: {}\n");

        var unknown = new FileScope("env", Path.Combine(_directory.Path, "environment/spack.yaml"), "spack").UnknownKeys().ShouldHaveSingleItem();

        unknown.Hint.ShouldBe("did you mean `packages`?");
        unknown.Location!.Line.ShouldBe(3);
    }

    [Fact]
    public void A_platform_has_a_directory_of_its_own()
    {
        Write("user/config.yaml", "config: {stage_name: user}\n");
        Write("user/linux/config.yaml", "config: {stage_name: linux}\n");

        Create().GetString("config:stage_name").ShouldBe("linux");
    }

    private Configuration Create() => Create(null);

    private Configuration Create(string? environment)
    {
        var places = CairnPlaces.From(new Dictionary<string, string>
        {
            ["HOME"] = "/nowhere",
            ["CAIRN_ROOT"] = Path.Combine(_directory.Path, "root"),
            ["SPACK_USER_CONFIG_PATH"] = User,
            ["SPACK_SYSTEM_CONFIG_PATH"] = Path.Combine(_directory.Path, "system"),
            ["CHOSEN"] = Path.Combine(_directory.Path, "chosen"),
        });
        var variables = new PathVariables(places, () => new HostNames("linux", "debian12", "zen3", "x86_64"));
        var choices = new ScopeChoices(places, "linux") { Environment = environment is null ? null : new FileScope($"env:{environment}", Path.Combine(environment, "spack.yaml"), "spack") };
        return new Configuration(StandardScopes.Create(choices, new IncludeExpansion(variables, new NoIncludes())), variables);
    }

    private static IEnumerable<string> Names(Configuration configuration) => configuration.Scopes.Select(scope => scope.Name);

    private void Write(string path, string text)
    {
        string full = Path.Combine(_directory.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}

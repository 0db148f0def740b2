using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Recipes that are broken, and builds that fail.</summary>
public sealed class BadBuildScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;

    public BadBuildScenarios() => _repository = new SmallRepository(_world);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_failing_command_shows_the_first_error_of_the_log_and_leaves_no_prefix()
    {
        _repository.WriteRecipe("failing", "which(\"sh\")(\"-c\", \"echo before; echo 'x.c:3:1: error: expected a brace'; echo 'x.c:9:1: error: another'; exit 3\")");
        _repository.WriteRecipe("above", directives: "depends_on(\"failing\")");
        _repository.WriteRecipe("aside");

        var result = (await _world.RunAsync("install", "above", "aside")).ShouldFail(
            1, "`failing@1.0` could not be installed", "the phase `install` failed", "exited with status 3", "failing/package.py:",
            "\n>> x.c:3:1: error: expected a brace\n", "the whole log: ", "above@1.0", "not tried because failing failed",
            "1 installed, 1 failed (failing), 1 not tried");

        var log = result.Error.Split('\n').Single(line => line.StartsWith("the whole log: ", StringComparison.Ordinal))["the whole log: ".Length..];
        (await File.ReadAllTextAsync(log)).ShouldContain("echo before");
        _world.PrefixesOf("failing").ShouldBeEmpty();
        _world.PrefixesOf("aside").ShouldHaveSingleItem("what does not depend on the failure is installed");
    }

    [Fact]
    public async Task A_mistake_in_a_method_is_shown_at_its_line()
    {
        var recipe = _repository.WriteRecipe("mistaken", "frobnicate(prefix)");

        (await _world.RunAsync("install", "mistaken")).ShouldFail(1, "name 'frobnicate' is not defined", $"{recipe}:", "frobnicate(prefix)");

        _world.PrefixesOf("mistaken").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipe_that_installs_nothing_has_failed()
    {
        _repository.WriteRecipe("empty", "pass");

        (await _world.RunAsync("install", "empty")).ShouldFail(1, "`empty@1.0` could not be installed: the recipe installed nothing", "hint:");

        _world.PrefixesOf("empty").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipe_that_exists_only_as_an_external_says_so_itself()
    {
        _repository.WriteBundle("vendor", "pass", """
            @property
            def fetcher(self):
                raise InstallError("vendor comes with the machine; name it in packages.yaml")

            @fetcher.setter
            def fetcher(self, fetcher):
                pass
            """);

        (await _world.RunAsync("install", "vendor")).ShouldFail(1, "vendor comes with the machine; name it in packages.yaml", "vendor/package.py:");

        _world.PrefixesOf("vendor").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sanity_check_is_file = [\"bin/absent\"]", "bin/absent")]
    [InlineData("sanity_check_is_dir = [\"lib\"]", "lib")]
    public async Task What_a_recipe_promises_to_install_has_to_be_there(string promise, string missing)
    {
        _repository.WriteBundle("promising", directives: promise);

        (await _world.RunAsync("install", "promising")).ShouldFail(1, "`promising@1.0` could not be installed", missing);

        _world.PrefixesOf("promising").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bundle_may_install_nothing()
    {
        _repository.WriteRecipeText("assembly", """
            from spack_repo.builtin.build_systems.bundle import BundlePackage

            from spack.package import *


            class Assembly(BundlePackage):
                version("1.0")

            """);

        (await _world.RunAsync("install", "assembly")).ShouldSucceed();

        _world.PrefixesOf("assembly").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_syntax_error_is_shown_at_its_line()
    {
        var recipe = _repository.WriteRecipeText("broken", "from spack.package import *\n\n\nclass Broken(Package):\n    version(\"1.0\"\n");

        (await _world.RunAsync("install", "broken")).ShouldFail(1, "the recipe of `mine.broken` is broken", "'(' was never closed", $"{recipe}:5:12");
    }

    [Fact]
    public async Task A_broken_recipe_does_not_stop_others()
    {
        _repository.WriteRecipeText("broken", "class Broken(\n");
        _repository.WriteRecipe("fine");

        (await _world.RunAsync("install", "fine")).ShouldSucceed();
    }

    [Fact]
    public async Task Without_a_compiler_it_says_so_and_what_to_do()
    {
        using var world = new ScenarioWorld { SearchPath = "/nonexistent" };

        (await world.RunAsync("install", "lua")).ShouldFail(1, "there is no compiler on this machine", "PATH", "hint: install one");

        Directory.Exists(world.Store).ShouldBeFalse();
    }
}

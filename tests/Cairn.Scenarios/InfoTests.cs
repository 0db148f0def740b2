using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn info</c>, <c>cairn versions</c>.</summary>
public sealed class InfoTests : IDisposable
{
    private readonly Place _place = new();

    public InfoTests() => _place.Repository("mylab", Recipes.All);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Describes_versions_variants_dependencies_and_people()
    {
        var text = _place.Run("info", "library").Succeeded().Output;

        text.ShouldStartWith("mylab.library\n");
        text.ShouldContain("    Reads and writes things.\n\n    It also thinks about them.\n");
        text.ShouldContain("Homepage:     https://library.example.org\n");
        text.ShouldContain("MIT when @2:");
        text.ShouldContain("@ada, @grace");
        text.ShouldContain("  * 2.0   preferred\n    1.0   deprecated\n");
        text.ShouldContain("    main  branch main\n");
        text.ShouldContain("    fast [on]\n        Be fast\n");
        text.ShouldContain("    mode [a]  when @2:\n        How to work\n        a, b\n");
        text.ShouldContain("Run dependencies:\n    tool  when +fast\n");
        text.ShouldContain("Provides:\n    storage@2  when @2:\n");
    }

    [Fact]
    public void Json_says_the_same()
    {
        using var json = JsonDocument.Parse(_place.Run("info", "--json", "mylab.library").Succeeded().Output);

        var root = json.RootElement;
        root.GetProperty("namespace").GetString().ShouldBe("mylab");
        root.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("version").GetString()).ShouldBe(["main", "2.1", "2.0", "1.0"]);
        root.GetProperty("versions")[2].GetProperty("preferred").GetBoolean().ShouldBeTrue();
        root.GetProperty("dependencies").EnumerateArray().ShouldContain(dependency =>
            dependency.GetProperty("spec").GetString() == "zmath@3:" && dependency.GetProperty("types").GetArrayLength() == 2);
    }

    [Fact]
    public void A_virtual_package_is_described_by_its_providers()
    {
        var text = _place.Run("info", "storage").Succeeded().Output;

        text.ShouldContain("virtual package");
        text.ShouldContain("    library\n");
    }

    [Fact]
    public void A_wrong_name_is_answered_with_the_nearest()
    {
        var outcome = _place.Run("info", "libary");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldBe("error: there is no package `libary`\n\nhint: did you mean `library`?\n");
    }

    [Fact]
    public void A_broken_recipe_shows_its_line_and_does_not_disturb_others()
    {
        var outcome = _place.Run("info", "broken");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("the recipe of `mylab.broken` is broken");
        outcome.Error.ShouldContain("packages/broken/package.py:5:");
        outcome.Error.ShouldContain("unknown_name");
        _place.Run("info", "tool").Succeeded();
    }

    [Fact]
    public void Versions_are_listed_newest_first_also_from_the_cache()
    {
        string[] expected = ["  main", "  2.1", "  2.0", "  1.0"];
        _place.Run("versions", "library").Succeeded().Lines.ShouldBe(expected);
        _place.Run("versions", "library").Succeeded().Lines.ShouldBe(expected);
    }

    [Fact]
    public void A_change_of_a_recipe_is_seen_at_once()
    {
        _place.Run("versions", "zmath").Succeeded().Lines.ShouldBe(["  3.1"]);
        _place.Write("repositories/spack_repo/mylab/packages/zmath/package.py", Recipes.Zmath.Replace("3.1", "3.25", StringComparison.Ordinal));

        _place.Run("versions", "zmath").Succeeded().Lines.ShouldBe(["  3.25"]);
    }
}

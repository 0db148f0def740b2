using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn recipes dump</c> and <c>check</c>.</summary>
public sealed class RecipesTests : IDisposable
{
    private readonly Place _place = new();

    public RecipesTests() => _place.Repository("mylab", Recipes.All);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void The_dump_is_one_object_a_line_with_errors_in_their_place()
    {
        var outcome = _place.Run("recipes", "dump", "broken", "library");

        outcome.ExitCode.ShouldBe(1);
        using var broken = JsonDocument.Parse(outcome.Lines[0]);
        broken.RootElement.GetProperty("error").GetString()!.ShouldContain("unknown_name");
        using var library = JsonDocument.Parse(outcome.Lines[1]);
        library.RootElement.GetProperty("preferred_version").GetString().ShouldBe("2.0");
        library.RootElement.GetProperty("fullname").GetString().ShouldBe("mylab.library");
    }

    [Fact]
    public void A_second_dump_comes_from_the_cache_and_is_the_same()
    {
        string first = _place.Run("recipes", "dump", "library", "tool").Succeeded().Output;

        _place.Run("recipes", "dump", "library", "tool").Succeeded().Output.ShouldBe(first);
    }

    [Fact]
    public void A_damaged_cache_is_replaced()
    {
        string first = _place.Run("recipes", "dump", "library").Succeeded().Output;
        foreach (string file in Directory.EnumerateFiles(_place.Root, "*.recipes", SearchOption.AllDirectories))
        {
            File.WriteAllText(file, "not a cache");
        }

        _place.Run("recipes", "dump", "library").Succeeded().Output.ShouldBe(first);
    }

    [Fact]
    public void Check_names_broken_recipes_and_style_with_file_and_line()
    {
        var outcome = _place.Run("recipes", "check", "broken", "tool");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("the recipe of `mylab.broken` is broken");
        outcome.Output.ShouldContain("tool/package.py:8: version-order: version 1.1 stands after 1.0");
        outcome.Output.ShouldContain("tool/package.py:8: weak-digest:");
        outcome.Output.ShouldContain("missing-license");
        outcome.Output.ShouldEndWith("2 recipes checked, 1 broken, 4 findings\n");
    }

    [Fact]
    public void Findings_fail_only_a_strict_check()
    {
        _place.Run("recipes", "check", "tool").ExitCode.ShouldBe(0);
        _place.Run("recipes", "check", "--strict", "tool").ExitCode.ShouldBe(1);
    }
}

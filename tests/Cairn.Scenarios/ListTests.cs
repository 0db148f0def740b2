using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn list</c>.</summary>
public sealed class ListTests : IDisposable
{
    private readonly Place _place = new();

    public ListTests() => _place.Repository("mylab", Recipes.All);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Lists_the_recipes_of_all_repositories_sorted_broken_ones_included()
    {
        var lines = _place.Run("list").Succeeded().Lines;

        lines.ShouldContain("library");
        lines.ShouldContain("broken");
        lines.ShouldContain("lua"); // of the embedded repository
        lines.ShouldBe(lines.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("lib?ary", "library")]
    [InlineData("ZMA", "zmath")]
    [InlineData("[lz]?*a*", "library zmath")]
    public void A_pattern_chooses_by_name_regardless_of_case(string pattern, string expected) =>
        _place.Run("list", "-N", "mylab", pattern).Succeeded().Lines.ShouldBe(expected.Split(' '));

    [Fact]
    public void A_pattern_that_nothing_fits_is_told_by_the_exit_code()
    {
        var outcome = _place.Run("list", "no-such-thing");

        outcome.ExitCode.ShouldBe(3);
        outcome.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Descriptions_are_searched_on_request_and_a_broken_recipe_is_named_once()
    {
        var outcome = _place.Run("list", "-d", "-N", "mylab", "thinks").Succeeded();

        outcome.Lines.ShouldBe(["library"]);
        outcome.Error.Split("mylab.broken").Length.ShouldBe(2);
    }

    [Fact]
    public void Tags_virtuals_and_counts()
    {
        _place.Run("list", "-t", "storage").Succeeded().Lines.ShouldBe(["library", "tool"]);
        _place.Run("list", "-v", "storage").Succeeded().Lines.ShouldBe(["storage"]);
        _place.Run("list", "--count", "-N", "mylab").Succeeded().Output.ShouldBe("4\n");
    }

    [Fact]
    public void Json_has_names_and_namespaces() =>
        _place.Run("list", "--json", "library").Succeeded().Output.ShouldBe("[{\"name\":\"library\",\"namespace\":\"mylab\"}]\n");

    [Fact]
    public void An_unknown_namespace_is_refused_with_those_that_exist()
    {
        var outcome = _place.Run("list", "-N", "mylap");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("there is no repository `mylap`");
        outcome.Error.ShouldContain("`mylab`");
    }
}

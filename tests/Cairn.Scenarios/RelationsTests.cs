using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn providers</c>, <c>dependencies</c>, <c>dependents</c>, <c>maintainers</c>, <c>tags</c>.</summary>
public sealed class RelationsTests : IDisposable
{
    private readonly Place _place = new();

    public RelationsTests() => _place.Repository("mylab", Recipes.Sound);

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Providers_of_a_virtual_come_with_their_conditions()
    {
        _place.Run("providers", "storage").Succeeded().Output.ShouldBe("library@2:\n");
        _place.Run("providers").Succeeded().Lines.ShouldContain("storage");
        _place.Run("providers", "storage@3:").Succeeded().Output.ShouldBeEmpty();
    }

    [Fact]
    public void Providers_of_no_virtual_are_refused()
    {
        _place.Run("providers", "zmath").Error.ShouldContain("`zmath` is not a virtual package");
        var outcome = _place.Run("providers", "storag");
        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("did you mean `storage`?");
    }

    [Fact]
    public void Dependencies_are_direct_or_transitive_and_of_chosen_kinds()
    {
        _place.Run("dependencies", "library").Succeeded().Lines.ShouldBe(["tool", "zmath"]);
        _place.Run("dependencies", "--deptype", "link", "library").Succeeded().Lines.ShouldBe(["zmath"]);
        _place.Run("dependencies", "-t", "tool").Succeeded().Lines.ShouldBe(["library", "zmath"]);
        _place.Run("dependencies", "-V", "tool").Succeeded().Lines.ShouldBe(["storage"]);
        _place.Run("dependencies", "--deptype", "lynk", "tool").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Dependents_of_a_provider_are_those_of_its_virtual()
    {
        _place.Run("dependents", "zmath").Succeeded().Lines.ShouldBe(["library"]);
        _place.Run("dependents", "library").Succeeded().Lines.ShouldBe(["tool"]);
        _place.Run("dependents", "storage").Succeeded().Lines.ShouldBe(["tool"]);
        _place.Run("dependents", "-t", "zmath").Succeeded().Lines.ShouldBe(["library", "tool"]);
    }

    [Fact]
    public void Maintainers_by_package_and_packages_by_maintainer()
    {
        _place.Run("maintainers", "library", "zmath").Succeeded().Lines.ShouldBe(["ada", "grace"]);
        _place.Run("maintainers", "--by-user", "ADA").Succeeded().Lines.ShouldBe(["library", "zmath"]);
        _place.Run("maintainers", "--unmaintained").Succeeded().Lines.ShouldContain("tool");
        _place.Run("maintainers", "-a", "library").Succeeded().Output.ShouldBe("library: ada, grace\n");
        _place.Run("maintainers").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Tags_and_the_packages_that_have_them()
    {
        _place.Run("tags", "tools").Succeeded().Lines.ShouldBe(["tool"]);
        _place.Run("tags", "tools", "storage").Succeeded().Lines.ShouldBe(["storage: library, tool", "tools: tool"]);
        _place.Run("tags").Succeeded().Lines.ShouldContain("storage");
        _place.Run("tags", "nothing").ExitCode.ShouldBe(3);
    }
}

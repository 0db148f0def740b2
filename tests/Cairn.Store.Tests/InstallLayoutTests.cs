using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Store.Tests;

public sealed class InstallLayoutTests
{
    [Fact]
    public void Hashes_in_names_of_prefixes_are_as_long_as_the_configuration_says()
    {
        var spec = Specs.Of("zlib", "1.0");

        new InstallLayout("/store", []).PrefixOf(spec).ShouldEndWith($"/zlib-1.0-{spec.Hash}");
        new InstallLayout("/store", [], hashLength: 7).PrefixOf(spec).ShouldEndWith($"/zlib-1.0-{spec.Hash[..7]}");
        new InstallLayout("/store", [new("all", "{name}/{hash}")], hashLength: 5).PrefixOf(spec).ShouldBe($"/store/zlib/{spec.Hash[..5]}");
    }

    [Fact]
    public void A_projection_and_the_configuration_may_not_both_say_how_long() =>
        Should.Throw<CairnException>(() => new InstallLayout("/store", [new("all", "{name}-{hash:5}")], hashLength: 7))
            .Diagnostic.Message.ShouldContain("`{name}-{hash:5}`");
}

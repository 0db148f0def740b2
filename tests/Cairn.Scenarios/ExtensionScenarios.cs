using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Extensions that are linked into what they extend (packaging guide of 2016, "Activation and deactivation").</summary>
[Collection(UserWorldTests.Name)]
public sealed class ExtensionScenarios(UserWorld installed)
{
    private readonly ScenarioWorld _world = installed.World;

    [Fact]
    public async Task Extensions_appear_in_what_they_extend_and_go_again()
    {
        var language = await _world.LocationAsync("language");
        string In(string name) => Path.Combine(language, name);

        (await _world.RunAsync("activate", "ext-two")).ShouldSucceed().Lines.Length.ShouldBe(2);
        new FileInfo(In("lib/language/two.txt")).LinkTarget.ShouldBe(Path.Combine(await _world.LocationAsync("ext-two"), "lib/language/two.txt"));
        File.ReadAllText(In("lib/language/one.txt")).ShouldBe("one", "what it needs is activated first");
        File.Exists(In("lib/language/two.skip")).ShouldBeFalse("`ignore` is a function");
        File.Exists(In("bin/ignored-one")).ShouldBeFalse("`ignore` is a regular expression");
        File.Exists(In(".spack/ext-two")).ShouldBeFalse();
        File.ReadAllText(In(".spack/extensions.yaml")).ShouldContain("ext-one");

        (await _world.RunAsync("extensions", "language")).ShouldSucceed().Lines.ShouldBe(
        [
            "==> 3 extensions", "ext-clash", "ext-one", "ext-two", "==> 3 installed", "ext-clash@1.0", "ext-one@1.0", "ext-two@1.0",
            "==> 2 activated", "ext-one@1.0", "ext-two@1.0",
        ]);
        (await _world.RunAsync("activate", "ext-two")).ShouldFail(1, "is activated already");
        (await _world.RunAsync("activate", "ext-clash")).ShouldFail(1, "language has files of ext-clash already", "base.txt");
        File.ReadAllText(In("lib/language/base.txt")).ShouldBe("base");
        (await _world.RunAsync("deactivate", "ext-one")).ShouldFail(1, "activated extensions need ext-one@1.0", "ext-two@1.0");
        (await _world.RunAsync("deactivate", "ext-clash")).ShouldFail(1, "is not activated");

        (await _world.RunAsync("deactivate", "--all", "language")).ShouldSucceed().Lines.Length.ShouldBe(2);
        Directory.EnumerateFiles(In("lib/language")).Select(Path.GetFileName).ShouldBe(["base.txt"]);

        (await _world.RunAsync("activate", "--force", "ext-two")).ShouldSucceed().Lines.Length.ShouldBe(1, "without what it needs");
        File.Exists(In("lib/language/one.txt")).ShouldBeFalse();
        (await _world.RunAsync("deactivate", "-a", "ext-two")).ShouldSucceed();
        Directory.EnumerateFiles(In("lib/language")).Select(Path.GetFileName).ShouldBe(["base.txt"]);
    }

    [Fact]
    public async Task Only_extensions_can_be_activated() =>
        (await _world.RunAsync("activate", "rival")).ShouldFail(1, "rival@1.0", "extends nothing");
}

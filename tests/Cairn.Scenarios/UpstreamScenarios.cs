using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>A user's store on top of a site's: what the site has is used, not built again, and never written to.</summary>
public sealed class UpstreamScenarios : IDisposable
{
    private readonly ScenarioWorld _site = new();
    private readonly ScenarioWorld _user = new();

    public void Dispose()
    {
        _user.Dispose();
        _site.Dispose();
    }

    [Fact]
    public async Task What_the_site_has_is_used_for_what_the_user_builds()
    {
        var (ofSite, ofUser) = (new SmallRepository(_site), new SmallRepository(_user));
        foreach (var repository in new[] { ofSite, ofUser })
        {
            repository.WriteBundle("pebble", "mkdirp(prefix.bin)\ninstall(__file__, prefix.bin.join(\"pebble\"))");
        }

        ofUser.WriteBundle("quarry", "mkdirp(prefix.bin)\ninstall(spec[\"pebble\"].prefix.bin.join(\"pebble\"), prefix.bin)", "depends_on(\"pebble\", type=(\"build\", \"run\"))");
        (await _site.RunAsync("install", "pebble")).ShouldSucceed();
        var pebble = await _site.LocationAsync("pebble");
        var index = await File.ReadAllTextAsync(Path.Combine(_site.Store, ".spack-db", "index.json"));
        await File.WriteAllTextAsync(Path.Combine(_user.Config, "upstreams.yaml"), $"upstreams:\n  site:\n    install_tree: {_site.Store}\n");

        (await _user.RunAsync("spec", "quarry")).ShouldSucceed().Output.ShouldContain("[^]      ^pebble@1.0");
        (await _user.RunAsync("install", "quarry")).ShouldSucceed().Error.ShouldNotContain("pebble@1.0/", customMessage: "it was built again");

        (await _user.RunAsync("location", "-i", "pebble")).ShouldSucceed().Output.ShouldBe(pebble + "\n");
        _user.PrefixesOf("pebble").ShouldBeEmpty();
        (await _user.RunAsync("load", "--sh", "quarry")).ShouldSucceed().Output.ShouldContain($"{pebble}/bin");
        (await _user.RunAsync("dependents", "-i", "pebble")).ShouldSucceed().Output.ShouldContain("quarry");
        (await File.ReadAllTextAsync(Path.Combine(_site.Store, ".spack-db", "index.json"))).ShouldBe(index);
    }

    [Fact]
    public async Task What_the_site_has_can_be_preferred_from_now_on()
    {
        foreach (var world in new[] { _site, _user })
        {
            new SmallRepository(world).WriteBundle(
                "pebble", "mkdirp(prefix.bin)\ninstall(__file__, prefix.bin)", "version(\"0.9\")\nvariant(\"smooth\", default=False, description=\"polished\")");
        }

        var packages = Path.Combine(_user.Config, "packages.yaml");
        await File.WriteAllTextAsync(packages, "# ours\npackages:\n  pebble:  # small\n    buildable: true\n");
        (await _user.RunAsync("config", "prefer-upstream")).ShouldSucceed().Output.ShouldContain("no upstream installation holds anything");
        (await _site.RunAsync("install", "pebble@0.9+smooth")).ShouldSucceed();
        await File.WriteAllTextAsync(Path.Combine(_user.Config, "upstreams.yaml"), $"upstreams:\n  site:\n    install_tree: {_site.Store}\n");

        (await _user.RunAsync("config", "prefer-upstream")).ShouldSucceed().Output.ShouldContain(packages);

        var text = await File.ReadAllTextAsync(packages);
        text.ShouldStartWith("# ours\npackages:\n  pebble:  # small\n    buildable: true\n");
        text.ShouldContain("+smooth");
        (await _user.RunAsync("spec", "--fresh", "pebble")).ShouldSucceed().Output.ShouldContain("pebble@0.9+smooth");
    }
}

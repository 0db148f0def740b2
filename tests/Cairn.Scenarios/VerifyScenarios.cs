using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>verify manifest</c> on what was really installed.</summary>
public sealed class VerifyScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task What_was_just_installed_is_as_it_was_and_every_change_is_told()
    {
        new SmallRepository(_world).WriteBundle("pebble", "mkdirp(prefix.bin)\nwith open(prefix.bin.join(\"pebble\"), \"w\") as file:\n    file.write(\"stone\")");
        (await _world.RunAsync("install", "pebble")).ShouldSucceed();

        (await _world.RunAsync("verify", "manifest", "-a")).ShouldSucceed().Output.ShouldNotContain("pebble");

        // Spack takes what is listed of its own times for deleted.
        var prefix = await _world.LocationAsync("pebble");
        (await File.ReadAllTextAsync(Path.Combine(prefix, ".spack", "install_manifest.json"))).ShouldNotContain("install_times.json");
        await File.WriteAllTextAsync(Path.Combine(prefix, "bin", "pebble"), "stones");
        File.Delete(Path.Combine(prefix, ".spack", "spec.json"));
        var changed = await _world.RunAsync("verify", "manifest", "pebble");
        changed.ExitCode.ShouldBe(1);
        changed.Output.ShouldContain($"{prefix}/bin/pebble");
        changed.Output.ShouldContain("hash");
        changed.Output.ShouldContain($"{prefix}/.spack/spec.json");
        changed.Output.ShouldContain("deleted");
    }
}

using System.Diagnostics;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>A disk that fills up, in the store, in the stage and in the source cache.</summary>
public sealed class FullDiskScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;
    private readonly string _disk;

    public FullDiskScenarios()
    {
        _repository = new SmallRepository(_world);
        _disk = Path.Combine(_world.Directory, "disk");
        Directory.CreateDirectory(_disk);
    }

    public void Dispose()
    {
        Run("umount", _disk);
        _world.Dispose();
    }

    [SkippableFact]
    public async Task A_full_store_is_named_and_no_prefix_is_left()
    {
        MountTinyDisk();
        _repository.WriteRecipe("big", """
            mkdirp(prefix.bin)
            with open(prefix.bin.big, "w") as file:
                for _ in range(2000):
                    file.write("x" * 1000)
            """);
        _repository.WriteRecipe("small");
        var store = $"config:install_tree:root:{_disk}/opt";

        (await _world.RunAsync("-c", store, "install", "small")).ShouldSucceed();

        (await _world.RunAsync("-c", store, "install", "big")).ShouldFail(
            1, "`big@1.0` could not be installed: the phase `install` failed", "No space left on device", "hint: free some space");

        Directory.EnumerateDirectories(_disk, "big-*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await _world.RunAsync("-c", store, "find")).ShouldSucceed().Output.ShouldContain("small@1.0");
    }

    [SkippableFact]
    public async Task A_store_that_may_only_be_read_is_named_and_can_be_asked()
    {
        MountTinyDisk();
        _repository.WriteRecipe("small");
        _repository.WriteRecipe("other");
        var store = $"config:install_tree:root:{_disk}/opt";
        (await _world.RunAsync("-c", store, "install", "small")).ShouldSucceed();
        Run("mount", "-o", "remount,ro", _disk).ShouldBe(0);

        (await _world.RunAsync("-c", store, "install", "other")).ShouldFail(1, $"{_disk}/opt", "hint:");
        (await _world.RunAsync("-c", store, "install", "small")).ShouldSucceed();
        (await _world.RunAsync("-c", store, "find")).ShouldSucceed().Output.ShouldContain("small@1.0");
    }

    [SkippableFact]
    public async Task A_full_stage_is_named_and_no_prefix_is_left()
    {
        MountTinyDisk();
        _repository.WriteRecipe("deep", archive: _repository.WriteArchive("deep", SmallRepository.File("top/readme", new string('x', 2_000_000))));

        (await _world.RunAsync("-c", $"config:build_stage:{_disk}/stage", "install", "deep")).ShouldFail(
            1, "`deep@1.0` could not be installed", "no space left while writing", "hint: free some space", "config:build_stage");

        _world.PrefixesOf("deep").ShouldBeEmpty();
        (await _world.RunAsync("install", "deep")).ShouldSucceed();
    }

    [SkippableFact]
    public async Task A_full_source_cache_is_named_and_holds_no_wrong_file()
    {
        MountTinyDisk();
        var noise = new byte[900_000];
        new Random(1).NextBytes(noise);
        _repository.WriteRecipe("noisy", archive: _repository.WriteArchive("noisy", SmallRepository.File("top/noise", Convert.ToBase64String(noise))));
        string[] fetch = ["-c", "mirrors::{}", "-c", $"config:source_cache:{_disk}/cache", "fetch", "--no-concretize", "noisy@=1.0"];

        (await _world.RunAsync(fetch)).ShouldFail(1, "no space left", $"{_disk}/cache", "hint: free some space", "config:source_cache");

        Directory.EnumerateFiles(_disk, "*.tar.gz", SearchOption.AllDirectories).ShouldBeEmpty();
        Run("mount", "-o", "remount,size=8m", _disk).ShouldBe(0);
        (await _world.RunAsync(fetch)).ShouldSucceed();
        Directory.EnumerateFiles(_disk, "*.tar.gz", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [SkippableFact]
    public async Task A_store_without_any_space_begins_no_prefix()
    {
        MountTinyDisk();
        _repository.WriteRecipe("small");
        var store = $"config:install_tree:root:{_disk}/opt";
        (await _world.RunAsync("-c", store, "find")).ExitCode.ShouldBe(0);
        Run("dd", "if=/dev/zero", $"of={_disk}/fill", "bs=1k");

        (await _world.RunAsync("-c", store, "install", "small")).ExitCode.ShouldBe(1);

        Directory.EnumerateDirectories(_disk, "small-*", SearchOption.AllDirectories).ShouldBeEmpty();
        File.Delete(Path.Combine(_disk, "fill"));
        (await _world.RunAsync("-c", store, "install", "small")).ShouldSucceed();
    }

    private void MountTinyDisk() =>
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", _disk) == 0, "mounting a tiny disk needs root and a kernel that lets it");

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

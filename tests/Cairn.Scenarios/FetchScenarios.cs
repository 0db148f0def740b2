using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn fetch</c>, <c>stage</c>, <c>restage</c> and <c>clean</c>, also when they are killed.</summary>
public sealed class FetchScenarios : IDisposable
{
    private const string NoMirrors = "mirrors::{}";

    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;

    public FetchScenarios() => _repository = new SmallRepository(_world);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_killed_download_is_resumed_and_the_cache_holds_no_wrong_file()
    {
        var noise = new byte[400_000];
        new Random(3).NextBytes(noise);
        var archive = _repository.WriteArchive("noisy", SmallRepository.File("top/noise", Convert.ToBase64String(noise)));
        var content = await File.ReadAllBytesAsync(archive.Path);
        using var server = new PausingServer(content, 100_000);
        _repository.WriteRecipe("noisy", archive: archive, url: $"{server.Url}/noisy-1.0.tar.gz");
        var cache = Path.Combine(_world.Root, "cache", "source", "_source-cache", "archive");

        using (var running = _world.Start("-c", NoMirrors, "fetch", "--no-concretize", "noisy@=1.0"))
        {
            await running.UntilAsync(() => Size(cache, "*.part") >= 100_000);
            running.Signal("KILL");
            await running.ResultAsync();
        }

        Directory.EnumerateFiles(cache, $"{archive.Digest}.tar.gz", SearchOption.AllDirectories).ShouldBeEmpty();
        (await _world.RunAsync("-c", NoMirrors, "fetch", "--no-concretize", "noisy@=1.0")).ShouldSucceed();

        server.Starts.ShouldBe([0, 100_000]);
        var file = Directory.EnumerateFiles(cache, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(file)).ShouldBe(content);
    }

    [Fact]
    public async Task A_killed_unpacking_is_done_anew_and_stage_and_restage_are_idempotent()
    {
        var members = Enumerable.Range(0, 3000).Select(i => SmallRepository.File($"top/directory{i % 50}/file{i}", $"{i}\n")).ToArray();
        _repository.WriteRecipe("many", archive: _repository.WriteArchive("many", members));
        string[] stage = ["-c", NoMirrors, "stage", "--no-concretize", "--json", "many@=1.0"];

        using (var running = _world.Start(stage))
        {
            await running.UntilAsync(() => Directory.EnumerateDirectories(_world.Temporary, "directory7", SearchOption.AllDirectories).Any());
            running.Signal("KILL");
            await running.ResultAsync();
        }

        var answer = (await _world.RunAsync(stage)).ShouldSucceed().Output;
        using var place = System.Text.Json.JsonDocument.Parse(answer);
        var source = place.RootElement.GetProperty("source").GetString()!;
        Directory.EnumerateFiles(source, "file*", SearchOption.AllDirectories).Count().ShouldBe(3000);
        Directory.EnumerateFileSystemEntries(place.RootElement.GetProperty("stage").GetString()!).Select(Path.GetFileName)
            .ShouldBe(["spack-src", "many-1.0.tar.gz", ".cairn-stage.json"], ignoreOrder: true);

        await File.WriteAllTextAsync(Path.Combine(source, "mine"), "x");
        (await _world.RunAsync(stage)).ShouldSucceed().Output.ShouldBe(answer);
        File.Exists(Path.Combine(source, "mine")).ShouldBeTrue("what is staged is left alone");
        (await _world.RunAsync("-c", NoMirrors, "restage", "--no-concretize", "many@=1.0")).ShouldSucceed().Output.ShouldBe(source + "\n");
        File.Exists(Path.Combine(source, "mine")).ShouldBeFalse("restage brings the source back");

        (await _world.RunAsync("location", "-S")).ShouldSucceed().Output.TrimEnd().ShouldBe(Path.GetDirectoryName(Path.GetDirectoryName(source)));
        (await _world.RunAsync("purge", "-s", "-c")).ShouldSucceed().Error.ShouldSatisfyAllConditions(
            text => text.ShouldContain("1 stage removed"), text => text.ShouldContain("1 downloaded file removed"));
        Directory.Exists(Path.GetDirectoryName(source)).ShouldBeFalse();
    }

    private static long Size(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Select(file => new FileInfo(file).Length).DefaultIfEmpty().Max()
        : 0;
}

using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn mirror</c>: described, filled, used without upstream, destroyed.</summary>
public sealed class MirrorScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;
    private readonly string _mirror;

    public MirrorScenarios()
    {
        _repository = new SmallRepository(_world);
        _mirror = Path.Combine(_world.Directory, "mirror");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_mirror_is_filled_resumed_and_serves_where_upstream_is_gone()
    {
        var one = _repository.WriteArchive("one", SmallRepository.File("top/one", "1\n"));
        _repository.WriteRecipe("one", archive: one);
        _repository.WriteRecipe("two", archive: _repository.WriteArchive("two", SmallRepository.File("top/two", "2\n")));
        _repository.WriteRecipe("lost", url: $"file://{_world.Directory}/nowhere/lost-1.0.tar.gz");
        var specs = Path.Combine(_world.Directory, "specs.txt");
        await File.WriteAllTextAsync(specs, "# what the site needs\none@1.0\ntwo\nlost\n\n");
        var excluded = Path.Combine(_world.Directory, "excluded.txt");
        await File.WriteAllTextAsync(excluded, "two\n");
        string[] create = ["-c", "mirrors::{}", "mirror", "create", "-d", _mirror, "-n", "1", "--file", specs];

        var first = await _world.RunAsync([.. create, "--exclude-file", excluded]);
        var second = await _world.RunAsync(create);

        first.ExitCode.ShouldBe(1, first.ToString());
        first.Output.ShouldContain("1 added, 0 there before, 1 could not be had");
        first.Error.ShouldSatisfyAllConditions(text => text.ShouldContain("lost@1.0"), text => text.ShouldContain("nowhere/lost-1.0.tar.gz: there is no such file"));
        second.Output.ShouldContain("1 added, 1 there before, 1 could not be had");
        new FileInfo(Path.Combine(_mirror, "one", "one-1.0.tar.gz")).LinkTarget.ShouldBe($"../_source-cache/archive/{one.Digest[..2]}/{one.Digest}.tar.gz");

        File.Delete(one.Path);
        (await _world.RunAsync("mirror", "add", "--type", "source", "site", _mirror)).ShouldSucceed();
        (await _world.RunAsync("-c", $"config:source_cache:{_world.Directory}/other", "stage", "--no-concretize", "one@=1.0"))
            .ShouldSucceed().Error.ShouldContain("from mirror `site`");
        (await _world.RunAsync("-c", $"config:source_cache:{_world.Directory}/another", "-c", "mirrors:apt-source:source:false", "versions", "--reachable", "two"))
            .ShouldSucceed().Output.Trim().ShouldBe("1.0");
    }

    [Fact]
    public async Task Off_the_internet_only_versions_that_can_be_had_are_decided()
    {
        var old = _repository.WriteArchive("old", SmallRepository.File("top/readme", "old\n"));
        // Nothing listens on the port of the discard service.
        _repository.WriteRecipe(
            "tool", archive: old, url: "http://127.0.0.1:9/tool-1.0.tar.gz", directives: $"version(\"2.0\", sha256=\"{new string('f', 64)}\")");
        var place = Path.Combine(_mirror, "_source-cache", "archive", old.Digest[..2]);
        Directory.CreateDirectory(place);
        File.Copy(old.Path, Path.Combine(place, $"{old.Digest}.tar.gz"));
        await File.WriteAllTextAsync(Path.Combine(_world.Config, "mirrors.yaml"), $"mirrors::\n  site: file://{_mirror}\n");

        (await _world.RunAsync("spec", "--format", "{version}", "tool")).ShouldSucceed().Output.ShouldBe("2.0\n");
        (await _world.RunAsync("spec", "--reachable", "--format", "{version}", "tool")).ShouldSucceed().Output.ShouldBe("1.0\n");
        (await _world.RunAsync("-c", "concretizer:reachable:true", "spec", "--format", "{version}", "tool")).ShouldSucceed().Output.ShouldBe("1.0\n");
        (await _world.RunAsync("spec", "--reachable", "tool@2.0")).ShouldFail(1, "`tool@2.0` cannot be had, only 1.0", "hint:", "cairn mirror create");
        (await _world.RunAsync("install", "--reachable", "tool")).ShouldSucceed().Error.ShouldContain("tool@1.0");
    }

    [Fact]
    public async Task Mirrors_are_described_changed_and_taken_out_and_the_rest_of_the_file_stays()
    {
        var file = Path.Combine(_world.Config, "mirrors.yaml");
        await File.WriteAllTextAsync(file, "# ours\nmirrors:\n  old: https://old.example.org/m # keep\n");

        (await _world.RunAsync("mirror", "add", "--type", "source", "near", "https://me:hush@near.example.org/m")).ShouldSucceed();
        (await _world.RunAsync("mirror", "list")).ShouldSucceed().Output.ShouldSatisfyAllConditions(
            text => text.ShouldContain("https://***@near.example.org/m"), text => text.ShouldNotContain("hush"),
            text => text.IndexOf("near", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("old", StringComparison.Ordinal)));
        (await _world.RunAsync("mirror", "rename", "near", "nearest")).ShouldSucceed();
        (await _world.RunAsync("mirror", "set-url", "nearest", "s3://bucket/m")).ShouldSucceed();
        (await _world.RunAsync("mirror", "set", "--type", "binary", "nearest")).ShouldSucceed();
        (await _world.RunAsync("mirror", "list", "--json")).ShouldSucceed().Output.ShouldContain(
            """{"name":"nearest","url":"s3://bucket/m","source":false,"binary":true}""");
        (await _world.RunAsync("mirror", "add", "old", "x")).ShouldFail(1, "there is a mirror `old` already", "hint:");
        (await _world.RunAsync("mirror", "rm", "nearest")).ShouldSucceed();

        (await File.ReadAllTextAsync(file)).ShouldBe("# ours\nmirrors:\n  old: https://old.example.org/m # keep\n");
        (await _world.RunAsync("mirror", "rm", "nearest")).ShouldFail(1, "nearest", "hint:");
        (await _world.RunAsync("mirror", "destroy", "--mirror-url", _world.Home)).ExitCode.ShouldBe(0);
        Directory.CreateDirectory(Path.Combine(_world.Directory, "precious", "papers"));
        (await _world.RunAsync("mirror", "destroy", "--mirror-url", Path.Combine(_world.Directory, "precious"))).ShouldFail(1, "does not look like a mirror");
        Directory.Exists(Path.Combine(_world.Directory, "precious", "papers")).ShouldBeTrue();
    }
}

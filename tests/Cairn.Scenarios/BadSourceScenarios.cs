using System.Formats.Tar;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Sources that are not what the recipe says, cannot be had, or are hostile.</summary>
public sealed class BadSourceScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;

    public BadSourceScenarios() => _repository = new SmallRepository(_world);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_wrong_digest_shows_both_and_keeps_the_file_aside_unpacked()
    {
        var wrong = new string('0', 64);
        _repository.WriteRecipe("tampered", digest: wrong);
        _repository.WriteRecipe("above", directives: "depends_on(\"tampered\")");

        var result = (await _world.RunAsync("install", "above")).ShouldFail(
            1, "`tampered@1.0` could not be installed", wrong, _repository.Readme.Digest, "nothing was unpacked", "hint:",
            "above@1.0", "not tried because tampered failed");

        var aside = result.Error.Split('`').Single(part => part.StartsWith(_world.Temporary, StringComparison.Ordinal));
        (await File.ReadAllBytesAsync(aside)).ShouldBe(await File.ReadAllBytesAsync(_repository.Readme.Path));
        Directory.EnumerateFiles(_world.Temporary, "readme", SearchOption.AllDirectories).ShouldBeEmpty();
        _world.PrefixesOf("tampered").ShouldBeEmpty();
        _world.PrefixesOf("above").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_network_and_mirrors_every_place_is_named_with_its_reason()
    {
        // Nothing listens on the port of the discard service.
        _repository.WriteRecipe("unreachable", url: "http://127.0.0.1:9/unreachable-1.0.tar.gz");

        (await _world.RunAsync("-c", "mirrors::{}", "install", "unreachable")).ShouldFail(
            1, "no place has the source of `unreachable@1.0`", "http://127.0.0.1:9/unreachable-1.0.tar.gz", "refuses connections", "hint:");

        _world.PrefixesOf("unreachable").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_taken_without_proof_needs_consent_is_told_and_recorded_with_the_installation()
    {
        var readme = _repository.Readme;
        _repository.WriteRecipe(
            "unproven", digest: "", directives: $"version(\"0.9\", sha256=\"{readme.Digest}\", url=\"file://{readme.Path}\", deprecated=True)");

        (await _world.RunAsync("install", "unproven@1.0")).ShouldFail(1, "gives no digest for `unproven@1.0`", "--no-checksum");
        (await _world.RunAsync("install", "-n", "unproven@1.0")).ShouldSucceed().Error.ShouldContain("nothing proves that it is right");

        var record = Path.Combine(await _world.LocationAsync("unproven@1.0"), ".spack", "cairn-sources.json");
        (await File.ReadAllTextAsync(record)).ShouldSatisfyAllConditions(
            text => text.ShouldContain("\"verified\":false"),
            text => text.ShouldContain("unverified: the recipe gives no digest"),
            text => text.ShouldContain("\"deprecated\":false"));
        (await _world.RunAsync("install", "unproven@0.9")).ShouldFail(1, "deprecated", "--deprecated");
        (await _world.RunAsync("install", "--deprecated", "unproven@0.9")).ShouldSucceed().Error.ShouldContain("is deprecated by its recipe");
        (await File.ReadAllTextAsync(Path.Combine(await _world.LocationAsync("unproven@0.9"), ".spack", "cairn-sources.json")))
            .ShouldSatisfyAllConditions(text => text.ShouldContain("\"verified\":true"), text => text.ShouldContain("\"deprecated\":true"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        _repository.WriteRecipe("missing", url: $"file://{_world.Directory}/nowhere/missing-1.0.tar.gz");

        (await _world.RunAsync("-c", "mirrors::{}", "install", "missing")).ShouldFail(1, "nowhere/missing-1.0.tar.gz", "there is no such file");
    }

    [Theory]
    [InlineData("dots", "`..`")]
    [InlineData("absolute", "absolute name")]
    [InlineData("link", "is a link that leads outside")]
    [InlineData("through-link", "through the link")]
    [InlineData("hard-link", "leads outside")]
    public async Task A_hostile_archive_is_refused_whole(string kind, string reason)
    {
        var outside = Path.Combine(_world.Directory, "outside");
        PaxTarEntry[] members = kind switch
        {
            "dots" => [SmallRepository.File("top/../../../../outside/evil", "evil")],
            "absolute" => [SmallRepository.File(Path.Combine(outside, "evil"), "evil")],
            "link" => [SmallRepository.Link(TarEntryType.SymbolicLink, "top/way", outside), SmallRepository.File("top/way/evil", "evil")],
            "through-link" => [SmallRepository.Link(TarEntryType.SymbolicLink, "top/way", "../../.."), SmallRepository.File("top/way/evil", "evil")],
            _ => [SmallRepository.Link(TarEntryType.HardLink, "top/hosts", "/etc/hosts")],
        };
        _repository.WriteRecipe(kind, archive: _repository.WriteArchive(kind, [SmallRepository.File("top/readme", "hello\n"), .. members]));

        (await _world.RunAsync("install", kind)).ShouldFail(1, "refused to unpack", reason, "nothing of this archive was kept", "hint:");

        Directory.EnumerateFileSystemEntries(outside).ShouldBeEmpty();
        Directory.EnumerateFiles(_world.Directory, "evil", SearchOption.AllDirectories).ShouldBeEmpty();
        _world.PrefixesOf(kind).ShouldBeEmpty();
    }
}

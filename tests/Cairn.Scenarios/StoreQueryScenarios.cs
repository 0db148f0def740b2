using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Commands that look at what is installed, on a store that Spack wrote.</summary>
public sealed class StoreQueryScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly RecordedStore _store;

    public StoreQueryScenarios() => _store = new RecordedStore(_world.Store);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Differences_are_listed_by_kind()
    {
        var result = (await _world.RunAsync("diff", "--ignore", "stonecc", "-a", "version", "gravel-data@2025-08", "gravel-data@2025-11")).ShouldSucceed();

        result.Output.ShouldBe($"--- gravel-data@2025-08-12/{_store.Data.Spec.Hash}\n+++ gravel-data@2025-11-01/{_store.NewData.Spec.Hash}\n@@ version @@\n-  gravel-data 2025-08-12\n+  gravel-data 2025-11-01\n");
        (await _world.RunAsync("diff", "quarry")).ShouldFail(2, "takes two specs");
        using var json = JsonDocument.Parse((await _world.RunAsync("diff", "--json", "chisel", "mason")).ShouldSucceed().Output);
        json.RootElement.GetProperty("a_not_b").EnumerateArray().ShouldContain(fact => fact[0].GetString() == "version" && fact[1].GetString() == "chisel 4.4.1");
    }

    [Fact]
    public async Task Graphs_come_as_letters_pictures_and_pages()
    {
        (await _world.RunAsync("graph", "-i", "--deptype", "link,run", "quarry")).ShouldSucceed().Output
            .ShouldBe($"o  quarry@2.0/{_store.Program.Short}\n|\no  pebble@1.3.1/{_store.Library.Short}\n");
        (await _world.RunAsync("graph", "-i", "--dot", "--color", "quarry")).ShouldSucceed().Output.ShouldContain("dodgerblue:crimson");
        (await _world.RunAsync("graph", "-i", "--svg")).ShouldSucceed().Output.ShouldStartWith("<svg ");
        (await _world.RunAsync("graph", "-i", "--html", "-o", "page.html")).ShouldSucceed();
        File.ReadAllText(Path.Combine(_world.Directory, "page.html")).ShouldContain(">quarry<");
        (await _world.RunAsync("graph", "-i", "-c", "quarry")).ShouldFail(2, "--color");
        (await _world.RunAsync("graph", "-i", "nothing-of-the-kind")).ShouldFail(1, "no installed package matches");
    }

    [Fact]
    public async Task Changed_added_and_missing_files_are_found()
    {
        var before = await _world.RunAsync("verify", "manifest", "quarry");
        (before.ExitCode, before.Output.Contains("manifest missing")).ShouldBe((1, true));
        var file = Path.Combine(_store.Program.Prefix, "bin");
        File.WriteAllText(file, "one");
        File.WriteAllText(Path.Combine(_store.Program.Prefix, ".spack", "install_manifest.json"), $"{{\"{_store.Program.Prefix}/gone\":{{\"mode\":33188,\"owner\":0,\"group\":0}}}}");

        var json = await _world.RunAsync("verify", "manifest", "-j", "quarry");

        using var found = JsonDocument.Parse(json.Output);
        found.RootElement.GetProperty(file)[0].GetString().ShouldBe("added");
        found.RootElement.GetProperty(Path.Combine(_store.Program.Prefix, "gone"))[0].GetString().ShouldBe("deleted");
        (await _world.RunAsync("verify", "manifest", "-f", Path.Combine(_world.Temporary, "elsewhere"))).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task The_doctor_finds_what_is_wrong_and_says_what_to_do()
    {
        Directory.Delete(_store.Tool.Prefix, recursive: true);
        Directory.CreateDirectory(Path.Combine(_world.Store, "linux-x86_64_v3", ".old.removed-999999999"));
        File.WriteAllText(Path.Combine(_world.Config, "packages.yaml"), "packages:\n  zlib:\n    externals:\n    - spec: zlib@1.2\n      prefix: /nowhere/at/all\n");

        var result = await _world.RunAsync("doctor", "--json");

        result.ExitCode.ShouldBe(1);
        using var json = JsonDocument.Parse(result.Output);
        string[] Of(string area, string verdict) =>
        [
            .. json.RootElement.EnumerateArray().Where(finding => finding.GetProperty("area").GetString() == area && finding.GetProperty("verdict").GetString() == verdict)
                .Select(finding => finding.GetProperty("message").GetString()!),
        ];
        Of("store", "broken").ShouldContain(message => message.Contains("chisel@4.4.1") && message.Contains("nothing is there"));
        Of("store", "broken").ShouldContain(message => message.Contains("mason@1.0") && message.Contains("lostlib@0.9"));
        Of("store", "repaired").ShouldHaveSingleItem().ShouldContain("interrupted removal");
        Of("externals", "broken").ShouldHaveSingleItem().ShouldContain("/nowhere/at/all");
        Of("locks", "sound").ShouldHaveSingleItem();
        (Of("disk", "sound").Length + Of("disk", "broken").Length).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Logs_of_installed_packages_are_unpacked()
    {
        await using (var file = File.Create(Path.Combine(_store.Program.Prefix, ".spack", "spack-build-out.txt.gz")))
        await using (var zipped = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
        {
            zipped.Write("==> all is well\n"u8);
        }

        (await _world.RunAsync("logs", "quarry")).ShouldSucceed().Output.ShouldBe("==> all is well\n");
        (await _world.RunAsync("logs", "mason")).ShouldFail(1, "has no log");
        (await _world.RunAsync("logs", "unheard-of")).ShouldFail(1, "there is no log of `unheard-of`");
    }
}

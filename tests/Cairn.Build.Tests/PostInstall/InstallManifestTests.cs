using System.Text.Json;
using Cairn.Build.PostInstall;

namespace Cairn.Build.Tests.PostInstall;

public sealed class InstallManifestTests : IDisposable
{
    private readonly string _prefix = Directory.CreateTempSubdirectory("cairn-manifest-").FullName;

    public void Dispose() => Directory.Delete(_prefix, recursive: true);

    [Fact]
    public void Manifest_lists_files_links_and_directories_as_spack_does()
    {
        Directory.CreateDirectory(Path.Combine(_prefix, ".spack"));
        Directory.CreateDirectory(Path.Combine(_prefix, "bin"));
        var file = Path.Combine(_prefix, "bin", "tool");
        File.WriteAllText(file, "abc");
        File.SetUnixFileMode(file, (UnixFileMode)Convert.ToInt32("755", 8));
        File.CreateSymbolicLink(Path.Combine(_prefix, "bin", "alias"), "tool");
        File.WriteAllText(Path.Combine(_prefix, ".cairn-incomplete"), "");

        InstallManifest.Write(_prefix);

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_prefix, ".spack", InstallManifest.FileName)));
        var root = manifest.RootElement;
        root.EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal)
            .ShouldBe([_prefix, $"{_prefix}/.spack", $"{_prefix}/bin", $"{_prefix}/bin/alias", $"{_prefix}/bin/tool"]);
        var tool = root.GetProperty(file);
        tool.GetProperty("hash").GetString().ShouldBe("VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"); // base32 of SHA-1 of "abc"
        tool.GetProperty("mode").GetInt32().ShouldBe(Convert.ToInt32("100755", 8));
        tool.GetProperty("size").GetInt64().ShouldBe(3);
        tool.GetProperty("time").GetDouble().ShouldBeGreaterThan(1.6e9);
        root.GetProperty($"{_prefix}/bin/alias").GetProperty("dest").GetString().ShouldBe("tool");
        root.GetProperty($"{_prefix}/bin").GetProperty("mode").GetInt32().ShouldBeGreaterThan(Convert.ToInt32("40000", 8));
    }
}

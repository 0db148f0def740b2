using System.Security.Cryptography;
using System.Text;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Configuration that is included from elsewhere, and which scope commands change.</summary>
public sealed class IncludeScenarios : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_file_of_a_server_is_fetched_once_and_only_with_its_digest()
    {
        byte[] content = "packages:\n  zlib:\n    version: [1.3]\n"u8.ToArray();
        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        var server = new PausingServer(content, content.Length);
        Include($"- path: {server.Url}/packages.yaml\n  sha256: {digest}\n");

        Versions().ShouldContain("- 1.3");
        server.Starts.Count.ShouldBe(1);
        server.Dispose();
        Versions().ShouldContain("- 1.3");

        using var changed = new PausingServer(Encoding.UTF8.GetBytes("packages: {}\n"), 13);
        Include($"- path: {changed.Url}/packages.yaml\n  sha256: {new string('a', 64)}\n");
        var refused = _place.Run("config", "get", "packages:zlib");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("does not have the SHA-256 that is demanded");
    }

    [Fact]
    public void Files_of_a_git_repository_are_taken_as_they_are_at_a_commit()
    {
        var remote = new GitRemote(_place, "site");
        File.WriteAllText(Path.Combine(remote.Folder, "packages.yaml"), "packages:\n  zlib:\n    version: [1.3]\n");
        Directory.CreateDirectory(Path.Combine(remote.Folder, "more"));
        File.WriteAllText(Path.Combine(remote.Folder, "more", "config.yaml"), "config:\n  build_jobs: 7\n");
        string first = remote.Commit("first");
        File.WriteAllText(Path.Combine(remote.Folder, "packages.yaml"), "packages:\n  zlib:\n    version: [1.4]\n");
        remote.Commit("second");

        Include($"- git: {remote.Url}\n  commit: {first}\n  paths: [packages.yaml, more]\n");
        Versions().ShouldContain("- 1.3");
        _place.Run("config", "get", "config:build_jobs").Succeeded().Output.ShouldBe("config:\n  build_jobs: 7\n");

        Include($"- git: {remote.Url}\n  branch: main\n  when: 'platform == \"linux\"'\n  paths: [packages.yaml]\n");
        Versions().ShouldContain("- 1.4");
        Include($"- git: {remote.Url}-gone\n  branch: main\n  when: 'platform == \"none\"'\n  paths: [packages.yaml]\n- path: nowhere\n  optional: true\n");
        _place.Run("config", "get", "packages:zlib").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Commands_change_the_scope_that_an_include_prefers()
    {
        Include("- name: ours\n  path: ../ours\n  prefer_modify: true\n");
        Directory.CreateDirectory(_place.Path("ours"));

        _place.Run("config", "add", "config:build_jobs:3").Succeeded();

        File.ReadAllText(_place.Path("ours", "config.yaml")).ShouldBe("config:\n  build_jobs: 3\n");
        File.Exists(_place.Path("config", "config.yaml")).ShouldBeFalse();
        _place.Run("config", "--scope", "user", "add", "config:build_jobs:4").Succeeded();
        File.ReadAllText(_place.Path("config", "config.yaml")).ShouldBe("config:\n  build_jobs: 4\n");
        _place.Run("config", "get", "config:build_jobs").Succeeded().Output.ShouldBe("config:\n  build_jobs: 4\n");
    }

    [Fact]
    public void A_section_of_old_is_brought_up_to_date_and_back()
    {
        string file = _place.Write("config/config.yaml", "config:\n  # where\n  install_tree: /opt/tree\n");

        _place.Run("config", "update", "-y", "config").Succeeded();
        File.ReadAllText(file).ShouldContain("root: /opt/tree");
        _place.Run("config", "get", "config:install_tree:root").Succeeded().Output.ShouldContain("/opt/tree");
        _place.Run("config", "revert", "-y", "config").Succeeded();
        File.ReadAllText(file).ShouldBe("config:\n  # where\n  install_tree: /opt/tree\n");
    }

    private string Versions() => _place.Run("config", "get", "packages:zlib").Succeeded().Output;

    private void Include(string entries) => _place.Write("config/include.yaml", $"include:\n{entries}");
}

using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>
/// The example of Spack's chapter "Package Repositories": <c>proto</c> has mpich, <c>llnl.comp</c> has hdf5, <c>builtin</c> has both and more.
/// hdf5 depends on mpich. Qualified names bypass the search; packages of one name and two namespaces live side by side.
/// </summary>
public sealed class NamespaceScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public NamespaceScenarios()
    {
        Write("proto", Recipe("Mpich", "3.2"));
        Write("llnl/comp", Recipe("Hdf5", "1.10.0", "mpich", "zlib"));
        Write("builtin", Recipe("Mpich", "3.2"), Recipe("Hdf5", "1.10.0", "mpich", "zlib"), Recipe("Zlib", "1.2.8"));
        Configure("proto", "llnl/comp", "builtin");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_first_repository_that_has_a_name_answers_and_a_qualified_name_asks_one()
    {
        (await NamesAsync("hdf5")).ShouldBe("llnl.comp.hdf5 proto.mpich builtin.zlib");
        (await NamesAsync("hdf5 ^builtin.mpich")).ShouldBe("llnl.comp.hdf5 builtin.mpich builtin.zlib");
        (await NamesAsync("builtin.hdf5 ^builtin.mpich")).ShouldBe("builtin.hdf5 builtin.mpich builtin.zlib");
        (await NamesAsync("builtin.hdf5")).ShouldBe("builtin.hdf5 proto.mpich builtin.zlib");
        (await NamesAsync("llnl.comp.hdf5 ^proto.mpich")).ShouldBe("llnl.comp.hdf5 proto.mpich builtin.zlib");

        Configure("llnl/comp", "builtin");
        (await NamesAsync("hdf5")).ShouldBe("llnl.comp.hdf5 builtin.mpich builtin.zlib");
        (await NamesAsync("builtin.hdf5")).ShouldBe("builtin.hdf5 builtin.mpich builtin.zlib");
        (await _world.RunAsync("spec", "hdf5 ^proto.mpich")).ShouldFail(1, "there is no repository `proto`");
    }

    [Fact]
    public async Task Packages_of_two_namespaces_are_installed_side_by_side()
    {
        (await _world.RunAsync("install", "mpich")).ShouldSucceed();
        (await _world.RunAsync("install", "builtin.mpich")).ShouldSucceed();

        (await WordsAsync("find")).ShouldBe(["mpich@3.2", "mpich@3.2"]);
        (await WordsAsync("find", "-N")).ShouldBe(["builtin.mpich@3.2", "proto.mpich@3.2"]);
        var words = await WordsAsync("find", "-lN");
        words.Length.ShouldBe(4);
        words[0].ShouldNotBe(words[2]);
        (await _world.LocationAsync("builtin.mpich")).ShouldNotBe(await _world.LocationAsync("proto.mpich"));

        (await _world.RunAsync("uninstall", "-y", "builtin.mpich")).ShouldSucceed();
        (await _world.RunAsync("find", "-N")).ShouldSucceed().Output.ShouldNotContain("builtin.mpich");
    }

    [Fact]
    public async Task A_recipe_extends_that_of_another_repository()
    {
        Write("proto", """
            from spack_repo.builtin.packages.mpich.package import Mpich as BuiltinMpich
            from spack.package import *


            class Mpich(BuiltinMpich):
                version("3.5-custom")
                variant("custom_feature", default=False, description="More")
            """);

        (await _world.RunAsync("spec", "--format", "{fullname}@{version}{variants}", "mpich+custom_feature")).ShouldSucceed().Output.ShouldContain("mpich@3.5-custom");
        (await _world.RunAsync("spec", "builtin.mpich+custom_feature")).ShouldFail(1, "custom_feature");
    }

    [Fact]
    public async Task Two_repositories_with_one_namespace_are_refused()
    {
        string other = Path.Combine(_world.Directory, "elsewhere", "spack_repo", "proto");
        Directory.CreateDirectory(Path.Combine(other, "packages"));
        await File.WriteAllTextAsync(Path.Combine(other, "repo.yaml"), "repo:\n  api: v2.2\n");
        await File.AppendAllTextAsync(Path.Combine(_world.Config, "repos.yaml"), $"  again: {other}\n");

        (await _world.RunAsync("spec", "hdf5")).ShouldFail(1, "several repositories have the namespace `proto`", Folder("proto"), other);
    }

    /// <summary>The words of lines about mpich.</summary>
    private async Task<string[]> WordsAsync(params string[] command) =>
    [
        .. (await _world.RunAsync(command)).ShouldSucceed().Lines.Where(line => line.Contains("mpich", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    ];

    private async Task<string> NamesAsync(string request)
    {
        var tree = (await _world.RunAsync("spec", "-N", "--no-install-status", request)).ShouldSucceed();
        return string.Join(' ', tree.Lines.Select(line => line.Trim().TrimStart('^').Split('@')[0]).Where(name => !name.StartsWith("starter.", StringComparison.Ordinal)));
    }

    private static string Recipe(string name, string version, params string[] dependencies) => $"""
        from spack_repo.starter.build_systems.generic import Package
        from spack.package import *


        class {name}(Package):
            has_code = False
            version("{version}")
            {string.Join("\n    ", dependencies.Select(dependency => $"depends_on(\"{dependency}\")"))}

            def install(self, spec, prefix):
                touch(prefix.{name.ToLowerInvariant()})

        """;

    private string Folder(string path) => Path.Combine(_world.Directory, "repositories", "spack_repo", path);

    private void Write(string path, params string[] recipes)
    {
        Directory.CreateDirectory(Path.Combine(Folder(path), "packages"));
        File.WriteAllText(Path.Combine(Folder(path), "repo.yaml"), "repo:\n  api: v2.2\n");
        foreach (string recipe in recipes)
        {
            string name = recipe.Split("class ", 2)[1].Split('(')[0].ToLowerInvariant();
            Directory.CreateDirectory(Path.Combine(Folder(path), "packages", name));
            File.WriteAllText(Path.Combine(Folder(path), "packages", name, "package.py"), recipe);
        }
    }

    private void Configure(params string[] paths) => File.WriteAllText(
        Path.Combine(_world.Config, "repos.yaml"), $"repos:\n{string.Concat(paths.Select(path => $"  {path.Replace('/', '.')}: {Folder(path)}\n"))}");
}

using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Views of installed packages: how files get in, what clashes, and what is left when they go.</summary>
[Collection(UserWorldTests.Name)]
public sealed class ViewScenarios(UserWorld installed) : IDisposable
{
    private readonly ScenarioWorld _world = installed.World;
    private readonly string _view = Directory.CreateTempSubdirectory("cairn-view-").FullName;

    public void Dispose() => Directory.Delete(_view, recursive: true);

    [Fact]
    public async Task Packages_are_linked_with_what_they_need_and_taken_out_without_a_trace()
    {
        var tool = await _world.LocationAsync("tool@1.0");
        (await _world.RunAsync("view", "symlink", _view, "tool@1.0")).ShouldSucceed();

        new FileInfo(Path.Combine(_view, "bin", "tool")).LinkTarget.ShouldBe(Path.Combine(tool, "bin", "tool"));
        File.ReadAllText(Path.Combine(_view, "lib", "liblibrary.txt")).ShouldBe("library");
        File.Exists(Path.Combine(_view, ".spack", "tool", "spec.json")).ShouldBeTrue();
        (await _world.RunAsync("view", "status", _view)).ShouldSucceed().Lines.ShouldBe([$"library@1.0  {_view}", $"tool@1.0  {_view}"]);

        (await _world.RunAsync("view", "add", _view, "tool@1.0")).ShouldSucceed().Error.ShouldContain("tool@1.0 is in the view already");
        (await _world.RunAsync("view", "symlink", _view, "tool@2.0")).ShouldFail(1, "another `tool`", "there: tool@1.0/", "wanted: tool@2.0/");

        (await _world.RunAsync("view", "-d", "false", "remove", _view, "library")).ShouldSucceed().Error.ShouldContain("what depends on them is removed, too: tool");
        Directory.EnumerateFileSystemEntries(_view).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removing_a_package_leaves_what_others_have()
    {
        (await _world.RunAsync("view", "-i", "symlink", _view, "library", "rival")).ShouldFail(2);
        (await _world.RunAsync("view", "symlink", _view, "library", "rival")).ShouldFail(1, "1 file would get a place", "share/common/shared.txt", "--ignore-conflicts");
        Directory.EnumerateFileSystemEntries(_view).ShouldBeEmpty();

        (await _world.RunAsync("view", "symlink", "-i", _view, "library", "rival")).ShouldSucceed().Error.ShouldContain("1 file of one name");
        var shared = Path.Combine(_view, "share", "common", "shared.txt");
        File.ReadAllText(shared).ShouldBe("of library");

        (await _world.RunAsync("view", "remove", _view, "library")).ShouldSucceed();
        File.ReadAllText(shared).ShouldBe("of rival");
        File.Exists(Path.Combine(_view, "bin", "rival")).ShouldBeTrue();
        File.Exists(Path.Combine(_view, "lib", "liblibrary.txt")).ShouldBeFalse();
        Directory.CreateDirectory(Path.Combine(_view, "share", "mine", "empty"));
        (await _world.RunAsync("view", "rm", "--all", _view)).ShouldSucceed();
        Directory.EnumerateFileSystemEntries(_view, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_view, path)).ShouldBe(
            ["share", "share/mine", "share/mine/empty"], ignoreOrder: true, "what the user made stays");
    }

    [Fact]
    public async Task Copies_point_to_themselves()
    {
        var tool = await _world.LocationAsync("tool@1.0");
        (await _world.RunAsync("view", "copy", _view, "tool@1.0")).ShouldSucceed();

        (await _world.RunInstalledAsync(Path.Combine(_view, "bin", "tool"))).ShouldSucceed().Output.ShouldBe($"tool 1.0 in {_view}\n");
        File.ReadAllText(Path.Combine(_view, "share", "tool", "data.txt")).ShouldBe($"data of {_view}");
        new FileInfo(Path.Combine(_view, "bin", "tool-link")).LinkTarget.ShouldBe("tool");
        new FileInfo(Path.Combine(_view, "share", "absolute.txt")).LinkTarget.ShouldBe(Path.Combine(_view, "share", "tool", "data.txt"));
        File.ReadAllText(Path.Combine(tool, "share", "tool", "data.txt")).ShouldBe($"data of {tool}");
    }

    [Fact]
    public async Task Hard_links_are_the_same_files()
    {
        var tool = await _world.LocationAsync("tool@1.0");
        var view = Path.Combine(_world.Directory, $"hard-{Guid.NewGuid():n}");
        (await _world.RunAsync("view", "hard", view, "tool@1.0")).ShouldSucceed();

        var file = Path.Combine(view, "include", "tool.h");
        new FileInfo(file).LinkTarget.ShouldBeNull();
        File.WriteAllText(file, "changed");
        File.ReadAllText(Path.Combine(tool, "include", "tool.h")).ShouldBe("changed");
        File.WriteAllText(file, "tool");
        (await _world.RunAsync("view", "remove", view, "tool")).ShouldSucceed();
        Directory.EnumerateFileSystemEntries(view).ShouldBeEmpty();
        File.Exists(Path.Combine(tool, "include", "tool.h")).ShouldBeTrue();
    }

    [Fact]
    public async Task Projections_separate_packages_and_are_remembered()
    {
        var projections = Path.Combine(_world.Directory, "projections.yaml");
        await File.WriteAllTextAsync(projections, "projections:\n  library: 'libs/{name}'\n  all: '{name}-{version}'\n");
        (await _world.RunAsync("view", "symlink", "--projection-file", projections, _view, "tool@1.0")).ShouldSucceed();
        (await _world.RunAsync("view", "symlink", _view, "tool@2.0")).ShouldSucceed();

        File.Exists(Path.Combine(_view, "tool-1.0", "bin", "tool")).ShouldBeTrue();
        File.Exists(Path.Combine(_view, "tool-2.0", "bin", "tool")).ShouldBeTrue();
        File.Exists(Path.Combine(_view, "libs", "library", "lib", "liblibrary.txt")).ShouldBeTrue();
        (await _world.RunAsync("view", "statlink", "--json", _view)).ShouldSucceed().Output.ShouldContain("tool-2.0");
        await File.WriteAllTextAsync(projections, "projections:\n  all: '{name}'\n");
        (await _world.RunAsync("view", "symlink", "--projection-file", projections, _view, "rival")).ShouldFail(1, "other projections");
    }

    [Fact]
    public async Task What_is_excluded_or_not_asked_for_stays_out()
    {
        (await _world.RunAsync("view", "--exclude", "lib", "symlink", _view, "tool@1.0")).ShouldSucceed();
        (await _world.RunAsync("view", "status", _view)).Lines.ShouldBe([$"tool@1.0  {_view}"]);
        (await _world.RunAsync("view", "-d", "no", "symlink", _view, "rival")).ShouldSucceed();
        (await _world.RunAsync("view", "status", _view, "rival", "library")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Recipes_have_a_word_in_how_their_files_are_added()
    {
        var recipe = Path.Combine(_world.Directory, "repository", "spack_repo", "mine", "packages", "language", "package.py");
        await File.AppendAllTextAsync(recipe, """

                def add_files_to_view(self, view, merge_map, skip_if_exists=True):
                    super().add_files_to_view(view, merge_map, skip_if_exists=skip_if_exists)
                    with open(os.path.join(view.get_projection_for_spec(self.spec), "made-by-hook"), "w") as file:
                        file.write(view.link_type)
            """);

        (await _world.RunAsync("view", "soft", _view, "ext-one")).ShouldSucceed();

        File.ReadAllText(Path.Combine(_view, "made-by-hook")).ShouldBe("symlink");
        File.Exists(Path.Combine(_view, "lib", "language", "one.txt")).ShouldBeTrue();
        File.Exists(Path.Combine(_view, "lib", "language", "base.txt")).ShouldBeTrue();
    }
}

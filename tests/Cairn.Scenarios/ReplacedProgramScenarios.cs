using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>The program is replaced by another one, as an update does, while it installs something.</summary>
public sealed class ReplacedProgramScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public void Dispose() => _world.Dispose();

    [SkippableFact]
    public async Task Workers_are_the_program_that_began_the_installation_or_the_user_hears_why_it_stops()
    {
        // The runtime of a bundle reads more of its file whenever it needs it, and dies of a bus error where another file has taken the place.
        Skip.If(IsBundle(CairnBinary.Path), "the program is a bundle, which does not survive that its file is replaced");
        var repository = new SmallRepository(_world);
        var (begun, go) = (Path.Combine(_world.Directory, "begun"), Path.Combine(_world.Directory, "go"));
        repository.WriteBundle("patient", $"mkdirp(prefix.bin)\nwhich(\"sh\")(\"-c\", \"touch {begun}; while [ ! -e {go} ]; do sleep 0.1; done; echo > {"{}"}/done\".format(prefix.bin))");
        repository.WriteBundle("next", directives: "depends_on(\"patient\")");
        var program = CopyProgram();

        using var running = _world.StartProgram(program, "install", "next");
        await running.UntilAsync(() => File.Exists(begun));
        await File.WriteAllTextAsync(program + ".new", "#!/bin/sh\nexit 99\n");
        File.SetUnixFileMode(program + ".new", File.GetUnixFileMode(program));
        File.Move(program + ".new", program, overwrite: true);
        await File.WriteAllTextAsync(go, "");
        var result = await running.ResultAsync();

        if (IsNative(CairnBinary.Path))
        {
            result.ShouldSucceed().Output.ShouldContain(_world.PrefixesOf("next").ShouldHaveSingleItem());
        }
        else
        {
            result.ShouldFail(1, "the program was replaced by another one while it ran", "hint: run the command again");
            _world.PrefixesOf("next").ShouldBeEmpty();
        }

        (await _world.RunAsync("find", "patient")).ShouldSucceed();
        (await _world.RunAsync("install", "next")).ShouldSucceed();
    }

    [Fact]
    public async Task A_request_of_another_program_is_refused()
    {
        var request = Path.Combine(_world.Directory, "request.json");
        await File.WriteAllTextAsync(request, """{"program": "1-1", "spec_file": "/nowhere"}""");

        var result = await _world.RunAsync("build-worker", request);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("the program was replaced by another one while it ran");
    }

    private string CopyProgram()
    {
        var directory = Path.Combine(_world.Directory, "program");
        Directory.CreateDirectory(directory);
        var parts = IsBesideItsParts(CairnBinary.Path) ? Directory.EnumerateFiles(Path.GetDirectoryName(CairnBinary.Path)!) : [CairnBinary.Path];
        foreach (var part in parts)
        {
            File.Copy(part, Path.Combine(directory, Path.GetFileName(part)));
        }

        return Path.Combine(directory, Path.GetFileName(CairnBinary.Path));
    }

    private static bool IsBundle(string program) => !IsBesideItsParts(program) && !IsNative(program);

    private static bool IsBesideItsParts(string program) => File.Exists(program + ".dll");

    /// <summary>What starts a bundle knows a variable for the directory of its parts; native code has none.</summary>
    private static bool IsNative(string program) =>
        !IsBesideItsParts(program) && File.ReadAllBytes(program).AsSpan().IndexOf("DOTNET_BUNDLE_EXTRACT_BASE_DIR"u8) < 0;
}

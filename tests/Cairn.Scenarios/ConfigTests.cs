using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn config</c> and <c>cairn arch</c>.</summary>
public sealed class ConfigTests : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Get_prints_what_all_scopes_say_together()
    {
        _place.Write("config/config.yaml", "config:\n  build_jobs: 3\n");

        _place.Run("config", "get", "config:build_jobs").Succeeded().Output.ShouldBe("config:\n  build_jobs: 3\n");
        _place.Run("-c", "config:build_jobs:5", "config", "get", "config:build_jobs").Succeeded().Output.ShouldBe("config:\n  build_jobs: 5\n");
    }

    [Fact]
    public void Blame_tells_file_and_line()
    {
        string file = _place.Write("config/packages.yaml", "packages:\n  zlib:\n    version: [1.3]\n");

        var lines = _place.Run("config", "blame", "packages:zlib").Succeeded().Lines;

        lines.ShouldContain(line => line.StartsWith($"{file}:3", StringComparison.Ordinal) && line.TrimEnd().EndsWith("- 1.3", StringComparison.Ordinal));
    }

    [Fact]
    public void Scopes_are_listed_highest_first()
    {
        var lines = _place.Run("-C", _place.Path("home"), "config", "scopes").Succeeded().Lines;

        lines[0].ShouldContain(_place.Path("home"));
        lines[1].ShouldStartWith("spack");
        lines[2].ShouldStartWith("user");
        lines[^1].ShouldStartWith("defaults");
    }

    [Fact]
    public void Nothing_configured_is_said()
    {
        var outcome = _place.Run("config", "get", "nonsense");

        outcome.ExitCode.ShouldBe(1);
        outcome.Error.ShouldContain("nothing is configured under `nonsense`");
    }

    [Fact]
    public void The_architecture_is_made_of_its_parts()
    {
        string Part(string option) => _place.Run("arch", option).Succeeded().Output.TrimEnd();

        _place.Run("arch").Succeeded().Output.ShouldBe($"{Part("-p")}-{Part("-o")}-{Part("-t")}\n");
        _place.Run("arch", "--known-targets").Succeeded().Lines.ShouldContain("    x86_64_v3");
    }
}

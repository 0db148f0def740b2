using System.Diagnostics;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>What the disk may hold if the power goes at any step of an installation: never a record, or an unmarked prefix, of half a package.</summary>
public sealed class PowerLossScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public void Dispose() => _world.Dispose();

    [SkippableTheory]
    [InlineData("--fake")]
    [InlineData("--keep-stage")]
    public async Task A_prefix_is_on_the_disk_before_its_mark_goes_and_its_mark_is_gone_before_it_is_recorded(string option)
    {
        var file = Path.Combine(_world.Directory, "trace");
        Skip.IfNot(await CanTraceAsync(file), "strace is not there or may not trace");
        var repository = new SmallRepository(_world);
        repository.WriteRecipe("below", "mkdirp(prefix.bin)\ninstall(\"readme\", prefix.bin)\nwhich(\"sh\", required=True)(\"-c\", \"echo hello > {}/greeting\".format(prefix.bin))");
        repository.WriteRecipe("top", directives: "depends_on(\"below\")");

        var traced = await _world.RunProgramAsync("/usr/bin/env", [.. DiskTrace.Command(file), CairnBinary.Path, "install", "-j", "1", "-p", "1", option, "top"]);

        traced.ShouldSucceed();
        var trace = DiskTrace.Read(file);
        var recorded = -1;
        foreach (var prefix in new[] { _world.PrefixesOf("below").ShouldHaveSingleItem(), _world.PrefixesOf("top").ShouldHaveSingleItem() })
        {
            var marked = trace.IndexOf(DiskEventKind.Created, $"{prefix}/.cairn-incomplete");
            var named = trace.IndexOf(DiskEventKind.Renamed, $"{prefix}/.spack/spec.json");
            var unmarked = trace.IndexOf(DiskEventKind.Removed, $"{prefix}/.cairn-incomplete");
            var index = Path.Combine(_world.Store, ".spack-db", "index.json");
            recorded = trace.IndexOf(DiskEventKind.Renamed, index, Math.Max(unmarked, recorded));

            marked.ShouldBeGreaterThan(-1);
            named.ShouldBeGreaterThan(marked);
            trace.AtRisk(named, prefix).ShouldNotContain($"entry {prefix}/.cairn-incomplete", "a power loss would leave a prefix that passes for whole");
            unmarked.ShouldBeGreaterThan(named);
            trace.AtRisk(unmarked - 1, prefix).ShouldBeEmpty("the mark went while files could still be lost");
            recorded.ShouldBeGreaterThan(unmarked, "it was recorded before its mark went");
            trace.AtRisk(recorded, prefix).ShouldBeEmpty("it was recorded while something of it could still be lost");
            trace.Events[recorded - 1].Kind.ShouldBe(DiskEventKind.Removed, "a rename");
            trace.AtRisk(recorded - 2, _world.Store).Where(risk => risk.StartsWith("content of", StringComparison.Ordinal) && risk.Contains("index.json", StringComparison.Ordinal))
                .ShouldBeEmpty("the index was replaced by a file that could still be lost");
        }
    }

    private async Task<bool> CanTraceAsync(string file)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/env", [.. DiskTrace.Command(file), "true"]) { RedirectStandardError = true })!;
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

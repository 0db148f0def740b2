using System.Collections.Immutable;
using Cairn.Build.Worker;

namespace Cairn.Build.Tests.Worker;

public sealed class BuildRequestTests
{
    [Fact]
    public void Request_survives_its_file()
    {
        var request = new BuildRequest
        {
            SpecFile = "/store/x/.spack/spec.json",
            Prefix = "/store/x",
            LogPath = "/logs/x.log",
            Prefixes = ImmutableDictionary<string, string>.Empty.Add("abc", "/store/x").Add("def", "/usr"),
            Jobs = 7,
            IsDirty = true,
            RunTests = true,
            SkipChecksums = true,
            KeepStage = true,
            ReuseStage = true,
            KeepSource = true,
            TestSuite = "/tests/abc",
            LastPhase = "build",
            StopBefore = "install",
        };
        var file = Path.GetTempFileName();
        try
        {
            request.Write(file);

            var read = BuildRequest.Read(file);

            read.Prefixes.OrderBy(pair => pair.Key).ShouldBe(request.Prefixes.OrderBy(pair => pair.Key));
            (read with { Prefixes = request.Prefixes }).ShouldBe(request);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

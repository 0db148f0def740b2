using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Cairn.Sources;

namespace Cairn.Benchmarks.Sources;

/// <summary>
/// A tar.gz of about 100 MB, verified and unpacked, beside <c>tar xzf</c>, which verifies nothing:
/// <c>dotnet run -c Release --project bench/Cairn.Benchmarks -- --filter '*UnpackBenchmarks*'</c>.
/// </summary>
[Config(typeof(FewRuns))]
public class UnpackBenchmarks
{
    private const int Files = 4000;

    private string _folder = "";
    private string _archive = "";
    private Digest? _digest;
    private int _run;

    /// <summary>Writes the archive: files of 1 to 200 KB, half text, half noise, as release tarballs hold them.</summary>
    [GlobalSetup]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("cairn-bench-").FullName;
        _archive = Path.Combine(_folder, "source.tar.gz");
        Random random = new(1);
        using (FileStream file = File.Create(_archive))
        using (GZipStream gzip = new(file, CompressionLevel.Optimal))
        using (TarWriter tar = new(gzip))
        {
            for (int i = 0; i < Files; i++)
            {
                byte[] content = new byte[random.Next(1_000, 97_000)];
                random.NextBytes(content);
                if (i % 2 == 0)
                {
                    for (int at = 0; at < content.Length; at++)
                    {
                        content[at] = (byte)"int return struct void static const if for while ;\n"[content[at] % 50];
                    }
                }

                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"source/{i % 97}/file{i}.c") { DataStream = new MemoryStream(content) });
            }
        }

        _digest = Digest.ComputeFile(DigestAlgorithm.Sha256, _archive);
        Console.WriteLine($"// the archive has {new FileInfo(_archive).Length / 1e6:0.0} MB");
    }

    /// <summary>Removes everything.</summary>
    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    /// <summary>What <c>tar</c> takes, without any verification.</summary>
    [Benchmark(Baseline = true)]
    public void Tar()
    {
        string target = Directory.CreateDirectory(Path.Combine(_folder, $"tar{_run++}")).FullName;
        using Process process = Process.Start("tar", ["xzf", _archive, "-C", target]);
        process.WaitForExit();
    }

    /// <summary>SHA-256 compared, then unpacked by our own loop.</summary>
    [Benchmark]
    public UnpackSummary VerifyAndUnpack()
    {
        if (_digest!.Verify(_archive).Proof is null)
        {
            throw new InvalidOperationException("the digest is wrong");
        }

        return ArchiveUnpacker.Unpack(_archive, new ArchiveFormat(ArchiveContainer.Tar, Compression.Gzip), Path.Combine(_folder, $"cairn{_run++}"));
    }

    /// <summary>Every call takes about a second: few runs of one call each, in this process.</summary>
    internal sealed class FewRuns : ManualConfig
    {
        public FewRuns() => AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(1)
            .WithIterationCount(5));
    }
}

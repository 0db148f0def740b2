using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Cairn.Sat;

namespace Cairn.Benchmarks.Sat;

/// <summary>The engine on problems of known shapes: <c>dotnet run -c Release --project bench/Cairn.Benchmarks -- --filter '*SatBenchmarks*'</c>.</summary>
[MemoryDiagnoser]
[Config(typeof(FewRuns))]
public class SatBenchmarks
{
    /// <summary>Ten instances near the threshold, about half of them satisfiable.</summary>
    [Benchmark]
    [Arguments(150)]
    [Arguments(200)]
    [Arguments(250)]
    public int Random3Sat(int variables) => Enumerable.Range(1, 10)
        .Count(seed => SatInstances.Random3Sat(variables, 4.26, seed).Solve() == SolveStatus.Satisfiable);

    /// <summary>Nine pigeons and eight holes: a proof of exponential size.</summary>
    [Benchmark]
    public SolveStatus Pigeonhole8() => SatInstances.Pigeonhole(8).Solve();

    /// <summary>400 groups of 50 and 100,000 clauses between them.</summary>
    [Benchmark]
    public SolveStatus Choices100K() => SatInstances.Choices(400, 50, 100_000, 1).Solve();

    /// <summary>300 groups of 20 with weighted members on five levels.</summary>
    [Benchmark]
    public OptimizationStatus WeightedChoices() => SatInstances.WeightedChoices(300, 20, 6_000, 5, 1).Optimizer.Minimize().Status;

    /// <summary>A universe of packages, encoded as far as needed.</summary>
    [Benchmark]
    [Arguments(100)]
    [Arguments(1000)]
    [Arguments(3000)]
    public OptimizationStatus LazyPackages(int packages) => new LazyPackages(packages, 1).Optimizer.Minimize().Status;

    /// <summary>The problems take their time: few runs of one call each, in this process.</summary>
    private sealed class FewRuns : ManualConfig
    {
        public FewRuns() => AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(2)
            .WithIterationCount(3));
    }
}

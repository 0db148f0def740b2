using System.Collections.Immutable;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>What a worker process has to do: one package, described in a file that the parent writes.</summary>
public sealed record BuildRequest
{
    /// <summary>The program that asks (<see cref="RunningProgram.Number"/>): no other can be trusted to understand the request.</summary>
    public string Program { get; init; } = RunningProgram.Number;

    /// <summary>The spec file of the package.</summary>
    public required string SpecFile { get; init; }

    /// <summary>Where it is installed.</summary>
    public required string Prefix { get; init; }

    /// <summary>The file that all output goes to.</summary>
    public required string LogPath { get; init; }

    /// <summary>The prefixes of all nodes below it, by DAG hash.</summary>
    public required ImmutableDictionary<string, string> Prefixes { get; init; }

    /// <summary>The number of jobs that one tool may run where no jobserver counts them.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>True to keep the user's environment as it is.</summary>
    public bool IsDirty { get; init; }

    /// <summary>True to run the package's tests while it is built.</summary>
    public bool RunTests { get; init; }

    /// <summary>True to end when the sources are fetched, unpacked and patched; nothing is built.</summary>
    public bool IsOnlySources { get; init; }

    /// <summary>True to take sources whose digest is not known.</summary>
    public bool SkipChecksums { get; init; }

    /// <summary>True to keep the directory in which it was built.</summary>
    public bool KeepStage { get; init; }

    /// <summary>True to build in the stage as an earlier attempt left it.</summary>
    public bool ReuseStage { get; init; }

    /// <summary>True to keep the sources in the prefix.</summary>
    public bool KeepSource { get; init; }

    /// <summary>The directory of the test suite whose stand-alone tests are run instead of a build; null to build.</summary>
    public string? TestSuite { get; init; }

    /// <summary>The last phase to run; null for all.</summary>
    public string? LastPhase { get; init; }

    /// <summary>The phase before which to stop; null for none.</summary>
    public string? StopBefore { get; init; }

    /// <summary>Reads a request file.</summary>
    /// <exception cref="JsonException">The file is no request.</exception>
    /// <exception cref="CairnException">Another program wrote it.</exception>
    public static BuildRequest Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        if (!root.TryGetProperty("program", out var program) || program.GetString() != RunningProgram.Number)
        {
            throw new CairnException(RunningProgram.Replaced);
        }

        return new BuildRequest
        {
            SpecFile = root.GetProperty("spec_file").GetString()!,
            Prefix = root.GetProperty("prefix").GetString()!,
            LogPath = root.GetProperty("log").GetString()!,
            Prefixes = root.GetProperty("prefixes").EnumerateObject()
                .ToImmutableDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal),
            Jobs = root.GetProperty("jobs").GetInt32(),
            IsDirty = root.GetProperty("dirty").GetBoolean(),
            RunTests = root.GetProperty("tests").GetBoolean(),
            IsOnlySources = root.GetProperty("only_sources").GetBoolean(),
            SkipChecksums = root.GetProperty("no_checksum").GetBoolean(),
            KeepStage = root.GetProperty("keep_stage").GetBoolean(),
            ReuseStage = root.GetProperty("reuse_stage").GetBoolean(),
            KeepSource = root.GetProperty("keep_source").GetBoolean(),
            TestSuite = root.GetProperty("test_suite").GetString(),
            LastPhase = root.GetProperty("last_phase").GetString(),
            StopBefore = root.GetProperty("stop_before").GetString(),
        };
    }

    /// <summary>Writes the request to a file.</summary>
    public void Write(string path)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("program", Program);
        json.WriteString("spec_file", SpecFile);
        json.WriteString("prefix", Prefix);
        json.WriteString("log", LogPath);
        json.WriteStartObject("prefixes");
        foreach (var (hash, prefix) in Prefixes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(hash, prefix);
        }

        json.WriteEndObject();
        json.WriteNumber("jobs", Jobs);
        json.WriteBoolean("dirty", IsDirty);
        json.WriteBoolean("tests", RunTests);
        json.WriteBoolean("only_sources", IsOnlySources);
        json.WriteBoolean("no_checksum", SkipChecksums);
        json.WriteBoolean("keep_stage", KeepStage);
        json.WriteBoolean("reuse_stage", ReuseStage);
        json.WriteBoolean("keep_source", KeepSource);
        json.WriteString("test_suite", TestSuite);
        json.WriteString("last_phase", LastPhase);
        json.WriteString("stop_before", StopBefore);
        json.WriteEndObject();
    }
}

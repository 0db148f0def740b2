using System.IO.Compression;
using System.Text.Json;

namespace Cairn.Conformance.Specs;

/// <summary>Finds the recorded answers of real Spack, or says why they can't be compared.</summary>
internal static class OracleTables
{
    public const string Variable = "CAIRN_CONFORMANCE_ORACLE";

    /// <summary>The folder of the recorded answers: the environment variable, or <c>shared/oracle</c> beside the repository.</summary>
    public static string? Folder
    {
        get
        {
            if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            {
                return given;
            }

            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string candidate = Path.Combine(folder.FullName, "shared", "oracle");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            return null;
        }
    }

    public static JsonElement Read(string table)
    {
        Skip.If(Folder is null, $"no recorded answers: set {Variable} to their folder");
        string path = Path.Combine(Folder!, "tables", table + ".json.gz");
        Skip.IfNot(File.Exists(path), $"`{path}` is missing");
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}

/// <summary>Collects the rows that differ, to name them all in one assertion.</summary>
internal sealed class Comparison
{
    private readonly List<string> _differences = [];

    public int Total { get; private set; }

    public void Check(string what, string? expected, string? actual)
    {
        Total++;
        if (expected != actual)
        {
            _differences.Add($"{what}: expected `{expected}`, got `{actual}`");
        }
    }

    public void ShouldHold(int atLeast)
    {
        Total.ShouldBeGreaterThanOrEqualTo(atLeast);
        string shown = string.Join('\n', _differences.Take(40));
        _differences.Count.ShouldBe(0, $"{_differences.Count} of {Total} rows differ:\n{shown}");
    }
}

namespace Cairn.Scenarios.Support;

/// <summary>The binary that is tested: the one that users run.</summary>
public static class CairnBinary
{
    /// <summary>Its path.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("CAIRN_SCENARIO_BINARY") is { Length: > 0 } chosen)
        {
            return chosen;
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Cairn.slnx")))
            {
                var binary = System.IO.Path.Combine(directory.FullName, "artifacts", "release", "cairn");
                return File.Exists(binary)
                    ? binary
                    : throw new InvalidOperationException($"there is no {binary}: `./test` and `./cairn` build it");
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies outside of the repository; name the binary in CAIRN_SCENARIO_BINARY");
    }
}

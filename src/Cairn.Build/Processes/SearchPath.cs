namespace Cairn.Build.Processes;

/// <summary>Programs of the directories in PATH.</summary>
internal static class SearchPath
{
    /// <summary>The path of the first of several programs that PATH has; null if it has none of them.</summary>
    public static string? Find(params ReadOnlySpan<string> names)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            if (Array.Find(directories, directory => File.Exists(Path.Combine(directory, name))) is { } found)
            {
                return Path.Combine(found, name);
            }
        }

        return null;
    }
}

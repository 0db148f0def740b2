namespace Cairn.Scenarios.Support;

/// <summary>The shells of this machine.</summary>
public static class Shells
{
    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    /// <summary>The options with which a shell reads no start-up files.</summary>
    public static string[] WithoutStartFiles(string shell) => shell switch
    {
        "bash" => ["--norc", "--noprofile"],
        "zsh" or "tcsh" => ["-f"],
        "fish" => ["--no-config"],
        _ => [],
    };

    /// <summary>The root of this repository.</summary>
    public static string RepositoryRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Cairn.slnx")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies outside of the repository");
    }
}

using System.Diagnostics;

namespace Cairn.Scenarios.Support;

/// <summary>A git repository of recipes in a place, which stands for one on a server.</summary>
public sealed class GitRemote
{
    private readonly Place _place;
    private readonly string _name;

    public GitRemote(Place place, string name)
    {
        (_place, _name) = (place, name);
        Directory.CreateDirectory(Folder);
        Git("init", "--quiet", "--initial-branch=main");
    }

    /// <summary>The folder of its files.</summary>
    public string Folder => _place.Path("remotes", _name);

    /// <summary>Its address.</summary>
    public string Url => $"file://{Folder}";

    /// <summary>Writes a repository of recipes below a path of it.</summary>
    public void Repository(string path, params (string Package, string Text)[] recipes)
    {
        string root = Path.Combine("remotes", _name, path);
        _place.Write(Path.Combine(root, "repo.yaml"), "repo:\n  api: v2.2\n");
        foreach (var (package, text) in recipes)
        {
            _place.Write(Path.Combine(root, "packages", package, "package.py"), text);
        }
    }

    /// <summary>Writes the list of its repositories.</summary>
    public void Index(params string[] paths) =>
        _place.Write(Path.Combine("remotes", _name, "spack-repo-index.yaml"), $"repo_index:\n  paths:\n{string.Concat(paths.Select(path => $"  - {path}\n"))}");

    /// <summary>Commits everything and gives the commit.</summary>
    public string Commit(string message)
    {
        Git("add", "--all");
        Git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", message);
        return Git("rev-parse", "HEAD").Trim();
    }

    /// <summary>Runs git in it.</summary>
    public string Git(params string[] arguments) => GitIn(Folder, arguments);

    /// <summary>Runs git in a folder.</summary>
    public static string GitIn(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, error);
        return output;
    }
}

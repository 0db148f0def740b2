using Xunit;

namespace Cairn.Sources.Tests;

/// <summary>Repositories that tests make with the real git.</summary>
public sealed class GitWorld(TemporaryFolder folder)
{
    /// <summary>A repository with two commits on <c>main</c>, the tag <c>v1</c> at the first, and a branch <c>topic</c>.</summary>
    public (string Url, string First, string Second) Repository()
    {
        Skip.IfNot(Compressors.Has("git"), "`git` is not installed");
        string repository = folder.NewDirectory("repo");
        Run(repository, "init", "--quiet", "--initial-branch=main");
        Run(repository, "config", "uploadpack.allowAnySHA1InWant", "true");
        Run(repository, "config", "uploadpack.allowFilter", "true");
        string first = Commit(repository, "first\n");
        Run(repository, "tag", "v1");
        Run(repository, "checkout", "--quiet", "-b", "topic");
        Commit(repository, "topic\n");
        Run(repository, "checkout", "--quiet", "main");
        folder.Write("repo/wanted/a", "a");
        folder.Write("repo/other/b", "b");
        string second = Commit(repository, "second\n");
        return (new Uri(repository).AbsoluteUri, first, second);
    }

    /// <summary>A repository with the submodules <c>one</c> and <c>two</c>.</summary>
    public (string Url, string Commit) RepositoryWithSubmodules()
    {
        Skip.IfNot(Compressors.Has("git"), "`git` is not installed");

        // git refuses submodules from local paths unless told otherwise; only these tests want them.
        Environment.SetEnvironmentVariable("GIT_CONFIG_COUNT", "1");
        Environment.SetEnvironmentVariable("GIT_CONFIG_KEY_0", "protocol.file.allow");
        Environment.SetEnvironmentVariable("GIT_CONFIG_VALUE_0", "always");
        foreach (string name in new[] { "one", "two" })
        {
            string module = folder.NewDirectory("module-" + name);
            Run(module, "init", "--quiet", "--initial-branch=main");
            Commit(module, name);
        }

        string repository = folder.NewDirectory("super");
        Run(repository, "init", "--quiet", "--initial-branch=main");
        foreach (string name in new[] { "one", "two" })
        {
            Run(repository, "submodule", "--quiet", "add", new Uri(folder["module-" + name]).AbsoluteUri, name);
        }

        return (new Uri(repository).AbsoluteUri, Commit(repository, "super"));
    }

    /// <summary>Runs git in a repository and gives what it prints.</summary>
    public static string Run(string repository, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(Compressors.Run("git", [], ["-C", repository, .. arguments])).Trim();

    private static string Commit(string repository, string content)
    {
        File.WriteAllText(Path.Combine(repository, "file"), content);
        Run(repository, "add", "--all");
        Run(repository, "-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "change");
        return Run(repository, "rev-parse", "HEAD");
    }
}

using Cairn.Config.Yaml;

namespace Cairn.Config.Scopes;

/// <summary>What including needs from elsewhere: this room reads files and knows neither networks nor the host.</summary>
public interface IIncludeSources
{
    /// <summary>True if a condition such as <c>os == "debian12"</c> holds on this machine.</summary>
    /// <exception cref="Cairn.Specs.CairnException">It is no condition; the message says where it stands.</exception>
    bool Holds(YamlScalar condition);

    /// <summary>The local copy of a remote file; fetched where it is not there yet, and always with the digest that is demanded.</summary>
    /// <exception cref="Cairn.Specs.CairnException">It cannot be had, or has another digest.</exception>
    string Fetch(string url, string sha256);

    /// <summary>The local clone of a git repository; cloned where it is not there yet.</summary>
    /// <exception cref="Cairn.Specs.CairnException">It cannot be cloned.</exception>
    string Clone(GitReference reference);
}

/// <summary>A git repository, and what of it is wanted: a branch, a tag, a commit, or what its server calls its head.</summary>
public sealed record GitReference(string Url, string? Branch = null, string? Tag = null, string? Commit = null)
{
    /// <summary>What is wanted, for people: <c>branch `main`</c>.</summary>
    public string Describe() =>
        Commit is not null ? $"commit `{Commit}`" : Tag is not null ? $"tag `{Tag}`" : Branch is not null ? $"branch `{Branch}`" : "the default branch";

    /// <summary>True if git takes the text for the address of a repository rather than for a path: a colon before any slash.</summary>
    public static bool IsUrl(string text) => text.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon && !text.AsSpan(0, colon).Contains('/');
}

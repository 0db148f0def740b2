using System.Security.Cryptography;
using System.Text;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>Gets what configuration includes from elsewhere, and keeps it below the user's caches.</summary>
/// <param name="session">Its places and terminal are used, never its configuration, which is being made.</param>
internal sealed class IncludeSources(Session session) : IIncludeSources
{
    private string Folder => Path.Combine(session.Places.UserCache, "includes");

    /// <inheritdoc/>
    public bool Holds(YamlScalar condition) => session.Holds(condition);

    /// <inheritdoc/>
    public string Fetch(string url, string sha256)
    {
        sha256 = sha256.ToLowerInvariant();
        string file = Path.Combine(Folder, sha256, Path.GetFileName(new Uri(url).LocalPath) is { Length: > 0 } name ? name : "config.yaml");
        if (File.Exists(file) && DigestOf(file) == sha256)
        {
            return file;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        string temporary = $"{file}.{Environment.ProcessId}";
        using var downloader = new Downloader(new DownloadOptions());
        try
        {
            downloader.DownloadAsync("configuration", url, temporary, new SilentObserver(), cancellation: session.Cancellation).GetAwaiter().GetResult();
            string actual = DigestOf(temporary);
            if (!actual.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new CairnException(new Diagnostic(
                    "configuration-wrong-digest", $"the included `{url}` does not have the SHA-256 that is demanded", null, [$"expected {sha256}", $"got      {actual}"],
                    "look at what changed there before you write the new digest down"));
            }

            File.Move(temporary, file, overwrite: true);
            return file;
        }
        finally
        {
            File.Delete(temporary);
            File.Delete(temporary + ".from");
        }
    }

    /// <inheritdoc/>
    public string Clone(GitReference reference)
    {
        // Each reference has a clone of its own: two includes may want two branches.
        string identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{reference.Url}\n{reference.Commit ?? reference.Tag ?? reference.Branch}")))[..12];
        string destination = Path.Combine(Folder, identity);
        var clones = new GitClones(Path.Combine(Folder, ".lock"), Session.ServerPatience, session.Terminal.Note);
        clones.EnsureAsync($"the configuration of `{reference.Url}`", reference, destination, session.Cancellation).GetAwaiter().GetResult();
        return destination;
    }

    private static string DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private sealed class SilentObserver : ISourceObserver
    {
        public void Observe(SourceEvent happening)
        {
        }
    }
}

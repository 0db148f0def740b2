using System.Collections.Immutable;
using Cairn.Config.Scopes;

namespace Cairn.Sources;

/// <summary>A clone that is brought to another commit, without ever losing what its user has written in it.</summary>
internal sealed class ClonedRepository(GitCommand git, string subject, string folder, string remote, CancellationToken cancellation)
{
    private string? _trackedBefore;

    /// <summary>The commit that is checked out.</summary>
    public Task<string> HeadAsync() => RunAsync(["rev-parse", "--verify", "HEAD"], $"{subject} is no usable clone");

    /// <exception cref="SourceException">Files that git knows are changed.</exception>
    public async Task RefuseUnsavedWorkAsync()
    {
        string changed = await RunAsync(["status", "--porcelain", "--untracked-files=no"], $"{subject} is no usable clone").ConfigureAwait(false);
        if (changed.Length > 0)
        {
            throw new SourceException(
                "repository-changed", $"the clone of {subject} has changes that are not committed", changed.Split('\n').Take(5).Select(line => line.Trim()),
                $"commit them or put them aside with `git stash` in `{folder}`");
        }
    }

    /// <summary>The branch that an unpinned clone follows: the one that is checked out, or the server's head if none is.</summary>
    public async Task<string> CurrentBranchAsync(TimeSpan patience)
    {
        var current = await git.TryAsync(folder, ["symbolic-ref", "--quiet", "--short", "HEAD"], cancellation).ConfigureAwait(false);
        if (current.ExitCode == 0)
        {
            return current.Output.Trim();
        }

        string url = await RunAsync(["remote", "get-url", remote], $"the clone of {subject} has no remote `{remote}`").ConfigureAwait(false);
        string answer = await git.ListRemoteAsync(url, ["--symref", "HEAD"], patience, cancellation).ConfigureAwait(false);
        const string start = "ref: refs/heads/";
        string? line = answer.Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));
        return line?[start.Length..].Split('\t')[0] ?? throw new SourceException("repository-no-branch", $"{subject} has no default branch", null, "name one with `--branch`");
    }

    /// <summary>Fetches what is wanted, and gives its commit.</summary>
    public async Task<string> FetchAsync(GitReference wanted, Action<string> progress)
    {
        bool isShallow = await RunAsync(["rev-parse", "--is-shallow-repository"], $"{subject} is no usable clone").ConfigureAwait(false) == "true";
        string[] depth = isShallow ? ["--depth=1"] : [];
        string failure = $"{wanted.Describe()} of {subject} cannot be fetched";
        if (wanted.Commit is { } commit)
        {
            var known = await git.TryAsync(folder, ["rev-parse", "--verify", "--quiet", commit + "^{commit}"], cancellation).ConfigureAwait(false);
            if (known.ExitCode == 0)
            {
                return known.Output.Trim();
            }

            bool isFetched = commit.Length >= 40
                && (await git.TryAsync(folder, ["fetch", "--quiet", "--no-tags", .. depth, remote, commit], cancellation).ConfigureAwait(false)).ExitCode == 0;
            if (!isFetched)
            {
                string[] whole = isShallow ? ["--unshallow"] : [];
                await git.RunLongAsync(["-C", folder, "fetch", "--progress", .. whole, remote, $"+refs/heads/*:refs/remotes/{remote}/*"], progress, failure, cancellation).ConfigureAwait(false);
            }

            return await RunAsync(["rev-parse", "--verify", commit + "^{commit}"], failure).ConfigureAwait(false);
        }

        string reference = wanted.Tag is { } tag ? $"+refs/tags/{tag}:refs/tags/{tag}" : $"+refs/heads/{wanted.Branch}:refs/remotes/{remote}/{wanted.Branch}";
        _trackedBefore = wanted.Tag is null ? await ValueOfAsync($"refs/remotes/{remote}/{wanted.Branch}").ConfigureAwait(false) : null;
        await git.RunLongAsync(["-C", folder, "fetch", "--progress", "--no-tags", .. depth, remote, reference], progress, failure, cancellation).ConfigureAwait(false);
        return await RunAsync(["rev-parse", "--verify", "FETCH_HEAD^{commit}"], failure).ConfigureAwait(false);
    }

    /// <summary>The files that differ between two commits.</summary>
    public async Task<ImmutableArray<string>> ChangedFilesAsync(string old, string fetched) =>
        [.. (await RunAsync(["diff", "--name-only", "--no-renames", "-z", old, fetched], $"what changes in {subject} cannot be told").ConfigureAwait(false)).Split('\0', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Checks out what was fetched.</summary>
    /// <exception cref="SourceException">The branch has commits of its user's own.</exception>
    public async Task CheckOutAsync(GitReference wanted, string fetched)
    {
        string failure = $"{wanted.Describe()} of {subject} cannot be checked out";
        if (wanted.Tag is not null || wanted.Commit is not null)
        {
            await RunAsync(["checkout", "--quiet", "--detach", fetched], failure).ConfigureAwait(false);
            return;
        }

        // A branch may move on only if nothing of it is lost: it is where the server's was, or the server's comes after it.
        string? own = await ValueOfAsync($"refs/heads/{wanted.Branch}").ConfigureAwait(false);
        if (own is not null && own != fetched && own != _trackedBefore && !await IsAncestorAsync(own, fetched).ConfigureAwait(false))
        {
            throw new SourceException(
                "repository-diverged", $"branch `{wanted.Branch}` of {subject} has commits that the server does not have", null, $"bring them together yourself: `git -C {folder} pull --rebase`");
        }

        await RunAsync(["checkout", "--quiet", "-B", wanted.Branch!, fetched], failure).ConfigureAwait(false);
        await git.TryAsync(folder, ["branch", "--quiet", $"--set-upstream-to={remote}/{wanted.Branch}", wanted.Branch!], cancellation).ConfigureAwait(false);
    }

    private async Task<bool> IsAncestorAsync(string old, string fetched) =>
        (await git.TryAsync(folder, ["merge-base", "--is-ancestor", old, fetched], cancellation).ConfigureAwait(false)).ExitCode == 0;

    private async Task<string?> ValueOfAsync(string reference) =>
        await git.TryAsync(folder, ["rev-parse", "--verify", "--quiet", reference], cancellation).ConfigureAwait(false) is { ExitCode: 0 } found ? found.Output.Trim() : null;

    private Task<string> RunAsync(IEnumerable<string> arguments, string failure) => git.RunAsync(folder, arguments, failure, cancellation);
}

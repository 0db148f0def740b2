using System.Collections.Immutable;
using Cairn.Config.Scopes;

namespace Cairn.Sources;

/// <summary>
/// Clones of repositories of recipes and of configuration: made when they are first needed, as shallow as what is wanted allows, once for
/// all processes that want them, and never half there — a clone is made under another name and then renamed.
/// </summary>
/// <param name="lockFile">The file whose bytes are locked.</param>
/// <param name="patience">How long a server may take to answer at all.</param>
/// <param name="progress">Hears what goes on.</param>
public sealed class GitClones(string lockFile, TimeSpan patience, Action<string> progress)
{
    private readonly NamedLocks _locks = new(lockFile);

    /// <summary>True if a clone is there.</summary>
    public static bool IsThere(string destination) => Path.Exists(Path.Combine(destination, ".git"));

    /// <summary>Makes a clone unless it is there.</summary>
    /// <param name="subject">What it is for, for messages: <c>the repository `builtin`</c>.</param>
    /// <param name="reference">What is wanted.</param>
    /// <param name="destination">Where it is to be.</param>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    /// <returns>True if it was made now.</returns>
    /// <exception cref="SourceException">It cannot be made; nothing is left behind.</exception>
    public async Task<bool> EnsureAsync(string subject, GitReference reference, string destination, CancellationToken cancellation = default)
    {
        if (IsThere(destination))
        {
            return false;
        }

        using var held = await LockAsync(subject, destination, cancellation).ConfigureAwait(false);
        if (IsThere(destination))
        {
            return false; // somebody else made it while we waited
        }

        if (Directory.Exists(destination) && Directory.EnumerateFileSystemEntries(destination).Any())
        {
            throw new SourceException("repository-occupied", $"{subject} is to be cloned to `{destination}`, which holds other files", null, "choose another `destination:`, or move the files away");
        }

        await MakeAsync(new GitCommand(subject), subject, reference, destination, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Brings a clone to what is wanted now.</summary>
    /// <param name="subject">What it is for, for messages.</param>
    /// <param name="reference">What is wanted.</param>
    /// <param name="destination">Where the clone is.</param>
    /// <param name="remote">The name of the remote repository to ask.</param>
    /// <param name="beforeCheckout">Called when it is known what will change, while the old files are still there.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SourceException">It cannot be done without losing work, or git fails; the files are as they were.</exception>
    public async Task<CloneUpdate> UpdateAsync(
        string subject, GitReference reference, string destination, string remote, Action<CloneUpdate> beforeCheckout, CancellationToken cancellation = default)
    {
        using var held = await LockAsync(subject, destination, cancellation).ConfigureAwait(false);
        var git = new GitCommand(subject);
        var clone = new ClonedRepository(git, subject, destination, remote, cancellation);
        string old = await clone.HeadAsync().ConfigureAwait(false);
        await clone.RefuseUnsavedWorkAsync().ConfigureAwait(false);
        var wanted = reference with { Branch = reference is { Branch: null, Tag: null, Commit: null } ? await clone.CurrentBranchAsync(patience).ConfigureAwait(false) : reference.Branch };
        progress($"fetching {wanted.Describe()} of {subject}");
        string fetched = await clone.FetchAsync(wanted, progress).ConfigureAwait(false);
        var changed = old == fetched ? [] : await clone.ChangedFilesAsync(old, fetched).ConfigureAwait(false);
        var update = new CloneUpdate(wanted, old, fetched, changed);
        beforeCheckout(update);
        await clone.CheckOutAsync(wanted, fetched).ConfigureAwait(false);
        return update;
    }

    private Task<IDisposable> LockAsync(string subject, string destination, CancellationToken cancellation) => _locks.AcquireAsync(
        Path.GetFullPath(destination), waiting: () => progress($"waiting for another process that works on {subject}"), cancellation: cancellation);

    private async Task MakeAsync(GitCommand git, string subject, GitReference reference, string destination, CancellationToken cancellation)
    {
        string parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(destination))!;
        string pattern = $".{Path.GetFileName(destination)}.cloning-*";
        string temporary = Path.Combine(parent, $".{Path.GetFileName(destination)}.cloning-{Environment.ProcessId}");
        DiskFailure.Guard("creating", parent, () => Directory.CreateDirectory(parent));
        foreach (string leftover in Directory.EnumerateDirectories(parent, pattern))
        {
            Trees.Delete(leftover); // of a process that was killed: who holds the lock is the only one at work
        }

        // A quick question first: who cannot be reached says so here, within a time, and nothing was begun.
        await CheckReferenceAsync(git, subject, reference, cancellation).ConfigureAwait(false);
        try
        {
            progress($"cloning {subject} from {RedactedUrl.Of(reference.Url)}");
            string failure = $"{subject} cannot be cloned from `{RedactedUrl.Of(reference.Url)}`";
            if (reference.Commit is { } commit)
            {
                await CloneCommitAsync(git, reference.Url, commit, temporary, failure, cancellation).ConfigureAwait(false);
            }
            else
            {
                string[] branch = (reference.Tag ?? reference.Branch) is { } name ? ["--branch", name] : [];
                await git.RunLongAsync(
                    ["clone", "--progress", "--depth=1", "--no-tags", .. branch, "--", reference.Url, temporary], progress, failure, cancellation).ConfigureAwait(false);
            }

            if (Directory.Exists(destination))
            {
                Directory.Delete(destination); // an empty one
            }

            Trees.Move(temporary, destination);
        }
        finally
        {
            Trees.Delete(temporary);
        }
    }

    private async Task CheckReferenceAsync(GitCommand git, string subject, GitReference reference, CancellationToken cancellation)
    {
        string? wanted = reference.Commit is not null ? null : reference.Tag is { } tag ? $"refs/tags/{tag}" : reference.Branch is { } branch ? $"refs/heads/{branch}" : null;
        string answer = await git.ListRemoteAsync(reference.Url, [wanted ?? "HEAD"], patience, cancellation).ConfigureAwait(false);
        if (wanted is not null && answer.Length == 0)
        {
            throw new SourceException("repository-unknown-reference", $"`{RedactedUrl.Of(reference.Url)}` has no {reference.Describe()}, which {subject} wants");
        }
    }

    private async Task CloneCommitAsync(GitCommand git, string url, string commit, string folder, string failure, CancellationToken cancellation)
    {
        DiskFailure.Guard("creating", folder, () => Directory.CreateDirectory(folder));
        await git.RunAsync(folder, ["init", "--quiet"], failure, cancellation).ConfigureAwait(false);
        await git.RunAsync(folder, ["remote", "add", "origin", url], failure, cancellation).ConfigureAwait(false);

        // One commit alone is the least; servers that don't allow that give all of it. A shortened commit needs the history anyway.
        bool isAlone = commit.Length >= 40
            && (await git.TryAsync(folder, ["fetch", "--quiet", "--depth=1", "--no-tags", "origin", commit], cancellation).ConfigureAwait(false)).ExitCode == 0;
        if (!isAlone)
        {
            await git.RunLongAsync(["-C", folder, "fetch", "--progress", "origin", "+refs/heads/*:refs/remotes/origin/*"], progress, failure, cancellation).ConfigureAwait(false);
        }

        await git.RunAsync(folder, ["checkout", "--quiet", "--detach", isAlone ? "FETCH_HEAD" : commit], $"{failure}: it has no commit `{commit}`", cancellation).ConfigureAwait(false);
    }
}

/// <summary>What an update of a clone changes.</summary>
/// <param name="Reference">What was wanted.</param>
/// <param name="OldCommit">The commit before.</param>
/// <param name="NewCommit">The commit afterwards.</param>
/// <param name="ChangedFiles">Files that differ, as paths below the clone.</param>
public sealed record CloneUpdate(GitReference Reference, string OldCommit, string NewCommit, ImmutableArray<string> ChangedFiles);

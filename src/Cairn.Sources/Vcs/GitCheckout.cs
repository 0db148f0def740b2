namespace Cairn.Sources;

/// <summary>Checks out a git repository as shallowly as the request and the server allow.</summary>
internal static class GitCheckout
{
    private static readonly string[] Quiet = ["-c", "advice.detachedHead=false", "-c", "init.defaultBranch=main"];

    // No questions on the terminal; the user's own helpers for credentials stay.
    private static readonly Dictionary<string, string?> Environment = new() { ["GIT_TERMINAL_PROMPT"] = "0" };

    /// <summary>Checks out below <paramref name="folder"/>; the objects come from <paramref name="packed"/>, an earlier checkout, if there is one.</summary>
    public static async Task<VersionControlCheckout> RunAsync(
        string subject, GitOrigin origin, string? packed, string folder, CancellationToken cancellation)
    {
        string name = RepositoryName(origin.Url);
        string repository = Path.Combine(folder, name);
        Git git = new(subject, origin, packed is null ? null : Path.Combine(packed, ".git"), repository, cancellation);
        if (origin.Commit is { } commit)
        {
            await FetchCommitAsync(git, commit).ConfigureAwait(false);
        }
        else
        {
            await CloneAsync(git, origin.Tag ?? origin.Branch).ConfigureAwait(false);
        }

        if (!origin.SparsePaths.IsEmpty)
        {
            await git.RunAsync(["sparse-checkout", "set", .. origin.SparsePaths]).ConfigureAwait(false);
        }

        await git.RunAsync(["checkout", "--quiet", "--force", origin.Commit is null ? "HEAD" : "refs/cairn/wanted"]).ConfigureAwait(false);
        string head = (await git.RunAsync(["rev-parse", "HEAD"]).ConfigureAwait(false)).Output.Trim();
        if (origin.Commit is { } wanted && !head.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(
                "source-wrong-commit", $"`{RedactedUrl.Of(origin.Url)}` delivers another commit than the recipe demands", [$"expected {wanted}", $"got      {head}"]);
        }

        await SubmodulesAsync(git, origin).ConfigureAwait(false);
        if (RedactedUrl.WithoutUser(origin.Url) is var plain && plain != origin.Url)
        {
            // A checkout may be packed for a mirror: what opens its repository must not lie in it.
            await git.RunAsync(["remote", "set-url", "origin", plain]).ConfigureAwait(false);
        }

        return new VersionControlCheckout(
            origin.Commit is null ? new Waiver($"{origin.Describe()}, which was {head}") : new CommitProof(head), name);
    }

    private static async Task FetchCommitAsync(Git git, string commit)
    {
        await git.InitializeAsync().ConfigureAwait(false);
        string[] filter = git.Origin.SparsePaths.IsEmpty ? [] : ["--filter=blob:none"];

        // One commit alone is the least; servers that don't allow that give all of it. A shortened commit needs the history anyway.
        if (commit.Length >= 40 && !git.Origin.FullRepository
            && (await git.TryAsync(["fetch", "--quiet", "--depth=1", .. filter, git.Remote, commit]).ConfigureAwait(false)).ExitCode == 0)
        {
            await git.RunAsync(["update-ref", "refs/cairn/wanted", "FETCH_HEAD"]).ConfigureAwait(false);
            return;
        }

        await git.RunAsync(["fetch", "--quiet", "--tags", .. filter, git.Remote, "+HEAD:refs/cairn/head", "+refs/heads/*:refs/remotes/origin/*"]).ConfigureAwait(false);
        if ((await git.TryAsync(["rev-parse", "--verify", "--quiet", commit + "^{commit}"]).ConfigureAwait(false)) is not { ExitCode: 0 } found)
        {
            // The commit may be reachable from nothing that was fetched (a pull request, a deleted branch).
            await git.RunAsync(["fetch", "--quiet", git.Remote, commit]).ConfigureAwait(false);
            await git.RunAsync(["update-ref", "refs/cairn/wanted", "FETCH_HEAD"]).ConfigureAwait(false);
            return;
        }

        await git.RunAsync(["update-ref", "refs/cairn/wanted", found.Output.Trim()]).ConfigureAwait(false);
    }

    private static async Task CloneAsync(Git git, string? reference)
    {
        List<string> arguments = ["clone", "--quiet", "--no-checkout"];
        if (!git.Origin.FullRepository)
        {
            arguments.Add("--depth=1");
        }

        if (!git.Origin.SparsePaths.IsEmpty)
        {
            arguments.Add("--filter=blob:none");
        }

        if (reference is not null)
        {
            arguments.AddRange(["--branch", reference]);
        }

        arguments.AddRange(["--", git.Origin.Url, git.Repository]);
        await git.RunOutsideAsync(arguments).ConfigureAwait(false);
    }

    private static async Task SubmodulesAsync(Git git, GitOrigin origin)
    {
        foreach (string unwanted in origin.SubmodulesDelete)
        {
            await git.RunAsync(["rm", "--quiet", "--", unwanted]).ConfigureAwait(false);
        }

        if (origin.SubmodulePaths.IsEmpty && !origin.Submodules)
        {
            return;
        }

        await git.RunAsync(["submodule", "--quiet", "init", "--", .. origin.SubmodulePaths]).ConfigureAwait(false);
        if (git.Objects is not { } objects)
        {
            await git.RunAsync(["submodule", "--quiet", "update", "--recursive"]).ConfigureAwait(false);
            return;
        }

        // The packed checkout has its submodules' repositories, too; what it lacks upstream has.
        foreach (string line in (await git.RunAsync(["config", "--get-regexp", @"^submodule\..*\.url$"]).ConfigureAwait(false)).Output.Split('\n'))
        {
            string key = line.Split(' ')[0];
            if (key.Length > 0 && Path.Combine(objects, "modules", key["submodule.".Length..^".url".Length]) is var module && Directory.Exists(module))
            {
                await git.RunAsync(["config", key, module]).ConfigureAwait(false);
            }
        }

        await git.RunAsync(["-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--recursive"]).ConfigureAwait(false);
        await git.RunAsync(["submodule", "--quiet", "sync", "--recursive"]).ConfigureAwait(false);
    }

    private static string RepositoryName(string url)
    {
        string name = url.TrimEnd('/');
        name = name[(name.LastIndexOfAny(['/', ':']) + 1)..];
        name = name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
        return name is "" or "." or ".." ? "repository" : name;
    }

    private sealed class Git(string subject, GitOrigin origin, string? objects, string repository, CancellationToken cancellation)
    {
        public GitOrigin Origin => origin;

        /// <summary>Another repository that the objects are taken from; null to take them from upstream.</summary>
        public string? Objects => objects;

        public string Remote => objects ?? "origin";

        public string Repository => repository;

        public async Task InitializeAsync()
        {
            await RunOutsideAsync(["init", "--quiet", "--", repository]).ConfigureAwait(false);
            await RunAsync(["remote", "add", "origin", origin.Url]).ConfigureAwait(false);
        }

        public Task<ToolResult> TryAsync(IEnumerable<string> arguments) =>
            SystemTool.Git.RunAsync($"to check out the source of `{subject}`", [.. Quiet, "-C", repository, .. arguments], environment: Environment, cancellation: cancellation);

        public async Task<ToolResult> RunAsync(IEnumerable<string> arguments) => Check(await TryAsync(arguments).ConfigureAwait(false));

        public async Task<ToolResult> RunOutsideAsync(IEnumerable<string> arguments) => Check(await SystemTool.Git.RunAsync(
            $"to check out the source of `{subject}`", [.. Quiet, .. arguments], environment: Environment, cancellation: cancellation).ConfigureAwait(false));

        private ToolResult Check(ToolResult result) => result.ExitCode == 0
            ? result
            : throw new SourceException("source-checkout-failed", $"cannot check out {origin.Describe()}", result.LastLines(6));
    }
}

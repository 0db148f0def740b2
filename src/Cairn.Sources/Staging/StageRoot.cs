namespace Cairn.Sources;

/// <summary>The directory below which all stages lie (<c>config:build_stage</c>).</summary>
public sealed class StageRoot
{
    /// <summary>The names of stages begin so; cleaning touches nothing else.</summary>
    public const string Prefix = "spack-stage-";

    private readonly NamedLocks _locks;
    private readonly string _nameTemplate;

    /// <summary>Uses the directory <paramref name="path"/>.</summary>
    /// <param name="path">The directory, created on first use.</param>
    /// <param name="nameTemplate">How stages are named (<c>config:stage_name</c>): <c>{name}</c>, <c>{version}</c> and <c>{hash}</c> are replaced.</param>
    public StageRoot(string path, string? nameTemplate = null)
    {
        Path = path;
        _nameTemplate = nameTemplate ?? Prefix + "{name}-{version}-{hash}";
        _locks = new NamedLocks(System.IO.Path.Combine(path, ".lock"));
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Chooses the first of several directories that this user can write, creating it if needed.</summary>
    /// <param name="candidates">Absolute paths in order, with all variables replaced.</param>
    /// <param name="user">The user's name: a directory of this name is added where the path has none, so that users don't meet (as Spack does).</param>
    /// <param name="nameTemplate">How stages are named.</param>
    /// <exception cref="SourceException">None can be written.</exception>
    public static StageRoot Choose(IEnumerable<string> candidates, string user, string? nameTemplate = null)
    {
        List<string> reasons = [];
        foreach (string candidate in candidates)
        {
            string path = candidate.Contains(user, StringComparison.Ordinal) ? candidate : System.IO.Path.Combine(candidate, user);
            try
            {
                Prepare(path, user);
                return new StageRoot(path, nameTemplate);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                reasons.Add($"`{path}`: {error.Message.ReplaceLineEndings(" ")}");
            }
        }

        throw new SourceException(
            "source-no-stage", "no directory for stages can be written", reasons, "set `config:build_stage` to a directory that you can write");
    }

    /// <summary>The name of a package's stage.</summary>
    public string NameOf(SourceRequest request) => _nameTemplate
        .Replace(request.Hash is null ? "-{hash}" : "{hash}", request.Hash ?? "", StringComparison.Ordinal)
        .Replace("{name}", request.Name, StringComparison.Ordinal)
        .Replace("{version}", request.Version, StringComparison.Ordinal)
        .Replace('/', '_');

    /// <summary>The directory of a package's stage, whether it exists or not.</summary>
    public string PathOf(SourceRequest request) => System.IO.Path.Combine(Path, NameOf(request));

    /// <summary>The directory of a package's source, whether it exists or not.</summary>
    public string SourcePathOf(SourceRequest request) => System.IO.Path.Combine(PathOf(request), Stage.SourceFolder);

    /// <summary>Opens a package's stage and locks it until it is disposed.</summary>
    /// <param name="request">The package.</param>
    /// <param name="supply">Where its sources come from.</param>
    /// <param name="timeout">How long to wait for another process that works in it; a minute if null, as Spack waits.</param>
    /// <param name="path">Another directory for this stage (<c>cairn stage --path</c>).</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="SourceException">The stage can't be written, or another process keeps it too long.</exception>
    public async Task<Stage> OpenAsync(
        SourceRequest request, SourceSupply supply, TimeSpan? timeout = null, string? path = null, CancellationToken cancellation = default)
    {
        string folder = path ?? PathOf(request);
        DiskFailure.Guard("creating", Path, () => Directory.CreateDirectory(Path));
        IDisposable held = await _locks.AcquireAsync(
            NameOf(request),
            timeout ?? TimeSpan.FromMinutes(1),
            () => supply.Observer.Observe(new SourceWorkStarted(request.Subject, "waiting for another process that works in its stage")),
            cancellation).ConfigureAwait(false);
        try
        {
            DiskFailure.Guard("creating", folder, () => Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute));
            return new Stage(folder, request, supply, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Removes all stages (<c>cairn clean --stage</c>); a stage in which another process works stays.</summary>
    /// <returns>How many were removed.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellation = default) => PurgeAsync(static _ => true, cancellation);

    /// <summary>Removes the stages that are chosen by their names; a stage in which another process works stays.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> PurgeAsync(Func<string, bool> isChosen, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(Path))
        {
            return 0;
        }

        int removed = 0;
        foreach (string folder in Directory.GetDirectories(Path, Prefix + "*").Where(f => isChosen(System.IO.Path.GetFileName(f))))
        {
            try
            {
                using IDisposable held = await _locks.AcquireAsync(System.IO.Path.GetFileName(folder), TimeSpan.Zero, cancellation: cancellation).ConfigureAwait(false);
                Trees.Delete(folder);
                removed++;
            }
            catch (SourceException busy) when (busy.Diagnostic.Code == "source-locked")
            {
                // Somebody builds there.
                continue;
            }
        }

        return removed;
    }

    private static void Prepare(string path, string user)
    {
        const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        string? owned = null;
        string current = "/";
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            current = System.IO.Path.Combine(current, part);
            bool below = owned is not null || part == user;
            if (!Directory.Exists(current))
            {
                if (below)
                {
                    Directory.CreateDirectory(current, OnlyUser);
                }
                else
                {
                    Directory.CreateDirectory(current);
                }
            }
            else if (part == user)
            {
                // Only its owner can change a mode: in a shared place somebody else may have made the directory to read our builds.
                File.SetUnixFileMode(current, File.GetUnixFileMode(current));
            }

            owned = below ? current : owned;
        }

        string probe = System.IO.Path.Combine(path, $".cairn-probe-{Environment.ProcessId}");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
    }
}

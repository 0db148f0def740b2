using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>
/// The directory in which a package's source is made ready: fetched, unpacked, patched. Every step is idempotent and starts the ones before
/// it; a step that a killed process left half done is done anew.
/// </summary>
public sealed class Stage : IDisposable
{
    /// <summary>The name of the source directory inside a stage, the same for every package.</summary>
    public const string SourceFolder = "spack-src";

    private readonly SourceRequest _request;
    private readonly SourceSupply _supply;
    private readonly IDisposable _lock;

    internal Stage(string path, SourceRequest request, SourceSupply supply, IDisposable held)
    {
        Path = path;
        _request = request;
        _supply = supply;
        _lock = held;
    }

    /// <summary>The stage's directory.</summary>
    public string Path { get; }

    /// <summary>The source's directory; it exists once the stage is expanded.</summary>
    public string SourcePath => System.IO.Path.Combine(Path, SourceFolder);

    /// <summary>True if the source is unpacked completely.</summary>
    public bool IsExpanded => StageState.Read(Path) is not null && Directory.Exists(SourcePath);

    /// <summary>The downloaded archive inside the stage, usually a link into the source cache; null if there is none.</summary>
    public string? ArchiveFile =>
        _request.Origin is ArchiveOrigin origin && File.Exists(System.IO.Path.Combine(Path, origin.FileName)) ? System.IO.Path.Combine(Path, origin.FileName) : null;

    /// <summary>Where sources, resources and patches came from and what proved them; empty until the stage is expanded.</summary>
    public ImmutableArray<SourceProvenance> Provenance => StageState.Read(Path)?.Provenance ?? [];

    /// <summary>The directory in which a resource was unpacked before it was placed.</summary>
    public string ResourcePath(ResourceRequest resource) => System.IO.Path.Combine(ResourceStage(resource), SourceFolder);

    /// <summary>The resources with their stages, those first that are placed highest in the source's tree.</summary>
    public IEnumerable<(string Name, string Path, string SourcePath, string? ArchiveFile)> Resources =>
        from resource in _request.Resources.OrderBy(resource => resource.Destination.Length)
        let path = ResourceStage(resource)
        let file = resource.Origin is ArchiveOrigin origin ? System.IO.Path.Combine(path, origin.FileName) : null
        select (resource.Name, path, ResourcePath(resource), File.Exists(file) ? file : null);

    /// <summary>
    /// Fetches and verifies everything: the source, its resources and its patches. Checkouts have no archive to keep, so with one of them
    /// the source is made ready in the stage.
    /// </summary>
    /// <param name="mirrorsOnly">True to ask nobody but cache and mirrors.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SourceException">Something can't be had or is wrong.</exception>
    public async Task FetchAsync(bool mirrorsOnly = false, CancellationToken cancellation = default)
    {
        await FetchOneAsync(_request.Origin, _request.Alias, Path, mirrorsOnly, cancellation).ConfigureAwait(false);
        foreach (ResourceRequest resource in _request.Resources)
        {
            await FetchOneAsync(resource.Origin, ResourceAlias(resource), ResourceStage(resource), mirrorsOnly, cancellation).ConfigureAwait(false);
        }

        foreach (UrlPatchRequest patch in _request.Patches.OfType<UrlPatchRequest>())
        {
            await FetchPatchAsync(patch, mirrorsOnly, cancellation).ConfigureAwait(false);
        }

        if (!mirrorsOnly && _request.Resources.Select(resource => resource.Origin).Append(_request.Origin).Any(IsCheckout))
        {
            await ExpandAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Unpacks the source and places its resources; nothing happens if that was done before.</summary>
    /// <exception cref="SourceException">Something can't be had, is wrong or can't be unpacked.</exception>
    public async Task ExpandAsync(CancellationToken cancellation = default)
    {
        if (IsExpanded)
        {
            return;
        }

        StageState.Forget(Path);
        Trees.Delete(SourcePath);
        List<SourceProvenance> provenance = [];
        string? directory = await ExpandOneAsync(
            _request.Name, _request.Origin, _request.Alias, Path, SourcePath, provenance, cancellation).ConfigureAwait(false);
        foreach (ResourceRequest resource in _request.Resources)
        {
            string unpacked = ResourcePath(resource);
            Trees.Delete(unpacked);
            string? own = await ExpandOneAsync(
                $"{_request.Name}: resource {resource.Name}", resource.Origin, ResourceAlias(resource), ResourceStage(resource), unpacked, provenance, cancellation).ConfigureAwait(false);
            ResourcePlacing.Place(resource, unpacked, own, SourcePath);
        }

        new StageState(StageProgress.Expanded, directory, [.. provenance], []).Write(Path);
    }

    /// <summary>Applies the patches and runs the recipe's <c>patch()</c>, once per checkout.</summary>
    /// <param name="patchMethod">The recipe's method, called with the source's directory after the patches; null if it has none.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="PatchFailedException">A patch does not apply; the tree is left for inspection.</exception>
    /// <exception cref="SourceException">Something can't be had or is wrong.</exception>
    public async Task PatchAsync(Func<string, CancellationToken, Task>? patchMethod = null, CancellationToken cancellation = default)
    {
        await ExpandAsync(cancellation).ConfigureAwait(false);
        StageState state = StageState.Read(Path)!;
        if (state.Progress is StageProgress.Patched)
        {
            return;
        }

        if (state.Progress is StageProgress.Patching or StageProgress.PatchFailed)
        {
            _supply.Observer.Observe(new SourceWarned(_request.Subject, "patching did not finish the last time; unpacking the source anew"));
            await RestageAsync(cancellation).ConfigureAwait(false);
            state = StageState.Read(Path)!;
        }

        if (_request.Patches.IsEmpty && patchMethod is null)
        {
            return;
        }

        // Everything is fetched before the tree is touched: a patch that can't be had leaves a clean stage.
        List<(PatchRequest Patch, string File)> files = [];
        List<SourceProvenance> provenance = [.. state.Provenance];
        foreach (PatchRequest patch in _request.Patches)
        {
            files.Add((patch, await PatchFileAsync(patch, provenance, cancellation).ConfigureAwait(false)));
        }

        state = state with { Provenance = [.. provenance] };

        (state with { Progress = StageProgress.Patching }).Write(Path);
        try
        {
            foreach ((PatchRequest patch, string file) in files)
            {
                await PatchApplication.ApplyAsync(patch, file, SourcePath, cancellation).ConfigureAwait(false);
            }

            if (patchMethod is not null)
            {
                await patchMethod(SourcePath, cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            (state with { Progress = StageProgress.PatchFailed }).Write(Path);
            throw;
        }

        (state with { Progress = StageProgress.Patched, Patches = [.. files.Select(f => f.Patch.Sha256?.Hex ?? f.Patch.Describe())] }).Write(Path);
    }

    /// <summary>Brings the source back to how it was unpacked: everything but downloads is removed, and it is unpacked again.</summary>
    /// <exception cref="SourceException">Something can't be removed or unpacked.</exception>
    public async Task RestageAsync(CancellationToken cancellation = default)
    {
        StageState.Forget(Path);
        string? archive = ArchiveFile;
        foreach (string entry in DiskFailure.Guard("reading", Path, () => Directory.GetFileSystemEntries(Path)))
        {
            if (entry != archive && !IsDownload(entry))
            {
                Trees.Delete(entry);
            }
        }

        await ExpandAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes the stage.</summary>
    public void Destroy() => Trees.Delete(Path);

    /// <summary>Gives the stage's lock back; the directory stays.</summary>
    public void Dispose() => _lock.Dispose();

    private static bool IsCheckout(SourceOrigin origin) => origin is not (ArchiveOrigin or NoOrigin);

    private static bool IsDownload(string entry)
    {
        string name = System.IO.Path.GetFileName(entry);
        return name.EndsWith(".part", StringComparison.Ordinal) || name.EndsWith(".from", StringComparison.Ordinal)
            || name.Contains(".wrong-", StringComparison.Ordinal);
    }

    private string ResourceStage(ResourceRequest resource) =>
        System.IO.Path.Combine(Path, "resource-" + resource.Name.Replace('/', '_'));

    private string ResourceAlias(ResourceRequest resource) => $"{_request.Name}/{resource.Name}-{_request.Version}";

    private async Task<FetchedFile?> FetchOneAsync(SourceOrigin origin, string alias, string folder, bool mirrorsOnly, CancellationToken cancellation)
    {
        if (origin is not ArchiveOrigin archive)
        {
            if (IsCheckout(origin) && mirrorsOnly && await FetchCheckoutAsync(origin, alias, folder, cancellation).ConfigureAwait(false) is null)
            {
                throw new SourceException("source-unreachable", $"no mirror has the checkout of `{_request.Subject}`", [origin.Describe()]);
            }

            return null;
        }

        DiskFailure.Guard("creating", folder, () => Directory.CreateDirectory(folder));
        SourceLayout layout = SourceLayout.Of(archive, alias)!;
        FetchedFile file = await _supply.ObtainAsync(_request.Subject, archive, layout, folder, mirrorsOnly, cancellation).ConfigureAwait(false);
        string link = System.IO.Path.Combine(folder, archive.FileName);
        if (file.IsInCache && file.Path != link)
        {
            Trees.Delete(link);
            DiskFailure.Guard("creating", link, () => File.CreateSymbolicLink(link, file.Path));
        }

        return file;
    }

    /// <summary>The archive of a checkout in cache or mirrors; of a source that moves only with consent, as it is found by its name alone.</summary>
    private async Task<FetchedFile?> FetchCheckoutAsync(SourceOrigin origin, string alias, string folder, CancellationToken cancellation)
    {
        if (SourceLayout.Of(origin, alias) is not { } layout || (layout.Path is null && !_supply.Trust.AllowUnverified))
        {
            return null;
        }

        DiskFailure.Guard("creating", folder, () => Directory.CreateDirectory(folder));
        return await _supply.TryObtainCheckoutAsync(_request.Subject, layout, folder, cancellation).ConfigureAwait(false);
    }

    private async Task<string?> ExpandOneAsync(
        string name, SourceOrigin origin, string alias, string folder, string target, List<SourceProvenance> provenance, CancellationToken cancellation)
    {
        switch (origin)
        {
            case NoOrigin:
                DiskFailure.Guard("creating", target, () => Directory.CreateDirectory(target));
                return null;
            case ArchiveOrigin archive:
                FetchedFile file = (await FetchOneAsync(archive, alias, folder, false, cancellation).ConfigureAwait(false))!;
                provenance.Add(new SourceProvenance(name, file.Origin, file.Proof.Describe(), file.Proof is not Waiver));
                if (!archive.Expand)
                {
                    // A copy: what is built may change it, and the cache must not.
                    DiskFailure.Guard("copying to", target, () =>
                    {
                        Directory.CreateDirectory(target);
                        File.Copy(file.Path, System.IO.Path.Combine(target, archive.FileName), overwrite: true);
                    });
                    return null;
                }

                string extension = SourceLayout.ExtensionOf(archive);
                string single = System.IO.Path.GetFileNameWithoutExtension(archive.FileName);
                return await Task.Run(() => ExpandedArchive.Expand(file.Path, extension, single, folder, target, cancellation), cancellation).ConfigureAwait(false);
            default:
                VersionControl.RequireFixed(_request.Subject, origin, _supply.Trust, _supply.Observer);
                if (await FetchCheckoutAsync(origin, alias, folder, cancellation).ConfigureAwait(false) is { } archived)
                {
                    return await ExpandCheckoutAsync(name, origin, archived, folder, target, provenance, cancellation).ConfigureAwait(false);
                }

                _supply.Observer.Observe(new SourceWorkStarted(_request.Subject, $"checking out {origin.Describe()}"));
                VersionControlCheckout checkout = await VersionControl.CheckOutAcceptedAsync(_request.Subject, origin, null, folder, target, cancellation).ConfigureAwait(false);
                provenance.Add(new SourceProvenance(name, origin.Describe(), checkout.Proof.Describe(), checkout.Proof is not Waiver));
                return checkout.Directory;
        }
    }

    /// <summary>Unpacks a checkout that a mirror packed. Of a git commit, git makes the checkout anew out of the packed one's objects, which proves it.</summary>
    private async Task<string?> ExpandCheckoutAsync(
        string name, SourceOrigin origin, FetchedFile archived, string folder, string target, List<SourceProvenance> provenance, CancellationToken cancellation)
    {
        string packed = System.IO.Path.Combine(folder, "spack-packed-checkout");
        Trees.Delete(packed);
        string? own = await Task.Run(() => ExpandedArchive.Expand(archived.Path, "tar.gz", "source", folder, packed, cancellation), cancellation).ConfigureAwait(false);
        string reason = "nothing but the mirror vouches for it";
        if (origin is GitOrigin { Commit.Length: >= 40 } && Directory.Exists(System.IO.Path.Combine(packed, ".git")))
        {
            try
            {
                VersionControlCheckout checkout = await VersionControl.CheckOutAcceptedAsync(_request.Subject, origin, packed, folder, target, cancellation).ConfigureAwait(false);
                provenance.Add(new SourceProvenance(name, archived.Origin, checkout.Proof.Describe(), checkout.Proof is not Waiver));
                Trees.Delete(packed);
                return checkout.Directory;
            }
            catch (SourceException failure) when (failure.Diagnostic.Code is "source-checkout-failed" or "source-missing-tool")
            {
                // Sparse checkouts lack objects, and old mirrors may lack the history: then it counts as unverified.
                reason = $"git cannot prove its commit ({failure.Message})";
            }
        }

        _supply.Observer.Observe(new SourceWarned(_request.Subject, $"taken from {archived.Origin} instead of {origin.Describe()}: {reason}"));
        provenance.Add(new SourceProvenance(name, archived.Origin, archived.Proof.Describe(), false));
        Trees.Move(packed, target);
        return own;
    }

    private async Task<FetchedFile> FetchPatchAsync(UrlPatchRequest patch, bool mirrorsOnly, CancellationToken cancellation)
    {
        string folder = System.IO.Path.Combine(Path, "patches");
        DiskFailure.Guard("creating", folder, () => Directory.CreateDirectory(folder));
        ArchiveOrigin origin = patch.Origin;
        return await _supply.ObtainAsync(
            $"{_request.Subject}: patch", origin, SourceLayout.Of(origin, patch.Alias)!, folder, mirrorsOnly, cancellation).ConfigureAwait(false);
    }

    private async Task<string> PatchFileAsync(PatchRequest patch, List<SourceProvenance> provenance, CancellationToken cancellation)
    {
        string name = $"{_request.Name}: patch {patch.Describe()}";
        switch (patch)
        {
            case FilePatchRequest file:
                PatchApplication.RequireDigest(patch, file.Path);
                provenance.Add(new SourceProvenance(name, "recipe", patch.Sha256?.ToString() ?? "recipe", true));
                return file.Path;
            case UrlPatchRequest url:
                FetchedFile fetched = await FetchPatchAsync(url, false, cancellation).ConfigureAwait(false);
                provenance.Add(new SourceProvenance(name, fetched.Origin, fetched.Proof.Describe(), fetched.Proof is not Waiver));
                return url.ArchiveSha256 is null ? fetched.Path : UnpackPatch(url, fetched.Path, cancellation);
            default:
                throw new ArgumentOutOfRangeException(nameof(patch));
        }
    }

    private string UnpackPatch(UrlPatchRequest patch, string archive, CancellationToken cancellation)
    {
        string folder = System.IO.Path.Combine(Path, "patches", $"{patch.ArchiveSha256!.Hex}.unpacked");
        Trees.Delete(folder);
        string name = System.IO.Path.GetFileNameWithoutExtension(patch.Origin.FileName);
        ArchiveUnpacker.Unpack(archive, ArchiveFormat.Detect(archive, ArchiveExtension.OfUrl(patch.Url)), folder, name, cancellation: cancellation);
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        if (files is not [var only])
        {
            throw new SourceException("source-bad-patch", $"the compressed patch `{patch.Describe()}` holds {files.Length} files instead of one");
        }

        PatchApplication.RequireDigest(patch, only);
        return only;
    }
}

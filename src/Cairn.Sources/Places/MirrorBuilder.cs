using System.Collections.Concurrent;

namespace Cairn.Sources;

/// <summary>What became of one source of a mirror.</summary>
public enum MirrorOutcome
{
    /// <summary>It was there already.</summary>
    Present,

    /// <summary>It was added.</summary>
    Added,

    /// <summary>It could not be had.</summary>
    Failed,

    /// <summary>There is nothing to mirror, as with bundles.</summary>
    Nothing,
}

/// <summary>One line of the report about a mirror.</summary>
/// <param name="Subject">The package, or the resource or patch of it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Path">Where it lies below the mirror's root.</param>
/// <param name="Reason">Why it could not be had.</param>
public sealed record MirrorReport(string Subject, MirrorOutcome Outcome, string? Path, Cairn.Specs.Diagnostic? Reason);

/// <summary>Fills a mirror in the file system: Spack's layout, which both engines read. What is there already costs nothing, so it resumes.</summary>
/// <remarks>Several packages may be added at once: those that share a resource or patch wait for each other.</remarks>
public sealed class MirrorBuilder(string root, SourceSupply supply)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _busy = new(StringComparer.Ordinal);

    /// <summary>Puts a package's source, resources and downloaded patches into the mirror.</summary>
    /// <returns>One line for each of them; a failure is one of the lines and does not stop the rest.</returns>
    public async Task<IReadOnlyList<MirrorReport>> AddAsync(SourceRequest request, CancellationToken cancellation = default)
    {
        List<MirrorReport> report = [await AddAsync(request.Subject, request.Origin, request.Alias, cancellation).ConfigureAwait(false)];
        foreach (ResourceRequest resource in request.Resources)
        {
            report.Add(await AddAsync($"{request.Subject}: resource {resource.Name}", resource.Origin, $"{request.Name}/{resource.Name}-{request.Version}", cancellation).ConfigureAwait(false));
        }

        foreach (UrlPatchRequest patch in request.Patches.OfType<UrlPatchRequest>())
        {
            report.Add(await AddAsync($"{request.Subject}: patch {patch.Describe()}", patch.Origin, patch.Alias, cancellation).ConfigureAwait(false));
        }

        return report;
    }

    private async Task<MirrorReport> AddAsync(string subject, SourceOrigin origin, string alias, CancellationToken cancellation)
    {
        if (SourceLayout.Of(origin, alias) is not { } layout)
        {
            return new MirrorReport(subject, MirrorOutcome.Nothing, null, null);
        }

        string target = Path.Combine(root, layout.StoragePath);
        SemaphoreSlim busy = _busy.GetOrAdd(target, static _ => new SemaphoreSlim(1));
        await busy.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            MirrorOutcome outcome = MirrorOutcome.Present;
            if (!File.Exists(target))
            {
                outcome = MirrorOutcome.Added;
                await StoreAsync(subject, origin, layout, target, cancellation).ConfigureAwait(false);
            }

            LinkAlias(layout, target);
            return new MirrorReport(subject, outcome, layout.StoragePath, null);
        }
        catch (Cairn.Specs.CairnException error)
        {
            return new MirrorReport(subject, MirrorOutcome.Failed, layout.StoragePath, error.Diagnostic);
        }
        finally
        {
            busy.Release();
        }
    }

    private async Task StoreAsync(string subject, SourceOrigin origin, SourceLayout layout, string target, CancellationToken cancellation)
    {
        string folder = Path.Combine(root, $".cairn-{Environment.ProcessId}-{Path.GetFileName(target)}");
        DiskFailure.Guard("creating", folder, () => Directory.CreateDirectory(folder));
        try
        {
            if (origin is ArchiveOrigin archive)
            {
                FetchedFile file = await supply.ObtainAsync(subject, archive, layout, folder, cancellation: cancellation).ConfigureAwait(false);
                string partial = target + ".part";
                DiskFailure.Guard("copying to", target, () =>
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Copy(file.Path, partial, overwrite: true);
                    File.Move(partial, target, overwrite: true);
                });
                return;
            }

            string tree = Path.Combine(folder, "tree");
            VersionControlCheckout checkout = await VersionControl.CheckOutAsync(subject, origin, folder, tree, supply.Trust, supply.Observer, cancellation).ConfigureAwait(false);
            DiskFailure.Guard("creating", target, () => Directory.CreateDirectory(Path.GetDirectoryName(target)!));
            CheckoutArchive.Pack(tree, checkout.Directory ?? "source", target, Excluded(origin));
        }
        finally
        {
            Trees.Delete(folder);
        }
    }

    /// <summary>Makes the file known under a name that people can read, as a relative link; a wrong or torn link is replaced.</summary>
    private void LinkAlias(SourceLayout layout, string target)
    {
        if (layout.Path is null)
        {
            return;
        }

        string alias = Path.Combine(root, layout.Alias);
        string relative = Path.GetRelativePath(Path.GetDirectoryName(alias)!, target);
        if (new FileInfo(alias).LinkTarget == relative)
        {
            return;
        }

        DiskFailure.Guard("linking", alias, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(alias)!);
            string temporary = $"{alias}.{Environment.ProcessId}.part";
            File.Delete(temporary);
            File.CreateSymbolicLink(temporary, relative);
            File.Move(temporary, alias, overwrite: true);
        });
    }

    /// <summary>What Spack leaves out of archived checkouts; git's directory stays, because its history proves the commit.</summary>
    private static string? Excluded(SourceOrigin origin) => origin switch
    {
        MercurialOrigin => ".hg",
        SubversionOrigin => ".svn",
        CvsOrigin => "CVS",
        GoOrigin => ".git",
        _ => null,
    };
}

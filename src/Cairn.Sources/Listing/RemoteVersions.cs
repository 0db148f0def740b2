using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Sources;

/// <summary>A version that upstream offers.</summary>
/// <param name="Version">The version.</param>
/// <param name="Url">Where its archive is.</param>
public sealed record RemoteVersion(Specs.Version Version, string Url);

/// <summary>What upstream offers.</summary>
/// <param name="Versions">Versions, newest first.</param>
/// <param name="Problems">Pages that could not be read, each with the reason.</param>
public sealed record RemoteListing(ImmutableArray<RemoteVersion> Versions, ImmutableArray<string> Problems);

/// <summary>
/// Looks on upstream's pages for versions that a recipe does not know: on its <c>list_url</c>, to the depth of its <c>list_depth</c>, and
/// where the archives that it knows lie.
/// </summary>
/// <param name="downloader">Reads the pages.</param>
/// <param name="observer">Hears of it.</param>
public sealed class RemoteVersions(Downloader downloader, ISourceObserver observer)
{
    private const int MostPages = 200;
    private const long LargestPage = 1 << 25;

    /// <summary>Finds versions. A page that can't be read is a problem of the listing, not a failure.</summary>
    /// <exception cref="CairnException">The recipe's own method fails.</exception>
    public async Task<RemoteListing> FindAsync(RecipeMetadata recipe, IVersionUrl hook, CancellationToken cancellation = default)
    {
        ImmutableArray<VersionedUrl> known = [.. KnownArchives(recipe, hook).Distinct(StringComparer.Ordinal).Select(VersionedUrl.Parse)];
        int depth = recipe.Attributes["list_depth"] is MetadataValue.Number number ? (int)Math.Clamp(number.Value, 0, 9) : 0;
        Dictionary<string, int> pages = new(StringComparer.Ordinal);
        foreach (string page in VersionUrls.Attribute(recipe, "list_url", hook))
        {
            pages[page] = depth;
        }

        foreach (string page in known.SelectMany(archive => ListingPages.Of(archive.Url)))
        {
            pages.TryAdd(page, 0);
        }

        Dictionary<Specs.Version, string> found = [];
        List<string> problems = [];
        string folder = Directory.CreateTempSubdirectory("cairn-listing-").FullName;
        try
        {
            await ReadAsync(recipe.Name, pages, folder, link => Note(link, known, found), problems, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Trees.Delete(folder);
        }

        return new RemoteListing(
            [.. found.OrderByDescending(entry => entry.Key).Select(entry => new RemoteVersion(entry.Key, entry.Value))], [.. problems]);
    }

    private static IEnumerable<string> KnownArchives(RecipeMetadata recipe, IVersionUrl hook)
    {
        IEnumerable<string> attributes = VersionUrls.Attribute(recipe, "url", hook).Concat(VersionUrls.Attribute(recipe, "urls", hook))
            .Concat(MirrorMixins.Urls(recipe.Attributes));
        IEnumerable<string> own = recipe.Versions.Select(version => version["url"]?.AsText).OfType<string>();
        IEnumerable<string> preferred = recipe.PreferredVersion is { } version ? VersionUrls.Of(recipe, version, hook) : [];
        return attributes.Concat(own).Concat(preferred);
    }

    /// <summary>Reads pages and what they link to below themselves, as deep as each of them may be followed.</summary>
    private async Task ReadAsync(
        string subject, Dictionary<string, int> pages, string folder, Action<string> note, List<string> problems, CancellationToken cancellation)
    {
        HashSet<string> seen = [.. pages.Keys];
        IReadOnlyCollection<KeyValuePair<string, int>> next = pages;
        for (int read = 0; next.Count > 0 && read < MostPages; read += next.Count)
        {
            List<KeyValuePair<string, int>> below = [];
            var answers = await Task.WhenAll(next.Take(MostPages - read).Select(
                async page => (page.Key, page.Value, Links: await LinksAsync(subject, page.Key, folder, problems, cancellation).ConfigureAwait(false)))).ConfigureAwait(false);
            foreach (var (address, depth, links) in answers)
            {
                foreach (string link in links)
                {
                    note(link);
                    if (depth > 0 && IsBelow(link, address) && !ArchiveExtension.IsArchive(link) && seen.Add(link))
                    {
                        below.Add(new(link, depth - 1));
                    }
                }
            }

            next = below;
        }
    }

    private async Task<IReadOnlyList<string>> LinksAsync(string subject, string page, string folder, List<string> problems, CancellationToken cancellation)
    {
        string file = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        try
        {
            await downloader.DownloadAsync(subject, page, file, observer, cancellation: cancellation).ConfigureAwait(false);
            return new FileInfo(file).Length > LargestPage
                ? throw new DownloadFailedException(page, "the page is too large to be a list")
                : [.. PageLinks.Of(await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false), new Uri(page))];
        }
        catch (DownloadFailedException failure)
        {
            lock (problems)
            {
                problems.Add($"{RedactedUrl.Of(page)}: {failure.Reason}");
            }

            return [];
        }
    }

    /// <summary>Takes a link for an archive if a known archive, with the link's version put in, has the same file name.</summary>
    private static void Note(string link, ImmutableArray<VersionedUrl> known, Dictionary<Specs.Version, string> found)
    {
        if (VersionedUrl.VersionOf(link) is not { } text || !known.Any(archive => archive.Version is not null && FileName(archive.With(text)) == FileName(link)))
        {
            return;
        }

        try
        {
            found.TryAdd(Specs.Version.Parse(text), link);
        }
        catch (CairnException)
        {
            // Something with digits in it that is no version.
            return;
        }
    }

    private static bool IsBelow(string link, string page) => link.Length > page.Length && link.StartsWith(page[..(page.LastIndexOf('/') + 1)], StringComparison.Ordinal);

    private static string FileName(string url)
    {
        string plain = url.EndsWith("/download", StringComparison.Ordinal) ? url[..^"/download".Length] : url;
        return plain[(plain.LastIndexOf('/') + 1)..];
    }
}

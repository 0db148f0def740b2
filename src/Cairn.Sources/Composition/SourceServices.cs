using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Recipes;

namespace Cairn.Sources;

/// <summary>The room as configuration wants it: cache, mirrors, upstream, apt's archive, stages. One per process.</summary>
public sealed class SourceServices : IDisposable
{
    private const string AptScheme = "apt-source:";

    // Whoever fetches the same source now delivers it for us as well, however slow the network is; that one waits is told.
    private static readonly TimeSpan AsLongAsItTakes = TimeSpan.FromDays(7);

    private readonly Downloader _downloader;

    private SourceServices(
        Downloader downloader, SourceSupply supply, StageRoot stages, ImmutableArray<MirrorPlace> mirrors, AptSourceArchive? apt, int parallel)
    {
        _downloader = downloader;
        Supply = supply;
        Stages = stages;
        Mirrors = mirrors;
        Apt = apt;
        Parallel = parallel;
    }

    /// <summary>Gets source files.</summary>
    public SourceSupply Supply { get; }

    /// <summary>Where stages lie.</summary>
    public StageRoot Stages { get; }

    /// <summary>The mirrors for sources, in the order in which they are asked.</summary>
    public ImmutableArray<MirrorPlace> Mirrors { get; }

    /// <summary>apt's source archive; null where there is no apt or configuration does not want it.</summary>
    public AptSourceArchive? Apt { get; }

    /// <summary>Downloads, for those who fetch something of their own.</summary>
    public Downloader Downloader => _downloader;

    /// <summary>How many sources are fetched at once.</summary>
    public int Parallel { get; }

    /// <summary>Composes the room.</summary>
    /// <param name="configuration">The merged configuration; the sections <c>config</c> and <c>mirrors</c> are read.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="trust">What the command line says about checks; where null, <c>config:checksum</c> decides.</param>
    /// <exception cref="Cairn.Specs.CairnException">A setting is malformed, or no directory for stages can be written.</exception>
    public static SourceServices FromConfiguration(Configuration configuration, ISourceObserver observer, TrustPolicy? trust = null)
    {
        DownloadOptions options = new()
        {
            ConnectTimeout = TimeSpan.FromSeconds(configuration.GetInteger("config:connect_timeout", 10) is > 0 and var seconds ? seconds : 300),
            VerifyCertificates = configuration.GetBoolean("config:verify_ssl", true),
            Certificates = CertificatesOf(configuration),
        };
        Downloader downloader = new(options);
        SourceCache cache = new(configuration.GetPath("config:source_cache") ?? Path.Combine(configuration.Variables.Places.UserCache, "cache", "source"));
        (ImmutableArray<SourcePlace> configured, bool wantsApt) = ReadMirrors(configuration, downloader);
        AptSourceArchive apt = new(Path.Combine(configuration.Variables.Places.UserCache, "cache", "apt-source"));
        AptSourceArchive? usedApt = wantsApt && apt.IsAvailable ? apt : null;
        ImmutableArray<SourcePlace> places =
        [
            .. configured,
            new UpstreamPlace(downloader),
            .. usedApt is null ? Array.Empty<SourcePlace>() : [new AptPlace(usedApt)],
        ];
        TrustPolicy policy = trust ?? (configuration.GetBoolean("config:checksum", true) ? TrustPolicy.Strict : TrustPolicy.NoChecksum);
        StageRoot stages = StageRoot.Choose(
            configuration.GetStrings("config:build_stage").Select(p => Path.GetFullPath(configuration.Variables.Expand(p))),
            configuration.Variables.Places.User,
            configuration.GetString("config:stage_name"));
        return new SourceServices(downloader, new SourceSupply(cache, places, policy, observer), stages, [.. configured.OfType<MirrorPlace>()], usedApt, options.MaxParallel);
    }

    /// <summary>What can be had without asking upstream.</summary>
    public Task<ReachableIndex> ReachableAsync(CancellationToken cancellation = default) =>
        ReachableIndex.LoadAsync(Supply.Cache, Mirrors, Apt, Supply.Observer, cancellation);

    /// <summary>Fetches many packages' sources, several at once.</summary>
    /// <param name="requests">The packages.</param>
    /// <param name="failFast">True to stop at the first failure; otherwise the rest goes on.</param>
    /// <param name="mirrorsOnly">True to ask nobody but cache and mirrors.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The failures, one per package that could not be fetched.</returns>
    public async Task<ImmutableArray<FetchFailure>> FetchAllAsync(
        IEnumerable<SourceRequest> requests, bool failFast = false, bool mirrorsOnly = false, CancellationToken cancellation = default)
    {
        List<FetchFailure> failures = [];
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = Parallel, CancellationToken = stop.Token };
            await System.Threading.Tasks.Parallel.ForEachAsync(requests, parallel, async (request, token) =>
            {
                try
                {
                    using Stage stage = await Stages.OpenAsync(request, Supply, AsLongAsItTakes, cancellation: token).ConfigureAwait(false);
                    await stage.FetchAsync(mirrorsOnly, token).ConfigureAwait(false);
                }
                catch (Cairn.Specs.CairnException error)
                {
                    lock (failures)
                    {
                        failures.Add(new FetchFailure(request, error));
                    }

                    if (failFast)
                    {
                        await stop.CancelAsync().ConfigureAwait(false);
                    }
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The first failure stopped the others; it is among those returned.
            return [.. failures];
        }

        return [.. failures];
    }

    /// <inheritdoc/>
    public void Dispose() => _downloader.Dispose();

    private static (ImmutableArray<SourcePlace> Mirrors, bool WantsApt) ReadMirrors(Configuration configuration, Downloader downloader)
    {
        List<SourcePlace> mirrors = [];
        bool apt = false;
        if (configuration.Section("mirrors") is YamlMapping section)
        {
            foreach (YamlEntry entry in section.Entries)
            {
                if (MirrorUrl(configuration, entry.Value) is not { } url)
                {
                    continue;
                }

                if (url.StartsWith(AptScheme, StringComparison.Ordinal))
                {
                    apt = true;
                }
                else if (url.StartsWith("s3:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("gs:", StringComparison.OrdinalIgnoreCase))
                {
                    mirrors.Add(new UnreadableMirrorPlace(entry.Key, url));
                }
                else if (!url.StartsWith("oci", StringComparison.OrdinalIgnoreCase))
                {
                    // Registries hold binaries only.
                    mirrors.Add(new MirrorPlace(entry.Key, url, downloader));
                }
            }
        }

        return ([.. mirrors], apt);
    }

    /// <summary>
    /// The certificates that <c>config:ssl_certs</c> names. A variable that is not set, and a place that is not there, mean the system's:
    /// Spack's default is <c>$SSL_CERT_FILE</c>.
    /// </summary>
    private static string? CertificatesOf(Configuration configuration) =>
        configuration.GetPath("config:ssl_certs") is { } path && (File.Exists(path) || Directory.Exists(path)) ? path : null;

    /// <summary>The URL from which a mirror serves sources; null if it does not.</summary>
    private static string? MirrorUrl(Configuration configuration, YamlNode mirror)
    {
        switch (mirror)
        {
            case YamlScalar { IsNull: false } scalar:
                return Expanded(configuration, scalar);
            case YamlMapping mapping:
                if (mapping["source"] is YamlScalar { Text: "false" or "False" or "no" })
                {
                    return null;
                }

                YamlNode? place = mapping["fetch"] ?? mapping["url"];
                YamlMapping? connection = place as YamlMapping;
                if ((connection is null ? place : connection["url"]) is not YamlScalar url)
                {
                    return null;
                }

                return WithCredentials(Expanded(configuration, url), connection ?? mapping);
            default:
                return null;
        }
    }

    private static string Expanded(Configuration configuration, YamlScalar url) =>
        url.Text.StartsWith(AptScheme, StringComparison.Ordinal) ? url.Text : configuration.Expand(url);

    private static string WithCredentials(string url, YamlMapping connection)
    {
        if (connection["access_pair"] is not YamlMapping pair || !Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            return url;
        }

        string? user = Value(pair, "id") ?? Variable(pair, "id_variable");
        string? secret = Variable(pair, "secret_variable");
        return user is null || secret is null
            ? url
            : new UriBuilder(address) { UserName = Uri.EscapeDataString(user), Password = Uri.EscapeDataString(secret) }.Uri.AbsoluteUri;
    }

    private static string? Value(YamlMapping mapping, string key) => mapping[key] is YamlScalar { IsNull: false } scalar ? scalar.Text : null;

    private static string? Variable(YamlMapping mapping, string key) =>
        Value(mapping, key) is { } name ? Environment.GetEnvironmentVariable(name) : null;
}

/// <summary>A package whose source could not be fetched.</summary>
/// <param name="Request">The package.</param>
/// <param name="Error">Why.</param>
public sealed record FetchFailure(SourceRequest Request, Cairn.Specs.CairnException Error);

using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Config.Yaml;
using Cairn.Sources;

namespace Cairn.Cli.Mirrors;

/// <summary>A mirror as <c>mirrors.yaml</c> describes it.</summary>
/// <param name="Name">The name.</param>
/// <param name="FetchUrl">Where it is read, with its variables replaced.</param>
/// <param name="PushUrl">Where it is written.</param>
/// <param name="HasSources">True if it serves sources.</param>
/// <param name="HasBinaries">True if it serves binaries.</param>
internal sealed record ConfiguredMirror(string Name, string FetchUrl, string PushUrl, bool HasSources, bool HasBinaries)
{
    /// <summary>The URL for reading, without credentials.</summary>
    public string PublicUrl => FetchUrl.StartsWith("apt-source:", StringComparison.Ordinal) ? FetchUrl : RedactedUrl.Of(FetchUrl);

    /// <summary>The directory of a mirror of the file system; null for others.</summary>
    public string? LocalDirectory => FetchUrl.StartsWith('/') ? FetchUrl
        : Uri.TryCreate(FetchUrl, UriKind.Absolute, out var address) && address.IsFile ? address.LocalPath : null;

    /// <summary>All mirrors of a section <c>mirrors</c> in the order in which they are asked.</summary>
    public static ImmutableArray<ConfiguredMirror> Read(Session session, YamlNode? section) => section is YamlMapping mapping
        ? [.. mapping.Entries.Select(entry => Read(session, entry)).OfType<ConfiguredMirror>()]
        : [];

    private static ConfiguredMirror? Read(Session session, YamlEntry entry)
    {
        switch (entry.Value)
        {
            case YamlScalar { IsNull: false } scalar:
                string only = Expanded(session, scalar);
                return new ConfiguredMirror(entry.Key, only, only, true, true);
            case YamlMapping mapping:
                string? fetch = Url(session, mapping["fetch"]) ?? Url(session, mapping["url"]);
                string? push = Url(session, mapping["push"]) ?? Url(session, mapping["url"]) ?? fetch;
                return (fetch ?? push) is { } known
                    ? new ConfiguredMirror(entry.Key, fetch ?? known, push ?? known, IsOn(mapping, "source"), IsOn(mapping, "binary"))
                    : null;
            default:
                return null;
        }
    }

    private static string? Url(Session session, YamlNode? node) => node switch
    {
        YamlScalar { IsNull: false } scalar => Expanded(session, scalar),
        YamlMapping connection => Url(session, connection["url"]),
        _ => null,
    };

    private static string Expanded(Session session, YamlScalar url) =>
        url.Text.StartsWith("apt-source:", StringComparison.Ordinal) ? url.Text : session.Configuration.Expand(url);

    private static bool IsOn(YamlMapping mapping, string key) => mapping[key] is not YamlScalar { Text: "false" or "False" or "no" };
}

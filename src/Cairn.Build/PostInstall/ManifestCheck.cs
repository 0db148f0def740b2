using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Build.PostInstall;

/// <summary>Compares what is in a prefix with the list that was made when it was installed; words and rules are those of <c>spack verify</c>.</summary>
public static class ManifestCheck
{
    private const int TypeMask = 0xf000;
    private const int Link = 0xa000;
    private const int Regular = 0x8000;

    /// <summary>What is not as it was in a prefix.</summary>
    public static ImmutableArray<ManifestDeviation> OfPrefix(string prefix)
    {
        if (Read(prefix, out var manifest) is { } problem)
        {
            return [new ManifestDeviation(prefix, [problem])];
        }

        var deviations = ImmutableArray.CreateBuilder<ManifestDeviation>();
        var own = ManifestPath(prefix);
        foreach (var entry in PrefixFiles.All(prefix).Where(entry => entry.FullName != own && entry.Name != InstallManifest.TimesFileName).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            Add(deviations, entry.FullName, manifest.Remove(entry.FullName, out var recorded) ? Compare(entry.FullName, recorded) : ["added"]);
        }

        if (manifest.Remove(prefix, out var root))
        {
            Add(deviations, prefix, Compare(prefix, root));
        }

        foreach (var path in manifest.Keys.Order(StringComparer.Ordinal))
        {
            Add(deviations, path, ["deleted"]);
        }

        return deviations.ToImmutable();
    }

    /// <summary>What is not as it was with one file of some prefix.</summary>
    public static ImmutableArray<ManifestDeviation> OfFile(string file)
    {
        var path = Path.GetFullPath(file);
        if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            return [new ManifestDeviation(path, ["deleted"])];
        }

        var prefix = Path.GetDirectoryName(path);
        while (prefix is not null && !Directory.Exists(InstallLayout.MetadataOf(prefix)))
        {
            prefix = Path.GetDirectoryName(prefix);
        }

        if (prefix is null)
        {
            return [new ManifestDeviation(path, ["not owned by any package"])];
        }

        if (Read(prefix, out var manifest) is { } problem)
        {
            return [new ManifestDeviation(path, [problem])];
        }

        var deviations = ImmutableArray.CreateBuilder<ManifestDeviation>();
        Add(deviations, path, manifest.TryGetValue(path, out var recorded) ? Compare(path, recorded) : ["not owned by any package"]);
        return deviations.ToImmutable();
    }

    private static void Add(ImmutableArray<ManifestDeviation>.Builder deviations, string path, ImmutableArray<string> what)
    {
        if (!what.IsEmpty)
        {
            deviations.Add(new ManifestDeviation(path, what));
        }
    }

    private static string ManifestPath(string prefix) => Path.Combine(InstallLayout.MetadataOf(prefix), InstallManifest.FileName);

    private static string? Read(string prefix, out Dictionary<string, JsonElement> manifest)
    {
        manifest = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var path = ManifestPath(prefix);
        if (!File.Exists(path))
        {
            return "manifest missing";
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                manifest[entry.Name] = entry.Value.Clone();
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "manifest corrupted";
        }
    }

    private static ImmutableArray<string> Compare(string path, JsonElement recorded)
    {
        if (recorded.ValueKind != JsonValueKind.Object || !recorded.EnumerateObject().Any())
        {
            return ["added"];
        }

        var status = FileStatus.Of(path);
        var what = ImmutableArray.CreateBuilder<string>();
        Check("owner", "owner", value => value.GetUInt32() == status.Owner);
        Check("group", "group", value => value.GetUInt32() == status.Group);
        var type = status.Mode & TypeMask;
        if (type == Link)
        {
            // Modes of links mean nothing, and old lists hold those of what they point to.
            Check("dest", "link", value => value.GetString() == new FileInfo(path).LinkTarget);
            return what.ToImmutable();
        }

        Check("mode", "mode", value => value.GetInt32() == status.Mode);
        if (type == Regular && !what.Contains("mode"))
        {
            Check("size", "size", value => value.GetInt64() == status.Size);
            Check("time", "mtime", value => Math.Abs(value.GetDouble() - status.ModificationTime) < 1e-6);
            Check("hash", "hash", value => value.GetString() == HashOf(path));
        }

        return what.ToImmutable();

        void Check(string field, string name, Func<JsonElement, bool> isSame)
        {
            if (!recorded.TryGetProperty(field, out var value) || !isSame(value))
            {
                what.Add(name);
            }
        }
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Base32.Encode(SHA1.HashData(file)).ToUpperInvariant();
    }
}

/// <summary>Something in a prefix that is not as it was installed.</summary>
/// <param name="Path">The entry.</param>
/// <param name="What">What: added, deleted, owner, group, mode, link, size, mtime, hash, ….</param>
public sealed record ManifestDeviation(string Path, ImmutableArray<string> What);

using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Store.Locks;

namespace Cairn.Cli.Composition;

/// <summary>What a session knows of stores beside its own, and of locks on prefixes.</summary>
public sealed partial class Session
{
    private ImmutableArray<UpstreamStore>? _upstreams;

    /// <summary>The stores that this one builds on (<c>upstreams.yaml</c>), the nearest first. One that is not there is told about and left out.</summary>
    public ImmutableArray<UpstreamStore> Upstreams => _upstreams ??= [.. ConfiguredUpstreams().Where(IsThere)];

    /// <summary>The locks of prefixes; null where the store is used without locks (<c>config:locks: false</c>).</summary>
    public PrefixLocks? PrefixLocks
    {
        get
        {
            if (!Configuration.GetBoolean("config:locks", true))
            {
                return null;
            }

            var seconds = Configuration.GetInteger("config:package_lock_timeout", 0);
            return new PrefixLocks(PrefixLockFile, seconds > 0 ? TimeSpan.FromSeconds(seconds) : null);
        }
    }

    /// <summary>The stores that <c>upstreams.yaml</c> names, there or not.</summary>
    public IEnumerable<UpstreamStore> ConfiguredUpstreams()
    {
        if (Configuration.Section("upstreams") is not YamlMapping section)
        {
            yield break;
        }

        foreach (var (name, value) in section.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            yield return value is YamlMapping settings && settings["install_tree"] is YamlScalar root
                ? new UpstreamStore(name, Path.GetFullPath(Configuration.Expand(root)))
                : throw Configuration.Mismatch($"upstreams:{name}", value, "a mapping with `install_tree: PATH`");
        }
    }

    private bool IsThere(UpstreamStore upstream)
    {
        if (File.Exists(Path.Combine(upstream.Root, ".spack-db", "index.json")))
        {
            return true;
        }

        Terminal.Warning($"the upstream store `{upstream.Name}` is not at {upstream.Root}; it is left out");
        return false;
    }
}

/// <summary>A store that another one builds on: what it holds counts as installed and is never changed.</summary>
/// <param name="Name">Its name in <c>upstreams.yaml</c>.</param>
/// <param name="Root">The root of its install tree.</param>
public sealed record UpstreamStore(string Name, string Root);

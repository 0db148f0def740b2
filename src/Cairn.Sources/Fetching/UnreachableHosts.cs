using System.Collections.Concurrent;

namespace Cairn.Sources;

/// <summary>Hosts that could not be reached in this process, so that ten packages don't wait for the same silence ten times.</summary>
internal sealed class UnreachableHosts
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.OrdinalIgnoreCase);

    public string? ReasonFor(Uri url) => _reasons.GetValueOrDefault(Key(url));

    public void Add(Uri url, string reason) => _reasons.TryAdd(Key(url), reason);

    private static string Key(Uri url) => $"{url.Host}:{url.Port}";
}

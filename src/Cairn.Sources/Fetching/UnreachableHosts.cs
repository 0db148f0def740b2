using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Cairn.Sources;

/// <summary>Hosts that could not be reached in this process, so that ten packages don't wait for the same silence ten times.</summary>
internal sealed class UnreachableHosts
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.OrdinalIgnoreCase);

    public string? ReasonFor(Uri url) => _reasons.GetValueOrDefault(Key(url));

    /// <summary>Remembers that the host can't be reached, if that is what the error says.</summary>
    public bool Note(Uri address, Exception error, TimeSpan connectTimeout)
    {
        string? reason = error switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"the name `{address.Host}` can't be resolved",
            HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => $"`{address.Host}` refuses connections",
            HttpRequestException
            {
                InnerException: SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut or SocketError.NetworkDown }
            } => $"`{address.Host}` can't be reached",
            HttpRequestException { InnerException: TimeoutException } or OperationCanceledException { InnerException: TimeoutException }
                => $"`{address.Host}` did not answer within {connectTimeout.TotalSeconds:0.#} s",
            _ => null,
        };
        if (reason is null)
        {
            return false;
        }

        _reasons.TryAdd(Key(address), reason);
        return true;
    }

    private static string Key(Uri url) => $"{url.Host}:{url.Port}";
}

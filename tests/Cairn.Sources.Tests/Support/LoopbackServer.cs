using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cairn.Sources.Tests;

/// <summary>What a request asks for.</summary>
public sealed record ServedRequest(string Method, string Path, Dictionary<string, string> Headers);

/// <summary>An HTTP server on the loopback that behaves as badly as a test wants.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Func<ServedRequest, NetworkStream, Task>> _routes = new();

    public LoopbackServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public ConcurrentQueue<ServedRequest> Requests { get; } = new();

    public string Url(string path) => $"http://127.0.0.1:{Port}{path}";

    public void On(string path, Func<ServedRequest, NetworkStream, Task> answer) => _routes[path] = answer;

    /// <summary>Serves a file as a good server does: with an entity tag and ranges.</summary>
    public void Serve(string path, byte[] content, string etag = "\"v1\"") => On(path, async (request, stream) =>
    {
        int from = 0;
        if (request.Headers.TryGetValue("range", out string? range) && request.Headers.GetValueOrDefault("if-range") == etag)
        {
            from = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        }

        string status = from > 0 ? $"206 Partial Content\r\nContent-Range: bytes {from}-{content.Length - 1}/{content.Length}" : "200 OK";
        await Head(stream, $"{status}\r\nETag: {etag}\r\nContent-Length: {content.Length - from}");
        if (request.Method != "HEAD")
        {
            await stream.WriteAsync(content.AsMemory(from));
        }
    });

    public static Task Head(NetworkStream stream, string statusAndHeaders) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {statusAndHeaders}\r\nConnection: close\r\n\r\n")).AsTask();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(client));
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using TcpClient owned = client;
        using NetworkStream stream = client.GetStream();
        try
        {
            using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
            string[]? first = (await reader.ReadLineAsync())?.Split(' ');
            if (first is null)
            {
                return;
            }

            Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                int colon = line.IndexOf(':');
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }

            ServedRequest request = new(first[0], first[1], headers);
            Requests.Enqueue(request);
            if (_routes.TryGetValue(request.Path, out Func<ServedRequest, NetworkStream, Task>? answer))
            {
                await answer(request, stream);
            }
            else
            {
                await Head(stream, "404 Not Found\r\nContent-Length: 0");
            }

            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The client went away, which is part of many tests.
            return;
        }
    }
}

/// <summary>Remembers what was told.</summary>
public sealed class RecordingObserver : ISourceObserver
{
    private readonly ConcurrentQueue<SourceEvent> _events = new();

    public IEnumerable<SourceEvent> Events => _events;

    public IEnumerable<string> Warnings => _events.OfType<SourceWarned>().Select(w => w.Message);

    public void Observe(SourceEvent happening) => _events.Enqueue(happening);
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cairn.Scenarios.Support;

/// <summary>Serves one file over HTTP on the loopback. The first answer stops in the middle and waits; later ones are whole and can be resumed.</summary>
public sealed class PausingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _content;
    private readonly int _pauseAt;
    private int _answers;

    public PausingServer(byte[] content, int pauseAt)
    {
        (_content, _pauseAt) = (content, pauseAt);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the server is.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The first bytes that were asked for, one number a request.</summary>
    public ConcurrentQueue<int> Starts { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = AnswerAsync(client, _stop.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return; // the test is over
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken stop)
    {
        using var owned = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            var start = 0;
            while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
            {
                if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                {
                    start = int.Parse(line["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
                }
            }

            Starts.Enqueue(start);
            var pauses = Interlocked.Increment(ref _answers) == 1;
            var status = start > 0 ? $"206 Partial Content\r\nContent-Range: bytes {start}-{_content.Length - 1}/{_content.Length}" : "200 OK";
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nETag: \"one\"\r\nContent-Length: {_content.Length - start}\r\nConnection: close\r\n\r\n"), stop);
            await client.GetStream().WriteAsync(_content.AsMemory(start, (pauses ? _pauseAt : _content.Length) - start), stop);
            if (pauses)
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            return; // the client was killed, which is the point
        }
    }
}

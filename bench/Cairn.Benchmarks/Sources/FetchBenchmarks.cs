using System.Net;
using System.Net.Sockets;
using System.Text;
using BenchmarkDotNet.Attributes;
using Cairn.Sources;

namespace Cairn.Benchmarks.Sources;

/// <summary>
/// 20 files from a server that takes 100 ms to answer, one after the other and as <c>fetch</c> does it:
/// <c>dotnet run -c Release --project bench/Cairn.Benchmarks -- --filter '*FetchBenchmarks*'</c>.
/// </summary>
[Config(typeof(UnpackBenchmarks.FewRuns))]
public class FetchBenchmarks
{
    private const int Files = 20;
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(100);

    private readonly byte[] _content = new byte[100_000];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private string _folder = "";
    private int _run;

    /// <summary>Starts the server.</summary>
    [GlobalSetup]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("cairn-bench-").FullName;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Stops the server.</summary>
    [GlobalCleanup]
    public void Stop()
    {
        _listener.Stop();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One at a time.</summary>
    [Benchmark(Baseline = true)]
    public Task Serial() => FetchAsync(1);

    /// <summary>As many at a time as by default.</summary>
    [Benchmark]
    public Task Parallel() => FetchAsync(new DownloadOptions().MaxParallel);

    private async Task FetchAsync(int parallel)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, $"run{_run++}")).FullName;
        using Downloader downloader = new(new DownloadOptions { MaxParallel = parallel, Proxy = new WebProxy() });
        string url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        await Task.WhenAll(Enumerable.Range(0, Files).Select(i =>
            downloader.DownloadAsync($"p{i}", $"{url}/{i}", Path.Combine(folder, $"{i}"), SilentObserver.Instance)));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = AnswerAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return; // the benchmark is over
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using TcpClient owned = client;
        using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await Task.Delay(s_latency);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {_content.Length}\r\nConnection: close\r\n\r\n"));
        await client.GetStream().WriteAsync(_content);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class DownloaderTests : IDisposable
{
    private static readonly DownloadOptions Fast = new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        StallTimeout = TimeSpan.FromSeconds(1),
        FirstDelay = TimeSpan.FromMilliseconds(10),
        Proxy = new WebProxy(),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly Downloader _downloader = new(Fast);
    private readonly RecordingObserver _observer = new();
    private readonly byte[] _content = new byte[300_000];

    public DownloaderTests() => new Random(5).NextBytes(_content);

    public void Dispose()
    {
        _downloader.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_arrives_with_progress_of_bytes_and_total()
    {
        _server.Serve("/f", _content);

        DownloadResult result = await Download("/f");

        File.ReadAllBytes(Partial).ShouldBe(_content);
        result.Resumed.ShouldBeFalse();
        FetchAdvanced last = _observer.Events.OfType<FetchAdvanced>().Last();
        (last.Received, last.Total).ShouldBe((_content.Length, _content.Length));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_resumed_where_it_ended()
    {
        int calls = 0;
        _server.On("/f", async (request, stream) =>
        {
            if (calls++ == 0)
            {
                await LoopbackServer.Head(stream, $"200 OK\r\nETag: \"v1\"\r\nContent-Length: {_content.Length}");
                await stream.WriteAsync(_content.AsMemory(0, 100_000));
                return;
            }

            request.Headers["if-range"].ShouldBe("\"v1\"");
            int from = int.Parse(request.Headers["range"]["bytes=".Length..].TrimEnd('-'));
            await LoopbackServer.Head(stream, $"206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes {from}-{_content.Length - 1}/{_content.Length}\r\nContent-Length: {_content.Length - from}");
            await stream.WriteAsync(_content.AsMemory(from));
        });

        DownloadResult result = await Download("/f");

        File.ReadAllBytes(Partial).ShouldBe(_content);
        result.Resumed.ShouldBeTrue();
        _observer.Events.OfType<FetchRetried>().ShouldHaveSingleItem();
        File.Exists(Partial + ".from").ShouldBeFalse();
    }

    [Fact]
    public async Task A_later_process_resumes_what_an_earlier_one_left()
    {
        File.WriteAllBytes(Partial, _content[..50_000]);
        new ResumeInformation(_server.Url("/f"), "\"v1\"").Write(Partial);
        _server.Serve("/f", _content);

        (await Download("/f")).Resumed.ShouldBeTrue();

        File.ReadAllBytes(Partial).ShouldBe(_content);
        _server.Requests.Last().Headers["range"].ShouldBe("bytes=50000-");
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_fetched_anew()
    {
        File.WriteAllBytes(Partial, new byte[50_000]);
        new ResumeInformation(_server.Url("/f"), "\"v0\"").Write(Partial);
        _server.Serve("/f", _content);

        (await Download("/f")).Resumed.ShouldBeFalse();

        File.ReadAllBytes(Partial).ShouldBe(_content);
    }

    [Fact]
    public async Task A_partial_file_of_unknown_origin_is_not_resumed()
    {
        File.WriteAllBytes(Partial, new byte[50_000]);
        _server.Serve("/f", _content);

        await Download("/f");

        File.ReadAllBytes(Partial).ShouldBe(_content);
        _server.Requests.Last().Headers.ContainsKey("range").ShouldBeFalse();
    }

    [Fact]
    public async Task A_range_that_the_server_refuses_starts_anew()
    {
        File.WriteAllBytes(Partial, new byte[500_000]);
        new ResumeInformation(_server.Url("/f"), "\"v1\"").Write(Partial);
        _server.On("/f", async (request, stream) =>
        {
            if (request.Headers.ContainsKey("range"))
            {
                await LoopbackServer.Head(stream, "416 Range Not Satisfiable\r\nContent-Length: 0");
                return;
            }

            await LoopbackServer.Head(stream, $"200 OK\r\nContent-Length: {_content.Length}");
            await stream.WriteAsync(_content);
        });

        await Download("/f");

        File.ReadAllBytes(Partial).ShouldBe(_content);
    }

    [Fact]
    public async Task A_range_other_than_the_one_that_was_asked_for_starts_anew()
    {
        File.WriteAllBytes(Partial, _content[..50_000]);
        new ResumeInformation(_server.Url("/f"), "\"v1\"").Write(Partial);
        _server.On("/f", async (request, stream) =>
        {
            if (request.Headers.ContainsKey("range"))
            {
                await LoopbackServer.Head(stream, $"206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 10-{_content.Length - 1}/{_content.Length}\r\nContent-Length: {_content.Length - 10}");
                await stream.WriteAsync(_content.AsMemory(10));
                return;
            }

            await LoopbackServer.Head(stream, $"200 OK\r\nContent-Length: {_content.Length}");
            await stream.WriteAsync(_content);
        });

        await Download("/f");

        File.ReadAllBytes(Partial).ShouldBe(_content);
    }

    [Fact]
    public async Task A_file_that_was_here_whole_is_not_fetched_again()
    {
        File.WriteAllBytes(Partial, _content);
        new ResumeInformation(_server.Url("/f"), "\"v1\"").Write(Partial);
        _server.On("/f", (_, stream) => LoopbackServer.Head(
            stream, $"416 Range Not Satisfiable\r\nContent-Range: bytes */{_content.Length}\r\nContent-Length: 0"));

        (await Download("/f")).Resumed.ShouldBeTrue();

        _server.Requests.ShouldHaveSingleItem();
        File.ReadAllBytes(Partial).ShouldBe(_content);
        File.Exists(Partial + ".from").ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_announces_less_than_it_sends_gives_only_what_it_announced()
    {
        _server.On("/f", async (_, stream) =>
        {
            await LoopbackServer.Head(stream, "200 OK\r\nContent-Length: 1000");
            await stream.WriteAsync(_content);
        });

        await Download("/f");

        // The digest judges the rest; nothing hangs and nothing more is taken.
        File.ReadAllBytes(Partial).ShouldBe(_content[..1000]);
    }

    [Fact]
    public async Task A_slow_server_is_waited_for_as_long_as_it_sends()
    {
        using Downloader impatient = new(Fast with { Retries = 0, StallTimeout = TimeSpan.FromSeconds(30) });
        _server.On("/f", async (_, stream) =>
        {
            await LoopbackServer.Head(stream, "200 OK\r\nContent-Length: 10");
            foreach (byte value in "0123456789"u8.ToArray())
            {
                await stream.WriteAsync(new[] { value });
                await Task.Delay(20);
            }
        });

        await impatient.DownloadAsync("p@1", _server.Url("/f"), Partial, _observer);

        File.ReadAllText(Partial).ShouldBe("0123456789");
    }

    [Fact]
    public async Task A_server_that_always_breaks_off_is_given_up()
    {
        _server.On("/f", (_, stream) => LoopbackServer.Head(stream, $"200 OK\r\nContent-Length: {_content.Length}"));

        DownloadFailedException error = await Should.ThrowAsync<DownloadFailedException>(() => Download("/f"));

        error.Reason.ShouldContain("tried 4 times");
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        using Downloader impatient = new(Fast with { Retries = 0, StallTimeout = TimeSpan.FromMilliseconds(200) });
        TaskCompletionSource done = new();
        _server.On("/f", async (_, stream) =>
        {
            await LoopbackServer.Head(stream, $"200 OK\r\nContent-Length: {_content.Length}");
            await stream.WriteAsync(_content.AsMemory(0, 10));
            await done.Task;
        });

        DownloadFailedException error = await Should.ThrowAsync<DownloadFailedException>(
            () => impatient.DownloadAsync("p@1", _server.Url("/f"), Partial, _observer));

        done.SetResult();
        error.Reason.ShouldContain("said nothing");
        error.HostIsUnreachable.ShouldBeFalse();
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(403, 1)]
    [InlineData(500, 4)]
    [InlineData(429, 4)]
    public async Task Only_errors_that_may_pass_are_tried_again(int status, int requests)
    {
        _server.On("/f", (_, stream) => LoopbackServer.Head(stream, $"{status} Reason\r\nContent-Length: 0"));

        DownloadFailedException error = await Should.ThrowAsync<DownloadFailedException>(() => Download("/f"));

        error.Reason.ShouldContain($"the server answers {status}");
        _server.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Redirects_are_followed_and_credentials_stay_with_their_host()
    {
        using LoopbackServer other = new();
        other.Serve("/real", _content);
        _server.On("/f", (_, stream) => LoopbackServer.Head(stream, $"302 Found\r\nLocation: {other.Url("/real")}\r\nContent-Length: 0"));
        string url = _server.Url("/f").Replace("http://", "http://user:pa%20ss@", StringComparison.Ordinal);

        DownloadResult result = await _downloader.DownloadAsync("p@1", url, Partial, _observer, cookie: "session=secret");

        File.ReadAllBytes(Partial).ShouldBe(_content);
        result.EffectiveUrl.ShouldBe(other.Url("/real"));
        _server.Requests.Single().Headers["authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:pa ss")));
        other.Requests.Single().Headers.ContainsKey("authorization").ShouldBeFalse();
        other.Requests.Single().Headers.ContainsKey("cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Endless_redirects_and_redirects_to_files_are_refused()
    {
        _server.On("/loop", (_, stream) => LoopbackServer.Head(stream, "302 Found\r\nLocation: /loop\r\nContent-Length: 0"));
        _server.On("/local", (_, stream) => LoopbackServer.Head(stream, "302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0"));

        (await Should.ThrowAsync<DownloadFailedException>(() => Download("/loop"))).Reason.ShouldContain("redirects more than 10 times");
        (await Should.ThrowAsync<DownloadFailedException>(() => Download("/local"))).Reason.ShouldContain("file://");
    }

    [Fact]
    public async Task Compressed_content_is_not_decoded_on_the_way()
    {
        byte[] archive = Compressors.Gzip(_content);
        _server.On("/f.tar.gz", async (_, stream) =>
        {
            await LoopbackServer.Head(stream, $"200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {archive.Length}");
            await stream.WriteAsync(archive);
        });

        await Download("/f.tar.gz");

        File.ReadAllBytes(Partial).ShouldBe(archive);
    }

    [Fact]
    public async Task A_host_that_can_not_be_reached_is_asked_only_once()
    {
        int port = UnusedPort();
        foreach (string path in new[] { "/a", "/b" })
        {
            DownloadFailedException error = await Should.ThrowAsync<DownloadFailedException>(
                () => _downloader.DownloadAsync("p@1", $"http://127.0.0.1:{port}{path}", Partial, _observer));
            error.HostIsUnreachable.ShouldBeTrue();
            error.Reason.ShouldContain("refuses connections");
        }
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_says_so()
    {
        DownloadFailedException error = await Should.ThrowAsync<DownloadFailedException>(
            () => _downloader.DownloadAsync("p@1", "https://no-such-host.invalid/f", Partial, _observer));

        error.HostIsUnreachable.ShouldBeTrue();
        error.Reason.ShouldContain("no-such-host.invalid");
    }

    [Fact]
    public async Task Credentials_never_reach_events_or_errors()
    {
        string url = _server.Url("/missing?token=hush").Replace("http://", "http://me:hush@", StringComparison.Ordinal);

        DownloadFailedException error = await Should.ThrowAsync<DownloadFailedException>(
            () => _downloader.DownloadAsync("p@1", url, Partial, _observer));

        error.Diagnostic.ToString().ShouldNotContain("hush");
        string.Join("\n", _observer.Events).ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("https://user:pass@host/x", "https://***@host/x")]
    [InlineData("see http://a:b@c/d and ftp://e@f/", "see http://***@c/d and ftp://***@f/")]
    [InlineData("https://host/x?private_token=abc&ref=1", "https://host/x?private_token=***&ref=1")]
    [InlineData("https://host/x?X-Amz-Signature=abc#f", "https://host/x?X-Amz-Signature=***#f")]
    [InlineData("https://host/user@domain", "https://host/user@domain")]
    public void Redaction_hides_secrets_and_nothing_else(string url, string shown) => RedactedUrl.Of(url).ShouldBe(shown);

    [Theory]
    [InlineData("https://user:pass@host/x.git", "https://host/x.git")]
    [InlineData("git@host:x.git", "git@host:x.git")]
    [InlineData("https://host/user@domain", "https://host/user@domain")]
    public void A_url_without_its_user_leads_to_the_same_place(string url, string plain) => RedactedUrl.WithoutUser(url).ShouldBe(plain);

    [Fact]
    public async Task Local_files_are_copied()
    {
        string source = _folder.Write("dir with space/source.bin", _content);

        await _downloader.DownloadAsync("p@1", new Uri(source).AbsoluteUri, Partial, _observer);
        File.ReadAllBytes(Partial).ShouldBe(_content);
        (await Should.ThrowAsync<DownloadFailedException>(
            () => _downloader.DownloadAsync("p@1", "file:///no/such/file", Partial, _observer))).Reason.ShouldContain("no such file");
    }

    [Fact]
    public async Task Cancelling_stops_and_keeps_what_was_received()
    {
        using CancellationTokenSource cancel = new();
        TaskCompletionSource done = new();
        _server.On("/f", async (_, stream) =>
        {
            await LoopbackServer.Head(stream, $"200 OK\r\nETag: \"v1\"\r\nContent-Length: {_content.Length}");
            await stream.WriteAsync(_content.AsMemory(0, 100_000));
            await done.Task;
        });
        string url = _server.Url("/f").Replace("http://", "http://me:hush@", StringComparison.Ordinal);
        Task download = _downloader.DownloadAsync("p@1", url, Partial, _observer, cancellation: cancel.Token);
        while (!File.Exists(Partial) || new FileInfo(Partial).Length < 100_000)
        {
            await Task.Delay(10);
        }

        cancel.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(() => download);
        done.SetResult();

        new FileInfo(Partial).Length.ShouldBe(100_000);
        ResumeInformation.Read(Partial).ShouldNotBeNull().Url.ShouldNotContain("hush");
    }

    [SkippableFact]
    public async Task A_full_disk_says_so()
    {
        Skip.IfNot(File.Exists("/dev/full"), "no /dev/full here");
        File.CreateSymbolicLink(Partial, "/dev/full");
        _server.Serve("/f", _content);

        SourceException error = await Should.ThrowAsync<SourceException>(() => Download("/f"));

        error.Diagnostic.Code.ShouldBe("source-disk-full");
        error.Message.ShouldContain(Partial);
    }

    [Fact]
    public async Task Proxies_are_asked_instead_of_the_host()
    {
        _server.On("http://upstream.invalid/f", async (_, stream) =>
        {
            await LoopbackServer.Head(stream, $"200 OK\r\nContent-Length: {_content.Length}");
            await stream.WriteAsync(_content);
        });
        using Downloader proxied = new(Fast with { Proxy = new WebProxy(_server.Url("")) });

        await proxied.DownloadAsync("p@1", "http://upstream.invalid/f", Partial, _observer);

        File.ReadAllBytes(Partial).ShouldBe(_content);
    }

    private string Partial => _folder["f.part"];

    private Task<DownloadResult> Download(string path) => _downloader.DownloadAsync("p@1", _server.Url(path), Partial, _observer);

    private static int UnusedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

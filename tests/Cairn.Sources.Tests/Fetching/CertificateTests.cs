using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

/// <summary>Servers whose certificate only the site knows.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly byte[] Content = "the source\n"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = SelfSigned();

    public CertificateTests()
    {
        _folder.Write("certs/site.pem", _certificate.ExportCertificatePem());
        _listener.Start();
        _ = ServeAsync();
    }

    public void Dispose()
    {
        _listener.Stop();
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("certs/site.pem")]
    [InlineData("certs")]
    public async Task Certificates_of_the_site_are_trusted_from_a_file_or_a_directory(string certificates)
    {
        await DownloadAsync(new DownloadOptions { Certificates = _folder[certificates] });

        File.ReadAllBytes(_folder["file"]).ShouldBe(Content);
    }

    [Fact]
    public async Task Otherwise_the_server_is_refused_unless_certificates_are_not_verified()
    {
        (await Should.ThrowAsync<DownloadFailedException>(() => DownloadAsync(new DownloadOptions { Retries = 0 }))).Reason.ShouldContain("no secure connection");

        await DownloadAsync(new DownloadOptions { VerifyCertificates = false });

        File.ReadAllBytes(_folder["file"]).ShouldBe(Content);
    }

    [Fact]
    public void A_file_without_certificates_is_named()
    {
        _folder.Write("bad.pem", "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");

        Should.Throw<SourceException>(() => new Downloader(new DownloadOptions { Certificates = _folder["bad.pem"] }).Dispose())
            .Message.ShouldContain(_folder["bad.pem"]);
    }

    private async Task DownloadAsync(DownloadOptions options)
    {
        using Downloader downloader = new(options with { Proxy = new WebProxy() });
        string url = $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/file";
        await downloader.DownloadAsync("p@1", url, _folder["file"], SilentObserver.Instance);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                using SslStream stream = new(client.GetStream());
                await stream.AuthenticateAsServerAsync(_certificate);
                byte[] request = new byte[4096];
                await stream.ReadAtLeastAsync(request, 1);
                await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Content.Length}\r\nConnection: close\r\n\r\n"));
                await stream.WriteAsync(Content);
                await stream.ShutdownAsync();
            }
            catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
            {
                continue; // the client did not trust us
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return; // the test is over
            }
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Cairn.Sources;

/// <summary>Requests over HTTP with redirects, credentials, proxies and certificates; connections are shared by all of them.</summary>
internal sealed class HttpExchange(DownloadOptions options, UnreachableHosts unreachable) : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _client = Client(options);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Sends a request and follows redirects; the answer's content is not read yet, and its request is the last one.</summary>
    /// <param name="address">Where to ask first; user and password in it stay with its host.</param>
    /// <param name="method">What to ask.</param>
    /// <param name="prepare">Adds headers to each request; cookies stay with the first host.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DownloadFailedException">It redirects too often, or to what is not followed.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        Uri address, HttpMethod method, Action<HttpRequestMessage> prepare, CancellationToken cancellation)
    {
        Uri current = address;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = new(method, WithoutUser(current));
            if (current.Host == address.Host && current.Port == address.Port)
            {
                prepare(request);
                AddCredentials(request, address);
            }
            else
            {
                // Cookies and credentials stay with the host that they were given for; a range is no secret.
                prepare(request);
                request.Headers.Remove("Cookie");
                AddCredentials(request, current);
            }

            HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            answer.RequestMessage = request;
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location)
            {
                return answer;
            }

            answer.Dispose();
            Uri next = location.IsAbsoluteUri ? location : new Uri(current, location);
            if (next.Scheme is not ("http" or "https"))
            {
                throw new DownloadFailedException(address.OriginalString, $"it redirects to `{next.Scheme}://`, which is not followed");
            }

            if (redirects == MostRedirects)
            {
                throw new DownloadFailedException(address.OriginalString, $"it redirects more than {MostRedirects} times");
            }

            if (unreachable.ReasonFor(next) is { } known)
            {
                throw new DownloadFailedException(address.OriginalString, $"it redirects to {next.Host}: {known}");
            }

            current = next;
        }
    }

    private static Uri WithoutUser(Uri address) =>
        address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    private static void AddCredentials(HttpRequestMessage request, Uri address)
    {
        if (address.UserInfo.Length > 0)
        {
            byte[] user = System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(user));
        }
    }

    private static HttpClient Client(DownloadOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            // Redirects are followed by hand: credentials stay with their host, and archives are never decoded on the way.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            Proxy = options.Proxy ?? HttpClient.DefaultProxy,
            UseProxy = true,
        };
        if (!options.VerifyCertificates)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true };
        }

        else if (options.Certificates is { } certificates)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(certificates) };
        }

        HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("cairn", "0.1"));
        client.DefaultRequestHeaders.Accept.ParseAdd("*/*");
        return client;
    }

    /// <exception cref="SourceException">A file can't be read, or holds no certificate.</exception>
    private static X509ChainPolicy Trusting(string certificates)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        foreach (string file in Directory.Exists(certificates) ? Directory.GetFiles(certificates) : [certificates])
        {
            try
            {
                DiskFailure.Guard("reading", file, () => policy.CustomTrustStore.ImportFromPemFile(file));
            }
            catch (CryptographicException error)
            {
                throw new SourceException(
                    "source-bad-certificates", $"`{file}` holds no certificates in PEM", [error.Message.ReplaceLineEndings(" ")], "correct `config:ssl_certs`");
            }
        }

        return policy;
    }
}

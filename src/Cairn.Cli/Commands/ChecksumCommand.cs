using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn checksum</c> and <c>cairn md5</c>: digests of files and URLs, in the form of <c>sha256sum</c>.</summary>
internal static class ChecksumCommand
{
    public static Command Create(Session session)
    {
        var places = Places();
        var algorithm = new Option<string>("-a", "--algorithm")
        {
            Description = "sha256 (default), sha384, sha512, sha224, sha1 or md5",
            DefaultValueFactory = _ => "sha256",
            HelpName = "NAME",
        };
        var expected = new Option<string?>("--check") { Description = "compare with this digest; its length tells the algorithm", HelpName = "DIGEST" };
        var json = new Option<bool>("--json") { Description = "print one JSON object a file" };
        var command = new Command("checksum", "print digests of files or URLs, as recipes name them") { places, algorithm, expected, json };
        command.SetAction((parsed, _) => RunAsync(
            session, parsed.GetValue(places)!, Algorithm(parsed.GetValue(algorithm)!), parsed.GetValue(expected), parsed.GetValue(json)));
        return command;
    }

    /// <summary>The same with MD5, as recipes of long ago name digests.</summary>
    public static Command CreateMd5(Session session)
    {
        var places = Places();
        var json = new Option<bool>("--json") { Description = "print one JSON object a file" };
        var command = new Command("md5", "print MD5 digests of files or URLs (forgeable: prefer `checksum`)") { places, json };
        command.SetAction((parsed, _) => RunAsync(session, parsed.GetValue(places)!, DigestAlgorithm.Md5, null, parsed.GetValue(json)));
        return command;
    }

    private static Argument<string[]> Places() => new("file-or-url") { Description = "files and URLs", Arity = ArgumentArity.OneOrMore };

    private static DigestAlgorithm Algorithm(string name) => DigestAlgorithms.FromName(name)
        ?? throw new CairnException(new Diagnostic(
            "usage", $"there is no digest `{name}`", null, [], "use sha256, sha384, sha512, sha224, sha1 or md5"));

    private static async Task<int> RunAsync(Session session, string[] places, DigestAlgorithm algorithm, string? expected, bool json)
    {
        Digest? wanted = expected is null ? null : Digest.Parse(expected);
        bool differs = false;
        foreach (string place in places)
        {
            Digest digest = await OfAsync(session, place, wanted?.Algorithm ?? algorithm);
            session.Terminal.Line(json
                ? JsonText.Object(("file", place), ("algorithm", digest.Algorithm.Name()), ("digest", digest.Hex))
                : $"{digest.Hex}  {place}");
            if (wanted is not null && wanted != digest)
            {
                differs = true;
                session.Terminal.ErrorLine($"error: `{place}` does not have the digest {wanted.Hex}");
            }
        }

        return differs ? ExitCode.Failure : ExitCode.Success;
    }

    private static async Task<Digest> OfAsync(Session session, string place, DigestAlgorithm algorithm)
    {
        if (!place.Contains("://", StringComparison.Ordinal))
        {
            return File.Exists(place)
                ? Digest.ComputeFile(algorithm, place, session.Cancellation)
                : throw new CairnException(new Diagnostic(
                    "no-file", $"there is no file `{place}`", null, [], "give a file or a URL; digests of new versions of a package are not looked up yet"));
        }

        using var progress = new SourceProgress(session.Terminal);
        using var sources = session.OpenSources(progress);
        var folder = Directory.CreateTempSubdirectory("cairn-checksum-").FullName;
        try
        {
            var file = Path.Combine(folder, "file");
            var download = await sources.Downloader.DownloadAsync(RedactedUrl.Of(place), place, file, progress, cancellation: session.Cancellation);
            if (download.LooksLikeHtml)
            {
                session.Terminal.Warning($"{RedactedUrl.Of(place)} is an HTML page: probably not what you mean");
            }

            return Digest.ComputeFile(algorithm, file, session.Cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

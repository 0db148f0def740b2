using System.Buffers;

namespace Cairn.Sources;

/// <summary>A digest that somebody claims for a file; nothing is proven by having one.</summary>
/// <remarks>The proof is <see cref="CheckedDigest"/>, which only <see cref="Verify"/> hands out.</remarks>
public sealed record Digest
{
    private Digest(DigestAlgorithm algorithm, string hex) => (Algorithm, Hex) = (algorithm, hex);

    /// <summary>The function.</summary>
    public DigestAlgorithm Algorithm { get; }

    /// <summary>The value in lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>True if the function is broken.</summary>
    public bool IsWeak => Algorithm.IsWeak();

    /// <summary>Reads a digest as recipes write it; the length tells the function.</summary>
    /// <exception cref="SourceException">The text is not hexadecimal or has the length of no known function.</exception>
    public static Digest Parse(string text) =>
        TryParse(text) ?? throw new SourceException(
            "source-bad-digest",
            $"`{text}` is no digest that Cairn knows",
            ["digests are 32 (md5), 40 (sha1), 56 (sha224), 64 (sha256), 96 (sha384) or 128 (sha512) hexadecimal digits"]);

    /// <summary>Reads a digest as recipes write it, or returns null.</summary>
    public static Digest? TryParse(string text)
    {
        if (DigestAlgorithms.FromLength(text.Length) is not { } algorithm || !text.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        return new Digest(algorithm, text.ToLowerInvariant());
    }

    /// <summary>Computes the digest of a stream from where it stands to its end.</summary>
    public static Digest Compute(DigestAlgorithm algorithm, Stream content, CancellationToken cancellation = default) =>
        Measure(algorithm, content, cancellation).Digest;

    /// <summary>Computes the digest of a file.</summary>
    /// <exception cref="SourceException">The file can't be read.</exception>
    public static Digest ComputeFile(DigestAlgorithm algorithm, string path, CancellationToken cancellation = default) =>
        DiskFailure.Guard("reading", path, () =>
        {
            using FileStream file = OpenForReading(path);
            return Compute(algorithm, file, cancellation);
        });

    /// <summary>Compares a file with this digest.</summary>
    /// <returns>The proof, or null together with what the file really has.</returns>
    /// <exception cref="SourceException">The file can't be read.</exception>
    public VerificationResult Verify(string path, CancellationToken cancellation = default) =>
        DiskFailure.Guard("reading", path, () =>
        {
            using FileStream file = OpenForReading(path);
            (Digest actual, long size) = Measure(Algorithm, file, cancellation);
            return new VerificationResult(actual == this ? new CheckedDigest(this) : null, actual, size);
        });

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm.Name()}:{Hex}";

    private static FileStream OpenForReading(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);

    private static (Digest Digest, long Size) Measure(DigestAlgorithm algorithm, Stream content, CancellationToken cancellation)
    {
        using DigestComputation computation = algorithm.Start();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
        try
        {
            long size = 0;
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                computation.Append(buffer.AsSpan(0, read));
                size += read;
            }

            return (new Digest(algorithm, Convert.ToHexStringLower(computation.Finish())), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>A digest that a file was seen to have. Only a comparison makes one.</summary>
public sealed record CheckedDigest
{
    internal CheckedDigest(Digest value) => Value = value;

    /// <summary>The digest.</summary>
    public Digest Value { get; }
}

/// <summary>The outcome of comparing a file with a digest.</summary>
/// <param name="Proof">The proof; null if the file differs.</param>
/// <param name="Actual">The digest that the file has.</param>
/// <param name="Size">The file's size in bytes.</param>
public sealed record VerificationResult(CheckedDigest? Proof, Digest Actual, long Size);

namespace Cairn.Sources;

/// <summary>What proves that a source is the one that the recipe means.</summary>
public abstract record SourceProof
{
    private protected SourceProof()
    {
    }

    /// <summary>One line for people and for the record of an installation.</summary>
    public abstract string Describe();
}

/// <summary>The file has the digest that the recipe demands.</summary>
public sealed record DigestProof(CheckedDigest Digest) : SourceProof
{
    /// <inheritdoc/>
    public override string Describe() => Digest.Value.ToString();
}

/// <summary>The checkout is of the commit that the recipe or the request names; the commit's name is a digest of its content.</summary>
public sealed record CommitProof(string Commit) : SourceProof
{
    /// <inheritdoc/>
    public override string Describe() => $"commit:{Commit}";
}

/// <summary>Nothing proves it; somebody wanted it so, and that is recorded.</summary>
public sealed record Waiver(string Reason) : SourceProof
{
    /// <inheritdoc/>
    public override string Describe() => $"unverified: {Reason}";
}

/// <summary>How much proof is asked for.</summary>
/// <param name="VerifyDigests">False for <c>--no-checksum</c> and <c>config:checksum: false</c>: digests are not compared.</param>
/// <param name="AllowUnverified">True where a source without digest or commit is accepted, which the user has to ask for.</param>
public sealed record TrustPolicy(bool VerifyDigests = true, bool AllowUnverified = false)
{
    /// <summary>Every digest is compared and nothing unproven is taken.</summary>
    public static readonly TrustPolicy Strict = new();

    /// <summary>What <c>--no-checksum</c> means.</summary>
    public static readonly TrustPolicy NoChecksum = new(false, true);
}

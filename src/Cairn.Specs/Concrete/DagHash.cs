using System.Security.Cryptography;

namespace Cairn.Specs;

/// <summary>The hash that identifies a node with everything below it.</summary>
/// <remarks>
/// Spack's: the lower-case base-32 form of the SHA-1 of the node's canonical JSON, in which dependencies stand with their
/// own hashes. A spliced node keeps the last characters of the node that it was built as, so that prefixes of the same
/// length differ in their middle and relocation stays simple.
/// </remarks>
public static class DagHash
{
    private const int KeptOfBuildSpec = 7;

    /// <summary>Computes the hash of a node from its parts and the hashes of its dependencies.</summary>
    public static string Compute(ConcreteSpec spec)
    {
        var json = new PythonJsonWriter();
        SpecJson.WriteNode(json, spec, withHash: false);
        var hash = OfText(json.WrittenSpan);
        return spec.IsSpliced ? string.Concat(hash.AsSpan(0, hash.Length - KeptOfBuildSpec), spec.BuildSpec.Hash.AsSpan(^KeptOfBuildSpec..)) : hash;
    }

    /// <summary>The lower-case base-32 form of the SHA-1 of a text in UTF-8.</summary>
    public static string OfText(ReadOnlySpan<byte> utf8)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The form of the hash is Spack's; it names things and secures nothing.
        SHA1.HashData(utf8, digest);
#pragma warning restore CA5350
        return Base32.Encode(digest);
    }
}

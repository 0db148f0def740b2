using System.Security.Cryptography;

namespace Cairn.Sources;

/// <summary>The digest functions that recipes use; which one is told by the digest's length.</summary>
public enum DigestAlgorithm
{
    /// <summary>32 hexadecimal digits; broken, accepted with a warning.</summary>
    Md5,

    /// <summary>40 hexadecimal digits; broken, accepted with a warning.</summary>
    Sha1,

    /// <summary>56 hexadecimal digits.</summary>
    Sha224,

    /// <summary>64 hexadecimal digits, the usual one.</summary>
    Sha256,

    /// <summary>96 hexadecimal digits.</summary>
    Sha384,

    /// <summary>128 hexadecimal digits.</summary>
    Sha512,
}

/// <summary>Names and sizes of the digest functions.</summary>
public static class DigestAlgorithms
{
    /// <summary>The name that recipes and messages use, such as <c>sha256</c>.</summary>
    public static string Name(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => "md5",
        DigestAlgorithm.Sha1 => "sha1",
        DigestAlgorithm.Sha224 => "sha224",
        DigestAlgorithm.Sha256 => "sha256",
        DigestAlgorithm.Sha384 => "sha384",
        DigestAlgorithm.Sha512 => "sha512",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>True for functions for which two files of the same digest can be made.</summary>
    public static bool IsWeak(this DigestAlgorithm algorithm) => algorithm is DigestAlgorithm.Md5 or DigestAlgorithm.Sha1;

    /// <summary>The function whose digests have <paramref name="digits"/> hexadecimal digits, or null.</summary>
    public static DigestAlgorithm? FromLength(int digits) => digits switch
    {
        32 => DigestAlgorithm.Md5,
        40 => DigestAlgorithm.Sha1,
        56 => DigestAlgorithm.Sha224,
        64 => DigestAlgorithm.Sha256,
        96 => DigestAlgorithm.Sha384,
        128 => DigestAlgorithm.Sha512,
        _ => null,
    };

    /// <summary>The function of a recipe's keyword such as <c>sha256</c>, or null.</summary>
    public static DigestAlgorithm? FromName(string name) => name switch
    {
        "md5" => DigestAlgorithm.Md5,
        "sha1" => DigestAlgorithm.Sha1,
        "sha224" => DigestAlgorithm.Sha224,
        "sha256" => DigestAlgorithm.Sha256,
        "sha384" => DigestAlgorithm.Sha384,
        "sha512" => DigestAlgorithm.Sha512,
        _ => null,
    };

    internal static DigestComputation Start(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => new FrameworkDigest(HashAlgorithmName.MD5),
        DigestAlgorithm.Sha1 => new FrameworkDigest(HashAlgorithmName.SHA1),
        DigestAlgorithm.Sha224 => new Sha224(),
        DigestAlgorithm.Sha256 => new FrameworkDigest(HashAlgorithmName.SHA256),
        DigestAlgorithm.Sha384 => new FrameworkDigest(HashAlgorithmName.SHA384),
        DigestAlgorithm.Sha512 => new FrameworkDigest(HashAlgorithmName.SHA512),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}

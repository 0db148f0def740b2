namespace Cairn.Specs;

/// <summary>Names of features that stand for others, or that a whole family has without listing them.</summary>
internal static class FeatureAliases
{
    /// <summary>True if <paramref name="feature"/> is an alias whose condition <paramref name="target"/> fulfils.</summary>
    public static bool Implies(Microarchitecture target, string feature) => feature switch
    {
        "sse3" => target.HasFeature("ssse3"),
        "sse4.1" => target.HasFeature("sse4_1"),
        "sse4.2" => target.HasFeature("sse4_2"),
        // Any of the AVX-512 instruction sets counts.
        "avx512" => target.HasFeature("avx512f") || target.HasFeature("avx512vl") || target.HasFeature("avx512bw")
            || target.HasFeature("avx512dq") || target.HasFeature("avx512cd"),
        // Linux on POWER lists no features; these have been in every machine that still runs it.
        "altivec" or "vsx" or "fma" => target.Family.Name is "ppc64le" or "ppc64",
        // Mandatory in ARMv8.
        "neon" => target.Family.Name is "aarch64",
        _ => false,
    };
}

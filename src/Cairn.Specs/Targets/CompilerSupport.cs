using System.Globalization;

namespace Cairn.Specs;

/// <summary>How some versions of a compiler are told to optimize for a microarchitecture.</summary>
/// <param name="Compiler">The compiler's package name.</param>
/// <param name="Low">The oldest version, empty for any; null if the compiler has no flags for the microarchitecture at all.</param>
/// <param name="High">The newest version, empty for any.</param>
/// <param name="Name">What the compiler calls the microarchitecture, if it is another name.</param>
/// <param name="Flags">The flags, with <c>{name}</c> and <c>{family}</c> to be filled in.</param>
/// <param name="Warning">What the user should know about them, or null.</param>
public sealed record CompilerEntry(string Compiler, string? Low, string? High, string? Name, string Flags, string? Warning)
{
    /// <summary>The versions as a range: <c>4.8:4.8.5</c>.</summary>
    public string Versions => $"{Low}:{High}";

    /// <summary>True if the entry is about that version. Components compare as numbers, a prefix lies below what it begins.</summary>
    internal bool Covers(long[] version) =>
        Low is not null
        && (Low.Length == 0 || Compare(Components(Low)!, version) <= 0)
        && (High!.Length == 0 || Compare(Components(High)!, version) >= 0);

    /// <summary>The components of a version of dotted digits, or null if it is none.</summary>
    internal static long[]? Components(string version)
    {
        var parts = version.Split('.');
        var components = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out components[i]))
            {
                return null;
            }
        }

        return components;
    }

    private static int Compare(long[] left, long[] right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return left.Length - right.Length;
    }
}

/// <summary>Whether a compiler can optimize for a microarchitecture, and how.</summary>
/// <param name="Flags">The flags; empty if nothing is known of the compiler in this family; null if it can't.</param>
/// <param name="Refusal">Why it can't, or null.</param>
/// <param name="Warning">What the user should know about the flags, or null.</param>
public readonly record struct CompilerSupport(string? Flags, string? Refusal, string? Warning)
{
    /// <summary>True if the compiler can produce code for the microarchitecture, or if nothing is known against it.</summary>
    public bool IsSupported => Flags is not null;

    internal static CompilerSupport Find(Microarchitecture target, string compiler, string version)
    {
        if (!Knows(target.Family, compiler))
        {
            return new CompilerSupport("", null, null);
        }

        if (!Knows(target, compiler))
        {
            var best = target.Ancestors.First(ancestor => Knows(ancestor, compiler));
            return new CompilerSupport(
                null, $"`{compiler}` optimizes no further than `{best}` in the `{best.Family}` family", null);
        }

        if (CompilerEntry.Components(version) is not { } components)
        {
            return new CompilerSupport(null, $"`{version}` is not a compiler version of dotted digits", null);
        }

        foreach (var entry in target.Compilers)
        {
            if (entry.Compiler == compiler && entry.Covers(components))
            {
                var flags = entry.Flags.Replace("{name}", entry.Name ?? target.Name).Replace("{family}", target.Family.Name);
                return new CompilerSupport(flags, null, entry.Warning);
            }
        }

        var supported = target.Compilers.Where(entry => entry.Compiler == compiler && entry.Low is not null)
            .Select(entry => entry.Versions).ToList();
        var versions = supported.Count == 0 ? "no version of it can" : $"versions that can: {string.Join(", ", supported)}";
        return new CompilerSupport(null, $"`{compiler}@{version}` cannot optimize for `{target}` ({versions})", null);
    }

    private static bool Knows(Microarchitecture target, string compiler)
    {
        foreach (var entry in target.Compilers)
        {
            if (entry.Compiler == compiler)
            {
                return true;
            }
        }

        return false;
    }
}

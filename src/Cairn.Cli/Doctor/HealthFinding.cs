namespace Cairn.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">The subject: configuration, repositories, store, locks, compilers, externals, disk, tools.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Message">What was seen.</param>
/// <param name="Hint">What to do; null if nothing.</param>
internal sealed record HealthFinding(string Area, HealthVerdict Verdict, string Message, string? Hint = null);

/// <summary>How something is.</summary>
internal enum HealthVerdict
{
    /// <summary>As it should be.</summary>
    Sound,

    /// <summary>It works, and could be better.</summary>
    Advice,

    /// <summary>Something will go wrong.</summary>
    Broken,

    /// <summary>It was broken and is not any more.</summary>
    Repaired,
}

using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Doctor;

/// <summary>Looks at the machine: the programs that builds need, and compilers.</summary>
internal static class MachineHealth
{
    private static readonly (string Program, string For, bool IsNeeded)[] s_tools =
    [
        ("tar", "unpacking", true), ("gzip", "unpacking", true), ("bzip2", "unpacking", true), ("xz", "unpacking", true), ("unzip", "unpacking", false),
        ("patch", "patches of recipes", true), ("git", "sources and repositories in git", true), ("make", "builds", false),
        ("gpg", "signatures of binaries", false), ("file", "finding binaries", false),
    ];

    /// <summary>Programs that are not there.</summary>
    public static IEnumerable<HealthFinding> Tools()
    {
        var missing = s_tools.Where(tool => !IsThere(tool.Program)).ToList();
        foreach (var (program, purpose, isNeeded) in missing)
        {
            yield return new HealthFinding(
                "tools", isNeeded ? HealthVerdict.Broken : HealthVerdict.Advice, $"there is no `{program}` ({purpose})", "install it with the system's package manager");
        }

        if (missing.Count == 0)
        {
            yield return new HealthFinding("tools", HealthVerdict.Sound, string.Join(", ", s_tools.Select(tool => tool.Program)));
        }
    }

    /// <summary>Whether there is a compiler for each language.</summary>
    public static IEnumerable<HealthFinding> Compilers(Session session)
    {
        HealthFinding? problem = null;
        var found = new List<string>();
        var languages = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var external in session.ConcretizerConfiguration.Packages.SelectMany(package => package.Value.Externals))
            {
                if (external.ExtraAttributes["compilers"] is PlainMapping compilers)
                {
                    found.Add($"{external.Spec.Split(' ')[0]} ({string.Join(", ", compilers.Entries.Select(entry => entry.Key))})");
                    languages.UnionWith(compilers.Entries.Select(entry => entry.Key));
                }
            }
        }
        catch (CairnException exception)
        {
            problem = new HealthFinding("compilers", HealthVerdict.Broken, exception.Diagnostic.Message, exception.Diagnostic.Hint);
        }

        if (problem is not null)
        {
            yield return problem;
        }
        else if (found.Count == 0)
        {
            yield return new HealthFinding("compilers", HealthVerdict.Broken, "there is no compiler", "install one with the system's package manager, then `cairn compiler find`");
        }
        else
        {
            yield return new HealthFinding("compilers", HealthVerdict.Sound, string.Join(", ", found));
            foreach (var language in new[] { "c", "cxx", "fortran" }.Where(language => !languages.Contains(language)))
            {
                yield return new HealthFinding("compilers", HealthVerdict.Advice, $"no compiler for {language}", "packages in that language cannot be built");
            }
        }
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, program)));
}

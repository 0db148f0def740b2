using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>What a package needs a dependency for.</summary>
[Flags]
public enum DependencyTypes
{
    /// <summary>Nothing was said about the type.</summary>
    None = 0,

    /// <summary>The dependency is used while building.</summary>
    Build = 1,

    /// <summary>The dependency is linked to.</summary>
    Link = 2,

    /// <summary>The dependency is used when running.</summary>
    Run = 4,

    /// <summary>The dependency is used by the tests.</summary>
    Test = 8,

    /// <summary>All of them.</summary>
    All = Build | Link | Run | Test,
}

/// <summary>Names of dependency types and the rule that says which may stand side by side.</summary>
public static class DependencyTypeNames
{
    private static readonly (DependencyTypes Type, string Name)[] Names =
    [
        (DependencyTypes.Build, "build"),
        (DependencyTypes.Link, "link"),
        (DependencyTypes.Run, "run"),
        (DependencyTypes.Test, "test"),
    ];

    /// <summary>The names in their fixed order: build, link, run, test.</summary>
    public static ImmutableArray<string> ToNames(this DependencyTypes types)
        => [.. Names.Where(pair => (types & pair.Type) != 0).Select(pair => pair.Name)];

    /// <summary>The names joined by commas, as they stand in <c>deptypes=build,link</c>.</summary>
    public static string ToText(this DependencyTypes types) => string.Join(',', types.ToNames());

    /// <summary>Four characters, one per type, blank where the type is absent: <c>bl  </c>.</summary>
    public static string ToCharacters(this DependencyTypes types)
        => string.Concat(Names.Select(pair => (types & pair.Type) != 0 ? pair.Name[0] : ' '));

    /// <summary>Reads one name.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out DependencyTypes type)
    {
        foreach ((DependencyTypes candidate, string text) in Names)
        {
            if (name.SequenceEqual(text))
            {
                type = candidate;
                return true;
            }
        }

        type = DependencyTypes.None;
        return false;
    }

    /// <summary>The rank by which edges of one name are ordered: link, run, build, test, and unions behind them.</summary>
    internal static int Rank(this DependencyTypes types)
        => (types.HasFlag(DependencyTypes.Link) ? 1 : 0) + (types.HasFlag(DependencyTypes.Run) ? 2 : 0)
            + (types.HasFlag(DependencyTypes.Build) ? 4 : 0) + (types.HasFlag(DependencyTypes.Test) ? 8 : 0);

    /// <summary>
    /// True if one package may have two edges of these types to two different nodes of one name: a build-only
    /// dependency beside another kind, because build time and run time are separate process spaces.
    /// </summary>
    public static bool AreCompatible(DependencyTypes first, DependencyTypes second)
    {
        const DependencyTypes linkOrRun = DependencyTypes.Link | DependencyTypes.Run;
        return (first & second) == 0 && ((first & linkOrRun) == 0 || (second & linkOrRun) == 0);
    }
}

using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The words for kinds of dependencies.</summary>
internal static class DependencyTypeNames
{
    /// <summary>Every kind with its word, in the order in which they are shown.</summary>
    public static ImmutableArray<(DependencyTypes Type, string Name)> All { get; } =
        [(DependencyTypes.Build, "build"), (DependencyTypes.Link, "link"), (DependencyTypes.Run, "run"), (DependencyTypes.Test, "test")];

    /// <summary>Reads <c>build,link</c> or <c>all</c>.</summary>
    /// <exception cref="CairnException">A word is none of these.</exception>
    public static DependencyTypes Parse(string? text)
    {
        var types = DependencyTypes.None;
        foreach (var word in (text ?? "all").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            types |= word == "all"
                ? DependencyTypes.Build | DependencyTypes.Link | DependencyTypes.Run | DependencyTypes.Test
                : All.FirstOrDefault(entry => entry.Name == word).Type is var type && type != DependencyTypes.None
                    ? type
                    : throw new CairnException(new Diagnostic("usage", $"`{word}` is not a kind of dependency", null, [], "the kinds are build, link, run, test; `all` means all of them"));
        }

        return types;
    }
}

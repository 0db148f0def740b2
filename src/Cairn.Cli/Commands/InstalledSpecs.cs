using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary>Finds installed specs by what the user wrote.</summary>
internal static class InstalledSpecs
{
    /// <summary>The records that satisfy a spec, in the order in which listings show them.</summary>
    public static ImmutableArray<InstallRecord> Matching(ImmutableDictionary<string, InstallRecord> records, AbstractSpec query) =>
        [.. records.Values.Where(record => record.IsInstalled && Matches(record.Spec, query)).OrderBy(record => record.Spec)];

    /// <summary>The one record that satisfies a spec.</summary>
    /// <exception cref="CairnException">None does, or several do.</exception>
    public static InstallRecord Single(ImmutableDictionary<string, InstallRecord> records, AbstractSpec query)
    {
        var found = Matching(records, query);
        return found.Length switch
        {
            1 => found[0],
            0 => throw new CairnException(new Diagnostic(
                "not-installed", $"no installed package matches `{query}`", null, [], $"`cairn install {query}` installs it; `cairn find` lists what is installed")),
            _ => throw new CairnException(new Diagnostic(
                "ambiguous", $"`{query}` matches {found.Length} installed packages", null,
                [.. found.Select(record => Describe(record.Spec))], $"say which by its hash, as in `/{found[0].Spec.ShortHash()}`")),
        };
    }

    /// <summary>A spec with its hash in one line.</summary>
    public static string Describe(ConcreteSpec spec) => $"{spec.Name}@{spec.Version}/{spec.ShortHash()}";

    /// <summary>True if a spec satisfies what the user wrote, the hash included.</summary>
    public static bool Matches(ConcreteSpec spec, AbstractSpec query) =>
        (query.AbstractHash is null || spec.Hash.StartsWith(query.AbstractHash, StringComparison.Ordinal)) &&
        spec.Satisfies(query.AbstractHash is null ? query : query.WithAbstractHash(null));
}

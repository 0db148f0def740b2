using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary>Finds installed specs by what the user wrote.</summary>
internal static class InstalledSpecs
{
    /// <summary>The records that satisfy a spec, in the order in which listings show them. A virtual name finds those who provide it.</summary>
    public static ImmutableArray<InstallRecord> Matching(Session session, AbstractSpec query, RecordStates states = RecordStates.Installed, bool isLocalOnly = false)
    {
        var candidates = session.Database.Where(query.Name, query.AbstractHash ?? "", isLocalOnly);
        var found = Satisfying(candidates, query, states, null);

        // Recipes are read only if a name may be a virtual one, as in Spack: whoever is found by name is no virtual package.
        return found.IsEmpty && query.Name.Length > 0 && candidates.IsEmpty && session.Virtuals.IsVirtual(query.Name)
            ? Satisfying(session.Database.Where("", query.AbstractHash ?? "", isLocalOnly), query, states, session.Virtuals)
            : found;
    }

    /// <summary>The one record that satisfies a spec; the first one if the user takes any (<c>--first</c>).</summary>
    /// <exception cref="CairnException">None does, or several do.</exception>
    public static InstallRecord Single(
        Session session, AbstractSpec query, bool takesFirst = false, RecordStates states = RecordStates.Installed, bool isLocalOnly = false)
    {
        var found = Matching(session, query, states, isLocalOnly);
        return takesFirst && found.Length > 0 ? found[0] : Single(found, query);
    }

    /// <summary>A spec with its hash in one line.</summary>
    public static string Describe(ConcreteSpec spec) => $"{spec.Name}@{spec.Version}/{spec.ShortHash()}";

    /// <summary>Says that nothing matches a spec.</summary>
    public static CairnException NotInstalled(AbstractSpec query) => new(new Diagnostic(
        "not-installed", $"no installed package matches `{query}`", null, [], $"`cairn install {query}` installs it; `cairn find` lists what is installed"));

    /// <summary>Says that several match a spec, and what tells them apart.</summary>
    public static CairnException Ambiguous(AbstractSpec query, ImmutableArray<InstallRecord> found) => new(new Diagnostic(
        "ambiguous", $"`{query}` matches {found.Length} installed packages", null,
        [.. Distinguished(found)], $"say which by its hash, as in `/{found[0].Spec.ShortHash()}`"));

    private static InstallRecord Single(ImmutableArray<InstallRecord> found, AbstractSpec query) => found.Length switch
    {
        1 => found[0],
        0 => throw NotInstalled(query),
        _ => throw Ambiguous(query, found),
    };

    /// <summary>One line each, with as much of the spec as is needed to see the difference.</summary>
    private static IEnumerable<string> Distinguished(ImmutableArray<InstallRecord> found)
    {
        var versions = found.Select(record => $"{record.Spec.Name}@{record.Spec.Version}").Distinct(StringComparer.Ordinal).Count();
        return found.Select(record => versions == found.Length ? Describe(record.Spec) : $"{Describe(record.Spec)}  {record.Spec.ToDisplayText()}");
    }

    private static ImmutableArray<InstallRecord> Satisfying(
        ImmutableArray<InstallRecord> candidates, AbstractSpec query, RecordStates states, IVirtualPackages? virtuals)
    {
        var records = candidates.Where(record => (record.State & states) != 0).ToDictionary(record => record.Spec);
        var constraint = query.AbstractHash is null ? query : query.WithAbstractHash(null);
        return [.. DagSearch.Satisfying(records.Keys, constraint, virtuals).Order().Select(spec => records[spec])];
    }

    /// <summary>True if a spec satisfies what the user wrote, the hash included.</summary>
    public static bool Matches(ConcreteSpec spec, AbstractSpec query) =>
        (query.Name.Length == 0 || query.Name == spec.Name) &&
        (query.AbstractHash is null || spec.Hash.StartsWith(query.AbstractHash, StringComparison.Ordinal)) &&
        spec.Satisfies(query.AbstractHash is null ? query : query.WithAbstractHash(null));
}

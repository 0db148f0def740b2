using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.UserEnvironment;

namespace Cairn.Cli.Commands;

/// <summary>What is loaded in the shell that started this process, as <c>SPACK_LOADED_HASHES</c> says.</summary>
internal static class LoadedPackages
{
    /// <summary>The records of what is loaded, last loaded first; what is not installed any more is left out.</summary>
    public static ImmutableArray<InstallRecord> Of(Session session)
    {
        var hashes = (session.Places.Environment.GetValueOrDefault(RunEnvironment.LoadedVariable) ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (hashes.Length == 0)
        {
            return [];
        }

        return [.. hashes.Distinct(StringComparer.Ordinal).Select(session.Database.Find).OfType<InstallRecord>()];
    }

    /// <summary>The one loaded package that satisfies a spec.</summary>
    /// <exception cref="CairnException">None does, or several do.</exception>
    public static InstallRecord Single(ImmutableArray<InstallRecord> loaded, AbstractSpec query)
    {
        var found = loaded.Where(record => InstalledSpecs.Matches(record.Spec, query)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CairnException(new Diagnostic(
                "not-loaded", $"no loaded package matches `{query}`", null, [.. loaded.Select(record => $"loaded: {InstalledSpecs.Describe(record.Spec)}")],
                "`cairn load --list` shows what is loaded")),
            _ => throw new CairnException(new Diagnostic(
                "ambiguous", $"`{query}` matches {found.Count} loaded packages", null, [.. found.Select(record => InstalledSpecs.Describe(record.Spec))],
                $"say which by its hash, as in `/{found[0].Spec.ShortHash()}`")),
        };
    }
}

using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Store.Database;

/// <summary>Puts a database together from prefixes and from what an older database knew.</summary>
internal sealed class Reindexing(DatabaseDraft draft, ImmutableDictionary<string, InstallRecord> known, InstallLayout layout)
{
    /// <summary>Fills the draft.</summary>
    /// <param name="found">The prefixes that are there.</param>
    /// <param name="deprecated">Specs that were replaced, with their spec files in the prefixes of what replaces them.</param>
    /// <param name="lost">Told which specs were installed and are not found.</param>
    public void Run(
        ImmutableArray<(ConcreteSpec Spec, string Prefix)> found,
        ImmutableArray<(ConcreteSpec Old, ConcreteSpec Replacement)> deprecated,
        ImmutableArray<InstallRecord>.Builder lost)
    {
        draft.Clear();
        foreach (var (spec, prefix) in found)
        {
            var before = known.GetValueOrDefault(spec.Hash);
            // Without a database nobody knows who was asked for: nothing may be taken for rubbish.
            draft.Add(spec, prefix, before?.IsExplicit ?? true, before?.InstallationTime ?? layout.InstallationTimeOf(prefix));
        }

        foreach (var (old, replacement) in deprecated)
        {
            if (draft.Find(old.Hash) is not { IsInstalled: true })
            {
                var before = known.GetValueOrDefault(old.Hash);
                draft.Put(new InstallRecord
                {
                    Spec = old,
                    Path = layout.PrefixOf(old),
                    IsExplicit = before?.IsExplicit ?? false,
                    InstallationTime = before?.InstallationTime ?? 0,
                    DeprecatedFor = replacement.Hash,
                });
            }
        }

        foreach (var before in known.Values)
        {
            Keep(before, lost);
        }
    }

    private void Keep(InstallRecord before, ImmutableArray<InstallRecord>.Builder lost)
    {
        var now = draft.Find(before.Spec.Hash);
        if (now is { IsInstalled: true })
        {
            draft.Put(now with
            {
                IsExplicit = before.IsExplicit,
                InstallationTime = before.InstallationTime,
                Origin = before.Origin,
                DeprecatedFor = before.DeprecatedFor,
                // A prefix that is where another configuration put it stays where it is.
                Path = now.Spec.IsExternal ? before.Path : now.Path,
            });
            return;
        }

        if (before is { IsInstalled: true, Spec.IsExternal: true })
        {
            draft.Put(before);
            return;
        }

        if (before.IsInstalled)
        {
            lost.Add(before);
        }

        // Its prefix may come back (an unmounted disk): known as absent, with all that is known of it.
        draft.Put(before with { IsInstalled = false });
    }
}

/// <summary>What making a database anew brought to light.</summary>
/// <param name="Found">The number of prefixes that were found.</param>
/// <param name="Unreadable">Prefixes whose spec file cannot be read.</param>
/// <param name="Lost">What the old database took for installed and is not there.</param>
/// <param name="Backup">Where the old database is kept; null if there was none.</param>
/// <param name="WasDamaged">True if the old database could not be read.</param>
public sealed record ReindexResult(
    int Found, ImmutableArray<string> Unreadable, ImmutableArray<InstallRecord> Lost, string? Backup, bool WasDamaged);

using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Store.Changes;

/// <summary>Takes specs out of a store.</summary>
/// <remarks>
/// All are locked and taken out of the database in one step, then their prefixes go. So nobody finds a recorded spec without its prefix;
/// an interruption leaves what is known to be rubbish, which the next command removes.
/// </remarks>
public sealed class StoreRemoval(InstallLayout layout, InstallDatabase database, PrefixLocks? locks)
{
    /// <summary>Removes specs with their prefixes.</summary>
    /// <param name="doomed">What goes, dependents before what they depend on.</param>
    /// <param name="isForced">False to refuse if something that stays and is installed by now links to or runs one of them.</param>
    /// <param name="removing">Told before each loses its prefix.</param>
    /// <param name="removed">Told after each.</param>
    /// <param name="cancellation">Ends the wait for locks; once the database is changed everything is carried out.</param>
    /// <exception cref="CairnException">A lock is not to be had, something depends on one of them, or a prefix cannot be removed.</exception>
    public void Remove(IReadOnlyCollection<InstallRecord> doomed, bool isForced, Action<InstallRecord> removing, Action<InstallRecord> removed, CancellationToken cancellation)
    {
        var holds = new List<LockHold>();
        try
        {
            // In one order for everybody, so that two who remove the same specs wait for each other instead of forever.
            foreach (var record in doomed.OrderBy(record => record.Spec.Hash, StringComparer.Ordinal))
            {
                if (locks?.Acquire(LockKind.Exclusive, record.Spec, cancellation) is { } hold)
                {
                    holds.Add(hold);
                }
            }

            foreach (var record in doomed)
            {
                removing(record);
            }

            database.Update(draft => TakeOut(draft, doomed, isForced), cancellation);

            // Out of sight first, which is quick; what is left after an interruption is known to be rubbish.
            var moved = doomed.Select(record => (Record: record, Doomed: TakeAway(record))).ToList();
            foreach (var (record, path) in moved)
            {
                if (path is not null)
                {
                    layout.FinishRemoval(path);
                }

                removed(record);
            }
        }
        finally
        {
            holds.ForEach(hold => hold.Dispose());
        }
    }

    private static void TakeOut(DatabaseDraft draft, IReadOnlyCollection<InstallRecord> doomed, bool isForced)
    {
        var hashes = doomed.Select(record => record.Spec.Hash).ToHashSet(StringComparer.Ordinal);
        var dependents = isForced ? [] : DependentsOf(draft.Records, hashes);
        if (!dependents.IsEmpty)
        {
            throw new CairnException(new Diagnostic(
                "has-dependents", "packages that were installed meanwhile depend on what is to be removed", null,
                [.. dependents.Select(record => $"{record.Spec.Name}@{record.Spec.Version}/{record.Spec.ShortHash()}")], "run the command again to see them all"));
        }

        foreach (var hash in hashes)
        {
            draft.Remove(hash);
        }
    }

    /// <summary>The installed specs that need one of some specs at run time, and those whose prefixes are links to one of them.</summary>
    public static ImmutableArray<InstallRecord> DependentsOf(IEnumerable<InstallRecord> records, IReadOnlySet<string> hashes)
    {
        // Whether a node needs one of them is found once for each node, not once for each path.
        var needs = new Dictionary<string, bool>(StringComparer.Ordinal);
        return
        [
            .. records.Where(record => !hashes.Contains(record.Spec.Hash)
                    && ((record.IsInstalled && Needs(record.Spec)) || (record.DeprecatedFor is { } replacement && hashes.Contains(replacement))))
                .OrderBy(record => record.Spec),
        ];

        bool Needs(ConcreteSpec spec)
        {
            if (needs.TryGetValue(spec.Hash, out var known))
            {
                return known;
            }

            var answer = false;
            foreach (var edge in spec.Dependencies)
            {
                if ((edge.Types & (DependencyTypes.Link | DependencyTypes.Run)) != 0 && (hashes.Contains(edge.Node.Hash) || Needs(edge.Node)))
                {
                    answer = true;
                    break;
                }
            }

            return needs[spec.Hash] = answer;
        }
    }

    private string? TakeAway(InstallRecord record)
    {
        if (record.Spec.IsExternal || record.Path is not { } prefix)
        {
            return null;
        }

        // A deprecated spec is a link to what replaces it and a spec file there.
        var target = new DirectoryInfo(prefix).LinkTarget;
        var doomed = layout.BeginRemoval(prefix);
        if (target is not null)
        {
            File.Delete(DeprecatedPrefixes.SpecFile(target, record.Spec));
        }

        return doomed;
    }
}

using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Files;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Store.Changes;

/// <summary>Replaces installed specs by others: their prefixes become links, so that what was built against them uses the new ones.</summary>
/// <remarks>
/// As Spack does it (Spack docs, "Deprecating insecure packages"): the spec file of the old one moves into
/// <c>.spack/deprecated</c> of the new one, the prefix becomes a symbolic link, and the record names the replacement.
/// </remarks>
public sealed class Deprecation(InstallLayout layout, InstallDatabase database, PrefixLocks? locks)
{
    /// <summary>Carries out replacements, one after the other; each is whole before the next begins.</summary>
    /// <param name="replacements">What is replaced by what; a pair of the same spec and externals are passed over.</param>
    /// <param name="done">Told after each.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <exception cref="CairnException">A replacement is not installed, a lock is not to be had, or the disk refuses.</exception>
    public void Run(IEnumerable<(InstallRecord Old, InstallRecord New)> replacements, Action<InstallRecord, InstallRecord> done, CancellationToken cancellation)
    {
        foreach (var (old, replacement) in replacements)
        {
            cancellation.ThrowIfCancellationRequested();
            if (old.Spec.Hash == replacement.Spec.Hash || old.Spec.IsExternal)
            {
                continue;
            }

            Replace(old.Spec, replacement.Spec, cancellation);
            done(old, replacement);
        }
    }

    private void Replace(ConcreteSpec old, ConcreteSpec replacement, CancellationToken cancellation)
    {
        // Who was replaced by the old one is replaced by the new one now: no chains of links.
        var records = database.ReadLocal(cancellation);
        foreach (var earlier in records.Values.Where(record => record.DeprecatedFor == old.Hash).Select(record => record.Spec).ToImmutableArray())
        {
            Replace(earlier, replacement, cancellation);
        }

        using var oldLock = locks?.Acquire(LockKind.Exclusive, old, cancellation);
        using var newLock = locks?.Acquire(LockKind.Shared, replacement, cancellation);
        var newPrefix = PrefixOf(records, replacement);
        var oldPrefix = PrefixOf(records, old);
        var before = new DirectoryInfo(oldPrefix).LinkTarget;
        AtomicFile.Write(
            DeprecatedPrefixes.SpecFile(newPrefix, old),
            stream => stream.Write(File.ReadAllBytes(before is null ? InstallLayout.SpecFileOf(oldPrefix) : DeprecatedPrefixes.SpecFile(before, old))));

        // Recorded first: after an interruption `doctor` sees a deprecated spec whose prefix is not a link yet.
        database.Update(draft => draft.Deprecate(old.Hash, replacement.Hash), cancellation);
        layout.Remove(oldPrefix);
        Directory.CreateDirectory(Path.GetDirectoryName(oldPrefix)!);
        File.CreateSymbolicLink(oldPrefix, newPrefix);
        if (before is not null && before != newPrefix)
        {
            File.Delete(DeprecatedPrefixes.SpecFile(before, old));
        }
    }

    private string PrefixOf(IReadOnlyDictionary<string, InstallRecord> records, ConcreteSpec spec) =>
        records.TryGetValue(spec.Hash, out var record) && record.Path is { } path ? path : layout.PrefixOf(spec);
}

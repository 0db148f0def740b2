using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;

namespace Cairn.Store.Changes;

/// <summary>Compares the database of a store with what lies on disk.</summary>
public sealed class StoreAudit(InstallLayout layout, InstallDatabase database)
{
    /// <summary>Everything that is not as it should be.</summary>
    /// <exception cref="CairnException">The database cannot be read.</exception>
    public ImmutableArray<StoreFinding> Run(CancellationToken cancellation)
    {
        var findings = ImmutableArray.CreateBuilder<StoreFinding>();
        var all = database.Read(cancellation);
        var own = database.ReadLocal(cancellation);
        var (found, unreadable) = layout.FindPrefixes();
        foreach (var record in own.Values.OrderBy(record => record.Spec))
        {
            cancellation.ThrowIfCancellationRequested();
            Check(record, all, findings);
        }

        foreach (var prefix in unreadable)
        {
            findings.Add(new StoreFinding("unreadable-prefix", prefix, "its spec file cannot be read", $"remove it, or restore {InstallLayout.SpecFileOf(prefix)}"));
        }

        foreach (var (spec, prefix) in found)
        {
            if (!own.TryGetValue(spec.Hash, out var record) || !record.IsInstalled)
            {
                findings.Add(new StoreFinding("unknown-prefix", prefix, $"{Name(spec)} is there, but the database does not know it", "`cairn reindex` records it"));
            }
            else if (record.Path is { } path && Path.GetFullPath(path) != prefix)
            {
                findings.Add(new StoreFinding("second-prefix", prefix, $"{Name(spec)} is recorded at {path}", "remove the one that is not needed"));
            }
        }

        return findings.ToImmutable();
    }

    private static string Name(ConcreteSpec spec) => $"{spec.Name}@{spec.Version}/{spec.ShortHash()}";

    private static void Check(InstallRecord record, IReadOnlyDictionary<string, InstallRecord> all, ImmutableArray<StoreFinding>.Builder findings)
    {
        var name = Name(record.Spec);
        if (record.DeprecatedFor is { } replacement)
        {
            CheckDeprecated(record, replacement, all, findings);
        }

        if (!record.IsInstalled)
        {
            return;
        }

        if (record.Path is not { } prefix || !Directory.Exists(prefix))
        {
            findings.Add(new StoreFinding(
                record.Spec.IsExternal ? "lost-external" : "lost-prefix", record.Path ?? "", $"{name} is recorded as installed, but nothing is there",
                record.Spec.IsExternal ? "correct `packages.yaml`, then `cairn uninstall` it" : "`cairn reindex` records it as missing; `cairn install` builds it again"));
            return;
        }

        foreach (var edge in record.Spec.Dependencies.Where(edge => (edge.Types & (DependencyTypes.Link | DependencyTypes.Run)) != 0))
        {
            if (!all.TryGetValue(edge.Node.Hash, out var dependency) || dependency.State == RecordStates.Missing)
            {
                findings.Add(new StoreFinding(
                    "missing-dependency", prefix, $"{name} needs {Name(edge.Node)}, which is not installed", $"`cairn install /{record.Spec.ShortHash()}` installs what is missing"));
            }
        }
    }

    private static void CheckDeprecated(
        InstallRecord record, string replacement, IReadOnlyDictionary<string, InstallRecord> all, ImmutableArray<StoreFinding>.Builder findings)
    {
        if (!all.TryGetValue(replacement, out var other) || other.State == RecordStates.Missing)
        {
            findings.Add(new StoreFinding(
                "lost-replacement", record.Path ?? "", $"{Name(record.Spec)} was replaced by /{replacement}, which is not installed", "install it again, or deprecate in favour of another one"));
        }
        else if (record.Path is { } link && new DirectoryInfo(link).LinkTarget is null)
        {
            findings.Add(new StoreFinding(
                "broken-replacement", link, $"{Name(record.Spec)} was replaced by {Name(other.Spec)}, but its prefix is no link to it",
                $"`cairn deprecate -D /{record.Spec.ShortHash()} /{other.Spec.ShortHash()}` finishes it"));
        }
    }
}

/// <summary>Something in a store that is not as it should be.</summary>
/// <param name="Code">What kind of thing.</param>
/// <param name="Path">Where.</param>
/// <param name="Message">What, in words.</param>
/// <param name="Hint">What to do.</param>
public sealed record StoreFinding(string Code, string Path, string Message, string Hint);

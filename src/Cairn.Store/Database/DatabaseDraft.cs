using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Store.Database;

/// <summary>The records while they are being changed.</summary>
/// <remarks>
/// Only what a change asks for is decoded: a package is recorded in a database of thousands by writing one record and counting up
/// those that it depends on. Removing counts everything anew, since a wrong number there would lose records.
/// </remarks>
public sealed class DatabaseDraft
{
    private readonly Dictionary<string, InstallRecord?> _changes = new(StringComparer.Ordinal);
    private readonly InstallLayout _layout;
    private readonly StoredRecords _stored;
    private readonly Func<string, InstallRecord?> _upstream;
    private readonly Stack<string> _abandoned = new();
    private bool _isCleared;

    internal DatabaseDraft(StoredRecords stored, InstallLayout layout, Func<string, InstallRecord?> upstream) =>
        (_stored, _layout, _upstream) = (stored, layout, upstream);

    /// <summary>All records of this store.</summary>
    public IEnumerable<InstallRecord> Records => _isCleared
        ? _changes.Values.OfType<InstallRecord>()
        : _stored.All.Values.Where(record => !_changes.ContainsKey(record.Spec.Hash)).Concat(_changes.Values.OfType<InstallRecord>());

    /// <summary>The record of a DAG hash, or null.</summary>
    public InstallRecord? Find(string hash) => _changes.TryGetValue(hash, out var changed) ? changed : _isCleared ? null : _stored.Find(hash);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _changes.Clear();
        _isCleared = true;
    }

    /// <summary>Records that a spec is installed; its dependencies are recorded with it, absent ones as absent.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="prefix">Where it is.</param>
    /// <param name="isExplicit">True if a user asked for it.</param>
    /// <param name="installationTime">When, in seconds since 1970.</param>
    /// <param name="origin">How it came here if it was not built, such as <c>external-db</c>.</param>
    public void Add(ConcreteSpec spec, string prefix, bool isExplicit, double installationTime, string? origin = null)
    {
        foreach (var edge in spec.Dependencies)
        {
            AddDependency(edge.Node, installationTime);
        }

        var before = Find(spec.Hash);
        _changes[spec.Hash] = new InstallRecord
        {
            Spec = spec,
            Path = prefix,
            IsInstalled = true,
            IsExplicit = isExplicit || before is { IsExplicit: true },
            InstallationTime = installationTime,
            Origin = origin ?? before?.Origin,
            DependentCount = before?.DependentCount ?? 0,
        };
    }

    /// <summary>Marks a spec as asked for by a user, or as a mere dependency.</summary>
    public void MarkExplicit(string hash, bool isExplicit)
    {
        if (Find(hash) is { } record && record.IsExplicit != isExplicit)
        {
            _changes[hash] = record with { IsExplicit = isExplicit };
        }
    }

    /// <summary>Records that a spec is gone; it stays known as absent while an installed one depends on it.</summary>
    public void Remove(string hash)
    {
        if (Find(hash) is { } record)
        {
            _changes[hash] = record with { IsInstalled = false, IsExplicit = false, DeprecatedFor = null };
            _abandoned.Push(hash);
        }
    }

    /// <summary>Records that a spec was replaced by another one, which its prefix points to from now on.</summary>
    public void Deprecate(string hash, string replacement)
    {
        if (Find(hash) is { } record)
        {
            _changes[hash] = record with { IsInstalled = false, DeprecatedFor = replacement };
        }
    }

    /// <summary>Puts a record in as it is, in place of one of the same spec.</summary>
    internal void Put(InstallRecord record) => _changes[record.Spec.Hash] = record;

    /// <summary>What is to be written: changed records, null for those that are to go, and by how much the numbers of dependents of others change.</summary>
    internal (Dictionary<string, InstallRecord?> Changes, Dictionary<string, int> Counts) Complete() =>
        _isCleared || _abandoned.Count > 0 ? CountAnew() : CountChanges();

    private (Dictionary<string, InstallRecord?> Changes, Dictionary<string, int> Counts) CountChanges()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (hash, record) in _changes)
        {
            var before = _stored.Find(hash);
            if (before is null)
            {
                Count(counts, record!, 1);
            }
            else if (before.DeprecatedFor != record!.DeprecatedFor)
            {
                CountReplacement(counts, before, -1);
                CountReplacement(counts, record, 1);
            }
        }

        foreach (var (hash, more) in counts)
        {
            if (_changes.TryGetValue(hash, out var record))
            {
                _changes[hash] = record! with { DependentCount = record.DependentCount + more };
            }
        }

        return (_changes, counts);
    }

    private (Dictionary<string, InstallRecord?> Changes, Dictionary<string, int> Counts) CountAnew()
    {
        var records = Records.ToDictionary(record => record.Spec.Hash, StringComparer.Ordinal);
        var needed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in records.Values)
        {
            Count(needed, record, 1);
        }

        // What was removed and nobody needs is forgotten, and so may be the absent things that only it needed.
        while (_abandoned.TryPop(out var hash))
        {
            if (records.TryGetValue(hash, out var record) && record.State == RecordStates.Missing && needed.GetValueOrDefault(hash) == 0)
            {
                records.Remove(hash);
                Count(needed, record, -1);
                foreach (var edge in record.Spec.Dependencies)
                {
                    _abandoned.Push(edge.Node.Hash);
                }
            }
        }

        var changes = new Dictionary<string, InstallRecord?>(StringComparer.Ordinal);
        foreach (var (hash, record) in records)
        {
            var counted = record with { DependentCount = needed.GetValueOrDefault(hash) };
            if (counted != _stored.All.GetValueOrDefault(hash))
            {
                changes[hash] = counted;
            }
        }

        foreach (var hash in _stored.All.Keys)
        {
            if (!records.ContainsKey(hash))
            {
                changes[hash] = null;
            }
        }

        return (changes, []);
    }

    private static void Count(Dictionary<string, int> needed, InstallRecord record, int by)
    {
        foreach (var edge in record.Spec.Dependencies)
        {
            needed[edge.Node.Hash] = needed.GetValueOrDefault(edge.Node.Hash) + by;
        }

        CountReplacement(needed, record, by);
    }

    private static void CountReplacement(Dictionary<string, int> needed, InstallRecord record, int by)
    {
        if (record.DeprecatedFor is { } replacement)
        {
            needed[replacement] = needed.GetValueOrDefault(replacement) + by;
        }
    }

    private void AddDependency(ConcreteSpec spec, double time)
    {
        // What an upstream store holds is found there; a record of our own would hide it (as in Spack).
        if (_changes.GetValueOrDefault(spec.Hash) is not null || (!_isCleared && _stored.Contains(spec.Hash)) || _upstream(spec.Hash) is not null)
        {
            return;
        }

        foreach (var edge in spec.Dependencies)
        {
            AddDependency(edge.Node, time);
        }

        var path = _layout.PrefixOf(spec);
        _changes[spec.Hash] = new InstallRecord
        {
            Spec = spec,
            Path = path,
            IsInstalled = spec.IsExternal || _layout.IsInstalled(spec),
            InstallationTime = time,
        };
    }
}

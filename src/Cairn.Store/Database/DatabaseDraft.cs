using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Store.Database;

/// <summary>The records while they are being changed.</summary>
public sealed class DatabaseDraft
{
    private readonly ImmutableDictionary<string, InstallRecord>.Builder _records;
    private readonly InstallLayout _layout;
    private readonly Func<string, InstallRecord?> _upstream;
    private readonly Stack<string> _abandoned = new();

    internal DatabaseDraft(ImmutableDictionary<string, InstallRecord> records, InstallLayout layout, Func<string, InstallRecord?> upstream) =>
        (_records, _layout, _upstream) = (records.ToBuilder(), layout, upstream);

    /// <summary>All records of this store.</summary>
    public IEnumerable<InstallRecord> Records => _records.Values;

    /// <summary>The record of a DAG hash, or null.</summary>
    public InstallRecord? Find(string hash) => _records.GetValueOrDefault(hash);

    /// <summary>Forgets everything.</summary>
    public void Clear() => _records.Clear();

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

        var before = _records.GetValueOrDefault(spec.Hash);
        _records[spec.Hash] = new InstallRecord
        {
            Spec = spec,
            Path = prefix,
            IsInstalled = true,
            IsExplicit = isExplicit || before is { IsExplicit: true },
            InstallationTime = installationTime,
            Origin = origin ?? before?.Origin,
        };
    }

    /// <summary>Marks a spec as asked for by a user, or as a mere dependency.</summary>
    public void MarkExplicit(string hash, bool isExplicit)
    {
        if (_records.TryGetValue(hash, out var record))
        {
            _records[hash] = record with { IsExplicit = isExplicit };
        }
    }

    /// <summary>Records that a spec is gone; it stays known as absent while an installed one depends on it.</summary>
    public void Remove(string hash)
    {
        if (_records.TryGetValue(hash, out var record))
        {
            _records[hash] = record with { IsInstalled = false, IsExplicit = false, DeprecatedFor = null };
            _abandoned.Push(hash);
        }
    }

    /// <summary>Records that a spec was replaced by another one, which its prefix points to from now on.</summary>
    public void Deprecate(string hash, string replacement)
    {
        if (_records.TryGetValue(hash, out var record))
        {
            _records[hash] = record with { IsInstalled = false, DeprecatedFor = replacement };
        }
    }

    /// <summary>Puts a record in as it is, in place of one of the same spec.</summary>
    internal void Put(InstallRecord record) => _records[record.Spec.Hash] = record;

    internal ImmutableDictionary<string, InstallRecord> Complete()
    {
        var needed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in _records.Values)
        {
            Count(needed, record, 1);
        }

        // What was removed and nobody needs is forgotten, and so may be the absent things that only it needed.
        while (_abandoned.TryPop(out var hash))
        {
            if (_records.TryGetValue(hash, out var record) && record.State == RecordStates.Missing && needed.GetValueOrDefault(hash) == 0)
            {
                _records.Remove(hash);
                Count(needed, record, -1);
                foreach (var edge in record.Spec.Dependencies)
                {
                    _abandoned.Push(edge.Node.Hash);
                }
            }
        }

        foreach (var record in _records.Values.ToList())
        {
            var count = needed.GetValueOrDefault(record.Spec.Hash);
            if (record.DependentCount != count)
            {
                _records[record.Spec.Hash] = record with { DependentCount = count };
            }
        }

        return _records.ToImmutable();
    }

    private static void Count(Dictionary<string, int> needed, InstallRecord record, int by)
    {
        foreach (var edge in record.Spec.Dependencies)
        {
            needed[edge.Node.Hash] = needed.GetValueOrDefault(edge.Node.Hash) + by;
        }

        if (record.DeprecatedFor is { } replacement)
        {
            needed[replacement] = needed.GetValueOrDefault(replacement) + by;
        }
    }

    private void AddDependency(ConcreteSpec spec, double time)
    {
        // What an upstream store holds is found there; a record of our own would hide it (as in Spack).
        if (_records.ContainsKey(spec.Hash) || _upstream(spec.Hash) is not null)
        {
            return;
        }

        foreach (var edge in spec.Dependencies)
        {
            AddDependency(edge.Node, time);
        }

        var path = _layout.PrefixOf(spec);
        _records[spec.Hash] = new InstallRecord
        {
            Spec = spec,
            Path = path,
            IsInstalled = spec.IsExternal || _layout.IsInstalled(spec),
            InstallationTime = time,
        };
    }
}

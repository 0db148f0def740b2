using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Store.Database;

/// <summary>The records while they are being changed.</summary>
public sealed class DatabaseDraft
{
    private readonly ImmutableDictionary<string, InstallRecord>.Builder _records;
    private readonly InstallLayout _layout;

    internal DatabaseDraft(ImmutableDictionary<string, InstallRecord> records, InstallLayout layout) =>
        (_records, _layout) = (records.ToBuilder(), layout);

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
            _records[hash] = record with { IsInstalled = false, IsExplicit = false };
        }
    }

    internal ImmutableDictionary<string, InstallRecord> Complete()
    {
        var needed = new Dictionary<string, int>(StringComparer.Ordinal);
        while (true)
        {
            needed.Clear();
            foreach (var record in _records.Values)
            {
                foreach (var edge in record.Spec.Dependencies)
                {
                    needed[edge.Node.Hash] = needed.GetValueOrDefault(edge.Node.Hash) + 1;
                }
            }

            // What is neither installed nor needed is forgotten, which may leave others unneeded.
            var forgotten = _records.Values.Where(record => !record.IsInstalled && !needed.ContainsKey(record.Spec.Hash)).ToList();
            if (forgotten.Count == 0)
            {
                break;
            }

            foreach (var record in forgotten)
            {
                _records.Remove(record.Spec.Hash);
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

    private void AddDependency(ConcreteSpec spec, double time)
    {
        if (_records.ContainsKey(spec.Hash))
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

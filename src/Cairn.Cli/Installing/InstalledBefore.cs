using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Installing;

/// <summary>What of some DAGs was installed before an installation began, and who had asked for it.</summary>
internal sealed class InstalledBefore
{
    private readonly Dictionary<string, bool> _isExplicit;

    private InstalledBefore(Dictionary<string, bool> isExplicit) => _isExplicit = isExplicit;

    /// <summary>Looks at the nodes of some DAGs.</summary>
    public static InstalledBefore Of(Session session, IEnumerable<ConcreteSpec> roots) => new(
        DagTraversal.Nodes(roots).Distinct().Select(node => session.Database.Find(node.Hash)).Where(record => record is { IsInstalled: true })
            .ToDictionary(record => record!.Spec.Hash, record => record!.IsExplicit, StringComparer.Ordinal));

    /// <summary>True if it was installed.</summary>
    public bool Has(ConcreteSpec spec) => _isExplicit.ContainsKey(spec.Hash);

    /// <summary>True if it was installed, and as a mere dependency.</summary>
    public bool HasAsImplicit(ConcreteSpec spec) => _isExplicit.TryGetValue(spec.Hash, out var isExplicit) && !isExplicit;
}

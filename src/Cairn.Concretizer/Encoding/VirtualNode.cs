using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>A place in the DAG that a virtual may take; one package stands for it.</summary>
internal sealed class VirtualNode(string name, int id, Literal exists)
{
    public string Name { get; } = name;

    public int Id { get; } = id;

    public Literal Exists { get; } = exists;

    public bool IsEncoded { get; set; }

    /// <summary>Who may stand for it, most wanted first.</summary>
    public List<(PackageNode Node, Literal IsProvider)> Providers { get; } = [];

    /// <summary>Nodes that depend on it, with the literal that says they use this one.</summary>
    public List<(VirtualSlot Slot, Literal Uses)> Clients { get; } = [];

    /// <summary>What each user of the virtual costs, and when.</summary>
    public List<(Literal Holds, int Weight)> CostsOfClients { get; } = [];

    /// <summary>Versions that are asked for or provided, and when.</summary>
    public List<(Literal Active, VersionList Versions)> Constraints { get; } = [];

    /// <summary>The literal that says a node stands for it; false if it never can.</summary>
    public Literal ProviderLiteral(PackageNode node, Literal none)
    {
        foreach (var (candidate, isProvider) in Providers)
        {
            if (ReferenceEquals(candidate, node))
            {
                return isProvider;
            }
        }

        return none;
    }

    public override string ToString() => Id == 0 ? Name : $"{Name}#{Id}";
}

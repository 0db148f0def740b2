using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>A place in the DAG that a package may take, with the literals that say how.</summary>
internal sealed class PackageNode(string name, int id, Literal exists, Literal builds, Literal isRoot)
{
    public string Name { get; } = name;

    /// <summary>0, or more for further nodes of one package.</summary>
    public int Id { get; } = id;

    /// <summary>The node is in the DAG.</summary>
    public Literal Exists { get; } = exists;

    /// <summary>The node is in the DAG and must be built.</summary>
    public Literal Builds { get; } = builds;

    /// <summary>The node is one of the roots.</summary>
    public Literal IsRoot { get; } = isRoot;

    /// <summary>Set once the recipe was looked at.</summary>
    public PackageFacts? Facts { get; set; }

    public bool IsEncoded { get; set; }

    public bool IsBuildEncoded { get; set; }

    /// <summary>Position k: the version's index is at most k. Empty before the node is encoded.</summary>
    public Literal[] AtMost { get; set; } = [];

    /// <summary>Versions by list.</summary>
    public Dictionary<VersionList, Literal> VersionSets { get; } = [];

    public Dictionary<string, VariantState> Variants { get; } = new(StringComparer.Ordinal);

    /// <summary>By target, in the order of the problem's targets; false where impossible.</summary>
    public Literal[] Targets { get; set; } = [];

    public Literal[] OperatingSystems { get; set; } = [];

    /// <summary>What the node may be instead of being built.</summary>
    public List<(Candidate Candidate, Literal IsTaken)> Candidates { get; } = [];

    public Dictionary<string, ChildSlot> Children { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, VirtualSlot> VirtualChildren { get; } = new(StringComparer.Ordinal);

    /// <summary>Who depends on this node, as far as it became possible.</summary>
    public List<(ChildSlot Slot, Literal Edge)> Parents { get; } = [];

    public Dictionary<AbstractSpec, Literal> Conditions { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Flags that are set on the node and when.</summary>
    public List<FlagSource> Flags { get; } = [];

    /// <summary>Parents that built this very package with another node of it.</summary>
    public OpenDisjunction? BuildsItself { get; set; }

    /// <summary>Something links to this compiler; null for what is none, or brings nothing along.</summary>
    public OpenDisjunction? UsedAsLibrary { get; set; }

    /// <summary>Declared dependencies by name, ready when the node is encoded.</summary>
    public Dictionary<string, List<DependencySource>> Sources { get; } = new(StringComparer.Ordinal);

    public override string ToString() => Id == 0 ? Name : $"{Name}#{Id}";
}

/// <summary>Compiler flags that something puts on a node.</summary>
/// <param name="Kind"><c>cflags</c> and the like.</param>
/// <param name="Flags">The flags in order.</param>
/// <param name="Source">Who puts them there: <c>literal</c>, <c>compiler</c>, or a package.</param>
/// <param name="Active">When.</param>
internal sealed record FlagSource(string Kind, System.Collections.Immutable.ImmutableArray<CompilerFlag> Flags, string Source, Literal Active);

/// <summary>One statement that a node depends on something.</summary>
/// <param name="spec">On what.</param>
/// <param name="types">How.</param>
/// <param name="active">The literal that holds if it does; made on demand, since conditions may speak of other dependencies.</param>
/// <param name="origin">Who says so.</param>
internal sealed class DependencySource(AbstractSpec spec, DependencyTypes types, Func<Literal> active, Origin origin)
{
    private Literal? _active;

    public AbstractSpec Spec { get; } = spec;

    public DependencyTypes Types { get; } = types;

    public Origin Origin { get; } = origin;

    public Literal Active => _active ??= active();
}

using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>A spec while it is being read. Mutable, because the parts come one by one and may be merged later.</summary>
internal sealed class SpecBuilder
{
    private List<VariantValue>? _variants;
    private List<Edge>? _edges;

    public string Name { get; set; } = "";

    public string? Namespace { get; set; }

    public VersionList Versions { get; set; } = VersionList.Any;

    public CompilerFlags CompilerFlags { get; set; } = CompilerFlags.Empty;

    public Architecture? Architecture { get; set; }

    public string? AbstractHash { get; set; }

    public void AddVariant(VariantValue variant)
    {
        _variants ??= [];
        foreach (VariantValue present in _variants)
        {
            if (present.Name == variant.Name)
            {
                throw new SpecSyntaxException(
                    $"variant `{variant.Name}` is given twice",
                    variant.Type == VariantType.Multiple ? $"separate several values by commas: `{present},{string.Join(',', variant.Values)}`" : null);
            }
        }

        _variants.Add(variant);
    }

    /// <summary>Takes everything from a finished spec.</summary>
    public void LoadFrom(AbstractSpec spec)
    {
        Name = spec.Name;
        Namespace = spec.Namespace;
        Versions = spec.Versions;
        CompilerFlags = spec.CompilerFlags;
        Architecture = spec.Architecture;
        AbstractHash = spec.AbstractHash;
        _variants = spec.Variants.IsEmpty ? null : [.. spec.Variants];
        _edges = null;
        foreach (DependencyEdge edge in spec.Dependencies)
        {
            SpecBuilder child = new();
            child.LoadFrom(edge.Spec);
            (_edges ??= []).Add(new Edge(child, edge.Types, edge.Virtuals, edge.IsDirect, edge.When, edge.Propagation));
        }
    }

    /// <summary>
    /// Adds a dependency. One that is named again under the same condition and with the same types is merged into the
    /// first.
    /// </summary>
    public void AddDependency(Edge added, IVirtualPackages? virtualPackages)
    {
        _edges ??= [];
        string name = added.Node.Name;
        bool isKnown = false;
        bool sameConditions = true;
        bool compatible = true;
        int insertAt = _edges.Count;
        for (int i = 0; i < _edges.Count; i++)
        {
            Edge present = _edges[i];
            if (present.Node.Name != name)
            {
                continue;
            }

            isKnown = true;
            bool sameCondition = present.When.Equals(added.When);
            if (name.Length > 0 && sameCondition && present.Types == added.Types)
            {
                Merge(present, added, virtualPackages);
                return;
            }

            bool fits = DependencyTypeNames.AreCompatible(present.Types, added.Types);
            compatible &= fits;
            sameConditions &= sameCondition;
            if (!fits && sameCondition && (name.Length == 0 || !sameConditions))
            {
                throw Conflict(name);
            }

            // Edges of one name stand together, ordered by their types.
            insertAt = present.Types.Rank() <= added.Types.Rank() ? i + 1 : Math.Min(insertAt, i);
        }

        if (isKnown && !compatible && sameConditions)
        {
            throw Conflict(name);
        }

        if (isKnown)
        {
            if (name.Length > 0)
            {
                added.Propagation = Propagation.None;
            }

            _edges.Insert(insertAt, added);
        }
        else
        {
            _edges.Add(added);
        }
    }

    public AbstractSpec ToSpec()
    {
        ImmutableArray<DependencyEdge> edges = [];
        if (_edges is not null)
        {
            ImmutableArray<DependencyEdge>.Builder builder = ImmutableArray.CreateBuilder<DependencyEdge>(_edges.Count);
            foreach (Edge edge in _edges)
            {
                builder.Add(new DependencyEdge(
                    edge.Node.ToSpec(), edge.Types, edge.Virtuals, edge.IsDirect, edge.When, edge.Propagation));
            }

            edges = builder.MoveToImmutable();
        }

        return new AbstractSpec
        {
            Name = Name,
            Namespace = Namespace,
            Versions = Versions,
            Variants = _variants is null ? VariantMap.Empty : VariantMap.Of(_variants),
            CompilerFlags = CompilerFlags,
            Architecture = Architecture,
            AbstractHash = AbstractHash,
            Dependencies = edges,
        };
    }

    private static void Merge(Edge present, Edge added, IVirtualPackages? virtualPackages)
    {
        AbstractSpec first = present.Node.ToSpec();
        AbstractSpec second = added.Node.ToSpec();
        try
        {
            present.Node.LoadFrom(first.Constrain(second, virtualPackages));
        }
        catch (UnsatisfiableSpecException clash)
        {
            throw new SpecSyntaxException(new Diagnostic(
                "spec-syntax", $"cannot depend on both `{first}` and `{second}`: {clash.Message}"));
        }

        present.Virtuals = present.Virtuals.AddRange(added.Virtuals);
    }

    private static SpecSyntaxException Conflict(string name) => new(
        $"`{name}` is a dependency already, with types that conflict with these",
        "name the dependency once, with all its types");

    /// <summary>An edge to a spec that is being read.</summary>
    internal sealed class Edge(
        SpecBuilder node,
        DependencyTypes types,
        ImmutableArray<string> virtuals,
        bool isDirect,
        AbstractSpec when,
        Propagation propagation)
    {
        public SpecBuilder Node { get; } = node;

        public DependencyTypes Types { get; } = types;

        public ImmutableArray<string> Virtuals { get; set; } = virtuals;

        public bool IsDirect { get; } = isDirect;

        public AbstractSpec When { get; } = when;

        public Propagation Propagation { get; set; } = propagation;
    }
}

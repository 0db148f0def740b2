using Cairn.Recipes;
using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>One value that a variant of a node may take.</summary>
internal sealed class VariantValueState(string value, Literal isTaken)
{
    public string Value { get; } = value;

    public Literal IsTaken { get; } = isTaken;

    /// <summary>Statements that ask for this value, and when; they make it no fault that it isn't the default.</summary>
    public List<Literal> Reasons { get; } = [];

    /// <summary>The value was asked for; made when it first matters.</summary>
    public Literal? IsSet { get; set; }

    /// <summary>Why <see cref="IsSet"/> holds; made when it first does.</summary>
    public OpenDisjunction? SetReasons { get; set; }

    /// <summary>True if the value costs nothing under every definition.</summary>
    public bool IsAlwaysDefault { get; set; }
}

/// <summary>One variant of a node: its definitions and its values.</summary>
internal sealed class VariantState(string name, Literal isDefined)
{
    private readonly Dictionary<string, VariantValueState> _values = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    /// <summary>Some definition applies to the node.</summary>
    public Literal IsDefined { get; } = isDefined;

    /// <summary>Definitions with the literal that says this is the one that counts.</summary>
    public List<(VariantDefinition Definition, Literal Counts)> Definitions { get; } = [];

    public IReadOnlyCollection<VariantValueState> Values => _values.Values;

    /// <summary>The node has some value, where any text may come up later.</summary>
    public OpenDisjunction? SomeValue { get; set; }

    /// <summary>At most one value, if the variant is never multi-valued.</summary>
    public Cairn.Sat.AtMostOneGroup? Single { get; set; }

    /// <summary>Literals under which no value may be added to those that they name (<c>:=</c>).</summary>
    public List<(Literal Active, IReadOnlyCollection<string> Values)> Exact { get; } = [];

    /// <summary>Statements that ask for some value of the variant, what is handed on left aside.</summary>
    public List<Literal> Demands { get; } = [];

    /// <summary>Some value was asked for; made when values are handed on.</summary>
    public OpenDisjunction? Demanded { get; set; }

    /// <summary>Literals under which values are handed on.</summary>
    public List<(Literal Active, IReadOnlyCollection<string> Values)> Propagations { get; } = [];

    /// <summary>By value: it is handed on.</summary>
    public Dictionary<string, OpenDisjunction> Propagated { get; } = new(StringComparer.Ordinal);

    public VariantValueState? Find(string value) => _values.GetValueOrDefault(value);

    public void Add(VariantValueState value) => _values.Add(value.Value, value);
}

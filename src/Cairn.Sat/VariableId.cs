namespace Cairn.Sat;

/// <summary>The number of a Boolean variable of one <see cref="Solver"/>; dense, starting at 0.</summary>
public readonly record struct VariableId(int Value) : IComparable<VariableId>
{
    /// <summary>The literal that is true when the variable is.</summary>
    public Literal Positive => new(Value << 1);

    /// <summary>The literal that is true when the variable is false.</summary>
    public Literal Negative => new((Value << 1) | 1);

    /// <inheritdoc/>
    public int CompareTo(VariableId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => $"v{Value}";
}

namespace Cairn.Sat;

/// <summary>A variable or its negation.</summary>
/// <param name="Code">Twice the variable's number, plus one if negated: dense, so it indexes arrays.</param>
public readonly record struct Literal(int Code) : IComparable<Literal>
{
    /// <summary>The variable it speaks of.</summary>
    public VariableId Variable => new(Code >> 1);

    /// <summary>True if the literal holds when its variable is false.</summary>
    public bool IsNegated => (Code & 1) != 0;

    /// <summary>The opposite literal.</summary>
    public static Literal operator !(Literal literal) => new(literal.Code ^ 1);

    /// <summary>The opposite literal.</summary>
    public static Literal operator ~(Literal literal) => new(literal.Code ^ 1);

    /// <inheritdoc/>
    public int CompareTo(Literal other) => Code.CompareTo(other.Code);

    /// <inheritdoc/>
    public override string ToString() => IsNegated ? $"!{Variable}" : Variable.ToString();
}

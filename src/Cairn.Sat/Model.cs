namespace Cairn.Sat;

/// <summary>A snapshot of a full assignment that satisfies every clause known when it was found.</summary>
public sealed class Model
{
    private readonly bool[] _values;

    internal Model(bool[] values) => _values = values;

    /// <summary>How many variables the model assigns.</summary>
    public int VariableCount => _values.Length;

    /// <summary>True if the literal holds. Variables added after the model count as false.</summary>
    public bool this[Literal literal]
    {
        get
        {
            var variable = literal.Variable.Value;
            return (variable < _values.Length && _values[variable]) != literal.IsNegated;
        }
    }

    /// <summary>True if the variable is. Variables added after the model count as false.</summary>
    public bool this[VariableId variable] => variable.Value < _values.Length && _values[variable.Value];
}

using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>
/// A value of JSON or YAML without positions or comments: what spec files are made of, whatever notation they are in.
/// </summary>
public abstract class PlainValue
{
    private protected PlainValue()
    {
    }

    /// <summary>The nothing of JSON and YAML.</summary>
    public static PlainValue Null { get; } = new PlainNull();

    /// <summary>True for null, false, zero, and empty texts, lists and mappings: what Python takes for false.</summary>
    public abstract bool IsFalsy { get; }

    private sealed class PlainNull : PlainValue
    {
        public override bool IsFalsy => true;
    }
}

/// <summary>A text.</summary>
public sealed class PlainText(string text) : PlainValue
{
    /// <summary>The text itself.</summary>
    public string Text { get; } = text;

    /// <inheritdoc/>
    public override bool IsFalsy => Text.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A number, kept as it was written.</summary>
public sealed class PlainNumber(string digits) : PlainValue
{
    /// <summary>The number as it was written.</summary>
    public string Digits { get; } = digits;

    /// <inheritdoc/>
    public override bool IsFalsy => Digits is "0" or "0.0" or "-0";

    /// <inheritdoc/>
    public override string ToString() => Digits;
}

/// <summary>True or false.</summary>
public sealed class PlainBoolean(bool value) : PlainValue
{
    /// <summary>Whether it is true.</summary>
    public bool Value { get; } = value;

    /// <inheritdoc/>
    public override bool IsFalsy => !Value;

    /// <inheritdoc/>
    public override string ToString() => Value ? "True" : "False";
}

/// <summary>A list.</summary>
public sealed class PlainList(ImmutableArray<PlainValue> items) : PlainValue
{
    /// <summary>The items in their order.</summary>
    public ImmutableArray<PlainValue> Items { get; } = items;

    /// <inheritdoc/>
    public override bool IsFalsy => Items.IsEmpty;
}

/// <summary>A key of a mapping and its value.</summary>
public sealed record PlainMember(string Key, PlainValue Value);

/// <summary>A mapping, in the order of the file.</summary>
public sealed class PlainMapping(ImmutableArray<PlainMember> entries) : PlainValue
{
    /// <summary>The mapping without members.</summary>
    public static PlainMapping Empty { get; } = new([]);

    /// <summary>Keys and values in the order of the file.</summary>
    public ImmutableArray<PlainMember> Entries { get; } = entries;

    /// <inheritdoc/>
    public override bool IsFalsy => Entries.IsEmpty;

    /// <summary>The value of a key, or null if the key is absent. The last one counts if a key occurs twice.</summary>
    public PlainValue? this[string key]
    {
        get
        {
            for (var i = Entries.Length - 1; i >= 0; i--)
            {
                if (Entries[i].Key == key)
                {
                    return Entries[i].Value;
                }
            }

            return null;
        }
    }
}

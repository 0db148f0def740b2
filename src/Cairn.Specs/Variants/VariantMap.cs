using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Cairn.Specs;

/// <summary>The variants of a spec by name; immutable. Enumerates in the order in which they were given.</summary>
public sealed class VariantMap : IEquatable<VariantMap>, IEnumerable<VariantValue>
{
    // Specs have a handful of variants: a linear search beats hashing.
    private readonly VariantValue[] _variants;

    private VariantMap(VariantValue[] variants)
    {
        _variants = variants;
        foreach (VariantValue variant in variants)
        {
            HasPropagated |= variant.Propagates;
        }
    }

    /// <summary>No variants.</summary>
    public static VariantMap Empty { get; } = new([]);

    /// <summary>The number of variants.</summary>
    public int Count => _variants.Length;

    /// <summary>True if there is no variant.</summary>
    public bool IsEmpty => _variants.Length == 0;

    /// <summary>True if a variant is handed on to the dependencies.</summary>
    public bool HasPropagated { get; }

    /// <summary>The value of a variant, or null if the spec says nothing about it.</summary>
    public VariantValue? this[string name] => TryGet(name, out VariantValue? value) ? value : null;

    /// <summary>The map of the given variants.</summary>
    /// <exception cref="SpecSyntaxException">A name occurs twice.</exception>
    public static VariantMap Of(IEnumerable<VariantValue> variants)
    {
        VariantValue[] array = [.. variants];
        for (int i = 1; i < array.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (array[i].Name == array[j].Name)
                {
                    throw new SpecSyntaxException($"variant `{array[i].Name}` is given twice");
                }
            }
        }

        return array.Length == 0 ? Empty : new VariantMap(array);
    }

    /// <summary>Looks up a variant by name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out VariantValue? value)
    {
        foreach (VariantValue candidate in _variants)
        {
            if (candidate.Name == name)
            {
                value = candidate;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The map with one variant added or replaced.</summary>
    public VariantMap With(VariantValue value)
    {
        for (int i = 0; i < _variants.Length; i++)
        {
            if (_variants[i].Name == value.Name)
            {
                VariantValue[] replaced = [.. _variants];
                replaced[i] = value;
                return new VariantMap(replaced);
            }
        }

        return new VariantMap([.. _variants, value]);
    }

    /// <summary>The map without one variant.</summary>
    public VariantMap Without(string name)
        => this[name] is null ? this : new VariantMap([.. _variants.Where(variant => variant.Name != name)]);

    /// <summary>True if there are values that both maps allow, variant by variant.</summary>
    public bool Intersects(VariantMap other)
    {
        foreach (VariantValue theirs in other._variants)
        {
            if (TryGet(theirs.Name, out VariantValue? mine) && !mine.Intersects(theirs))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What both maps allow. Returns this very object if nothing changes.</summary>
    /// <exception cref="UnsatisfiableSpecException">A variant has no value that both allow.</exception>
    public VariantMap Constrain(VariantMap other)
    {
        VariantMap result = this;
        foreach (VariantValue theirs in other._variants)
        {
            VariantValue merged = TryGet(theirs.Name, out VariantValue? mine) ? mine.Constrain(theirs) : theirs;
            if (!ReferenceEquals(merged, mine))
            {
                result = result.With(merged);
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public bool Equals(VariantMap? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other._variants.Length != _variants.Length)
        {
            return false;
        }

        foreach (VariantValue theirs in other._variants)
        {
            if (!TryGet(theirs.Name, out VariantValue? mine) || !mine.Equals(theirs))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VariantMap);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = _variants.Length;
        foreach (VariantValue variant in _variants)
        {
            // Order doesn't count.
            hash += variant.GetHashCode();
        }

        return hash;
    }

    /// <summary>The variants as they stand in a spec: booleans first, then pairs with a blank before each, by name.</summary>
    public override string ToString()
    {
        if (_variants.Length == 0)
        {
            return "";
        }

        StringBuilder text = new();
        foreach (VariantValue variant in InPrintingOrder())
        {
            if (variant.Type != VariantType.Boolean)
            {
                text.Append(' ');
            }

            text.Append(variant);
        }

        return text.ToString();
    }

    /// <summary>Booleans before pairs, each by name.</summary>
    public ImmutableArray<VariantValue> InPrintingOrder()
    {
        VariantValue[] sorted = [.. _variants];
        Array.Sort(sorted, static (left, right) =>
        {
            int byKind = (left.Type != VariantType.Boolean).CompareTo(right.Type != VariantType.Boolean);
            return byKind != 0 ? byKind : string.CompareOrdinal(left.Name, right.Name);
        });
        return ImmutableArray.Create(sorted);
    }

    /// <inheritdoc/>
    public IEnumerator<VariantValue> GetEnumerator() => ((IEnumerable<VariantValue>)_variants).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _variants.GetEnumerator();

    internal ReadOnlySpan<VariantValue> AsSpan() => _variants;

    internal static int Compare(VariantMap left, VariantMap right)
    {
        VariantValue[] a = [.. left._variants.OrderBy(variant => variant.Name, StringComparer.Ordinal)];
        VariantValue[] b = [.. right._variants.OrderBy(variant => variant.Name, StringComparer.Ordinal)];
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            int result = VariantValue.Compare(a[i], b[i]);
            if (result != 0)
            {
                return result;
            }
        }

        return a.Length.CompareTo(b.Length);
    }
}

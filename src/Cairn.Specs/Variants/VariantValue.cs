using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>What is known about the form of a variant. A smaller number is the narrower form.</summary>
public enum VariantType
{
    /// <summary>On or off.</summary>
    Boolean = 1,

    /// <summary>Exactly one value.</summary>
    Single = 2,

    /// <summary>Any number of values.</summary>
    Multiple = 3,
}

/// <summary>The value or values of one variant in a spec, such as <c>+shared</c> or <c>fabrics=ofi,ucx</c>; immutable.</summary>
/// <remarks>
/// Values are a set: unordered and unique. <c>fabrics=ucx</c> asks for at least this value; a concrete value
/// (<c>fabrics:=ucx</c>, and every boolean or single value) is complete (Spack docs, "Variants").
/// Values of a boolean variant are the texts <c>True</c> and <c>False</c>, and differ from the same text in others.
/// </remarks>
public sealed class VariantValue : IEquatable<VariantValue>
{
    private static readonly ImmutableArray<string> On = ["True"];
    private static readonly ImmutableArray<string> Off = ["False"];

    private static readonly string[] Reserved =
    [
        "arch", "architecture", "branch", "commit", "dev_path", "namespace", "operating_system", "os", "patches",
        "platform", "ref", "tag", "target",
    ];

    /// <summary>A value of any type.</summary>
    /// <exception cref="SpecSyntaxException">The number of values doesn't fit the type, or a value is <c>*</c>.</exception>
    public VariantValue(
        VariantType type, string name, ImmutableArray<string> values, bool propagates = false, bool isConcrete = false)
    {
        Type = type;
        Name = name;
        Propagates = propagates;
        IsConcrete = isConcrete || type is VariantType.Boolean or VariantType.Single;
        Values = Normalize(values);
        if (type != VariantType.Multiple && Values.Length != 1)
        {
            throw new SpecSyntaxException($"multiple values are not allowed for variant `{name}`");
        }

        if (Values.Contains("*"))
        {
            throw new SpecSyntaxException(
                $"the value `*` of variant `{name}` is reserved", $"`{name}=*` alone stands for any value");
        }
    }

    /// <summary>The name of the variant.</summary>
    public string Name { get; }

    /// <summary>The form that is known so far.</summary>
    public VariantType Type { get; }

    /// <summary>The values in ascending order, without duplicates.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>True if dependencies get the value too, where they have the variant.</summary>
    public bool Propagates { get; }

    /// <summary>True if no value may be added.</summary>
    public bool IsConcrete { get; }

    /// <summary>True for a boolean variant that is switched on.</summary>
    public bool IsEnabled => Type == VariantType.Boolean && Values[0] == "True";

    /// <summary>True for names that can't be used for the variants of a package, because they mean something else.</summary>
    public static bool IsReservedName(string name) => Array.IndexOf(Reserved, name) >= 0;

    /// <summary>A boolean value.</summary>
    public static VariantValue Boolean(string name, bool value, bool propagates = false)
        => new(VariantType.Boolean, name, value ? On : Off, propagates);

    /// <summary>What <c>name=text</c> means: <c>true</c> and <c>false</c> are booleans, <c>*</c> is any value.</summary>
    public static VariantValue FromText(string name, string text, bool propagates = false, bool isConcrete = false)
    {
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Boolean(name, true, propagates);
        }

        if (text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return Boolean(name, false, propagates);
        }

        return text == "*"
            ? new VariantValue(VariantType.Multiple, name, [], propagates)
            : new VariantValue(
                VariantType.Multiple, name, text.Contains(',') ? [.. text.Split(',')] : [text], propagates, isConcrete);
    }

    /// <summary>True if every value that this may still become is allowed by <paramref name="other"/>.</summary>
    public bool Satisfies(VariantValue other)
    {
        if (Name != other.Name)
        {
            return false;
        }

        if (other.IsConcrete)
        {
            return IsConcrete && HasSameValues(other);
        }

        return Name == "patches" ? HasPatches(other) : ContainsAll(other);
    }

    /// <summary>True if there is a value that both allow.</summary>
    public bool Intersects(VariantValue other)
    {
        if (Name != other.Name)
        {
            return false;
        }

        if (IsConcrete)
        {
            return other.IsConcrete ? HasSameValues(other) : ContainsAll(other);
        }

        return !other.IsConcrete || other.ContainsAll(this);
    }

    /// <summary>What both allow. Returns this very object if nothing changes.</summary>
    /// <exception cref="UnsatisfiableSpecException">There is no such value.</exception>
    public VariantValue Constrain(VariantValue other)
    {
        if (!Intersects(other))
        {
            throw Clash(this, other);
        }

        VariantType type = other.Type < Type ? other.Type : Type;
        ImmutableArray<string> values = other.Values.All(value => Values.Contains(value))
            ? Values
            : Normalize([.. Values, .. other.Values]);
        bool propagates = Propagates && other.Propagates;
        bool isConcrete = IsConcrete || other.IsConcrete;
        bool unchanged = type == Type && values == Values && propagates == Propagates && isConcrete == IsConcrete;
        return unchanged ? this : new VariantValue(type, Name, values, propagates, isConcrete);
    }

    /// <summary>True if <paramref name="value"/> is one of the values.</summary>
    public bool Contains(string value) => Values.Contains(value);

    /// <inheritdoc/>
    public bool Equals(VariantValue? other)
        => ReferenceEquals(this, other)
            || (other is not null && Name == other.Name && Propagates == other.Propagates && IsConcrete == other.IsConcrete
                && Values.AsSpan().SequenceEqual(other.Values.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VariantValue);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = Name.GetHashCode(StringComparison.Ordinal);
        foreach (string value in Values)
        {
            hash = (hash * 31) + value.GetHashCode(StringComparison.Ordinal);
        }

        return Propagates ? ~hash : hash;
    }

    /// <summary>The value as it stands in a spec, without a blank before it.</summary>
    public override string ToString()
    {
        if (Type == VariantType.Boolean)
        {
            string sigil = IsEnabled ? (Propagates ? "++" : "+") : (Propagates ? "~~" : "~");
            return sigil + Name;
        }

        string text = Values.Length switch
        {
            0 => "*",
            _ when Name == "patches" && IsConcrete => string.Join(',', Values.Select(value => value[..Math.Min(7, value.Length)])),
            1 => Values[0],
            _ => string.Join(',', Values),
        };
        string colon = Type == VariantType.Multiple && IsConcrete ? ":" : "";
        return $"{Name}{colon}{(Propagates ? "==" : "=")}{SpecQuoting.QuoteIfNeeded(text)}";
    }

    internal static int Compare(VariantValue left, VariantValue right)
    {
        int result = string.CompareOrdinal(left.Name, right.Name);
        result = result != 0 ? result : left.Propagates.CompareTo(right.Propagates);
        result = result != 0 ? result : left.IsConcrete.CompareTo(right.IsConcrete);
        for (int i = 0; result == 0 && i < left.Values.Length && i < right.Values.Length; i++)
        {
            result = string.CompareOrdinal(left.Values[i], right.Values[i]);
        }

        return result != 0 ? result : left.Values.Length.CompareTo(right.Values.Length);
    }

    internal static UnsatisfiableSpecException Clash(VariantValue provided, VariantValue required) => new(
        SpecPart.Variant, $"`{provided}` contradicts `{required}`", provided.ToString(), required.ToString());

    private static ImmutableArray<string> Normalize(ImmutableArray<string> values)
        => values.Length <= 1 ? values : [.. values.Distinct().Order(StringComparer.Ordinal)];

    private bool HasSameValues(VariantValue other)
        => IsComparableTo(other) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    private bool ContainsAll(VariantValue other)
    {
        if (!IsComparableTo(other))
        {
            return false;
        }

        foreach (string value in other.Values)
        {
            if (!Values.Contains(value))
            {
                return false;
            }
        }

        return true;
    }

    // A boolean True is not the word True.
    private bool IsComparableTo(VariantValue other)
        => (Type == VariantType.Boolean) == (other.Type == VariantType.Boolean) || other.Values.IsEmpty || Values.IsEmpty;

    // Patches may be asked for by the beginning of their digest.
    private bool HasPatches(VariantValue other)
        => other.Values.All(wanted => Values.Any(value => value.StartsWith(wanted, StringComparison.Ordinal)));
}

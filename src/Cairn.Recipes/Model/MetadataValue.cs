using System.Collections.Immutable;

namespace Cairn.Recipes;

/// <summary>A plain value that a recipe gave to a keyword or a class attribute.</summary>
/// <remarks>
/// The set is closed: whatever is not data (a function computing the submodules of a version, say) is remembered by its name only;
/// who needs its answer runs the recipe.
/// </remarks>
public abstract record MetadataValue
{
    private MetadataValue()
    {
    }

    /// <summary>Python's <c>None</c>.</summary>
    public sealed record Nothing : MetadataValue;

    /// <summary>A boolean.</summary>
    public sealed record Flag(bool Value) : MetadataValue;

    /// <summary>An integer.</summary>
    public sealed record Number(long Value) : MetadataValue;

    /// <summary>A floating point number.</summary>
    public sealed record Fraction(double Value) : MetadataValue;

    /// <summary>A string.</summary>
    public sealed record Text(string Value) : MetadataValue;

    /// <summary>A list, tuple or set.</summary>
    public sealed record Sequence(ImmutableArray<MetadataValue> Items) : MetadataValue
    {
        /// <inheritdoc/>
        public bool Equals(Sequence? other) => other is not null && Items.SequenceEqual(other.Items);

        /// <inheritdoc/>
        public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);
    }

    /// <summary>A dictionary with string keys, in the order of insertion.</summary>
    public sealed record Mapping(ImmutableArray<KeyValuePair<string, MetadataValue>> Entries) : MetadataValue
    {
        /// <inheritdoc/>
        public bool Equals(Mapping? other) => other is not null && Entries.SequenceEqual(other.Entries);

        /// <inheritdoc/>
        public override int GetHashCode() => Entries.Aggregate(17, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));
    }

    /// <summary>Something that only running the recipe can tell: a function, method or property of that name.</summary>
    public sealed record Computed(string Name) : MetadataValue;

    /// <summary>The string, or null if this is something else.</summary>
    public string? AsText => this is Text text ? text.Value : null;

    /// <summary>The boolean, or null if this is something else.</summary>
    public bool? AsFlag => this is Flag flag ? flag.Value : null;

    /// <summary>The strings of a sequence; a single string counts as a sequence of one; empty for anything else.</summary>
    public ImmutableArray<string> AsTexts => this switch
    {
        Text text => [text.Value],
        Sequence sequence => [.. sequence.Items.OfType<Text>().Select(item => item.Value)],
        _ => [],
    };

    /// <summary>True if a text or number in this value is wanted.</summary>
    public bool Mentions(Func<string, bool> isWanted) => this switch
    {
        Text text => isWanted(text.Value),
        Number number => isWanted(number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Sequence sequence => sequence.Items.Any(item => item.Mentions(isWanted)),
        Mapping mapping => mapping.Entries.Any(entry => entry.Value.Mentions(isWanted)),
        _ => false,
    };
}

using System.Collections.Frozen;

namespace Cairn.Recipes;

/// <summary>The class attributes of a recipe that the engine reads, by name.</summary>
public sealed class RecipeAttributes
{
    private readonly FrozenDictionary<string, MetadataValue> _values;

    /// <summary>Takes the attributes over; unset ones must not be there.</summary>
    public RecipeAttributes(IEnumerable<KeyValuePair<string, MetadataValue>> values)
    {
        _values = values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>No attribute set.</summary>
    public static RecipeAttributes None { get; } = new([]);

    /// <summary>The attribute, or null if it is unset.</summary>
    public MetadataValue? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>All that are set, sorted by name.</summary>
    public IEnumerable<KeyValuePair<string, MetadataValue>> All => _values.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>These with others in their place.</summary>
    public RecipeAttributes With(RecipeAttributes others) =>
        new(_values.Where(entry => others[entry.Key] is null).Concat(others._values));

    /// <summary>The project's home page.</summary>
    public string? Homepage => this["homepage"]?.AsText;

    /// <summary>The archive's URL.</summary>
    public string? Url => this["url"]?.AsText;

    /// <summary>The git repository.</summary>
    public string? Git => this["git"]?.AsText;

    /// <summary>The page that lists releases.</summary>
    public string? ListUrl => this["list_url"]?.AsText;
}

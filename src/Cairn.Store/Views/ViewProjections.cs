using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Store.Views;

/// <summary>Where below the root of a view a package goes: formats by the spec that they are for, <c>all</c> for any other.</summary>
/// <param name="Entries">Specs as they were written, and formats, in their order.</param>
public sealed record ViewProjections(ImmutableArray<KeyValuePair<string, string>> Entries)
{
    private const string AnyOther = "all";

    /// <summary>No projections: everything is merged at the root.</summary>
    public static ViewProjections None { get; } = new([]);

    /// <summary>Reads a mapping <c>projections</c>.</summary>
    /// <exception cref="CairnException">It is something else.</exception>
    public static ViewProjections From(YamlNode? node) => node switch
    {
        null or YamlScalar { IsNull: true } => None,
        YamlMapping mapping => new([.. mapping.Entries.Select(entry => KeyValuePair.Create(
            entry.Key, entry.Value is YamlScalar scalar ? scalar.Text : throw Configuration.Mismatch($"projections:{entry.Key}", entry.Value, "a format")))]),
        _ => throw Configuration.Mismatch("projections", node, "a mapping from specs to formats"),
    };

    /// <summary>Reads a file that holds a mapping <c>projections</c>.</summary>
    /// <exception cref="CairnException">It cannot be read, or holds something else.</exception>
    public static ViewProjections Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("projections-unreadable", $"cannot read the projections `{path}`: {exception.Message}"), exception);
        }

        return YamlReader.Read(text, path) is YamlMapping mapping && mapping["projections"] is { } projections
            ? From(projections)
            : throw new CairnException(new Diagnostic(
                "no-projections", $"`{path}` has no mapping `projections`", new SourceLocation(path, 1, 1), [],
                "write, for instance, `projections: {all: \"{name}-{version}\"}`"));
    }

    /// <summary>The place of a package relative to the root; empty for the root itself.</summary>
    public string PlaceOf(ConcreteSpec spec)
    {
        string? any = null;
        foreach (var (when, format) in Entries)
        {
            if (when == AnyOther)
            {
                any = format;
            }
            else if (spec.Satisfies(AbstractSpec.Parse(when)))
            {
                return spec.Format(format).TrimStart('/');
            }
        }

        return any is null ? "" : spec.Format(any).TrimStart('/');
    }

    /// <inheritdoc/>
    public bool Equals(ViewProjections? other) => other is not null && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Length;

    /// <summary>The text of a file that <see cref="Read"/> reads.</summary>
    public string ToYaml() => YamlWriter.Write(new YamlMapping(
        [new YamlEntry("projections", MergeMode.Merge, new YamlMapping(
            [.. Entries.Select(entry => new YamlEntry(entry.Key, MergeMode.Merge, new YamlScalar(entry.Value, true, default), default))], default), default)],
        default));
}

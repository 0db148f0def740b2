using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Store.UserEnvironment;

/// <summary>What the recipe of an installed package says about using it. Asked once, because recipes have to be run for it, and then remembered.</summary>
public sealed record RecipeAnswers
{
    /// <summary>What the package changes for whoever runs it (<c>setup_run_environment</c>).</summary>
    public required ImmutableArray<EnvironmentChange> Own { get; init; }

    /// <summary>What its dependencies change for it (<c>setup_dependent_run_environment</c>), by their hashes.</summary>
    public required ImmutableDictionary<string, ImmutableArray<EnvironmentChange>> Given { get; init; }

    /// <summary>The hash of the package that it extends, or null.</summary>
    public string? Extendee { get; init; }

    /// <summary>True if others can extend it.</summary>
    public bool IsExtendable { get; init; }

    /// <summary>The methods about views that its recipe overrides.</summary>
    public ImmutableArray<string> ViewHooks { get; init; } = [];

    /// <summary>The recipe's tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The class's documentation, without the indentation of the source.</summary>
    public string? Documentation { get; init; }

    /// <summary>The class's documentation as the recipe has it.</summary>
    public string? RawDocumentation { get; init; }

    /// <summary>The virtual packages that it provides.</summary>
    public ImmutableArray<string> Provides { get; init; } = [];

    /// <summary>The templates of module files that the recipe wants, by <c>tcl</c> and <c>lmod</c>.</summary>
    public ImmutableDictionary<string, string> Templates { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the recipe adds to the context of such templates.</summary>
    public ImmutableDictionary<string, PlainMapping> Contexts { get; init; } = ImmutableDictionary<string, PlainMapping>.Empty;

    /// <summary>Reads what <c>cairn/answers.py</c> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static RecipeAnswers FromJson(PlainValue value)
    {
        if (value is not PlainMapping mapping || mapping["own"] is not PlainList own || mapping["given"] is not PlainMapping given)
        {
            throw new FormatException("no answers of a recipe");
        }

        return new RecipeAnswers
        {
            Own = Changes(own),
            Given = given.Entries.ToImmutableDictionary(entry => entry.Key, entry => Changes((PlainList)entry.Value), StringComparer.Ordinal),
            Extendee = (mapping["extendee"] as PlainText)?.Text,
            IsExtendable = mapping["extendable"] is PlainBoolean { Value: true },
            ViewHooks = Texts(mapping["view_hooks"]),
            Tags = Texts(mapping["tags"]),
            Documentation = (mapping["documentation"] as PlainText)?.Text,
            RawDocumentation = (mapping["raw_documentation"] as PlainText)?.Text,
            Provides = Texts(mapping["provides"]),
            Templates = Members(mapping["templates"]).ToImmutableDictionary(entry => entry.Key, entry => entry.Value.ToString() ?? "", StringComparer.Ordinal),
            Contexts = Members(mapping["contexts"])
                .ToImmutableDictionary(entry => entry.Key, entry => entry.Value as PlainMapping ?? PlainMapping.Empty, StringComparer.Ordinal),
        };
    }

    private static ImmutableArray<PlainMember> Members(PlainValue? value) => value is PlainMapping mapping ? mapping.Entries : [];

    private static ImmutableArray<string> Texts(PlainValue? value) =>
        value is PlainList list ? [.. list.Items.Select(item => item.ToString() ?? "")] : [];

    private static ImmutableArray<EnvironmentChange> Changes(PlainList list) => [.. list.Items.Select(Change)];

    private static EnvironmentChange Change(PlainValue value)
    {
        if (value is not PlainList { Items: [PlainText kind, PlainText name, var given, var separator, var raw] }
            || !Enum.TryParse<EnvironmentChangeKind>(kind.Text, out var known))
        {
            throw new FormatException("no change of a variable");
        }

        var between = (separator as PlainText)?.Text ?? ":";
        var text = given is PlainList items ? string.Join(between, items.Items.Select(item => item.ToString())) : given.ToString();
        return new EnvironmentChange(known, name.Text, given == PlainValue.Null ? "" : text ?? "", between, raw is PlainBoolean { Value: true });
    }
}

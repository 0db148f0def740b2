using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The three kinds of variant.</summary>
public enum VariantKind
{
    /// <summary>On or off: the allowed values are exactly true and false.</summary>
    Boolean,

    /// <summary>Exactly one value.</summary>
    Single,

    /// <summary>One or more values.</summary>
    Multiple,
}

/// <summary>One allowed value of a variant: <c>cxx17</c>, or <c>conditional("20", when="@2:")</c>.</summary>
/// <param name="Value">The value as specs spell it; booleans are <c>True</c> and <c>False</c>.</param>
/// <param name="IsFlag">True if the recipe wrote a boolean, not a string.</param>
/// <param name="When">The condition; the empty spec if there is none, null if the value can never be had (<c>when=False</c>).</param>
/// <param name="IsConditional">True if the recipe wrote <c>conditional</c>, even with an empty condition.</param>
public sealed record VariantChoice(string Value, bool IsFlag, AbstractSpec? When, bool IsConditional)
{
    /// <summary>An unconditional text value.</summary>
    public static VariantChoice Of(string value) => new(value, IsFlag: false, AbstractSpec.Empty, IsConditional: false);
}

/// <summary>What a variant accepts.</summary>
public abstract record VariantValues
{
    private VariantValues()
    {
    }

    /// <summary>Any value at all: no <c>values</c> were given, or <c>"*"</c>.</summary>
    public sealed record Anything : VariantValues;

    /// <summary>Whatever a function or type in the recipe accepts; asked by <see cref="IRecipeSource.AcceptsVariantValue"/>.</summary>
    /// <param name="Name">The function's qualified name, or the type's.</param>
    /// <param name="Description">Its documentation string, which serves as the text for "allowed values".</param>
    public sealed record Predicate(string Name, string Description) : VariantValues;

    /// <summary>A list of values.</summary>
    public sealed record Listed(ImmutableArray<VariantChoice> Choices) : VariantValues;

    /// <summary>Values from one of several sets that exclude each other (<c>disjoint_sets</c>, <c>any_combination_of</c>, …).</summary>
    /// <param name="Sets">The sets in order.</param>
    /// <param name="FeatureValues">Those values that stand for a feature of the software (not <c>none</c> or <c>auto</c>).</param>
    /// <param name="ErrorFormat">The recipe's message for a mixture, with <c>{values}</c> and the like as place holders.</param>
    public sealed record DisjointSets(
        ImmutableArray<ImmutableArray<VariantChoice>> Sets, ImmutableArray<VariantChoice> FeatureValues, string ErrorFormat) : VariantValues;
}

/// <summary>One <c>variant(…)</c> directive.</summary>
/// <param name="Name">The variant's name.</param>
/// <param name="When">The condition under which it exists.</param>
/// <param name="Default">The default: one value, or for multi-valued variants several. Booleans are <c>True</c> and <c>False</c>.</param>
/// <param name="DefaultIsFlag">True if the recipe wrote a boolean as default.</param>
/// <param name="DefaultText">The default as the recipe wrote it: several values are joined by commas.</param>
/// <param name="Description">The help text.</param>
/// <param name="Kind">Boolean, single or multiple.</param>
/// <param name="IsSticky">The concretizer may not change it on its own.</param>
/// <param name="Precedence">Later definitions of one name have the higher number and win where several apply.</param>
/// <param name="Values">What it accepts.</param>
/// <param name="HasGroupValidator">A function of the recipe checks the values together; see <see cref="IRecipeSource.AcceptsVariantValue"/>.</param>
/// <param name="Place">Where it was said.</param>
public sealed record VariantDefinition(
    string Name,
    AbstractSpec When,
    ImmutableArray<string> Default,
    bool DefaultIsFlag,
    string DefaultText,
    string Description,
    VariantKind Kind,
    bool IsSticky,
    int Precedence,
    VariantValues Values,
    bool HasGroupValidator,
    DirectivePlace Place)
{
    /// <summary>The allowed values in order, without those that can never be had; empty if any value is allowed.</summary>
    public IEnumerable<VariantChoice> Choices => Values switch
    {
        VariantValues.Listed listed => listed.Choices.Where(choice => choice.When is not null),
        VariantValues.DisjointSets disjoint => disjoint.Sets.SelectMany(set => set).Where(choice => choice.When is not null),
        _ => [],
    };

    /// <summary>True if the values are not enumerable, so that any text must be considered.</summary>
    public bool AcceptsAnyText => Values is VariantValues.Anything or VariantValues.Predicate;
}

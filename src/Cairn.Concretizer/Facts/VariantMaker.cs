using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Makes the value of a variant in a concrete spec.</summary>
internal static class VariantMaker
{
    public static VariantValue Make(VariantDefinition definition, ImmutableArray<string> values) => new(
        definition.Kind switch
        {
            VariantKind.Boolean => VariantType.Boolean,
            VariantKind.Single => VariantType.Single,
            _ => VariantType.Multiple,
        },
        definition.Name, values, isConcrete: true);
}

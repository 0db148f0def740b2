using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Walks over the dependencies that an abstract spec mentions.</summary>
internal static class SpecTree
{
    /// <summary>The spec and all that it mentions, parents first.</summary>
    public static IEnumerable<AbstractSpec> All(AbstractSpec spec)
    {
        yield return spec;
        foreach (var edge in spec.Dependencies)
        {
            foreach (var below in All(edge.Spec))
            {
                yield return below;
            }
        }
    }

    /// <summary>True if the spec itself, apart from its dependencies, says nothing but its name.</summary>
    public static bool SaysNothing(AbstractSpec spec) =>
        spec.Versions.IsAny && spec.Variants.IsEmpty && spec.CompilerFlags.IsEmpty && spec.Architecture is null
        && string.IsNullOrEmpty(spec.Namespace) && spec.AbstractHash is null;

    /// <summary>True if the spec says nothing at all but its name.</summary>
    public static bool IsBare(AbstractSpec spec) => spec.Dependencies.IsEmpty && SaysNothing(spec);
}

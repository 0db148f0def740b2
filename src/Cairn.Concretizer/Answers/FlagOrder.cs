using System.Collections.Immutable;
using Cairn.Concretization.Encoding;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Answers;

/// <summary>The compiler flags of a node in the order in which they are passed.</summary>
/// <remarks>Spack, <c>reorder_flags</c>: the compiler's own, those of dependents, those of requirements, those of the request; later ones win.</remarks>
internal static class FlagOrder
{
    public static CompilerFlags Flags(PackageNode node, Model model)
    {
        var result = WithAllKinds(CompilerFlags.Empty);
        var active = node.Flags.Where(source => model[source.Active]).OrderBy(Rank).ThenBy(source => source.Source, StringComparer.Ordinal).ToList();
        foreach (string kind in CompilerFlags.ValidKinds)
        {
            List<CompilerFlag> ordered = [];
            foreach (var source in active)
            {
                if (source.Kind != kind)
                {
                    continue;
                }

                foreach (var flag in source.Flags)
                {
                    ordered.RemoveAll(other => other.Text == flag.Text);
                    ordered.Add(new CompilerFlag(flag.Text));
                }
            }

            if (ordered.Count > 0)
            {
                result = result.Set(kind, [.. ordered]);
            }
        }

        return result;
    }

    /// <summary>The flags with an entry for every kind, as concrete specs have.</summary>
    public static CompilerFlags WithAllKinds(CompilerFlags flags)
    {
        foreach (string kind in CompilerFlags.ValidKinds)
        {
            flags = flags.Set(kind, flags[kind]);
        }

        return flags;
    }

    private static int Rank(FlagSource source) => source.Source switch
    {
        "compiler" => 0,
        "literal" => 3,
        _ when source.Source.EndsWith("_req", StringComparison.Ordinal) => 2,
        _ => 1,
    };
}

using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>A statement about a DAG: <c>version zlib 1.3.1</c>, <c>depends_on hdf5 zlib link</c>.</summary>
/// <param name="Kind">What is stated; the words are those of <c>spack diff</c>.</param>
/// <param name="Text">Of what, and how it is.</param>
public sealed record SpecFact(string Kind, string Text) : IComparable<SpecFact>
{
    /// <summary>By kind, then by text.</summary>
    public int CompareTo(SpecFact? other) => other is null ? 1
        : string.CompareOrdinal(Kind, other.Kind) is var result && result != 0 ? result : string.CompareOrdinal(Text, other.Text);
}

/// <summary>What two DAGs have in common and in what they differ.</summary>
/// <param name="Common">True of both.</param>
/// <param name="OnlyFirst">True of the first alone.</param>
/// <param name="OnlySecond">True of the second alone.</param>
public sealed record SpecComparison(ImmutableArray<SpecFact> Common, ImmutableArray<SpecFact> OnlyFirst, ImmutableArray<SpecFact> OnlySecond)
{
    /// <summary>Compares two DAGs fact by fact.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <param name="ignored">Packages of which nothing is compared, nor of what only they lead to.</param>
    public static SpecComparison Of(ConcreteSpec first, ConcreteSpec second, IReadOnlySet<string>? ignored = null)
    {
        var left = FactsOf(first, ignored).ToHashSet();
        var right = FactsOf(second, ignored).ToHashSet();
        return new SpecComparison(
            [.. left.Intersect(right).Order()], [.. left.Except(right).Order()], [.. right.Except(left).Order()]);
    }

    private static IEnumerable<SpecFact> FactsOf(ConcreteSpec root, IReadOnlySet<string>? ignored)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ConcreteSpec>([root]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node.Hash))
            {
                continue;
            }

            foreach (var fact in FactsOf(node))
            {
                yield return fact;
            }

            foreach (var edge in node.Dependencies.Where(edge => ignored?.Contains(edge.Node.Name) != true))
            {
                foreach (var type in edge.Types.ToNames())
                {
                    yield return new SpecFact("depends_on", $"{node.Name} {edge.Node.Name} {type}");
                }

                foreach (var name in edge.Virtuals)
                {
                    yield return new SpecFact("virtual_on_edge", $"{node.Name} {edge.Node.Name} {name}");
                }

                open.Push(edge.Node);
            }
        }
    }

    private static IEnumerable<SpecFact> FactsOf(ConcreteSpec node)
    {
        yield return new SpecFact("node", node.Name);
        yield return new SpecFact("namespace", $"{node.Name} {node.Namespace}");
        yield return new SpecFact("version", $"{node.Name} {node.Version}");
        yield return new SpecFact("node_platform", $"{node.Name} {node.Platform}");
        yield return new SpecFact("node_os", $"{node.Name} {node.OperatingSystem}");
        yield return new SpecFact("node_target", $"{node.Name} {node.Target}");
        yield return new SpecFact("hash", $"{node.Name} {node.Hash}");
        if (node.PackageHash is { } package)
        {
            yield return new SpecFact("package_hash", $"{node.Name} {package}");
        }

        if (node.IsExternal)
        {
            yield return new SpecFact("external", node.Name);
        }

        foreach (var variant in node.Variants)
        {
            foreach (var value in variant.Values)
            {
                yield return new SpecFact("variant_value", $"{node.Name} {variant.Name} {value}");
            }
        }

        foreach (var kind in node.CompilerFlags.Kinds)
        {
            foreach (var flag in node.CompilerFlags[kind])
            {
                yield return new SpecFact("node_flag", $"{node.Name} {kind} {flag.Text}");
            }
        }
    }
}

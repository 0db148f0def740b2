using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Conditions: literals that hold exactly if a node, with its direct dependencies, is as a spec says.</summary>
/// <remarks>
/// A condition sees the node itself, its direct dependencies and the virtuals that those stand for (Spack,
/// <c>condition_set</c>). What it says of a dependency is encoded when that edge becomes possible.
/// </remarks>
internal sealed class ConditionEncoder(Problem problem)
{
    private Formulas Formulas => problem.Formulas;

    /// <summary>The node exists and is as the spec says.</summary>
    public Literal Holds(PackageNode node, AbstractSpec spec)
    {
        if (ReferenceEquals(spec, AbstractSpec.Empty))
        {
            return node.Exists;
        }

        if (node.Conditions.TryGetValue(spec, out var known))
        {
            return known;
        }

        List<Literal> parts = [node.Exists];
        if (spec.Name.Length > 0 && spec.Name != node.Name)
        {
            parts.Add(Dependency(node, new DependencyEdge(spec), ofThisEdge: false));
        }
        else
        {
            Own(node, spec, parts);
            AddDependencies(node, spec, parts, ofThisEdge: false);
        }

        var literal = Formulas.And(parts);
        node.Conditions[spec] = literal;
        return literal;
    }

    /// <summary>As <see cref="Holds"/>, but virtuals in the condition mean those of the very edge, as for injected runtimes.</summary>
    public Literal HoldsForEdges(PackageNode node, AbstractSpec spec)
    {
        List<Literal> parts = [node.Exists];
        Own(node, spec, parts);
        AddDependencies(node, spec, parts, ofThisEdge: true);
        return Formulas.And(parts);
    }

    /// <summary>The node, which exists, is as the spec says of itself, dependencies left aside.</summary>
    public Literal Matches(PackageNode node, AbstractSpec spec)
    {
        List<Literal> parts = [];
        Own(node, spec, parts);
        return Formulas.And(parts);
    }

    private void Own(PackageNode node, AbstractSpec spec, List<Literal> parts)
    {
        if (!string.IsNullOrEmpty(spec.Namespace) && spec.Namespace != node.Facts!.Recipe.Namespace)
        {
            parts.Add(Formulas.False);
            return;
        }

        parts.Add(problem.Versions.In(node, spec.Versions));
        if (spec.Architecture is { } architecture)
        {
            if (architecture.Platform is { Length: > 0 } platform)
            {
                parts.Add(problem.Architectures.HasPlatform(platform));
            }

            if (architecture.OperatingSystem is { Length: > 0 } os)
            {
                parts.Add(problem.Architectures.HasOperatingSystem(node, os));
            }

            if (architecture.Target is { } target)
            {
                parts.Add(problem.Architectures.HasTarget(node, target));
            }
        }

        foreach (var variant in spec.Variants)
        {
            foreach (string value in variant.Values)
            {
                parts.Add(problem.Variants.Value(node, variant.Name, value));
            }

            if (variant.IsConcrete && variant.Type == VariantType.Multiple)
            {
                foreach (var other in node.Variants[variant.Name].Values)
                {
                    if (!variant.Values.Contains(other.Value))
                    {
                        parts.Add(!other.IsTaken);
                    }
                }
            }
        }

        foreach (string kind in spec.CompilerFlags.Kinds)
        {
            foreach (var flag in spec.CompilerFlags[kind])
            {
                parts.Add(Formulas.Or([.. node.Flags
                    .Where(source => source.Kind == kind && source.Flags.Any(own => own.Text == flag.Text))
                    .Select(source => source.Active)]));
            }
        }

        if (spec.AbstractHash is { } hash)
        {
            parts.Add(Formulas.Or([.. node.Candidates
                .Where(each => each.Candidate.Hash.StartsWith(hash, StringComparison.Ordinal))
                .Select(each => each.IsTaken)]));
        }
    }

    private void AddDependencies(PackageNode node, AbstractSpec spec, List<Literal> parts, bool ofThisEdge)
    {
        foreach (var edge in spec.Dependencies)
        {
            if (!ReferenceEquals(edge.When, AbstractSpec.Empty) && !edge.When.Equals(AbstractSpec.Empty))
            {
                continue;
            }

            parts.Add(Dependency(node, edge, ofThisEdge));

            // What is said of dependencies of dependencies is asked of the node's own dependencies too, as in Spack.
            AddDependencies(node, edge.Spec, parts, ofThisEdge);
        }
    }

    private Literal Dependency(PackageNode node, DependencyEdge edge, bool ofThisEdge)
    {
        bool isVirtual = problem.Facts.IsVirtual(edge.Spec.Name);
        var here = isVirtual ? Virtual(node, edge) : Real(node, edge, ofThisEdge);
        return edge.IsDirect ? Formulas.Or(here, WasBuiltWith(node, edge, isVirtual)) : here;
    }

    /// <summary>The node is something that exists and was built with what the edge says.</summary>
    public Literal WasBuiltWith(PackageNode node, DependencyEdge edge, bool isVirtual) => node.Candidates.Count == 0
        ? Formulas.False
        : Formulas.Or([.. node.Candidates.Where(each => CandidateMatch.WasBuiltWith(each.Candidate, edge, isVirtual)).Select(each => each.IsTaken)]);

    private Literal Real(PackageNode node, DependencyEdge edge, bool ofThisEdge)
    {
        if (problem.Dependencies.Child(node, edge.Spec.Name) is not { } slot)
        {
            return Formulas.False;
        }

        List<Literal> parts = [slot.Any];
        for (int i = 0; i < 4; i++)
        {
            if ((edge.Types & ChildSlot.TypeAt(i)) != 0)
            {
                parts.Add(slot.ByType[i]);
            }
        }

        bool isBare = SpecTree.SaysNothing(edge.Spec);
        foreach (string name in edge.Virtuals)
        {
            parts.Add(ofThisEdge ? problem.Virtuals.StandsFor(node, slot, name) : problem.Virtuals.IsProvider(slot, name));
        }

        if (isBare)
        {
            return Formulas.And(parts);
        }

        // The other direction, and what the dependency is like, come with the edge.
        var matches = Formulas.Definition();
        Formulas.Implies(matches, slot.Any);
        var spec = edge.Spec;
        slot.ForEachEdge((child, literal) =>
        {
            var own = Matches(child, spec);
            Formulas.Clause(!literal, !matches, own);
            Formulas.Clause(!literal, !own, matches);
        });
        parts.Add(matches);
        return Formulas.And(parts);
    }

    /// <summary>A dependency, or the node itself, stands for the virtual in a version that fits.</summary>
    private Literal Virtual(PackageNode node, DependencyEdge edge)
    {
        string name = edge.Spec.Name;
        List<Literal> ways = [];
        for (int y = 0; y < problem.Facts.MaximumVirtualNodes(name); y++)
        {
            var virtualNode = problem.VirtualNode(name, y);
            problem.Virtuals.List(virtualNode);
            foreach (var (provider, isProvider) in virtualNode.Providers)
            {
                var fits = edge.Spec.Versions.IsAny ? Formulas.True : problem.Virtuals.HasVersion(virtualNode, edge.Spec.Versions);
                if (ReferenceEquals(provider, node))
                {
                    ways.Add(Formulas.And(isProvider, fits));
                }
                else if (problem.Dependencies.MayDependOn(node, provider.Name) && problem.Dependencies.Child(node, provider.Name) is { } slot)
                {
                    foreach (var (child, literal) in slot.Edges)
                    {
                        if (ReferenceEquals(child, provider))
                        {
                            ways.Add(Formulas.And(Formulas.And(literal, isProvider), fits));
                        }
                    }
                }
            }
        }

        return Formulas.Or(ways);
    }
}

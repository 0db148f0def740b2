using System.Collections.Immutable;
using Cairn.Concretization.Encoding;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Answers;

/// <summary>Makes concrete specs of a model.</summary>
internal sealed class DagBuilder(Problem problem, Model model)
{
    private readonly Dictionary<PackageNode, ConcreteSpec> _made = [];
    private readonly Dictionary<Candidate, ConcreteSpec> _existing = [];
    private readonly Dictionary<string, ConcreteSpec> _byHash = new(StringComparer.Ordinal);
    private Dictionary<PackageNode, List<(PackageNode Parent, ChildSlot Slot)>>? _parents;

    /// <summary>The answer to each request, null where it was left out.</summary>
    public ImmutableArray<ConcreteSpec?> Roots()
    {
        var requests = problem.Facts.Requests;
        var roots = ImmutableArray.CreateBuilder<ConcreteSpec?>(requests.Length);
        for (int i = 0; i < requests.Length; i++)
        {
            roots.Add(model[problem.Requests.Solved[i]] ? Make(RootNode(requests[i].Spec.Name)) : null);
        }

        return roots.ToImmutable();
    }

    private PackageNode RootNode(string name)
    {
        if (!problem.Facts.IsVirtual(name))
        {
            return problem.Node(name, 0);
        }

        foreach (var (provider, isProvider) in problem.VirtualNode(name, 0).Providers)
        {
            if (model[isProvider])
            {
                return provider;
            }
        }

        throw new InvalidOperationException($"nobody stands for the virtual root {name}");
    }

    private ConcreteSpec Make(PackageNode node)
    {
        if (_made.TryGetValue(node, out var known))
        {
            return known;
        }

        foreach (var (candidate, taken) in node.Candidates)
        {
            if (model[taken])
            {
                var existing = Existing(candidate);
                _made.Add(node, existing);
                return existing;
            }
        }

        var spec = Built(node);

        // Two nodes that came out the same are one.
        if (_byHash.TryGetValue(spec.Hash, out var same))
        {
            spec = same;
        }
        else
        {
            _byHash.Add(spec.Hash, spec);
        }

        _made.Add(node, spec);
        return spec;
    }

    private ConcreteSpec Built(PackageNode node)
    {
        var recipe = node.Facts!.Recipe;
        var draft = new ConcreteSpec
        {
            Name = node.Name,
            Namespace = recipe.Namespace,
            Version = node.Facts.Versions[VersionIndex(node)].Version,
            Variants = CommitOf(node) is { } commit ? Variants(node).With(commit) : Variants(node),
            CompilerFlags = FlagOrder.Flags(node, model),
            Architecture = new ConcreteArchitecture(
                problem.Facts.Configuration.Host.Platform,
                problem.Facts.OperatingSystems[FirstTrue(node.OperatingSystems)],
                problem.Facts.Targets[FirstTrue(node.Targets)].Target),
            Dependencies = Edges(node),
        };
        var patches = PatchSelector.Select(problem, model, node, draft, ParentsOf(node));
        ImmutableArray<string> digests = [.. patches.Select(patch => patch.Digest)];
        return new ConcreteSpec
        {
            Name = draft.Name, Namespace = draft.Namespace, Version = draft.Version,
            Variants = patches.IsEmpty
                ? draft.Variants
                : draft.Variants.With(new VariantValue(VariantType.Multiple, "patches", digests, isConcrete: true)),
            CompilerFlags = draft.CompilerFlags, Architecture = draft.Architecture, Dependencies = draft.Dependencies,
            Patches = patches.IsEmpty ? default : digests,
            PackageHash = ExternalSpec.HashOfPackage(problem.Facts, recipe, draft, patches),
        };
    }

    private int VersionIndex(PackageNode node)
    {
        for (int i = 0; i < node.AtMost.Length; i++)
        {
            if (model[node.AtMost[i]])
            {
                return i;
            }
        }

        throw new InvalidOperationException($"node {node} has no version");
    }

    /// <summary>The commit that the recipe gives for the version (Spack, <c>_resolve_git_provenance</c>), unless one was asked for.</summary>
    private VariantValue? CommitOf(PackageNode node)
    {
        var version = node.Facts!.Versions[VersionIndex(node)].Version;
        return !version.IsDevelop && node.Variants.GetValueOrDefault("commit")?.Values.Any(value => model[value.IsTaken]) != true
            && node.Facts.Recipe.FindVersion(version)?["commit"]?.AsText is { } commit
            ? new VariantValue(VariantType.Single, "commit", [commit])
            : null;
    }

    private VariantMap Variants(PackageNode node)
    {
        List<VariantValue> variants = [];
        foreach (var state in node.Variants.Values)
        {
            if (!model[state.IsDefined])
            {
                continue;
            }

            ImmutableArray<string> values = [.. state.Values.Where(value => model[value.IsTaken]).Select(value => value.Value)];
            if (values.IsEmpty)
            {
                continue;
            }

            var definition = state.Definitions.Where(each => model[each.Counts]).Select(each => each.Definition).FirstOrDefault();
            variants.Add(definition is null
                ? new VariantValue(state.Name == "patches" ? VariantType.Multiple : VariantType.Single, state.Name, values, isConcrete: true)
                : VariantMaker.Make(definition, values));
        }

        return VariantMap.Of(variants.OrderBy(variant => variant.Name, StringComparer.Ordinal));
    }

    private ImmutableArray<ConcreteEdge> Edges(PackageNode node)
    {
        var edges = ImmutableArray.CreateBuilder<ConcreteEdge>();
        foreach (var slot in node.Children.Values)
        {
            foreach (var (child, edge) in slot.Edges)
            {
                if (!model[edge])
                {
                    continue;
                }

                var types = DependencyTypes.None;
                for (int i = 0; i < 4; i++)
                {
                    types |= model[slot.ByType[i]] ? ChildSlot.TypeAt(i) : DependencyTypes.None;
                }

                var virtuals = ImmutableArray.CreateBuilder<string>();
                foreach (var virtualSlot in node.VirtualChildren.Values)
                {
                    if (model[virtualSlot.Any] && model[problem.Virtuals.StandsFor(node, slot, virtualSlot.Name)])
                    {
                        virtuals.Add(virtualSlot.Name);
                    }
                }

                edges.Add(new ConcreteEdge(Make(child), types, virtuals.ToImmutable()));
            }
        }

        return edges.ToImmutable();
    }

    private ConcreteSpec Existing(Candidate candidate)
    {
        if (_existing.TryGetValue(candidate, out var known))
        {
            return known;
        }

        var spec = candidate.Spec ?? ExternalSpec.Of(problem.Facts, candidate, Existing);
        _existing.Add(candidate, spec);
        return spec;
    }

    private int FirstTrue(Literal[] literals)
    {
        for (int i = 0; i < literals.Length; i++)
        {
            if (model[literals[i]])
            {
                return i;
            }
        }

        throw new InvalidOperationException("nothing was chosen");
    }

    private List<(PackageNode Parent, ChildSlot Slot)> ParentsOf(PackageNode node)
    {
        if (_parents is null)
        {
            _parents = [];
            foreach (var parent in problem.AllNodes)
            {
                if (!model[parent.Exists] || !model[parent.Builds])
                {
                    continue;
                }

                foreach (var slot in parent.Children.Values)
                {
                    foreach (var (child, edge) in slot.Edges)
                    {
                        if (model[edge])
                        {
                            if (!_parents.TryGetValue(child, out var list))
                            {
                                _parents.Add(child, list = []);
                            }

                            list.Add((parent, slot));
                        }
                    }
                }
            }
        }

        return _parents.GetValueOrDefault(node, []);
    }
}

using Cairn.Concretization.Encoding;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Explaining;

/// <summary>A change that was tried and has an answer.</summary>
/// <param name="Dropped">What is said no longer.</param>
/// <param name="Text">The change in words.</param>
internal sealed record Remedy(Origin Dropped, string Text);

/// <summary>Finds small changes with which there is an answer: one thing less is said, and what comes in its place.</summary>
internal sealed class RemedyFinder(Problem problem, ClashFinder clashes)
{
    private const int Most = 2;
    private const int MostAtOnce = 4;

    /// <summary>Who depends on whom in the answer of the first remedy, to tell how a package comes in.</summary>
    public Dictionary<PackageNode, List<(PackageNode Child, DependencySource? Source)>> Edges { get; } = [];

    /// <summary>Changes, the smallest first: parts of the request, then settings; several at once where one is not enough.</summary>
    public List<Remedy> Find(List<Literal> clash)
    {
        List<Remedy> remedies = [];
        foreach (var guard in Droppable(clash))
        {
            var origin = clashes.OriginOf(guard);
            if (remedies.Count > 0 && origin is Origin.Setting or Origin.Sticky)
            {
                continue;
            }

            if (clashes.SolveWithAll([guard], out _) == SolveStatus.Satisfiable && Text([origin]) is { } text)
            {
                remedies.Add(new Remedy(origin, text));
            }

            if (remedies.Count == Most)
            {
                break;
            }
        }

        if (remedies.Count == 0 && Several(clash) is { } several)
        {
            remedies.Add(several);
        }

        return remedies;
    }

    /// <summary>Drops one fact of the clash, one of the clash that is left, and so on.</summary>
    private Remedy? Several(List<Literal> clash)
    {
        HashSet<Literal> dropped = [];
        IReadOnlyCollection<Literal> open = clash;
        while (dropped.Count < MostAtOnce)
        {
            var next = Droppable(open).Where(guard => !dropped.Contains(guard)).Take(1).ToList();
            if (next.Count == 0)
            {
                break;
            }

            dropped.Add(next[0]);
            var status = clashes.SolveWithAll(dropped, out var core);
            if (status == SolveStatus.Satisfiable)
            {
                var origins = dropped.Select(clashes.OriginOf).ToList();
                return Text(origins) is { } text ? new Remedy(origins[0], text) : null;
            }

            if (status != SolveStatus.Unsatisfiable)
            {
                break;
            }

            open = core;
        }

        return null;
    }

    private IEnumerable<Literal> Droppable(IEnumerable<Literal> clash) => clash
        .Where(guard => clashes.OriginOf(guard) is not (Origin.Directive or Origin.Rule))
        .OrderBy(guard => Rank(clashes.OriginOf(guard)));

    /// <summary>Attributes change more easily than a dependency disappears, and both more easily than a setting.</summary>
    private static int Rank(Origin origin) => origin switch
    {
        Origin.Sticky => -1,
        Origin.Request { Part.Length: > 0, Owner.Length: > 0 } => 0,
        Origin.Request { Part.Length: > 0 } => 1,
        Origin.Request => 2,
        _ => 3,
    };

    /// <summary>What changes if some facts are dropped, read from the model at hand.</summary>
    private string? Text(List<Origin> dropped)
    {
        if (Edges.Count == 0)
        {
            ReadEdges(problem.Solver.Model);
        }

        if (dropped.OfType<Origin.Setting>().FirstOrDefault() is { } setting)
        {
            return dropped.Count > 1 ? null : setting.Advice ?? $"there is an answer without this setting: {setting.Text}";
        }

        var model = problem.Solver.Model;
        Dictionary<AbstractSpec, AbstractSpec> changed = new(ReferenceEqualityComparer.Instance);
        foreach (var request in problem.Facts.Requests)
        {
            changed[request.Spec] = request.Spec;
        }

        foreach (var origin in dropped)
        {
            switch (origin)
            {
                case Origin.Request request:
                    changed[request.Root] = RequestParts.Replace(changed[request.Root], request, InPlaceOf(request));
                    break;
                case Origin.Sticky sticky:
                    var root = problem.Facts.Requests.FirstOrDefault(request => request.Spec.Name == sticky.Package);
                    if (NodeOf(sticky.Package, model) is not { } node || Value(node, sticky.Variant, model) is not { } value)
                    {
                        return null;
                    }

                    if (root is null)
                    {
                        return $"there is an answer with `^{RequestParts.Join(sticky.Package, value)}`";
                    }

                    changed[root.Spec] = changed[root.Spec].Constrain(AbstractSpec.Parse(value));
                    break;
            }
        }

        var specs = problem.Facts.Requests.Where(request => !ReferenceEquals(changed[request.Spec], request.Spec))
            .Select(request => $"`{changed[request.Spec].ToQualifiedString()}`").ToList();
        return specs.Count == 0 ? null : $"{string.Join(" with ", specs)} has an answer";
    }

    /// <summary>The value of a variant in a model, as specs write it; null if it has none.</summary>
    private static string? Value(PackageNode node, string variant, Model model)
    {
        var values = node.Variants.GetValueOrDefault(variant)?.Values
            .Where(value => model[value.IsTaken]).Select(value => value.Value).Order(StringComparer.Ordinal).ToList() ?? [];
        return values switch
        {
            [] => null,
            ["True"] => $"+{variant}",
            ["False"] => $"~{variant}",
            _ => $"{variant}={SpecQuoting.QuoteIfNeeded(string.Join(',', values))}",
        };
    }

    /// <summary>What the model at hand has where the request said something else; says nothing if the package is not needed then.</summary>
    private AbstractSpec InPlaceOf(Origin.Request request)
    {
        var name = request.Owner.Length == 0 ? request.Root.Name
            : request.Root.Dependencies.FirstOrDefault(edge => RequestParts.OwnerOf(edge) == request.Owner)?.Spec.Name ?? "";
        var model = problem.Solver.Model;
        if (request.Part.Length == 0 || problem.Facts.IsVirtual(name) || NodeOf(name, model) is not { } node)
        {
            return AbstractSpec.Empty;
        }

        var part = AbstractSpec.Parse(request.Part);
        if (!part.Versions.IsAny)
        {
            int index = Array.FindIndex(node.AtMost, literal => model[literal]);
            return new AbstractSpec { Versions = VersionList.Parse(node.Facts!.Versions[index].Version.ToString()) };
        }

        if (part.Variants.FirstOrDefault() is { } variant)
        {
            return Value(node, variant.Name, model) is { } value ? AbstractSpec.Parse(value) : AbstractSpec.Empty;
        }

        return AbstractSpec.Empty;
    }

    private PackageNode? NodeOf(string name, Model model)
    {
        for (int x = 0; name.Length > 0 && x < problem.Facts.MaximumNodes(name) && problem.HasNode(name, x); x++)
        {
            var node = problem.Node(name, x);
            if (node.IsEncoded && model[node.Exists])
            {
                return node;
            }
        }

        return null;
    }

    private void ReadEdges(Model model)
    {
        foreach (var parent in problem.AllNodes.Where(node => node.IsEncoded && model[node.Exists]))
        {
            List<(PackageNode, DependencySource?)> children = [];
            foreach (var slot in parent.Children.Values)
            {
                foreach (var (child, edge) in slot.Edges)
                {
                    if (model[edge])
                    {
                        children.Add((child, SourceOf(parent, slot, model)));
                    }
                }
            }

            Edges.Add(parent, children);
        }
    }

    /// <summary>The statement by which a parent depends on a child: one on the package itself, or on a virtual that it stands for.</summary>
    private DependencySource? SourceOf(PackageNode parent, ChildSlot slot, Model model)
    {
        var direct = parent.Sources.GetValueOrDefault(slot.Name, []).FirstOrDefault(source => model[source.Active]);
        return direct ?? parent.VirtualChildren.Values
            .Where(virtualSlot => model[virtualSlot.Any] && model[problem.Virtuals.StandsFor(parent, slot, virtualSlot.Name)])
            .SelectMany(virtualSlot => parent.Sources.GetValueOrDefault(virtualSlot.Name, []))
            .FirstOrDefault(source => model[source.Active]);
    }
}

using Cairn.Concretization.Encoding;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Explaining;

/// <summary>Tells a clash: what was asked for, how the packages come in that it is about, what they say, what the configuration says.</summary>
internal sealed class Story(Problem problem, RemedyFinder remedies)
{
    private const int MostChains = 2;

    /// <summary>The facts in the order of cause and consequence.</summary>
    public List<string> Tell(IReadOnlyCollection<Origin> clash)
    {
        var requests = clash.OfType<Origin.Request>().OrderBy(PlaceInRequests).ToList();
        List<string> notes =
        [
            .. requests.Where(request => request.Part.Length > 0 || requests.All(other => other.Owner != request.Owner || other.Part.Length == 0))
                .Select(request => $"the request says `{request.Text}`").Distinct(),
        ];
        var directives = Ordered(clash.OfType<Origin.Directive>());
        var about = directives.Select(directive => directive.Package)
            .Concat(clash.OfType<Origin.Setting>().Select(setting => setting.Package).OfType<string>());
        // Where a fact says already who depends on it, nothing needs to be told.
        bool IsTold(string name) => directives.Any(directive => directive.Text.Contains($"depends on `{name}", StringComparison.Ordinal));
        notes.AddRange(about.Distinct().Where(name => !IsTold(name)).Select(HowItComesIn).OfType<string>().Take(MostChains));
        notes.AddRange(directives.Select(Text));
        notes.AddRange(clash.OfType<Origin.Sticky>().Select(Text).Order(StringComparer.Ordinal));
        notes.AddRange(clash.OfType<Origin.Setting>().Select(Text).Order(StringComparer.Ordinal));
        notes.AddRange(clash.OfType<Origin.Rule>().Select(rule => rule.Text).Order(StringComparer.Ordinal));
        if (clash.Count == requests.Count)
        {
            notes.AddRange(Absences(requests));
        }

        return notes;
    }

    /// <summary>A fact with the place where it was said.</summary>
    public static string Text(Origin origin) => origin switch
    {
        Origin.Request request => $"the request says `{request.Text}`",
        Origin.Directive { Place.Line: > 0 } directive => $"{directive.Text} ({PlaceText.Of(directive.Place)})",
        Origin.Directive directive => directive.Text,
        Origin.Setting { Location: { } location } setting => $"{setting.Text} ({location.File}:{location.Line})",
        Origin.Setting setting => setting.Text,
        Origin.Rule rule => rule.Text,
        Origin.Sticky { Place.Line: > 0 } sticky => $"{sticky.Text} ({PlaceText.Of(sticky.Place)})",
        Origin.Sticky sticky => sticky.Text,
        _ => origin.ToString(),
    };

    /// <summary>Where in the requests a part stands, so that parts are told in the order in which they were written.</summary>
    private int PlaceInRequests(Origin.Request origin)
    {
        var request = problem.Facts.Requests.First(each => ReferenceEquals(each.Spec, origin.Root));
        return (problem.Facts.Requests.IndexOf(request) << 16) + (Caret.Under(request, origin.Owner, origin.Part)?.Column ?? 0);
    }

    private List<Origin.Directive> Ordered(IEnumerable<Origin.Directive> directives)
    {
        Dictionary<string, int> place = [];
        foreach (var node in problem.AllNodes)
        {
            place.TryAdd(node.Name, place.Count);
        }

        return
        [
            .. directives.OrderBy(directive => place.GetValueOrDefault(directive.Package, int.MaxValue))
                .ThenBy(directive => directive.Place.File, StringComparer.Ordinal).ThenBy(directive => directive.Place.Line)
                .ThenBy(directive => directive.Text, StringComparer.Ordinal),
        ];
    }

    /// <summary>By which dependencies a package comes in that nobody asked for; null for roots.</summary>
    private string? HowItComesIn(string name)
    {
        if (problem.Facts.Requests.Any(request => request.Spec.Name == name))
        {
            return null;
        }

        var roots = problem.AllNodes.Where(node => node.Id == 0 && node.IsEncoded && problem.Facts.Requests.Any(request => request.Spec.Name == node.Name)).ToList();
        Dictionary<PackageNode, (PackageNode Parent, DependencySource? Source)> found = [];
        Queue<PackageNode> waiting = new(roots);
        while (waiting.TryDequeue(out var node))
        {
            if (node.Name == name)
            {
                return Chain(node, found);
            }

            foreach (var (child, source) in ChildrenOf(node))
            {
                if (!roots.Contains(child) && found.TryAdd(child, (node, source)))
                {
                    waiting.Enqueue(child);
                }
            }
        }

        return null;
    }

    /// <summary>What a node depends on in the answer of a remedy; where there is none, on what it may depend.</summary>
    private IEnumerable<(PackageNode Child, DependencySource? Source)> ChildrenOf(PackageNode node) => remedies.Edges.Count > 0
        ? remedies.Edges.GetValueOrDefault(node, [])
        : node.Children.Values.SelectMany(slot => slot.Active.Select(each => (each.Node, node.Sources.GetValueOrDefault(slot.Name)?.FirstOrDefault())));

    private static string? Chain(PackageNode node, Dictionary<PackageNode, (PackageNode Parent, DependencySource? Source)> found)
    {
        List<string> steps = [];
        for (var at = node; found.TryGetValue(at, out var step); at = step.Parent)
        {
            var place = step.Source?.Origin is Origin.Directive { Place.Line: > 0 } directive ? $" ({PlaceText.Of(directive.Place)})" : "";
            steps.Add($"`{step.Parent.Name}`{place}");
        }

        return steps.Count == 0 ? null : $"`{node.Name}` is needed by {string.Join(", that by ", steps)}";
    }

    /// <summary>What is not there and would have to be: a second provider, or a reason to depend on something.</summary>
    private IEnumerable<string> Absences(List<Origin.Request> requests)
    {
        foreach (var root in requests.Select(request => request.Root).Distinct())
        {
            var asked = root.Dependencies.Where(edge => !edge.IsDirect && requests.Any(request => request.Root.Equals(root) && request.Owner == RequestParts.OwnerOf(edge)))
                .Select(edge => edge.Spec.Name).Where(name => !problem.Facts.IsVirtual(name)).Distinct().ToList();
            foreach (var virtualNode in problem.AllVirtualNodes.Where(node => node.Id == 0 && problem.Facts.MaximumVirtualNodes(node.Name) == 1).OrderBy(node => node.Name, StringComparer.Ordinal))
            {
                var providers = asked.Where(problem.Facts.ProvidersOf(virtualNode.Name).Contains).ToList();
                if (providers.Count > 1)
                {
                    yield return $"{string.Join(" and ", providers.Select(name => $"`{name}`"))} both stand for `{virtualNode.Name}`, and only one can";
                    yield break;
                }
            }

            if (problem.Facts.IsVirtual(root.Name) || !problem.HasNode(root.Name, 0) || !problem.Node(root.Name, 0).IsEncoded)
            {
                continue;
            }

            foreach (var note in asked.Select(name => OnlyIf(problem.Node(root.Name, 0), name)).OfType<string>())
            {
                yield return note;
            }
        }
    }

    /// <summary>The conditions under which a node depends on a package; null if there is none, or if it always does.</summary>
    private string? OnlyIf(PackageNode node, string name)
    {
        var declared = node.Facts!.Recipe.Dependencies.Where(each => each.Name == name
            || (problem.Facts.IsVirtual(each.Name) && problem.Facts.ProvidersOf(each.Name).Contains(name))).ToList();
        if (declared.Count is 0 or > 2 || declared.Any(each => each.When.Equals(AbstractSpec.Empty)))
        {
            return null;
        }

        var ways = declared.Select(each =>
        {
            var what = each.Name == name ? $"`{name}`" : $"`{each.Name}`, for which `{name}` stands";
            var place = each.Places.IsDefaultOrEmpty || each.Places[0].Line == 0 ? "" : $" ({PlaceText.Of(each.Places[0])})";
            return $"when `{each.When.ToString().Trim()}` on {what}{place}";
        });
        return $"`{node.Name}` depends only {string.Join(", and ", ways)}";
    }
}

/// <summary>Where a directive stands, as short as it is clear: <c>builtin/hdf5/package.py:88</c>.</summary>
internal static class PlaceText
{
    /// <summary>The place without the way to the repository.</summary>
    public static string Of(DirectivePlace place)
    {
        var file = place.File.Replace('\\', '/');
        var parts = file.Split('/');
        int at = Array.LastIndexOf(parts, "packages");
        int systems = Array.LastIndexOf(parts, "build_systems");
        return at > 0 && at + 2 < parts.Length ? $"{parts[at - 1]}/{string.Join('/', parts[(at + 1)..])}:{place.Line}"
            : systems > 0 ? $"{string.Join('/', parts[(systems - 1)..])}:{place.Line}"
            : place.ToString();
    }
}

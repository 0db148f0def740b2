using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>Who may depend on whom, by recipes alone; virtual packages are replaced by all that provide them.</summary>
internal sealed class PossibleDependencies(Session session, DependencyTypes types)
{
    private readonly List<(string From, string To, DependencyTypes Types)> _edges = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The edges that can be reached from some packages.</summary>
    public IReadOnlyList<(string From, string To, DependencyTypes Types)> Of(IEnumerable<AbstractSpec> queries)
    {
        var open = new Queue<string>();
        foreach (var query in queries)
        {
            if (!session.Recipes.Contains(query.FullName) && !session.Recipes.IsVirtual(query.Name))
            {
                throw UnknownRecipe.Error(session.Recipes, query.FullName);
            }

            foreach (var name in Expanded(query.Name))
            {
                Enqueue(name, open);
            }
        }

        while (open.TryDequeue(out var name))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            Follow(name, open);
        }

        return _edges;
    }

    private void Follow(string name, Queue<string> open)
    {
        RecipeMetadata? recipe;
        try
        {
            if (!session.Recipes.TryGet(name, out recipe))
            {
                return; // named by another recipe, and nowhere to be found: it is drawn, and leads nowhere
            }
        }
        catch (CairnException broken)
        {
            session.Terminal.Warning(broken.Diagnostic.Message);
            return;
        }

        foreach (var group in recipe.Dependencies.Where(dependency => (dependency.Types & types) != 0).GroupBy(dependency => dependency.Name))
        {
            var kinds = group.Aggregate(DependencyTypes.None, (all, dependency) => all | (dependency.Types & types));
            foreach (var target in Expanded(group.Key))
            {
                _edges.Add((name, target, kinds));
                Enqueue(target, open);
            }
        }
    }

    private IEnumerable<string> Expanded(string name) => session.Recipes.IsVirtual(name)
        ? session.Recipes.Providers(name).Select(provider => provider.Name).Distinct(StringComparer.Ordinal)
        : [name];

    private void Enqueue(string name, Queue<string> open)
    {
        if (_seen.Add(name))
        {
            open.Enqueue(name);
        }
    }
}

using System.Text;
using Cairn.Build.Worker;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.UserEnvironment;

namespace Cairn.Cli.Composition;

/// <summary>What a session knows about using what is installed.</summary>
public sealed partial class Session
{
    private readonly Dictionary<string, RecipeAnswers> _answers = new(StringComparer.Ordinal);
    private RecipeAnswersStore? _answersStore;

    /// <summary>What recipes said about installed packages.</summary>
    public RecipeAnswersStore AnswersStore => _answersStore ??= new RecipeAnswersStore(Layout.Root, Places.UserCache);

    /// <summary>The prefix of a node: where the database says that it is.</summary>
    public string PrefixOf(ConcreteSpec node) =>
        Database.Find(node.Hash)?.Path ?? Layout.PrefixOf(node);

    /// <summary>The changes that make installed packages usable, as <c>load</c> makes them.</summary>
    /// <exception cref="CairnException">A recipe fails.</exception>
    public EnvironmentChanges RunChangesFor(IReadOnlyList<ConcreteSpec> roots, LoadScope scope = LoadScope.All)
    {
        AskRecipes(roots);
        return new RunEnvironment(PrefixInspections.From(Configuration), PrefixOf, node => _answers[node.Hash]).ChangesFor(roots, scope);
    }

    /// <summary>What the recipe of an installed package says about using it.</summary>
    /// <exception cref="CairnException">The recipe is missing or fails.</exception>
    public RecipeAnswers AnswersOf(ConcreteSpec spec)
    {
        AskRecipes([spec]);
        return _answers[spec.Hash];
    }

    /// <summary>A world for the methods of installed packages: runs the interpreter.</summary>
    public PackageWorld WorldOf(IReadOnlyList<ConcreteSpec> roots) =>
        new PackageInquiry(Configuration, Recipes, Host, Layout, PrefixOf).WorldOf(roots);

    /// <summary>Makes sure that the recipes of what runs with some packages have been asked; runs the interpreter for those that were not.</summary>
    /// <exception cref="CairnException">A recipe is missing or fails.</exception>
    public void AskRecipes(IReadOnlyList<ConcreteSpec> roots)
    {
        var unknown = new List<ConcreteSpec>();
        foreach (var node in RunEnvironment.NodesOf(roots))
        {
            if (_answers.ContainsKey(node.Hash))
            {
                continue;
            }

            if (AnswersStore.Find(node.Hash) is { } known)
            {
                _answers.Add(node.Hash, known);
            }
            else
            {
                unknown.Add(node);
            }
        }

        if (unknown.Count > 0)
        {
            Ask(WorldOf(roots), unknown);
        }
    }

    private void Ask(PackageWorld world, List<ConcreteSpec> nodes)
    {
        foreach (var (node, json) in PackageInquiry.AnswersOf(world, nodes))
        {
            var value = PlainJson.Parse(Encoding.UTF8.GetBytes(json));
            _answers[node.Hash] = RecipeAnswers.FromJson(value);
            var file = Recipes.TryGet(node.FullName, out var recipe) || Recipes.TryGet(node.Name, out recipe) ? recipe.File : "";
            AnswersStore.Remember(node.Hash, file, value);
        }

        SaveRecipeCache();
    }
}

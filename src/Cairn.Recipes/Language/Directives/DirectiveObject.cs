using Cairn.Python;

namespace Cairn.Recipes;

/// <summary>A directive that was called in a class body and waits for the class to be finished.</summary>
/// <remarks>Classes that inherit from the class apply it again, each to itself.</remarks>
internal abstract class DirectiveObject(DirectivePlace place) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("directive", static builder => builder.Final(), module: "spack.directives");

    public DirectivePlace Place { get; } = place;

    /// <summary>Applies the directive to a recipe's class.</summary>
    /// <exception cref="Specs.CairnException">It does not fit the class.</exception>
    /// <exception cref="PyRaise">Something of the recipe failed that it had to ask.</exception>
    public abstract void Apply(RecipeClass target);

    protected override string ReprCore() => $"<directive at {Place}>";
}

/// <summary>The directives of a class, those of its bases included, in the order in which they are applied.</summary>
internal sealed class DirectiveList(IReadOnlyList<DirectiveObject> items) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("directives", static builder => builder.Final(), module: "spack.directives");

    public IReadOnlyList<DirectiveObject> Items { get; } = items;
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A recipe that can stand for a virtual, with one of the statements by which it can.</summary>
/// <param name="Recipe">The full name of the recipe.</param>
/// <param name="Provided">The statement: the virtual's spec and the condition.</param>
public sealed record VirtualProvider(string Recipe, ProvidedVirtual Provided)
{
    /// <summary>The recipe's name without its namespace.</summary>
    public string Name => Recipe[(Recipe.LastIndexOf('.') + 1)..];
}

/// <summary>
/// Everything that concretizing asks of recipes. Names are a package's (<c>hdf5</c>: the first repository that has it answers) or
/// qualified (<c>builtin.hdf5</c>, <c>llnl.comp.mpich</c>: that repository only). Thread-safe.
/// </summary>
public interface IRecipeSource
{
    /// <summary>The namespaces of the repositories in search order.</summary>
    ImmutableArray<string> Namespaces { get; }

    /// <summary>All names of recipes, each once, sorted. Virtuals without a recipe are not among them.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>All names of virtuals, sorted.</summary>
    IReadOnlyList<string> VirtualNames { get; }

    /// <summary>True if there is a recipe of that name. Does not evaluate it.</summary>
    bool Contains(string name);

    /// <summary>The metadata of a recipe; false if there is none of that name.</summary>
    /// <exception cref="CairnException">The recipe is there, and broken.</exception>
    bool TryGet(string name, [NotNullWhen(true)] out RecipeMetadata? recipe);

    /// <summary>True if the name is a virtual: some recipe provides it.</summary>
    bool IsVirtual(string name);

    /// <summary>Who can stand for a virtual, by repository order and then by name; one entry per statement; empty for unknown names.</summary>
    ImmutableArray<VirtualProvider> Providers(string virtualName);

    /// <summary>
    /// What a compiler's recipe says about the runtimes of whatever is compiled with it (<c>runtime_constraints</c>); empty for recipes
    /// without. Runs the interpreter.
    /// </summary>
    /// <param name="compiler">The compiler: a spec with name and one concrete version, such as <c>gcc@=12.2.0</c>.</param>
    ImmutableArray<RuntimeConstraint> RuntimeConstraints(AbstractSpec compiler);

    /// <summary>Asks the recipe's own function whether a variant accepts these values; null if it does, else the reason.</summary>
    /// <remarks>Only for <see cref="VariantValues.Predicate"/> and <see cref="VariantDefinition.HasGroupValidator"/>; runs the interpreter.</remarks>
    string? AcceptsVariantValue(RecipeMetadata recipe, VariantDefinition variant, ImmutableArray<string> values);

    /// <summary>The SHA-256 of a patch: the declared one for a URL, that of the file otherwise.</summary>
    /// <exception cref="CairnException">The file cannot be read.</exception>
    string PatchDigest(PatchDeclaration patch);

    /// <summary>The hash of the recipe's text, reduced to what a node's build depends on; null for recipes without a text.</summary>
    /// <param name="name">The package, without a namespace.</param>
    /// <param name="holds">Which conditions of methods the node fulfils.</param>
    /// <exception cref="CairnException">The recipe's file cannot be read.</exception>
    string? TextHash(string name, Func<AbstractSpec, bool> holds);
}

/// <summary>Conveniences that every source has.</summary>
public static class RecipeSourceExtensions
{
    /// <summary>The metadata of a recipe.</summary>
    /// <exception cref="CairnException">There is none of that name, or it is broken.</exception>
    public static RecipeMetadata Get(this IRecipeSource source, string name) =>
        source.TryGet(name, out var recipe) ? recipe : throw UnknownRecipe.Error(source, name);
}

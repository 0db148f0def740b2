using System.Collections.Immutable;
using Cairn.Build.Worker;
using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Fetching;

/// <summary>A package whose source a command works on.</summary>
/// <param name="Spec">The node, if a spec was decided; null for a version taken as it was written.</param>
/// <param name="Root">The root of the DAG that the node is looked at in; null without a node.</param>
/// <param name="Request">What it needs from the outside.</param>
internal sealed record WantedSource(ConcreteSpec? Spec, ConcreteSpec? Root, SourceRequest Request)
{
    /// <summary>The sources that specs of the command line mean.</summary>
    /// <exception cref="CairnException">A spec has no answer, or a recipe does not say where its source is.</exception>
    public static ImmutableArray<WantedSource> Of(
        Session session, SourceServices sources, ImmutableArray<AbstractSpec> specs, SourceSelection selection) =>
        selection.IsUndecided
            ? [.. specs.Select(spec => new WantedSource(null, null, AsWritten(session, spec, selection.Concretize.AllowsDeprecated)))]
            : [.. OfRoots(session, sources, SpecCommand.Concretized(session, specs, selection.Concretize), selection)];

    /// <summary>The source of a version as it was written: nothing is decided, so every resource and patch that may belong to it is meant.</summary>
    /// <exception cref="CairnException">There is no such version, or the recipe does not say where its source is.</exception>
    public static SourceRequest AsWritten(Session session, AbstractSpec spec, bool allowsDeprecated)
    {
        RecipeMetadata recipe = session.Recipes.Get(spec.FullName);
        return SourceRequests.Of(recipe, VersionOf(recipe, spec, allowsDeprecated), session.Recipes, session.RecipeUrls);
    }

    private static Specs.Version VersionOf(RecipeMetadata recipe, AbstractSpec spec, bool allowsDeprecated)
    {
        if (spec.Versions.Concrete is { } exact)
        {
            return exact;
        }

        return recipe.VersionsByPreference
            .Where(declared => declared.Version.Satisfies(spec.Versions) && (allowsDeprecated || !declared.IsDeprecated))
            .Select(declared => declared.Version)
            .FirstOrDefault() ?? throw new CairnException(new Diagnostic(
                "unknown-version", $"the recipe of `{recipe.Name}` declares no version that satisfies `{spec}`", null, [],
                $"`cairn versions {recipe.Name}` lists its versions"));
    }

    private static IEnumerable<WantedSource> OfRoots(
        Session session, SourceServices sources, ImmutableArray<ConcreteSpec> roots, SourceSelection selection)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        var installed = selection.OnlyMissing ? session.Database.Read(session.Cancellation) : null;
        foreach (var root in roots)
        {
            PackageSources? packages = null;
            foreach (var node in selection.WithDependencies ? root.Traverse() : [root])
            {
                if (!seen.Add(node.Hash) || (node.IsExternal && selection.WithDependencies)
                    || (installed is not null && installed.TryGetValue(node.Hash, out var record) && record.IsInstalled))
                {
                    continue;
                }

                packages ??= new PackageSources(session.Configuration, session.Recipes, session.Host, root, sources.Stages);
                yield return new WantedSource(node, root, packages.RequestOf(node));
            }
        }
    }
}

/// <summary>Which sources a command means.</summary>
/// <param name="Concretize">How specs are decided.</param>
/// <param name="WithDependencies">True to mean all dependencies, too.</param>
/// <param name="OnlyMissing">True to leave out what is installed.</param>
/// <param name="IsUndecided">True to take <c>name@version</c> as it is written instead of deciding a spec.</param>
internal sealed record SourceSelection(ConcretizeOptions Concretize, bool WithDependencies = false, bool OnlyMissing = false, bool IsUndecided = false);

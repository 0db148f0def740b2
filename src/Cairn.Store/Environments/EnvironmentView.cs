using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Environments;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Views;

namespace Cairn.Store.Environments;

/// <summary>A view that an environment describes under <c>view</c>: where it is, what is in it, and where in it.</summary>
/// <remarks>
/// Spack docs, "Environments: Environment Views": no <c>view</c>, or <c>true</c>, is the view <c>default</c> in
/// <c>.spack-env/view</c>; a text is its place; a mapping names several.
/// </remarks>
public sealed class EnvironmentView
{
    /// <summary>The name of the view that an environment has if it says nothing.</summary>
    public const string DefaultName = "default";

    private readonly ViewProjections _projections;
    private readonly ImmutableArray<AbstractSpec> _select;
    private readonly ImmutableArray<AbstractSpec> _exclude;

    private EnvironmentView(string name, string root, ViewProjections projections, ImmutableArray<AbstractSpec> select, ImmutableArray<AbstractSpec> exclude) =>
        (Name, Root, _projections, _select, _exclude) = (name, root, projections, select, exclude);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its directory.</summary>
    public string Root { get; }

    /// <summary>The views of an environment.</summary>
    /// <param name="environment">Its file.</param>
    /// <param name="configuration">Expands variables in paths.</param>
    /// <exception cref="CairnException">They are described in a form that nobody knows.</exception>
    public static ImmutableArray<EnvironmentView> Of(EnvironmentManifest environment, Configuration configuration)
    {
        string PlaceOf(YamlScalar root) => Path.GetFullPath(configuration.Expand(root), environment.Directory);
        EnvironmentView Default(string root) => new(DefaultName, root, ViewProjections.None, [], []);
        return environment.Sections["view"] switch
        {
            null or YamlScalar { IsNull: true } => [Default(Path.Combine(environment.Directory, ".spack-env", "view"))],
            YamlScalar { Kind: YamlScalarKind.Boolean, Text: ['t' or 'T', ..] } => [Default(Path.Combine(environment.Directory, ".spack-env", "view"))],
            YamlScalar { Kind: YamlScalarKind.Boolean } => [],
            YamlScalar place => [Default(PlaceOf(place))],
            YamlMapping views => [.. views.Entries.Select(entry => entry.Value is YamlMapping view && view["root"] is YamlScalar root
                ? new EnvironmentView(entry.Key, PlaceOf(root), ViewProjections.From(view["projections"]), Specs(view["select"]), Specs(view["exclude"]))
                : throw Configuration.Mismatch($"view:{entry.Key}", entry.Value, "a mapping with `root`"))],
            var other => throw Configuration.Mismatch("view", other, "true, false, a directory, or a mapping of names to views"),
        };
    }

    /// <summary>True if a package that belongs to the environment goes into the view.</summary>
    public bool Holds(ConcreteSpec spec) =>
        (_select.IsEmpty || _select.Any(wanted => spec.Satisfies(wanted))) && !_exclude.Any(unwanted => spec.Satisfies(unwanted));

    /// <summary>The directory of a package in the view.</summary>
    /// <param name="spec">The package; for an extension, what it extends.</param>
    public string PlaceOf(ConcreteSpec spec) => _projections.PlaceOf(spec) is { Length: > 0 } place ? Path.Combine(Root, place) : Root;

    private static ImmutableArray<AbstractSpec> Specs(YamlNode? node) => node switch
    {
        YamlSequence list => [.. list.Items.OfType<YamlScalar>().Select(item => AbstractSpec.Parse(item.Text))],
        YamlScalar { IsNull: false } one => [AbstractSpec.Parse(one.Text)],
        _ => [],
    };
}

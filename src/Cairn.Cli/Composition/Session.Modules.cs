using Cairn.Build.PostInstall;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Environments;
using Cairn.Store.Modules;
using Cairn.Store.Modules.Templating;

namespace Cairn.Cli.Composition;

/// <summary>The module files of a session.</summary>
public sealed partial class Session
{
    private RecipeVirtuals? _virtuals;
    private ModuleFiles? _moduleFiles;

    /// <summary>Which names are virtual.</summary>
    public IVirtualPackages Virtuals => _virtuals ??= new RecipeVirtuals(Recipes);

    /// <summary>Module files as the configuration wants them.</summary>
    public ModuleFiles ModuleFiles => _moduleFiles ??= new ModuleFiles(new ModuleWorld
    {
        Configuration = Configuration,
        PrefixOf = PrefixOf,
        AnswersOf = AnswersOf,
        IsExplicit = spec => Database.Find(spec.Hash) is { IsExplicit: true },
        Virtuals = Virtuals,
        GivePermissions = (spec, path) => PrefixPermissions.Of(Configuration, spec.Name).ApplyToOne(path),
        ProjectionInto = ActiveEnvironment is null ? null : ProjectionInto,
        Templates = new TemplateLibrary([.. (Configuration.Get("config:template_dirs") switch
        {
            Config.Yaml.YamlSequence list => list.Items.OfType<Config.Yaml.YamlScalar>().Select(Configuration.Expand),
            Config.Yaml.YamlScalar one => [Configuration.Expand(one)],
            _ => [],
        }).Append(Path.Combine(Places.Root, "share", "cairn", "templates"))]),
    });

    /// <summary>Lets module files be named anew: who asked for what has changed.</summary>
    public void ForgetModuleFiles() => _moduleFiles = null;

    /// <summary>Replaces prefixes by places in a view of the active environment, for a package that is in the view.</summary>
    /// <exception cref="CairnException">The environment has no such view.</exception>
    private Func<string, string> ProjectionInto(ConcreteSpec spec, string name)
    {
        var views = EnvironmentView.Of(ActiveEnvironment!.Manifest, Configuration);
        var view = views.FirstOrDefault(each => each.Name == name) ?? throw new CairnException(new Diagnostic(
            "module-view", $"the environment `{ActiveEnvironment.Name}` has no view `{name}`, which `use_view` of `modules.yaml` names", null, [],
            views.IsEmpty ? "its `view` is false" : $"its views are {string.Join(", ", views.Select(each => $"`{each.Name}`"))}"));
        if (!view.Holds(spec))
        {
            return value => value;
        }

        var places = spec.Traverse(types: DependencyTypes.Link | DependencyTypes.Run).Where(node => !node.IsExternal)
            .Select(node => (Prefix: PrefixOf(node), Place: view.PlaceOf(AnswersOf(node).Extendee is { } hash ? node.Traverse().First(each => each.Hash == hash) : node)))
            .ToList();
        return value => places.Aggregate(value, (text, each) => text.Replace(each.Prefix, each.Place, StringComparison.Ordinal));
    }
}

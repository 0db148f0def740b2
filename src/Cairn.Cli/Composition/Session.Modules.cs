using Cairn.Recipes;
using Cairn.Specs;
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
        Templates = new TemplateLibrary([.. (Configuration.Get("config:template_dirs") switch
        {
            Config.Yaml.YamlSequence list => list.Items.OfType<Config.Yaml.YamlScalar>().Select(Configuration.Expand),
            Config.Yaml.YamlScalar one => [Configuration.Expand(one)],
            _ => [],
        }).Append(Path.Combine(Places.Root, "share", "cairn", "templates"))]),
    });
}

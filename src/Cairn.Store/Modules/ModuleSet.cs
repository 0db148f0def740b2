using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Store.Modules;

/// <summary>A named set of module files of one system, as <c>modules:NAME</c> describes it (Spack docs, "Modules").</summary>
public sealed class ModuleSet
{
    private ModuleSet(string name, ModuleSystem system, YamlMapping section, string root, bool hasArchitectureFolder, YamlNode? view) =>
        (Name, System, Section, Root, HasArchitectureFolder, UseView) = (name, system, section, root, hasArchitectureFolder, view);

    /// <summary>The name of the set.</summary>
    public string Name { get; }

    /// <summary>The system.</summary>
    public ModuleSystem System { get; }

    /// <summary>What <c>modules:NAME:tcl</c> or <c>lmod</c> says.</summary>
    public YamlMapping Section { get; }

    /// <summary>Where the files lie.</summary>
    public string Root { get; }

    /// <summary>True if a directory named by the architecture lies between the root and the files.</summary>
    public bool HasArchitectureFolder { get; }

    /// <summary>What <c>use_view</c> says: files point into a view; null if they point into the store.</summary>
    public YamlNode? UseView { get; }

    /// <summary>The names of all sets.</summary>
    public static ImmutableArray<string> NamesIn(Configuration configuration) =>
        configuration.Section("modules") is YamlMapping mapping ? [.. mapping.Entries.Select(entry => entry.Key).Where(key => key != "prefix_inspections")] : [];

    /// <summary>The systems whose files are made when something is installed.</summary>
    public static ImmutableArray<ModuleSystem> EnabledIn(Configuration configuration, string name) =>
    [
        .. configuration.GetStrings($"modules:{name}:enable").Distinct().Select(system => ModuleSystems.Parse(system) ?? throw Configuration.Mismatch(
            $"modules:{name}:enable", configuration.Get($"modules:{name}:enable")!, "a list of `tcl` and `lmod`")),
    ];

    /// <summary>A set of a system.</summary>
    /// <exception cref="CairnException">There is no set of that name.</exception>
    public static ModuleSet From(Configuration configuration, string name, ModuleSystem system)
    {
        var names = NamesIn(configuration);
        if (!names.Contains(name))
        {
            throw new CairnException(new Diagnostic("no-module-set", $"there is no set of modules `{name}`", null, [$"there are: {string.Join(", ", names)}"], "`modules.yaml` describes sets"));
        }

        var key = ModuleSystems.NameOf(system);
        var section = configuration.Get($"modules:{name}:{key}") switch
        {
            null => new YamlMapping([], default),
            YamlMapping mapping => mapping,
            var other => throw Configuration.Mismatch($"modules:{name}:{key}", other, "a mapping"),
        };
        var root = configuration.GetPath($"modules:{name}:roots:{key}")
            ?? configuration.Variables.Expand(system == ModuleSystem.Tcl ? "$spack/share/cairn/modules" : "$spack/share/cairn/lmod");
        var view = configuration.Get($"modules:{name}:use_view");
        return new ModuleSet(
            name, system, section, root, configuration.GetBoolean($"modules:{name}:arch_folder", true),
            view is YamlScalar { Kind: YamlScalarKind.Boolean, Text: ['f' or 'F', ..] } ? null : view);
    }
}

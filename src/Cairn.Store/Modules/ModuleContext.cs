using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Layout;
using Cairn.Store.Modules.Templating;
using Cairn.Store.UserEnvironment;

namespace Cairn.Store.Modules;

/// <summary>The names that the template of a module file knows; those of Spack's templates.</summary>
internal sealed partial class ModuleContext(ModuleFile module, ModuleWorld world, ModuleFiles others)
{
    private readonly ConcreteSpec _spec = module.Spec;
    private readonly RecipeAnswers _answers = world.AnswersOf(module.Spec);

    public Dictionary<string, object?> Values()
    {
        var environment = Environment();
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["spec"] = new TemplateSpec(_spec, world),
            ["tags"] = _answers.Tags.Select(tag => (object?)tag).ToList(),
            ["timestamp"] = DateTime.Now.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            ["category"] = "spack",
            ["short_description"] = ShortDescription(),
            ["long_description"] = _answers.RawDocumentation is { } text ? Blanks().Replace(text, " ") : null,
            ["configure_options"] = ConfigureOptions(),
            ["environment_modifications"] = environment.Select(change => (object?)new List<object?> { change.Kind.ToString(), new TemplateChange(change) }).ToList(),
            ["has_manpath_modifications"] = environment.Any(change =>
                change is { Kind: EnvironmentChangeKind.PrependPath or EnvironmentChangeKind.AppendPath, Name: "MANPATH" }),
            ["conflicts"] = Conflicts().Select(name => (object?)name).ToList(),
            ["autoload"] = UseNamesOf(module.Rules.Autoload).Concat(module.Rules.Load).Select(name => (object?)name).ToList(),
            ["prerequisites"] = UseNamesOf(module.Rules.Prerequisites).Select(name => (object?)name).ToList(),
            ["verbose"] = module.Rules.IsVerbose,
        };
        AddHierarchy(values);
        foreach (var (key, value) in _answers.Contexts.GetValueOrDefault(ModuleSystems.NameOf(module.Set.System), PlainMapping.Empty).Entries)
        {
            values[key] = TemplateValues.From(value);
        }

        foreach (var entry in module.Rules.Context?.Entries ?? [])
        {
            values[entry.Key] = FromYaml(entry.Value);
        }

        return values;
    }

    private void AddHierarchy(Dictionary<string, object?> values)
    {
        if (module.Hierarchy is not { } hierarchy)
        {
            return;
        }

        var paths = hierarchy.UnlockedPaths();
        values["provides"] = hierarchy.Provides.Select(name => (object?)name).ToList();
        values["missing"] = hierarchy.Missing.Select(name => (object?)name).ToList();
        values["has_modulepath_modifications"] = hierarchy.Provides.Count > 0;
        values["has_conditional_modifications"] = hierarchy.Provides.Count > 0 && !hierarchy.Provides.SequenceEqual(["compiler"]);
        values["name_part"] = _spec.Name;
        values["version_part"] = $"{_spec.Version}-{_spec.ShortHash()}";
        values["unlocked_paths"] = paths.Where(path => path.Needs.IsEmpty)
            .Select(path => (object?)Path.Combine([module.ArchitectureRoot, .. path.Parts])).ToList();
        values["conditionally_unlocked_paths"] = paths.Where(path => !path.Needs.IsEmpty).Select(path => (object?)new List<object?>
        {
            string.Join(" and ", path.Needs.Select(name => $"{name}_name")),
            string.Join(", ", path.Parts.Insert(0, module.ArchitectureRoot).Select(part => hierarchy.IsOpen(part) ? $"{part}_name, {part}_version" : $"\"{part}\"")),
        }).ToList();
    }

    /// <summary>The changes: the prefix's directories, dependencies, the recipe, the configuration, in this order.</summary>
    private List<EnvironmentChange> Environment()
    {
        var changes = new EnvironmentChanges();
        var prefix = world.PrefixOf(_spec);
        if (prefix.Length > 0)
        {
            PrefixInspections.From(world.Configuration, module.Set.Name).AddTo(changes, prefix);
        }

        foreach (var dependency in _spec.DirectDependencies(DependencyTypes.Link | DependencyTypes.Run))
        {
            changes.AddRange(_answers.Given.GetValueOrDefault(dependency.Hash, []));
        }

        changes.AddRange(_answers.Own);
        var project = Projection();
        var excluded = module.Rules.ExcludedVariables;
        return
        [
            .. changes.Select(change => change with { Value = project(Literal(change)) })
                .Concat(module.Rules.Environment().Select(change => change with { Value = change.IsRaw ? change.Value : module.Format(change.Value) }))
                .Select(change => change with { Name = VariableName(change.Name) })
                .Where(change => !excluded.Contains(change.Name)),
        ];
    }

    /// <summary>A recipe's value: fields in braces are filled as in Spack; what is no field is meant as it stands.</summary>
    private string Literal(EnvironmentChange change)
    {
        if (change.IsRaw || !change.HasValue || !change.Value.Contains('{', StringComparison.Ordinal))
        {
            return change.Value;
        }

        try
        {
            return module.Format(change.Value);
        }
        catch (CairnException)
        {
            return change.Value;
        }
    }

    private Func<string, string> Projection()
    {
        if (module.Set.UseView is not { } view)
        {
            return value => value;
        }

        var name = view is YamlScalar { Kind: YamlScalarKind.Boolean } ? "default" : view.ToString() ?? "default";
        return world.ProjectionInto?.Invoke(_spec, name) ?? throw new CairnException(new Diagnostic(
            "module-view", $"`modules:{module.Set.Name}:use_view` needs an active environment with the view `{name}`",
            new SourceLocation(view.Mark.File, view.Mark.Line, view.Mark.Column), [], "activate the environment, or set `use_view: false`"));
    }

    /// <summary>A variable's name with its fields in capitals: <c>{name}_ROOT</c> is <c>ZLIB_ROOT</c>.</summary>
    private string VariableName(string format) =>
        Field().Replace(format, match => module.Format(match.Value).ToUpperInvariant()).Replace('-', '_');

    private IEnumerable<string> Conflicts()
    {
        var projection = module.Rules.Projection(module.Set.System == ModuleSystem.Tcl ? "{name}/{version}-{compiler.name}-{compiler.version}" : "{name}/{version}");
        foreach (var format in module.Rules.Conflicts)
        {
            var parts = Field().Count(format) + (format.EndsWith('}') || format.Length == 0 ? 0 : 1);
            var differing = format.Split('/').Zip(projection.Split('/')).FirstOrDefault(pair => pair.First != pair.Second);
            if (parts > 1 && differing.First is not null)
            {
                throw new CairnException(new Diagnostic(
                    "module-conflict", $"the conflict `{format}` of modules does not have the form of their names, `{projection}`", null, [],
                    "write a conflict as the beginning of the naming scheme, such as `{name}`"));
            }

            yield return module.Format(format);
        }
    }

    private IEnumerable<string> UseNamesOf(string which)
    {
        var nodes = which switch
        {
            "none" => [],
            "run" => _spec.DirectDependencies(DependencyTypes.Run),
            "direct" => _spec.DirectDependencies(DependencyTypes.Run | DependencyTypes.Link),
            "all" => _spec.Traverse(TraversalOrder.Topological, DependencyTypes.Run | DependencyTypes.Link, includeRoot: false),
            _ => throw new CairnException(new Diagnostic("module-autoload", $"modules are loaded together by `none`, `run`, `direct` or `all`, not by `{which}`")),
        };
        return nodes.Select(node => others.Of(module.Set, node)).Where(file => !file.IsExcluded).Select(file => file.UseName);
    }

    private string ShortDescription()
    {
        if (_answers.RawDocumentation is not { Length: > 0 } text)
        {
            return _spec.Format("{name} {@version}");
        }

        return Blanks().Replace(text.Split("\n\n")[0], " ").Replace('"', '\'');
    }

    private string? ConfigureOptions()
    {
        if (_spec.IsExternal)
        {
            return "unknown, software installed outside of Spack";
        }

        var path = Path.Combine(InstallLayout.MetadataOf(world.PrefixOf(_spec)), "spack-configure-args.txt");
        return File.Exists(path) ? File.ReadAllText(path, Encoding.UTF8) : null;
    }

    private static object? FromYaml(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.ToDictionary(entry => entry.Key, entry => FromYaml(entry.Value), StringComparer.Ordinal),
        YamlSequence list => list.Items.Select(FromYaml).ToList(),
        YamlScalar { Kind: YamlScalarKind.Boolean } scalar => scalar.Text[0] is 't' or 'T',
        YamlScalar { Kind: YamlScalarKind.Integer } scalar => long.Parse(scalar.Text, CultureInfo.InvariantCulture),
        YamlScalar { IsNull: true } => null,
        _ => node.ToString(),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Field();
}

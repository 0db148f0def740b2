using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.UserEnvironment;

namespace Cairn.Store.Modules;

/// <summary>What the configuration says about the module file of one package.</summary>
/// <remarks>
/// <c>all</c> first, then every entry whose spec the package satisfies, in the order of the configuration; lists grow, mappings merge,
/// and an entry with two colons forgets what came before (Spack docs, "Modules: selection by anonymous specs").
/// </remarks>
internal sealed partial class ModuleRules
{
    private static readonly ImmutableHashSet<string> s_options =
    [
        "all", "verbose", "hash_length", "include", "exclude", "exclude_implicits", "defaults", "hide_implicits", "naming_scheme", "projections",
        "core_compilers", "hierarchy", "core_specs", "filter_hierarchy_specs",
    ];

    /// <summary>The fields that names of modules and of variables may have.</summary>
    private static readonly ImmutableHashSet<string> s_fields =
        ["name", "version", "compiler", "compiler.name", "compiler.version", "architecture", "package", "compilername", "compilerver"];

    private const string Compiler = "compiler";

    private readonly ModuleSet _set;
    private readonly ConcreteSpec _spec;
    private readonly IVirtualPackages _virtuals;
    private readonly YamlMapping _merged;

    public ModuleRules(ModuleSet set, ConcreteSpec spec, IVirtualPackages virtuals)
    {
        (_set, _spec, _virtuals) = (set, spec, virtuals);
        var merged = set.Section["all"] as YamlMapping ?? new YamlMapping([], default);
        foreach (var entry in set.Section.Entries)
        {
            if (!s_options.Contains(entry.Key) && entry.Value is YamlMapping rules && Satisfies(entry.Key))
            {
                merged = entry.Mode == MergeMode.Override ? rules : Extended(merged, rules);
            }
        }

        _merged = merged;
    }

    /// <summary>The template that the configuration wants, or null.</summary>
    public string? Template => (_merged["template"] as YamlScalar)?.Text;

    /// <summary>Which dependencies are loaded with it: none, run, direct or all.</summary>
    public string Autoload => (_merged["autoload"] as YamlScalar)?.Text ?? "direct";

    /// <summary>Which dependencies have to be loaded before.</summary>
    public string Prerequisites => (_merged["prerequisites"] as YamlScalar)?.Text ?? "none";

    /// <summary>Modules that are loaded with it, by name.</summary>
    public ImmutableArray<string> Load => Texts(_merged["load"]);

    /// <summary>Modules that it conflicts with, as formats.</summary>
    public ImmutableArray<string> Conflicts => Texts(_merged["conflict"]);

    /// <summary>Variables that it must not change.</summary>
    public ImmutableArray<string> ExcludedVariables => Texts((_merged["filter"] as YamlMapping)?["exclude_env_vars"]);

    /// <summary>What is added to the context of the template.</summary>
    public YamlMapping? Context => _merged["context"] as YamlMapping;

    /// <summary>True if modules are to tell what they do.</summary>
    public bool IsVerbose => IsOn("verbose");

    /// <summary>True if implicit packages get no module.</summary>
    public bool ExcludesImplicit => IsOn("exclude_implicits");

    /// <summary>True if modules of implicit packages are hidden.</summary>
    public bool HidesImplicit => IsOn("hide_implicits");

    /// <summary>How much of the hash stands in the name; 0 for nothing.</summary>
    public int HashLength => _set.Section["hash_length"] is YamlScalar { Kind: YamlScalarKind.Integer } scalar
        ? int.Parse(scalar.Text, CultureInfo.InvariantCulture)
        : 7;

    /// <summary>True if it is the default among modules of its name.</summary>
    public bool IsDefault => Texts(_set.Section["defaults"]).Any(Satisfies);

    /// <summary>True if an entry of <c>include</c> wants it.</summary>
    public bool IsIncluded => Texts(_set.Section["include"]).Any(Satisfies);

    /// <summary>True if an entry of <c>exclude</c> does not want it.</summary>
    public bool IsExcluded => Texts(_set.Section["exclude"]).Any(Satisfies);

    /// <summary>True if it is to lie at the core of the hierarchy.</summary>
    public bool IsCoreSpec => Texts(_set.Section["core_specs"]).Any(Satisfies);

    /// <summary>The format of its name.</summary>
    /// <exception cref="CairnException">A format has fields that names of modules cannot have.</exception>
    public string Projection(string otherwise)
    {
        var projections = _set.Section["projections"] as YamlMapping;
        if (_set.Section["naming_scheme"] is YamlScalar scheme && projections is null)
        {
            return Checked(scheme, "the naming scheme of modules");
        }

        string? any = null;
        foreach (var entry in projections?.Entries ?? [])
        {
            var format = Checked(
                entry.Value as YamlScalar ?? throw Configuration.Mismatch($"projections:{entry.Key}", entry.Value, "a format"), "the naming scheme of modules");
            if (entry.Key == "all")
            {
                any = format;
            }
            else if (Satisfies(entry.Key))
            {
                return format;
            }
        }

        return any ?? otherwise;
    }

    /// <summary>The formats that are appended to the name, before the hash.</summary>
    public IEnumerable<string> Suffixes() => (_merged["suffixes"] as YamlMapping)?.Entries
        .Where(entry => _spec.Contains(AbstractSpec.Parse(entry.Key), _virtuals))
        .Select(entry => entry.Value.ToString() ?? "")
        .Distinct(StringComparer.Ordinal) ?? [];

    /// <summary>The virtual packages that make levels of the hierarchy, the compiler last.</summary>
    public ImmutableArray<string> Hierarchy()
    {
        var tokens = new List<string>();
        foreach (var item in (_set.Section["hierarchy"] as YamlSequence)?.Items ?? [])
        {
            var token = item.ToString() ?? "";
            if (token == Compiler || _virtuals.IsVirtual(token))
            {
                tokens.Add(token);
            }
            else if (!item.Mark.File.StartsWith("built-in", StringComparison.Ordinal))
            {
                // Our default names `mpi`, which not every set of repositories knows; a user's mistake is told.
                throw new CairnException(new Diagnostic(
                    "module-hierarchy", $"the hierarchy of modules names `{token}`, which is no virtual package", Place(item), [],
                    "levels of the hierarchy are virtual packages such as `mpi` and `lapack`"));
            }
        }

        return [.. tokens.Append(Compiler).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The levels of the hierarchy that do not count for this package.</summary>
    public ImmutableArray<string> FilteredLevels()
    {
        foreach (var entry in (_set.Section["filter_hierarchy_specs"] as YamlMapping)?.Entries ?? [])
        {
            if (Satisfies(entry.Key))
            {
                return Texts(entry.Value);
            }
        }

        return [];
    }

    /// <summary>The compilers whose packages lie at the core; empty to take those of the system.</summary>
    public ImmutableArray<AbstractSpec> CoreCompilers() => [.. Texts(_set.Section["core_compilers"]).Select(text => AbstractSpec.Parse(text))];

    /// <summary>The changes of variables that the configuration adds.</summary>
    public IEnumerable<EnvironmentChange> Environment()
    {
        foreach (var command in (_merged["environment"] as YamlMapping)?.Entries ?? [])
        {
            var kind = command.Key switch
            {
                "set" => EnvironmentChangeKind.SetEnv,
                "unset" => EnvironmentChangeKind.UnsetEnv,
                "prepend_path" => EnvironmentChangeKind.PrependPath,
                "append_path" => EnvironmentChangeKind.AppendPath,
                "remove_path" => EnvironmentChangeKind.RemovePath,
                "append_flags" => EnvironmentChangeKind.AppendFlagsEnv,
                "remove_flags" => EnvironmentChangeKind.RemoveFlagsEnv,
                _ => throw new CairnException(new Diagnostic(
                    "module-environment", $"`environment` of modules knows no `{command.Key}`", new SourceLocation(command.KeyMark.File, command.KeyMark.Line, command.KeyMark.Column), [],
                    "there are set, unset, prepend_path, append_path, remove_path, append_flags and remove_flags")),
            };
            var separator = kind is EnvironmentChangeKind.AppendFlagsEnv or EnvironmentChangeKind.RemoveFlagsEnv ? " " : ":";
            switch (command.Value)
            {
                case YamlSequence names:
                    foreach (var name in names.Items)
                    {
                        yield return new EnvironmentChange(kind, VariableName(name));
                    }

                    break;
                case YamlMapping variables:
                    foreach (var variable in variables.Entries)
                    {
                        var name = new YamlScalar(variable.Key, true, variable.KeyMark);
                        yield return new EnvironmentChange(kind, VariableName(name), variable.Value.ToString() ?? "", separator);
                    }

                    break;
            }
        }
    }

    /// <summary>True if the package satisfies a spec of the configuration.</summary>
    public bool Satisfies(string constraint) => _spec.Satisfies(AbstractSpec.Parse(constraint), _virtuals);

    private static string VariableName(YamlNode node) => Checked(
        node as YamlScalar ?? throw Configuration.Mismatch("environment", node, "the name of a variable"), "the name of a variable");

    private static string Checked(YamlScalar format, string what)
    {
        var strangers = SimpleField().Matches(format.Text).Select(match => match.Groups[1].Value).Where(field => !s_fields.Contains(field.ToLowerInvariant())).ToList();
        return strangers.Count == 0
            ? format.Text
            : throw new CairnException(new Diagnostic(
                "module-format", $"{what} cannot have `{{{strangers[0]}}}`", Place(format), [], $"it may have {string.Join(", ", s_fields.Take(5).Order(StringComparer.Ordinal).Select(field => $"{{{field}}}"))}"));
    }

    private static SourceLocation? Place(YamlNode? node) => node is { Mark.Line: > 0 } ? new SourceLocation(node.Mark.File, node.Mark.Line, node.Mark.Column) : null;

    private bool IsOn(string option) => _set.Section[option] is YamlScalar { Kind: YamlScalarKind.Boolean, Text: ['t' or 'T', ..] };

    private static ImmutableArray<string> Texts(YamlNode? node) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlSequence list => [.. list.Items.Select(item => item.ToString() ?? "")],
        YamlScalar scalar => [scalar.Text],
        _ => throw Configuration.Mismatch("modules", node, "a list"),
    };

    private static YamlMapping Extended(YamlMapping target, YamlMapping update)
    {
        var entries = target.Entries.ToBuilder();
        foreach (var entry in update.Entries)
        {
            var at = entries.FindIndex(known => known.Key == entry.Key);
            if (at < 0)
            {
                entries.Add(entry);
                continue;
            }

            entries[at] = (entries[at].Value, entry.Value) switch
            {
                (YamlSequence a, YamlSequence b) => entry with { Value = new YamlSequence([.. a.Items, .. b.Items], b.Mark) },
                (YamlMapping a, YamlMapping b) => entry with { Value = Extended(a, b) },
                _ => entry,
            };
        }

        return new YamlMapping(entries.ToImmutable(), update.Mark);
    }

    [GeneratedRegex(@"\{(\w*)\}")]
    private static partial Regex SimpleField();
}

/// <summary>What immutable builders lack.</summary>
internal static class BuilderExtensions
{
    public static int FindIndex<T>(this ImmutableArray<T>.Builder builder, Predicate<T> condition)
    {
        for (var i = 0; i < builder.Count; i++)
        {
            if (condition(builder[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

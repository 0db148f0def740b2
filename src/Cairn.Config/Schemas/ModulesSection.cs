using static Cairn.Config.Schemas.CommonSchemas;

namespace Cairn.Config.Schemas;

/// <summary>The section <c>modules</c>: sets of module files by name.</summary>
/// <remarks>Spack docs, "Modules (modules.yaml)".</remarks>
internal static class ModulesSection
{
    private const string OfASet = "module files are configured in sets: put it under `default:`";

    private static Schema Inspections { get; } = MapOf(Texts);

    private static Schema Selection { get; } = OneOf("none", "run", "direct", "all");

    private static MappingSchema File { get; } = new(
        [
            ("filter", new MappingSchema([("exclude_env_vars", Texts)], replaced: [("environment_blacklist", "it is `exclude_env_vars` now")])),
            ("template", Text),
            ("context", Any), // what a template of the user reads: its author decides
            ("autoload", Selection),
            ("prerequisites", Selection),
            ("conflict", Texts),
            ("load", Texts),
            ("suffixes", MapOf(Text)),
            ("environment", EnvironmentChanges),
        ]);

    public static Schema Create() => new MappingSchema(
        [("prefix_inspections", Inspections)],
        Set(),
        replaced: [("enable", OfASet), ("tcl", OfASet), ("lmod", OfASet), ("roots", OfASet), ("dotkit", "there is no dotkit any more")]);

    private static MappingSchema Set() => new(
        [
            ("use_view", Either(Text, Flag)),
            ("arch_folder", Flag),
            ("roots", Keys(("tcl", Text), ("lmod", Text))),
            ("enable", ListOf(OneOf("tcl", "lmod"))),
            ("lmod", Kind(("core_compilers", Texts), ("hierarchy", Texts), ("core_specs", Texts), ("filter_hierarchy_specs", MapOf(Texts)))),
            ("tcl", Kind()),
            ("prefix_inspections", Inspections),
        ]);

    /// <summary>Settings of one kind of module file; any other key is a spec with settings of its own.</summary>
    private static MappingSchema Kind(params (string Key, Schema Value)[] more) => new(
        [
            ("verbose", Flag),
            ("hash_length", Whole),
            ("include", Texts),
            ("exclude", Texts),
            ("exclude_implicits", Flag),
            ("defaults", Texts),
            ("hide_implicits", Flag),
            ("naming_scheme", Text),
            ("projections", Projections),
            ("all", File),
            .. more,
        ],
        File,
        replaced:
        [
            ("whitelist", "it is `include` now"),
            ("blacklist", "it is `exclude` now"),
            ("blacklist_implicits", "it is `exclude_implicits` now"),
        ]);
}

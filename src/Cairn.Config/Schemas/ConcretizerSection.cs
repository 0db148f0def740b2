using static Cairn.Config.Schemas.CommonSchemas;

namespace Cairn.Config.Schemas;

/// <summary>The section <c>concretizer</c>.</summary>
/// <remarks>Spack docs, "Concretization Settings (concretizer.yaml)". Of our own: <c>reachable</c>.</remarks>
internal static class ConcretizerSection
{
    public static Schema Create() => Keys(
        ("force", Flag),
        ("reuse", Either(
            Flag,
            OneOf("dependencies"),
            Keys(
                ("roots", Flag),
                ("include", Texts),
                ("exclude", Texts),
                ("from", ListOf(Keys(
                    ("type", OneOf("local", "buildcache", "external", "environment")), ("path", Text), ("include", Texts), ("exclude", Texts))))))),
        ("reachable", Flag),
        ("targets", Keys(("host_compatible", Flag), ("granularity", OneOf("generic", "microarchitectures")))),
        ("unify", Either(Flag, OneOf("when_possible"))),
        ("compiler_mixing", Either(Flag, Texts)),
        ("splice", Keys(
            ("explicit", ListOf(new MappingSchema([("target", Text), ("replacement", Text), ("transitive", Flag)], required: ["target", "replacement"]))),
            ("automatic", Flag))),
        ("duplicates", Keys(("strategy", OneOf("none", "minimal", "full")), ("max_dupes", MapOf(Positive)))),
        ("static_analysis", Flag),
        ("timeout", Whole),
        ("error_on_timeout", Flag),
        ("os_compatible", MapOf(Texts)),
        ("concretization_cache", Keys(("enable", Flag), ("url", Text), ("entry_limit", Whole), ("size_limit", Whole))),
        ("externals", Keys(("completion", OneOf("architecture_only", "default_variants")))));
}

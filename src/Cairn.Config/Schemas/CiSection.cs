using static Cairn.Config.Schemas.CommonSchemas;

namespace Cairn.Config.Schemas;

/// <summary>The section <c>ci</c>.</summary>
/// <remarks>Spack docs, "CI Pipelines".</remarks>
internal static class CiSection
{
    private static readonly string[] s_jobs = ["any", "build", "cleanup", "copy", "noop", "reindex", "signing"];

    private static Schema Script { get; } = ListOf(TextOrTexts);

    /// <summary>What is handed on to the service that runs the jobs: it knows more keys than Spack.</summary>
    private static MappingSchema Job { get; } = new(
        [
            ("image", Either(Text, Keys(("name", Text), ("entrypoint", Texts)))),
            ("tags", Texts),
            ("variables", MapOf(TextOrNumber)),
            ("before_script", Script),
            ("script", Script),
            ("after_script", Script),
        ],
        Any);

    public static Schema Create() => new MappingSchema(
        [
            ("pipeline-gen", ListOf(Step())),
            ("rebuild-index", Flag),
            ("broken-specs-url", Text),
            ("broken-tests-packages", Texts),
            ("target", Text),
        ],
        replaced:
        [
            ("mappings", "jobs are described under `pipeline-gen:` with `submapping:` now"),
            ("bootstrap", "stages of their own for compilers are not needed any more"),
            ("temporary-storage-url-prefix", "write a mirror for it in the section `mirrors`"),
            ("enable-artifacts-buildcache", "write a mirror for it in the section `mirrors`"),
        ]);

    private static MappingSchema Step() => Keys(
    [
        ("match_behavior", OneOf("first", "merge")),
        ("submapping", ListOf(new MappingSchema([("match", Texts), ("build-job", Job), ("build-job-remove", Job)], required: ["match"]))),
        ("dynamic-mapping", new MappingSchema(
            [
                ("name", Text), ("endpoint", Text), ("timeout", Whole), ("verify_ssl", Flag), ("header", MapOf(Text)),
                ("allow", Texts), ("require", Texts), ("ignore", Texts),
            ],
            required: ["endpoint"])),
        .. s_jobs.SelectMany(job => new (string, Schema)[] { ($"{job}-job", Job), ($"{job}-job-remove", Job) }),
    ]);
}

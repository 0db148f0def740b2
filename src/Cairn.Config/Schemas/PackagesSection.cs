using static Cairn.Config.Schemas.CommonSchemas;

namespace Cairn.Config.Schemas;

/// <summary>The section <c>packages</c>, and <c>compilers</c>, which it has replaced.</summary>
/// <remarks>Spack docs, "Package Settings (packages.yaml)" and "Configuring Compilers".</remarks>
internal static class PackagesSection
{
    private const string ForAllOnly = "only `packages:all` knows it; for one package write a `require:` or a `prefer:`";

    private static Schema RuntimePaths { get; } = Either(Texts, Flag);

    private static Schema Permissions { get; } = Keys(
        ("read", OneOf("user", "group", "world")), ("write", OneOf("user", "group", "world")), ("group", Text));

    private static Schema Requirements { get; } = Either(
        Text,
        ListOf(Either(Text, Keys(("one_of", Texts), ("any_of", Texts), ("spec", Text), ("message", Text), ("when", Text)))));

    /// <summary>A list; one spec alone is understood too.</summary>
    private static Schema Preferences { get; } = Either(ListOf(Either(Text, Keys(("spec", Text), ("message", Text), ("when", Text)))), Text);

    public static Schema Create() => new MappingSchema([("all", ForAll())], ForOne());

    public static Schema Compilers() => ListOf(Keys(("compiler", new MappingSchema(
        [
            ("paths", new MappingSchema([("cc", Text), ("cxx", Text), ("f77", Text), ("fc", Text)])),
            ("flags", CompilerFlags),
            ("spec", Text),
            ("operating_system", Text),
            ("target", Text),
            ("alias", Text),
            ("modules", Texts),
            ("implicit_rpaths", RuntimePaths),
            ("environment", EnvironmentChanges),
            ("extra_rpaths", Texts),
        ],
        required: ["spec", "paths"]))));

    private static MappingSchema ForAll() => new(
        [.. Common(), ("target", Texts), ("providers", MapOf(Texts))],
        replaced:
        [
            ("compiler", "prefer compilers with `packages:c:prefer`, `packages:cxx:prefer` and `packages:fortran:prefer`"),
            ("version", "a version is chosen for each package"),
        ]);

    private static MappingSchema ForOne() => new(
        [.. Common(), ("version", ListOf(TextOrNumber)), ("externals", ListOf(External()))],
        replaced:
        [
            ("target", ForAllOnly),
            ("compiler", ForAllOnly),
            ("providers", ForAllOnly),
            ("paths", "list them as `externals:` with `spec:` and `prefix:`"),
            ("modules", "list them as `externals:` with `spec:` and `modules:`"),
        ]);

    private static (string Key, Schema Value)[] Common() =>
    [
        ("require", Requirements),
        ("prefer", Preferences),
        ("conflict", Preferences),
        ("buildable", Flag),
        ("permissions", Permissions),
        ("package_attributes", MapOf(Any)),
        ("variants", TextOrTexts),
    ];

    private static MappingSchema External() => new(
        [
            ("spec", Text),
            ("prefix", Text),
            ("modules", Texts),
            ("id", Text),
            ("extra_attributes", new MappingSchema(
                [
                    ("compilers", MapOf(Text)),
                    ("environment", EnvironmentChanges),
                    ("extra_rpaths", Texts),
                    ("implicit_rpaths", RuntimePaths),
                    ("flags", CompilerFlags),
                ],
                Any)),
            ("dependencies", ListOf(Keys(("id", Text), ("spec", Text), ("deptypes", TextOrTexts), ("virtuals", TextOrTexts)))),
        ],
        required: ["spec"]);
}

using static Cairn.Config.Schemas.CommonSchemas;

namespace Cairn.Config.Schemas;

/// <summary>The smaller sections.</summary>
internal static class OtherSections
{
    /// <remarks>Spack docs, "Spec List References".</remarks>
    private static Schema SpecList { get; } = ListOf(Either(Text, Keys(("matrix", ListOf(Texts)), ("exclude", Texts))));

    private static (string Key, Schema Value)[] Connection { get; } =
    [
        ("url", Text),
        ("view", Text),
        ("access_pair", new EitherSchema(
            new MappingSchema([("id", Text), ("id_variable", Text), ("secret_variable", Text)], required: ["secret_variable"]), Texts)),
        ("profile", Text),
        ("endpoint_url", Text),
        ("access_token_variable", Text),
        ("access_token", Text),
    ];

    /// <remarks>Spack docs, "Bootstrapping". Cairn reads nothing of it, and says nothing against it.</remarks>
    public static Schema Bootstrap() => Keys(
        ("enable", Flag),
        ("root", Text),
        ("sources", ListOf(new MappingSchema([("name", Text), ("metadata", Text)], required: ["name", "metadata"]))),
        ("trusted", MapOf(Flag)));

    public static Schema CDash() => new MappingSchema([("build-group", Text), ("url", Text), ("project", Text), ("site", Text)], required: ["build-group"]);

    public static Schema Definitions() => ListOf(new MappingSchema([("when", Text)], SpecList));

    public static Schema Develop() => MapOf(new MappingSchema([("spec", Text), ("path", Text)], required: ["spec"]));

    /// <remarks>Spack docs, "Include Settings (include.yaml)".</remarks>
    public static Schema Include() => ListOf(Either(Text, Keys(
        ("name", Text),
        ("path", Text),
        ("path_override_env_var", Text),
        ("sha256", Text),
        ("when", Text),
        ("optional", Flag),
        ("prefer_modify", Flag),
        ("git", Text),
        ("branch", Text),
        ("commit", TextOrNumber),
        ("tag", TextOrNumber),
        ("paths", Texts))));

    /// <remarks>Spack docs, "Mirrors (mirrors.yaml)".</remarks>
    public static Schema Mirrors()
    {
        var direction = Either(Text, Keys(Connection));
        return MapOf(Either(Text, Keys(
        [
            ("source", Flag), ("binary", Flag), ("signed", Flag), ("autopush", Flag), ("fetch", direction), ("push", direction), .. Connection,
        ])));
    }

    /// <remarks>Spack docs, "Package Repositories (repos.yaml)".</remarks>
    public static Schema Repositories() => Either(
        MapOf(Either(Text, Keys(
            ("git", Text), ("branch", TextOrNumber), ("tag", TextOrNumber), ("commit", TextOrNumber), ("destination", Text), ("paths", Texts)))),
        Texts);

    /// <remarks>Spack docs, "Toolchains (toolchains.yaml)".</remarks>
    public static Schema Toolchains() => MapOf(Either(Text, ListOf(Keys(("spec", Text), ("when", Text)))));

    public static Schema Upstreams() => MapOf(Keys(("install_tree", Text), ("modules", Keys(("tcl", Text), ("lmod", Text)))));

    public static Schema View() => Either(
        Flag,
        Text,
        MapOf(new MappingSchema(
            [
                ("root", Text),
                ("link", OneOf("roots", "all", "run")),
                ("link_type", OneOf("symlink", "hardlink", "copy")),
                ("select", Texts),
                ("exclude", Texts),
                ("projections", Projections),
            ],
            required: ["root"])));
}

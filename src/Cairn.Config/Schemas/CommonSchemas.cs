namespace Cairn.Config.Schemas;

/// <summary>Schemas that several sections share.</summary>
internal static class CommonSchemas
{
    public static Schema Text { get; } = new TextSchema();

    public static Schema Flag { get; } = new FlagSchema();

    public static Schema Any { get; } = new AnySchema();

    /// <summary>A text or a number, where a version or a value of a variable stands.</summary>
    public static Schema TextOrNumber { get; } = new EitherSchema(Text, new NumberSchema(isWhole: false));

    public static Schema Texts { get; } = new ListSchema(Text);

    public static Schema TextOrTexts { get; } = new EitherSchema(Text, Texts);

    public static Schema Whole { get; } = new NumberSchema(isWhole: true, least: 0);

    public static Schema Positive { get; } = new NumberSchema(isWhole: true, least: 1);

    /// <summary><c>set</c>, <c>unset</c>, <c>prepend_path</c>… of environment variables.</summary>
    public static Schema EnvironmentChanges { get; } = Keys(
        ("set", MapOf(TextOrNumber)), ("unset", Texts), ("prepend_path", MapOf(TextOrNumber)), ("append_path", MapOf(TextOrNumber)), ("remove_path", MapOf(TextOrNumber)));

    /// <summary>A directory layout: specs to format strings.</summary>
    public static Schema Projections { get; } = MapOf(Text);

    public static Schema CompilerFlags { get; } = Keys(
        ("cflags", Text), ("cxxflags", Text), ("fflags", Text), ("cppflags", Text), ("ldflags", Text), ("ldlibs", Text));

    public static MappingSchema Keys(params (string Key, Schema Value)[] known) => new(known);

    public static MappingSchema MapOf(Schema value) => new([], value);

    public static ListSchema ListOf(Schema item) => new(item);

    public static TextSchema OneOf(params string[] choices) => new([.. choices]);

    public static EitherSchema Either(params Schema[] alternatives) => new([.. alternatives]);
}

namespace Cairn.Python.Modules.Json;

/// <summary>The native part of the module <c>json</c>.</summary>
internal static class JsonModule
{
    public static readonly PyType DecodeError = BuiltinTypes.Error("JSONDecodeError", BuiltinTypes.ValueError, "json.decoder");

    public static PyModule Create() => new PyModule("_json")
        .Member("JSONDecodeError", DecodeError)
        .Function(
            "loads",
            "text, object_hook=, parse_float=, parse_int=, object_pairs_hook=, parse_constant=",
            (r, a) => new JsonReader(r, a.Text(0), new JsonHooks(a.Given(1), a.Given(2), a.Given(3), a.Given(4), a.Given(5))).ReadDocument())
        .Function(
            "raw_decode",
            "text, start=, object_hook=, parse_float=, parse_int=, object_pairs_hook=, parse_constant=",
            (r, a) => new JsonReader(r, a.Text(0), new JsonHooks(a.Given(2), a.Given(3), a.Given(4), a.Given(5), a.Given(6))).ReadPrefix((int)a.Integer(1, 0)))
        .Function(
            "dumps",
            "value, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, indent=, item_separator=, key_separator=, default=, sort_keys=",
            (r, a) => new PyStr(new JsonWriter(r, Layout(a)).Write(a[0])))
        .Function("quote", "text, ensure_ascii=", (_, a) => new PyStr(JsonWriter.Quote(a.Text(0), a.Flag(1, true))));

    private static JsonLayout Layout(BoundArguments arguments) => new(
        SkipsKeys: arguments.Flag(1),
        IsAscii: arguments.Flag(2, true),
        AllowsNan: arguments.Flag(4, true),
        Indent: arguments.Given(5) switch
        {
            null => null,
            PyStr text => text.Value,
            { } width => new string(' ', Math.Max(0, Operators.Index(width).ToInt32())),
        },
        ItemSeparator: arguments.Text(6, ", ")!,
        KeySeparator: arguments.Text(7, ": ")!,
        Default: arguments.Given(8),
        SortsKeys: arguments.Flag(9));
}

/// <summary>What replaces the values that a document yields.</summary>
internal sealed record JsonHooks(PyObject? Object, PyObject? Float, PyObject? Integer, PyObject? Pairs, PyObject? Constant);

/// <summary>How values are written.</summary>
internal sealed record JsonLayout(
    bool SkipsKeys, bool IsAscii, bool AllowsNan, string? Indent, string ItemSeparator, string KeySeparator, PyObject? Default, bool SortsKeys);

using System.Text;

namespace Cairn.Python;

/// <summary>The members of <c>bytes</c>. What looks for text works on the bytes read as Latin-1, which keeps every byte.</summary>
internal static class BytesMembers
{
    public static void Define(NativeTypeBuilder type)
    {
        type.Constructor(Create).Final()
            .Protocols(
                "__len__", "__getitem__", "__iter__", "__contains__", "__add__", "__mul__", "__eq__", "__ne__", "__lt__", "__le__",
                "__gt__", "__ge__", "__hash__")
            .Method<PyBytes>("decode", "encoding=, errors=", (_, self, a) =>
                new PyStr(Encodings.Decode(self.Value, a.Text(0, "utf-8")!, a.Text(1, "strict")!)))
            .Method<PyBytes>("hex", "", (_, self, _) => new PyStr(Convert.ToHexStringLower(self.Value)))
            .Method<PyBytes>("join", "iterable, /", (realm, self, a) =>
            {
                var result = new List<byte>();
                bool first = true;
                foreach (PyObject item in realm.Enumerate(a[0]))
                {
                    if (!first)
                    {
                        result.AddRange(self.Value);
                    }

                    first = false;
                    result.AddRange(((PyBytes)item).Value);
                }

                return new PyBytes([.. result]);
            })
            .Member("fromhex", new PyStaticMethod(new NativeFunction("fromhex", "string, /", (_, a) =>
                new PyBytes(Convert.FromHexString(a.Text(0).Replace(" ", "", StringComparison.Ordinal))))));
        foreach (string name in (ReadOnlySpan<string>)[
            "find", "rfind", "index", "rindex", "count", "startswith", "endswith", "replace", "strip", "lstrip", "rstrip", "split",
            "rsplit", "splitlines", "partition", "rpartition", "lower", "upper", "isdigit", "isalpha", "isalnum", "isspace", "title",
            "capitalize", "swapcase", "islower", "isupper", "istitle", "isascii", "expandtabs", "ljust", "rjust", "center", "zfill", "removeprefix", "removesuffix"])
        {
            type.RawMethod(name, (realm, arguments) =>
            {
                PyObject[] values = [.. arguments.RawValues.Select(AsText)];
                PyObject result = BuiltinTypes.Str.Lookup(name)!.Call(realm, new CallArguments(values, arguments.RawNames));
                return AsBytes(result);
            });
        }
    }

    private static PyObject Create(Realm realm, PyType type, CallArguments arguments)
    {
        if (arguments.PositionalCount == 0)
        {
            return new PyBytes([]);
        }

        switch (arguments[0])
        {
            case PyBytes bytes:
                return bytes;
            case PyStr text:
                PyObject encoding = (arguments.PositionalCount > 1 ? arguments[1] : arguments.Keyword("encoding"))
                    ?? throw PyRaise.TypeError("string argument without an encoding");
                return new PyBytes(Encodings.Encode(text.Value, encoding.Str(), "strict"));
            case PyInt size:
                return size.IsNegative
                    ? throw PyRaise.ValueError("negative count")
                    : new PyBytes(new byte[Limits.RepeatCount(1, size)]);
            default:
                return arguments[0].TryGetAttribute("__bytes__") is { } hook
                    ? hook.Call(realm, CallArguments.None)
                    : new PyBytes([.. realm.Enumerate(arguments[0]).Select(ToByte)]);
        }
    }

    /// <summary>The bytes of a byte string, or of an iterable of integers.</summary>
    public static byte[] ToBytes(PyObject value) => value is PyBytes bytes ? bytes.Value : [.. Operators.Values(value).Select(ToByte)];

    private static byte ToByte(PyObject item) => Operators.Index(item).ToInt64() is >= 0 and <= 255 and var value
        ? (byte)value
        : throw PyRaise.ValueError("bytes must be in range(0, 256)");

    private static PyObject AsText(PyObject value) => value switch
    {
        PyBytes bytes => new PyStr(Encoding.Latin1.GetString(bytes.Value)),
        PyTuple tuple => new PyTuple([.. tuple.Items.Select(AsText)]),
        PyStr => throw PyRaise.TypeError("a bytes-like object is required, not 'str'"),
        _ => value,
    };

    private static PyObject AsBytes(PyObject value) => value switch
    {
        PyStr text => new PyBytes(Encoding.Latin1.GetBytes(text.Value)),
        PyList list => new PyList(list.Items.Select(AsBytes)),
        PyTuple tuple => new PyTuple([.. tuple.Items.Select(AsBytes)]),
        _ => value,
    };
}

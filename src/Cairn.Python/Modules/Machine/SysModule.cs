namespace Cairn.Python.Modules.Machine;

/// <summary>The module <c>sys</c>.</summary>
internal static class SysModule
{
    /// <summary>The language that is spoken; recipes compare it.</summary>
    internal const string Version = "3.11.0";

    private static readonly StructShape VersionShape = new("version_info", "sys", "major", "minor", "micro", "releaselevel", "serial");

    private static readonly StructShape FlagsShape = new("flags", "sys", "debug", "optimize", "verbose", "ignore_environment", "utf8_mode");

    public static PyModule Create(Realm realm)
    {
        HostFacts facts = realm.Host.Facts;
        var version = new StructSequence(VersionShape, [PyInt.Of(3), PyInt.Of(11), PyInt.Of(0), new PyStr("final"), PyInt.Of(0)]);
        var module = new PyModule("sys");
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[
            ("platform", facts.Platform), ("executable", facts.Executable), ("byteorder", facts.Machine is "s390x" or "ppc64" ? "big" : "little"),
            ("version", $"{Version} (cairn)"), ("prefix", ""), ("exec_prefix", ""), ("base_prefix", ""), ("platlibdir", "lib"),
            ("float_repr_style", "short")])
        {
            module.Member(name, new PyStr(value));
        }

        var standardOutput = new PyTextStream("<stdout>", "w", null, realm.Host.Output);
        var standardError = new PyTextStream("<stderr>", "w", null, realm.Host.Error);
        var standardInput = new PyTextStream("<stdin>", "r", realm.Host.Input, null);
        module
            .Member("argv", PyList.OfStrings(realm.Host.Arguments))
            .Member("version_info", version)
            .Member("hexversion", PyInt.Of(0x030b00f0))
            .Member("implementation", new StructSequence(
                new StructShape("namespace", "types", "name", "cache_tag", "version"),
                [new PyStr("cairn"), PyNone.Instance, version]))
            .Member("maxsize", PyInt.Of(long.MaxValue))
            .Member("maxunicode", PyInt.Of(0x10ffff))
            .Member("modules", realm.Modules)
            .Member("path", new PyList())
            .Member("meta_path", new PyList())
            .Member("builtin_module_names", PyTuple.Empty)
            .Member("stdout", standardOutput)
            .Member("stderr", standardError)
            .Member("stdin", standardInput)
            .Member("__stdout__", standardOutput)
            .Member("__stderr__", standardError)
            .Member("__stdin__", standardInput)
            .Member("dont_write_bytecode", PyBool.True)
            .Member("flags", new StructSequence(FlagsShape, [PyInt.Of(0), PyInt.Of(0), PyInt.Of(0), PyInt.Of(0), PyInt.Of(1)]));
        return AddFunctions(module);
    }

    private static PyModule AddFunctions(PyModule module) => module
        .Function("exit", "status=, /", (_, a) => throw new PyRaise(
            a.Given(0) is { } status ? new PyException(BuiltinTypes.SystemExit, status) : new PyException(BuiltinTypes.SystemExit)))
        .Function("getdefaultencoding", "", (_, _) => new PyStr("utf-8"))
        .Function("getfilesystemencoding", "", (_, _) => new PyStr("utf-8"))
        .Function("getfilesystemencodeerrors", "", (_, _) => new PyStr("surrogateescape"))
        .Function("getrecursionlimit", "", (_, _) => PyInt.Of(1000))
        .Function("setrecursionlimit", "limit", (_, _) => PyNone.Instance)
        .Function("intern", "string", (_, a) => a[0])
        .Function("getsizeof", "object, default=", (_, _) => PyInt.Of(64))
        .Function("getrefcount", "object", (_, _) => PyInt.Of(2))
        .Function("is_finalizing", "", (_, _) => PyBool.False)
        .Function("exc_info", "", (r, _) => r.HandledException is { } handled
            ? new PyTuple(handled.Type, handled, handled.GetAttribute("__traceback__"))
            : new PyTuple(PyNone.Instance, PyNone.Instance, PyNone.Instance))
        .Function("exception", "", (r, _) => r.HandledException ?? (PyObject)PyNone.Instance)
        .Function("_getframe", "depth=, /", (r, a) => PyFrame.At(r, (int)a.Integer(0, 0)));
}

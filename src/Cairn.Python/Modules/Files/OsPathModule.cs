namespace Cairn.Python.Modules.Files;

/// <summary>The module <c>os.path</c> (<c>posixpath</c>).</summary>
internal static class OsPathModule
{
    public static PyModule Create(Realm realm)
    {
        var module = new PyModule("posixpath");
        AddPureFunctions(module);
        AddHostFunctions(module);
        return module
            .Member("sep", new PyStr("/"))
            .Member("pathsep", new PyStr(":"))
            .Member("curdir", new PyStr("."))
            .Member("pardir", new PyStr(".."))
            .Member("extsep", new PyStr("."))
            .Member("altsep", PyNone.Instance)
            .Member("devnull", new PyStr("/dev/null"))
            .Member("defpath", new PyStr("/bin:/usr/bin"))
            .Member("supports_unicode_filenames", PyBool.False);
    }

    private static void AddPureFunctions(PyModule module)
    {
        module
            .Function("join", "a, *p", (r, a) => Join(r, a))
            .Function("split", "p", (r, a) => Pair(PosixPath.Split(Path(r, a))))
            .Function("splitext", "p", (r, a) => Pair(PosixPath.SplitExtension(Path(r, a))))
            .Function("splitdrive", "p", (r, a) => new PyTuple(PyStr.Empty, new PyStr(Path(r, a))))
            .Function("basename", "p", (r, a) => new PyStr(PosixPath.Basename(Path(r, a))))
            .Function("dirname", "p", (r, a) => new PyStr(PosixPath.Split(Path(r, a)).Head))
            .Function("normpath", "path", (r, a) => new PyStr(PosixPath.Normalize(Path(r, a))))
            .Function("normcase", "s", (r, a) => a[0] is PyStr ? a[0] : new PyStr(Path(r, a)))
            .Function("isabs", "s", (r, a) => PyBool.Of(Path(r, a).StartsWith('/')))
            .Function("abspath", "path", (r, a) => new PyStr(PosixPath.Absolute(Path(r, a), r.Host.CurrentDirectory)))
            .Function("relpath", "path, start=", (r, a) =>
                new PyStr(PosixPath.Relative(Path(r, a), a.Given(1) is { } start ? HostFiles.PathOf(r, start) : ".", r.Host.CurrentDirectory)))
            .Function("commonpath", "paths", (r, a) => new PyStr(PosixPath.CommonPath([.. Paths(r, a[0])])))
            .Function("commonprefix", "m", (r, a) => CommonPrefix(r, a[0]))
            .Function("expanduser", "path", (r, a) => new PyStr(PosixPath.ExpandUser(Path(r, a), name => Variable(r, name))))
            .Function("expandvars", "path", (r, a) => new PyStr(PosixPath.ExpandVariables(Path(r, a), name => Variable(r, name))));
    }

    private static void AddHostFunctions(PyModule module)
    {
        module
            .Function("exists", "path", (r, a) => PyBool.Of(HostFiles.Probe(r, Path(r, a)) is not null))
            .Function("lexists", "path", (r, a) => PyBool.Of(HostFiles.Probe(r, Path(r, a), followsLinks: false) is not null))
            .Function("isfile", "path", (r, a) => PyBool.Of(HostFiles.Probe(r, Path(r, a)) is { IsFile: true }))
            .Function("isdir", "s", (r, a) => PyBool.Of(HostFiles.Probe(r, Path(r, a)) is { IsDirectory: true }))
            .Function("islink", "path", (r, a) => PyBool.Of(HostFiles.Probe(r, Path(r, a), followsLinks: false) is { IsLink: true }))
            .Function("ismount", "path", (r, a) => PyBool.Of(IsMount(r, Path(r, a))))
            .Function("realpath", "filename, *, strict=", (r, a) =>
            {
                string path = Path(r, a);
                if (a.Flag(1))
                {
                    HostFiles.Status(r, path);
                }

                return new PyStr(HostFiles.RealPath(r, path));
            })
            .Function("getsize", "filename", (r, a) => PyInt.Of(HostFiles.Status(r, Path(r, a)).Size))
            .Function("getmtime", "filename", (r, a) => Seconds(HostFiles.Status(r, Path(r, a)).Modified))
            .Function("getatime", "filename", (r, a) => Seconds(HostFiles.Status(r, Path(r, a)).Accessed))
            .Function("getctime", "filename", (r, a) => Seconds(HostFiles.Status(r, Path(r, a)).Changed))
            .Function("samefile", "f1, f2", (r, a) =>
            {
                FileStatus first = HostFiles.Status(r, Path(r, a));
                FileStatus second = HostFiles.Status(r, HostFiles.PathOf(r, a[1]));
                return PyBool.Of(first.Inode == second.Inode && first.Device == second.Device);
            });
    }

    /// <summary>A variable of the environment; a world without environment has none.</summary>
    public static string? Variable(Realm realm, string name) => realm.Host.Environment.TryGetValue(name, out string? value) ? value : null;

    public static PyFloat Seconds(long nanoseconds) => new(nanoseconds / 1e9);

    private static string Path(Realm realm, BoundArguments arguments) => HostFiles.PathOf(realm, arguments[0]);

    private static IEnumerable<string> Paths(Realm realm, PyObject values) => Operators.Values(values).Select(value => HostFiles.PathOf(realm, value));

    private static PyTuple Pair((string First, string Second) pair) => new(new PyStr(pair.First), new PyStr(pair.Second));

    private static PyStr Join(Realm realm, BoundArguments arguments)
    {
        PyObject[] rest = arguments.Rest(1).Items;
        var more = new string[rest.Length];
        for (int i = 0; i < rest.Length; i++)
        {
            more[i] = rest[i] is PyStr text ? text.Value : JoinedPath(realm, rest[i]);
        }

        return new PyStr(PosixPath.Join(HostFiles.PathOf(realm, arguments[0]), more));
    }

    private static string JoinedPath(Realm realm, PyObject value)
    {
        try
        {
            return HostFiles.PathOf(realm, value);
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.TypeError))
        {
            throw PyRaise.TypeError($"join() argument must be str, bytes, or os.PathLike object, not '{value.Type.Name}'");
        }
    }

    private static PyObject CommonPrefix(Realm realm, PyObject values)
    {
        PyObject[] items = [.. Operators.Values(values)];
        if (items.Length > 0 && items[0] is PyList or PyTuple)
        {
            PyObject[][] sequences = [.. items.Select(item => Operators.Values(item).ToArray())];
            int common = 0;
            while (sequences.All(sequence => common < sequence.Length && sequence[common].IsEqual(sequences[0][common])))
            {
                common++;
            }

            return new PyList([.. sequences[0][..common]]);
        }

        return new PyStr(PosixPath.CommonPrefix([.. items.Select(item => HostFiles.PathOf(realm, item))]));
    }

    private static bool IsMount(Realm realm, string path)
    {
        if (HostFiles.Probe(realm, path, followsLinks: false) is not { IsLink: false } own)
        {
            return false;
        }

        string above = HostFiles.RealPath(realm, PosixPath.Join(path, [".."]));
        return HostFiles.Probe(realm, above, followsLinks: false) is { } parent && (parent.Device != own.Device || parent.Inode == own.Inode);
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace Cairn.Python.Modules.Files;

/// <summary>The module <c>os</c>.</summary>
internal static class OsModule
{
    private static readonly StructShape StatusShape = new(
        "stat_result", "os", "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "_atime", "_mtime", "_ctime",
        "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns");

    private static readonly StructShape UnameShape = new("uname_result", "posix", "sysname", "nodename", "release", "version", "machine");

    private static readonly StructShape TerminalShape = new("terminal_size", "os", "columns", "lines");

    /// <summary><c>os.PathLike</c>, a name for annotations and a base class.</summary>
    private static readonly PyType PathLike = PyType.Define(
        "PathLike",
        static type => type
            .Constructor(static (_, requested, _) => new PyInstance(requested))
            .ClassMethod("__class_getitem__", "item", static (_, self, _) => self),
        module: "os");

    public static PyModule Create(Realm realm)
    {
        var module = new PyModule("os");
        AddConstants(module, realm);
        AddDirectories(module);
        AddFiles(module);
        AddProcess(module);
        AddEnvironment(module);
        Streams.IoModule.AddNumberedFiles(module);
        return module;
    }

    public static StructSequence StatusResult(FileStatus status) => new(
        StatusShape,
        [
            PyInt.Of(status.Mode), PyInt.Of((long)status.Inode), PyInt.Of((long)status.Device), PyInt.Of(status.Links), PyInt.Of(status.User),
            PyInt.Of(status.Group), PyInt.Of(status.Size), PyInt.Of(status.Accessed / 1_000_000_000),
            PyInt.Of(status.Modified / 1_000_000_000), PyInt.Of(status.Changed / 1_000_000_000),
        ],
        [
            OsPathModule.Seconds(status.Accessed), OsPathModule.Seconds(status.Modified), OsPathModule.Seconds(status.Changed),
            PyInt.Of(status.Accessed), PyInt.Of(status.Modified), PyInt.Of(status.Changed),
        ]);

    private static void AddConstants(PyModule module, Realm realm)
    {
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[
            ("name", "posix"), ("sep", "/"), ("pathsep", ":"), ("linesep", "\n"), ("devnull", "/dev/null"), ("curdir", "."), ("pardir", ".."),
            ("extsep", "."), ("defpath", "/bin:/usr/bin")])
        {
            module.Member(name, new PyStr(value));
        }

        foreach ((string name, int value) in (ReadOnlySpan<(string, int)>)[
            ("F_OK", 0), ("X_OK", 1), ("W_OK", 2), ("R_OK", 4), ("O_RDONLY", 0), ("O_WRONLY", 1), ("O_RDWR", 2), ("O_CREAT", 64),
            ("O_EXCL", 128), ("O_TRUNC", 512), ("O_APPEND", 1024), ("SEEK_SET", 0), ("SEEK_CUR", 1), ("SEEK_END", 2), ("EX_OK", 0),
            ("O_NONBLOCK", Machine.ConstantModules.NonBlocking)])
        {
            module.Member(name, PyInt.Of(value));
        }

        PyModule path = realm.Import("posixpath");
        realm.Modules.Set("os.path", path);
        module.Member("altsep", PyNone.Instance)
            .Member("path", path)
            .Member("error", BuiltinTypes.OSError)
            .Member("environ", new PyEnvironment(realm))
            .Member("stat_result", StatusShape.Type)
            .Member("DirEntry", PyDirectoryEntry.EntryType)
            .Member("PathLike", PathLike);
    }

    private static void AddDirectories(PyModule module)
    {
        module
            .Function("getcwd", "", (r, _) => new PyStr(r.Host.CurrentDirectory))
            .Function("chdir", "path", (r, a) => ChangeDirectory(r, Path(r, a)))
            .Function("listdir", "path=", (r, a) => PyList.OfStrings(HostFiles.List(r, a.Given(0) is null ? "." : Path(r, a))))
            .Function("scandir", "path=", (r, a) => Scan(r, a.Given(0) is null ? "." : Path(r, a)))
            .Function("mkdir", "path, mode=", (r, a) => Do(() => HostFiles.MakeDirectory(r, Path(r, a), (uint)a.Integer(1, 0x1ff))))
            .Function("makedirs", "name, mode=, exist_ok=", (r, a) =>
                Do(() => HostFiles.MakeDirectories(r, Path(r, a), (uint)a.Integer(1, 0x1ff), a.Flag(2))))
            .Function("rmdir", "path", (r, a) => Do(() => HostFiles.RemoveDirectory(r, Path(r, a))))
            .Function("removedirs", "name", (r, a) => Do(() => RemoveDirectories(r, Path(r, a))))
            .Function("walk", "top, topdown=, onerror=, followlinks=", (r, a) =>
                PyIterator.Over(Walk(r, Path(r, a), a.Flag(1, true), a.Given(2), a.Flag(3))));
    }

    private static void AddFiles(PyModule module)
    {
        module
            .Function("remove", "path", (r, a) => Do(() => HostFiles.Remove(r, Path(r, a))))
            .Function("unlink", "path", (r, a) => Do(() => HostFiles.Remove(r, Path(r, a))))
            .Function("rename", "src, dst", (r, a) => Do(() => HostFiles.Rename(r, Path(r, a), HostFiles.PathOf(r, a[1]))))
            .Function("replace", "src, dst", (r, a) => Do(() => HostFiles.Rename(r, Path(r, a), HostFiles.PathOf(r, a[1]))))
            .Function("renames", "old, new", (r, a) => Do(() => Renames(r, Path(r, a), HostFiles.PathOf(r, a[1]))))
            .Function("stat", "path, *, follow_symlinks=", (r, a) => StatusResult(HostFiles.Status(r, Path(r, a), a.Flag(1, true))))
            .Function("lstat", "path", (r, a) => StatusResult(HostFiles.Status(r, Path(r, a), followsLinks: false)))
            .Function("chmod", "path, mode, *, follow_symlinks=", (r, a) => Do(() => HostFiles.ChangeMode(r, Path(r, a), (uint)a.Integer(1))))
            .Function("chown", "path, uid, gid", (r, a) => Do(() =>
            {
                r.Host.Demand(HostAccess.Write, $"change the owner of `{Path(r, a)}`");
                Libc.Check(Libc.ChangeOwner(HostFiles.Resolve(r, Path(r, a)), (uint)a.Integer(1), (uint)a.Integer(2)), Path(r, a));
            }))
            .Function("symlink", "src, dst, target_is_directory=", (r, a) =>
                Do(() => HostFiles.MakeSymbolicLink(r, Path(r, a), HostFiles.PathOf(r, a[1]))))
            .Function("link", "src, dst", (r, a) => Do(() => HostFiles.MakeLink(r, Path(r, a), HostFiles.PathOf(r, a[1]))))
            .Function("readlink", "path", (r, a) => new PyStr(HostFiles.ReadLink(r, Path(r, a))))
            .Function("access", "path, mode", (r, a) => PyBool.Of(
                r.Host.Permits(HostAccess.Inspect) && Libc.Access(HostFiles.Resolve(r, Path(r, a)), (int)a.Integer(1)) == 0))
            .Function("utime", "path, times=, *, ns=", (r, a) => Do(() => SetTimes(r, Path(r, a), a.Given(1), a.Given(2))))
            .Function("fspath", "path", (r, a) => a[0] is PyStr or PyBytes ? a[0] : new PyStr(Path(r, a)))
            .Function("fsencode", "filename", (r, a) => new PyBytes(System.Text.Encoding.UTF8.GetBytes(Path(r, a))))
            .Function("fsdecode", "filename", (r, a) => new PyStr(Path(r, a)));
    }

    private static void AddProcess(PyModule module)
    {
        module
            .Function("cpu_count", "", (r, _) => PyInt.Of(r.Host.Facts.ProcessorCount))
            .Function("sched_getaffinity", "pid", (r, _) => new PySet(Enumerable.Range(0, r.Host.Facts.ProcessorCount).Select(i => (PyObject)PyInt.Of(i))))
            .Function("uname", "", (r, _) => new StructSequence(
                UnameShape,
                [
                    new PyStr(r.Host.Facts.System), new PyStr(r.Host.Facts.HostName), new PyStr(r.Host.Facts.Release), PyStr.Empty,
                    new PyStr(r.Host.Facts.Machine),
                ]))
            .Function("getpid", "", (r, _) => Identity(r, "the process number", () => Environment.ProcessId))
            .Function("getppid", "", (r, _) => Identity(r, "the parent's process number", () => Libc.ParentProcess()))
            .Function("getuid", "", (r, _) => Identity(r, "the user", () => Libc.UserId()))
            .Function("geteuid", "", (r, _) => Identity(r, "the user", () => Libc.EffectiveUserId()))
            .Function("getgid", "", (r, _) => Identity(r, "the group", () => Libc.GroupId()))
            .Function("getegid", "", (r, _) => Identity(r, "the group", () => Libc.EffectiveGroupId()))
            .Function("getlogin", "", (r, _) => new PyStr(
                OsPathModule.Variable(r, "LOGNAME") ?? OsPathModule.Variable(r, "USER") ?? throw Libc.Error(6)))
            .Function("umask", "mask", (r, a) =>
            {
                r.Host.Demand(HostAccess.Write, "set the file mode mask");
                return PyInt.Of(Libc.Umask((uint)a.Integer(0)));
            })
            .Function("kill", "pid, sig", (r, a) => Do(() =>
            {
                r.Host.Demand(HostAccess.Process, $"signal the process {a.Integer(0)}");
                if (Libc.Kill((int)a.Integer(0), (int)a.Integer(1)) < 0)
                {
                    throw Libc.Error(System.Runtime.InteropServices.Marshal.GetLastPInvokeError());
                }
            }))
            .Function("system", "command", (r, a) => PyInt.Of(Processes.HostProcess.RunShell(r, a.Text(0)) << 8))
            .Function("popen", "cmd, mode=, buffering=", (r, a) => r.Import("subprocess").GetAttribute("_popen").Call(r, a[0], new PyStr(a.Text(1, "r")!)))
            .Function("confstr", "name", (r, a) => ConfigurationText(r, a.Text(0)))
            .Function("strerror", "code", (_, a) => new PyStr(Libc.Message((int)a.Integer(0))))
            .Function("urandom", "size", (r, a) =>
            {
                r.Host.Demand(HostAccess.Entropy, "read random bytes");
                return new PyBytes(RandomNumberGenerator.GetBytes((int)a.Integer(0)));
            })
            .Function("get_terminal_size", "fd=", (r, _) => new StructSequence(
                TerminalShape,
                [PyInt.Of(Columns(r, "COLUMNS", 80)), PyInt.Of(Columns(r, "LINES", 24))]))
            .Function("_exit", "status", (_, a) => throw new PyRaise(new PyException(BuiltinTypes.SystemExit, a[0])));
    }

    private static void AddEnvironment(PyModule module)
    {
        module
            .Function("getenv", "key, default=", (r, a) =>
                OsPathModule.Variable(r, a.Text(0)) is { } value ? new PyStr(value) : a.Optional(1) ?? PyNone.Instance)
            .Function("putenv", "name, value", (r, a) => Do(() => new PyEnvironment(r).SetItemCore(a[0], a[1])))
            .Function("unsetenv", "name", (r, a) => Do(() =>
            {
                r.Host.Demand(HostAccess.ChangeEnvironment, $"unset the environment variable `{a.Text(0)}`");
                r.Host.Environment.Remove(a.Text(0));
            }));
    }

    private static int Columns(Realm realm, string variable, int absent) =>
        int.TryParse(OsPathModule.Variable(realm, variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : absent;

    private static PyObject ConfigurationText(Realm realm, string name)
    {
        if (name != "CS_GNU_LIBC_VERSION")
        {
            throw PyRaise.ValueError("unrecognized configuration name");
        }

        realm.Host.Demand(HostAccess.Inspect, "ask for the version of the C library");
        return Libc.GnuVersion() is { } version ? new PyStr($"glibc {version}") : PyNone.Instance;
    }

    private static string Path(Realm realm, BoundArguments arguments) => HostFiles.PathOf(realm, arguments[0]);

    private static PyInt Identity(Realm realm, string what, Func<long> read)
    {
        realm.Host.Demand(HostAccess.Process, $"ask for {what}");
        return PyInt.Of(read());
    }

    private static PyNone Do(Action action)
    {
        action();
        return PyNone.Instance;
    }

    private static PyNone ChangeDirectory(Realm realm, string path)
    {
        const int NotADirectory = 20;
        realm.Host.Demand(HostAccess.ChangeEnvironment, $"change the directory to `{path}`");
        if (!HostFiles.Status(realm, path).IsDirectory)
        {
            throw Libc.Error(NotADirectory, path);
        }

        realm.Host.CurrentDirectory = HostFiles.RealPath(realm, path);
        return PyNone.Instance;
    }

    private static PyDirectoryScan Scan(Realm realm, string path) => new(
        HostFiles.List(realm, path).Select(name => (PyObject)new PyDirectoryEntry(name, PosixPath.Join(path, [name]))));

    private static void RemoveDirectories(Realm realm, string path)
    {
        HostFiles.RemoveDirectory(realm, path);
        (string head, string tail) = PosixPath.Split(path);
        if (tail.Length == 0)
        {
            (head, tail) = PosixPath.Split(head);
        }

        while (head.Length > 0 && tail.Length > 0)
        {
            if (Libc.RemoveDirectory(HostFiles.Resolve(realm, head)) < 0)
            {
                return;
            }

            (head, tail) = PosixPath.Split(head);
        }
    }

    private static void Renames(Realm realm, string from, string to)
    {
        (string head, string tail) = PosixPath.Split(to);
        if (head.Length > 0 && tail.Length > 0 && HostFiles.Probe(realm, head) is null)
        {
            HostFiles.MakeDirectories(realm, head, 0x1ff, mayExist: false);
        }

        HostFiles.Rename(realm, from, to);
        string left = PosixPath.Split(from).Head;
        while (left.Length > 0 && Libc.RemoveDirectory(HostFiles.Resolve(realm, left)) == 0)
        {
            left = PosixPath.Split(left).Head;
        }
    }

    private static IEnumerable<PyObject> Walk(Realm realm, string top, bool topDown, PyObject? onError, bool followsLinks)
    {
        string[] names;
        try
        {
            names = HostFiles.List(realm, top);
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.OSError) && realm.Host.Permits(HostAccess.Inspect))
        {
            onError?.Call(realm, raised.Value);
            yield break;
        }

        var directories = new List<PyObject>();
        var files = new List<PyObject>();
        foreach (string name in names)
        {
            bool isDirectory = HostFiles.Probe(realm, PosixPath.Join(top, [name])) is { IsDirectory: true };
            (isDirectory ? directories : files).Add(new PyStr(name));
        }

        var shown = new PyList(directories);
        var step = new PyTuple(new PyStr(top), shown, new PyList(files));
        if (topDown)
        {
            yield return step;
        }

        // The consumer may prune or reorder the list of directories while it has it in hand.
        foreach (PyObject directory in shown.Items.ToArray())
        {
            string below = PosixPath.Join(top, [HostFiles.PathOf(realm, directory)]);
            if (!followsLinks && HostFiles.Probe(realm, below, followsLinks: false) is { IsLink: true })
            {
                continue;
            }

            foreach (PyObject deeper in Walk(realm, below, topDown, onError, followsLinks))
            {
                realm.Step();
                yield return deeper;
            }
        }

        if (!topDown)
        {
            yield return step;
        }
    }

    private static void SetTimes(Realm realm, string path, PyObject? times, PyObject? nanoseconds)
    {
        DateTime now = DateTime.UtcNow;
        (DateTime accessed, DateTime modified) = (now, now);
        if (nanoseconds is PyTuple { Count: 2 } exact)
        {
            (accessed, modified) = (FromNanoseconds(Operators.Index(exact.Items[0]).ToInt64()), FromNanoseconds(Operators.Index(exact.Items[1]).ToInt64()));
        }
        else if (times is PyTuple { Count: 2 } pair)
        {
            (accessed, modified) = (FromSeconds(pair.Items[0]), FromSeconds(pair.Items[1]));
        }

        HostFiles.SetTimes(realm, path, accessed, modified);
    }

    private static DateTime FromNanoseconds(long value) => DateTime.UnixEpoch.AddTicks(value / 100);

    private static DateTime FromSeconds(PyObject value) => DateTime.UnixEpoch.AddTicks(
        (long)((value is PyFloat real ? real.Value : Operators.Index(value).ToInt64()) * TimeSpan.TicksPerSecond));
}

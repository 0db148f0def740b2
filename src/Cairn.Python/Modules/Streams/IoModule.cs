using Cairn.Python.Modules.Files;

namespace Cairn.Python.Modules.Streams;

/// <summary>The module <c>io</c> and the built-in <c>open</c>.</summary>
internal static class IoModule
{
    /// <summary>The signature of <c>open</c>.</summary>
    public const string OpenSignature = "file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=";

    public static PyModule Create() => new PyModule("io")
        .Member("StringIO", PyStringIo.StringIoType)
        .Member("BytesIO", PyBinaryFile.BytesIo)
        .Member("TextIOWrapper", PyTextFile.TextType)
        .Member("IOBase", PyFile.FileType)
        .Member("RawIOBase", PyBinaryFile.BinaryType)
        .Member("BufferedIOBase", PyBinaryFile.BinaryType)
        .Member("BufferedReader", PyBinaryFile.BinaryType)
        .Member("BufferedWriter", PyBinaryFile.BinaryType)
        .Member("FileIO", PyBinaryFile.BinaryType)
        .Member("TextIOBase", PyTextFile.TextType)
        .Member("UnsupportedOperation", PyFile.UnsupportedOperation)
        .Member("DEFAULT_BUFFER_SIZE", PyInt.Of(8192))
        .Member("SEEK_SET", PyInt.Of(0))
        .Member("SEEK_CUR", PyInt.Of(1))
        .Member("SEEK_END", PyInt.Of(2))
        .Function("open", OpenSignature, Open);

    /// <summary>The file functions of <c>os</c> that work on numbers.</summary>
    public static void AddNumberedFiles(PyModule os) => os
        .Function("open", "path, flags, mode=", (r, a) => OpenNumbered(r, HostFiles.PathOf(r, a[0]), (int)a.Integer(1), (int)a.Integer(2, 0x1ff)))
        .Function("close", "fd", (r, a) =>
        {
            r.Files.Remove((int)a.Integer(0), closes: true);
            return PyNone.Instance;
        })
        .Function("write", "fd, data", (r, a) =>
        {
            byte[] data = a[1] is PyBytes bytes ? bytes.Value : throw PyRaise.TypeError($"a bytes-like object is required, not '{a[1].Type.Name}'");
            r.Files.Get((int)a.Integer(0)).Stream.Write(data);
            return PyInt.Of(data.Length);
        })
        .Function("read", "fd, n", (r, a) =>
        {
            var buffer = new byte[(int)a.Integer(1)];
            int count = r.Files.Get((int)a.Integer(0)).Stream.Read(buffer);
            return new PyBytes(buffer[..count]);
        })
        .Function("fsync", "fd", (_, _) => PyNone.Instance)
        .Function("isatty", "fd", (_, _) => PyBool.False)
        .Function("fdopen", OpenSignature, Open);

    /// <summary>The built-in <c>open</c>.</summary>
    public static PyObject Open(Realm realm, BoundArguments arguments)
    {
        string mode = arguments.Text(1, "r")!;
        CheckMode(mode, arguments);
        bool isBinary = mode.Contains('b');
        string plainMode = mode.Replace("t", "", StringComparison.Ordinal);
        Stream stream;
        string? path = null;
        int number = -1;
        if (arguments[0] is PyInt descriptor)
        {
            number = descriptor.ToInt32();
            (stream, path) = realm.Files.Get(number);
            realm.Files.Remove(number, closes: false);
        }
        else
        {
            path = HostFiles.PathOf(realm, arguments[0]);
            stream = OpenStream(realm, path, plainMode);
        }

        if (isBinary)
        {
            return new PyBinaryFile(stream, path, plainMode, PyBinaryFile.BinaryType, number);
        }

        var layout = new TextLayout(
            TextCodec.Normalize(arguments.Text(3, "utf-8")!), arguments.Text(4, "strict")!, arguments.Text(5, null),
            arguments.Text(3, "UTF-8")!);
        return new PyTextFile(stream, path, plainMode, layout, number);
    }

    /// <summary>Creates a file that did not exist and gives its number, as <c>mkstemp</c> does.</summary>
    public static PyInt OpenNumbered(Realm realm, string path, int flags, int mode)
    {
        const int AccessMask = 3;
        const int Create = 64;
        const int Exclusive = 128;
        const int Truncate = 512;
        const int Append = 1024;
        bool writes = (flags & AccessMask) != 0;
        realm.Host.Demand(writes ? HostAccess.Write : HostAccess.Read, $"open `{path}`");
        string file = HostFiles.Resolve(realm, path);
        if ((flags & Create) != 0 && (flags & Exclusive) != 0 && HostFiles.Probe(realm, path, followsLinks: false) is not null)
        {
            throw Libc.Error(17, path);
        }

        var options = new FileStreamOptions
        {
            Mode = (flags & Create) == 0 ? ((flags & Truncate) != 0 ? FileMode.Truncate : FileMode.Open)
                : (flags & Truncate) != 0 ? FileMode.Create : FileMode.OpenOrCreate,
            Access = (flags & AccessMask) switch { 0 => FileAccess.Read, 1 => FileAccess.Write, _ => FileAccess.ReadWrite },
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if ((flags & Create) != 0 && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = (UnixFileMode)(mode & 0xfff);
        }

        FileStream stream = HostFiles.Attempt(path, () => new FileStream(file, options));
        if ((flags & Append) != 0)
        {
            stream.Seek(0, SeekOrigin.End);
        }

        return PyInt.Of(realm.Files.Add(stream, path));
    }

    private static void CheckMode(string mode, BoundArguments arguments)
    {
        int kinds = mode.Count(c => c is 'r' or 'w' or 'a' or 'x');
        if (mode.Any(c => !"rwaxbt+U".Contains(c, StringComparison.Ordinal)) || mode.Distinct().Count() != mode.Length)
        {
            throw PyRaise.ValueError($"invalid mode: '{mode}'");
        }

        if (mode.Contains('b') && mode.Contains('t'))
        {
            throw PyRaise.ValueError("can't have text and binary mode at once");
        }

        if (kinds != 1)
        {
            throw PyRaise.ValueError("must have exactly one of create/read/write/append mode");
        }

        if (mode.Contains('b'))
        {
            foreach ((int index, string name) in (ReadOnlySpan<(int, string)>)[(3, "encoding"), (4, "errors"), (5, "newline")])
            {
                if (arguments.Given(index) is not null)
                {
                    throw PyRaise.ValueError($"binary mode doesn't take {(name == "newline" ? "a" : "an")} {name} argument");
                }
            }
        }
    }

    private static FileStream OpenStream(Realm realm, string path, string mode)
    {
        bool updates = mode.Contains('+');
        bool writes = updates || !mode.Contains('r');
        realm.Host.Demand(writes ? HostAccess.Write : HostAccess.Read, $"open `{path}`");
        string file = HostFiles.Resolve(realm, path);
        if (mode.Contains('x') && HostFiles.Probe(realm, path, followsLinks: false) is not null)
        {
            throw Libc.Error(17, path);
        }

        FileMode fileMode = mode.Contains('r') ? FileMode.Open : mode.Contains('w') ? FileMode.Create
            : mode.Contains('a') ? FileMode.OpenOrCreate : FileMode.CreateNew;
        FileAccess access = updates ? FileAccess.ReadWrite : writes ? FileAccess.Write : FileAccess.Read;
        FileStream stream = HostFiles.Attempt(
            path, () => new FileStream(file, fileMode, access, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        if (mode.Contains('a'))
        {
            stream.Seek(0, SeekOrigin.End);
        }

        return stream;
    }
}

namespace Cairn.Python.Modules.Streams;

/// <summary>What all file objects share: closing, the context manager, iteration by line.</summary>
internal abstract class PyFile(PyType type) : PyIterator(type)
{
    public static readonly PyType FileType = PyType.Define("IOBase", Define, BuiltinTypes.Iterator, "io");

    public static readonly PyType UnsupportedOperation = BuiltinTypes.Error("UnsupportedOperation", BuiltinTypes.OSError, "io");

    private static void Define(NativeTypeBuilder type)
    {
        type.Method<PyFile>("__enter__", "", (_, self, _) =>
            {
                self.CheckOpen();
                return self;
            })
            .Method<PyFile>("__exit__", "*details", (_, self, _) => self.Do(self.Close))
            .Method<PyFile>("close", "", (_, self, _) => self.Do(self.Close))
            .Method<PyFile>("flush", "", (_, self, _) => self.Do(self.Flush))
            .Method<PyFile>("read", "size=, /", (_, self, a) => self.Read(Size(a)))
            .Method<PyFile>("readline", "size=, /", (_, self, a) => self.ReadLine(Size(a)))
            .Method<PyFile>("readlines", "hint=, /", (r, self, _) => new PyList(r.Enumerate(self)))
            .Method<PyFile>("write", "data, /", (_, self, a) => self.Write(a[0]))
            .Method<PyFile>("writelines", "lines, /", (_, self, a) => self.Do(() =>
            {
                foreach (PyObject line in Operators.Values(a[0]))
                {
                    self.Write(line);
                }
            }))
            .Method<PyFile>("seek", "offset, whence=, /", (_, self, a) => PyInt.Of(self.Seek(a.Integer(0), (int)a.Integer(1, 0))))
            .Method<PyFile>("tell", "", (_, self, _) => PyInt.Of(self.Tell()))
            .Method<PyFile>("truncate", "size=, /", (_, self, a) => PyInt.Of(self.Truncate(a.Given(0) is null ? self.Tell() : a.Integer(0))))
            .Method<PyFile>("fileno", "", (_, self, _) => PyInt.Of(self.Number))
            .Method<PyFile>("isatty", "", (_, _, _) => PyBool.False)
            .Method<PyFile>("readable", "", (_, self, _) => PyBool.Of(self.CanRead))
            .Method<PyFile>("writable", "", (_, self, _) => PyBool.Of(self.CanWrite))
            .Method<PyFile>("seekable", "", (_, self, _) => PyBool.Of(self.CanSeek))
            .Property<PyFile>("closed", self => PyBool.Of(self.IsClosed))
            .Protocols("__iter__", "__next__");
    }

    /// <summary>True once closed.</summary>
    public bool IsClosed { get; protected set; }

    /// <summary>The number for <c>fileno()</c>.</summary>
    public virtual int Number => throw PyRaise.Of(UnsupportedOperation, "fileno");

    public abstract bool CanRead { get; }

    public abstract bool CanWrite { get; }

    public virtual bool CanSeek => true;

    /// <summary>Reads at most <paramref name="size"/> characters or bytes; all if negative.</summary>
    public abstract PyObject Read(int size);

    /// <summary>Reads a line with its end; empty at the end of the file.</summary>
    public abstract PyObject ReadLine(int size);

    public abstract PyObject Write(PyObject data);

    public abstract long Seek(long offset, int whence);

    public abstract long Tell();

    public abstract long Truncate(long size);

    public virtual void Flush() => CheckOpen();

    public virtual void Close() => IsClosed = true;

    /// <inheritdoc/>
    public override PyObject? Next() => ReadLine(-1) is { IsTrue: true } line ? line : null;

    protected virtual string ClosedMessage => "I/O operation on closed file.";

    protected void CheckOpen()
    {
        if (IsClosed)
        {
            throw PyRaise.ValueError(ClosedMessage);
        }
    }

    protected void CheckReadable()
    {
        CheckOpen();
        if (!CanRead)
        {
            throw PyRaise.Of(UnsupportedOperation, "not readable");
        }
    }

    protected void CheckWritable()
    {
        CheckOpen();
        if (!CanWrite)
        {
            throw PyRaise.Of(UnsupportedOperation, "not writable");
        }
    }

    private static int Size(BoundArguments arguments) => arguments.Given(0) is null ? -1 : Operators.Index(arguments[0]).Clamp();

    private PyNone Do(Action action)
    {
        action();
        return PyNone.Instance;
    }
}

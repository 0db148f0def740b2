namespace Cairn.Python.Modules.Machine;

/// <summary>One of the standard streams, over what the host gives.</summary>
internal sealed class PyTextStream(string name, string mode, TextReader? reader, TextWriter? writer) : PyIterator(StreamType)
{
    public static readonly PyType StreamType = PyType.Define("TextIOWrapper", Define, module: "_io");

    private static void Define(NativeTypeBuilder type)
    {
        type.Method<PyTextStream>("write", "text, /", (_, self, a) => self.Write(a.Text(0)))
            .Method<PyTextStream>("writelines", "lines, /", (_, self, a) =>
            {
                foreach (PyObject line in Operators.Values(a[0]))
                {
                    self.Write(line is PyStr text ? text.Value : throw PyRaise.TypeError($"write() argument must be str, not {line.Type.Name}"));
                }

                return PyNone.Instance;
            })
            .Method<PyTextStream>("flush", "", (_, self, _) =>
            {
                self.Writer?.Flush();
                return PyNone.Instance;
            })
            .Method<PyTextStream>("read", "size=, /", (_, self, a) => self.Read((int)a.Integer(0, -1)))
            .Method<PyTextStream>("readline", "size=, /", (_, self, _) => new PyStr(self.ReadLine()))
            .Method<PyTextStream>("readlines", "hint=, /", (_, self, _) => new PyList(Operators.Values(self)))
            .Method<PyTextStream>("isatty", "", (_, self, _) => PyBool.Of(self.IsTerminal))
            .Method<PyTextStream>("fileno", "", (_, self, _) => PyInt.Of(self.Number))
            .Method<PyTextStream>("readable", "", (_, self, _) => PyBool.Of(self.Reader is not null))
            .Method<PyTextStream>("writable", "", (_, self, _) => PyBool.Of(self.Writer is not null))
            .Method<PyTextStream>("close", "", (_, _, _) => PyNone.Instance)
            .Property<PyTextStream>("name", self => new PyStr(self.Name))
            .Property<PyTextStream>("mode", self => new PyStr(self.Mode))
            .Property<PyTextStream>("encoding", _ => new PyStr("utf-8"))
            .Property<PyTextStream>("errors", _ => new PyStr("strict"))
            .Property<PyTextStream>("closed", _ => PyBool.False)
            .Protocols("__iter__", "__next__")
            .Final();
    }

    public string Name { get; } = name;

    private string Mode { get; } = mode;

    public TextReader? Reader { get; } = reader;

    public TextWriter? Writer { get; } = writer;

    /// <summary>The number of the stream as processes know it.</summary>
    public int Number => Name switch { "<stdin>" => 0, "<stdout>" => 1, _ => 2 };

    private bool IsTerminal => ReferenceEquals(Writer, Console.Out) ? !Console.IsOutputRedirected
        : ReferenceEquals(Writer, Console.Error) ? !Console.IsErrorRedirected
        : ReferenceEquals(Reader, Console.In) && !Console.IsInputRedirected;

    /// <inheritdoc/>
    public override PyObject? Next() => ReadLine() is { Length: > 0 } line ? new PyStr(line) : null;

    /// <inheritdoc/>
    protected internal override string ReprCore() => $"<_io.TextIOWrapper name='{Name}' mode='{Mode}' encoding='utf-8'>";

    private PyInt Write(string text)
    {
        (Writer ?? throw PyRaise.Of(BuiltinTypes.OSError, "not writable")).Write(text);
        return PyInt.Of(text.Length);
    }

    private PyStr Read(int size)
    {
        TextReader source = Reader ?? throw PyRaise.Of(BuiltinTypes.OSError, "not readable");
        if (size < 0)
        {
            return new PyStr(source.ReadToEnd());
        }

        var buffer = new char[size];
        return new PyStr(new string(buffer, 0, source.ReadBlock(buffer, 0, size)));
    }

    private string ReadLine()
    {
        TextReader source = Reader ?? throw PyRaise.Of(BuiltinTypes.OSError, "not readable");
        return source.ReadLine() is { } line ? line + "\n" : "";
    }
}

namespace Cairn.Python;

/// <summary>The members of exceptions.</summary>
internal static class ExceptionMembers
{
    public static void DefineBase(NativeTypeBuilder type) => type
        .Constructor((_, requested, arguments) => new PyException(requested, arguments.Positional.ToArray()))
        .RawMethod("__init__", (_, arguments) =>
        {
            var self = (PyException)arguments[0];
            if (arguments.KeywordCount > 0)
            {
                throw PyRaise.TypeError($"{self.Type.Name}() takes no keyword arguments");
            }

            self.Arguments = new PyTuple(arguments.Positional[1..].ToArray());
            return PyNone.Instance;
        })
        .Property<PyException>("args", self => self.Arguments, (self, value) => self.Arguments = new PyTuple([.. Operators.Values(value)]))
        .Property<PyException>("__cause__", self => (PyObject?)self.Cause ?? PyNone.Instance, (self, value) =>
        {
            self.Cause = value as PyException;
            self.SuppressContext = true;
        })
        .Property<PyException>("__context__", self => (PyObject?)self.Context ?? PyNone.Instance, (self, value) => self.Context = value as PyException)
        .Property<PyException>(
            "__suppress_context__", self => PyBool.Of(self.SuppressContext), (self, value) => self.SuppressContext = value.IsTrue)
        .Property<PyException>("__traceback__", TracebackOf, (self, value) => self.Traceback = (value as PyTraceback)?.Entry)
        .Method<PyException>("with_traceback", "traceback, /", (_, self, a) =>
        {
            self.Traceback = (a[0] as PyTraceback)?.Entry;
            return self;
        })
        .Method<PyException>("add_note", "note, /", (_, self, a) =>
        {
            if (self.Attributes!.TryGet("__notes__") is not PyList notes)
            {
                self.Attributes!.Set("__notes__", notes = new PyList());
            }

            notes.Items.Add(a[0]);
            return PyNone.Instance;
        });

    public static void DefineDerived(NativeTypeBuilder type) =>
        type.Constructor((_, requested, arguments) => new PyException(requested, arguments.Positional.ToArray()));

    public static void DefineSystemExit(NativeTypeBuilder type) => type
        .Constructor((_, requested, arguments) => new PyException(requested, arguments.Positional.ToArray()))
        .Property<PyException>("code", self => self.Arguments.Count switch
        {
            0 => PyNone.Instance,
            1 => self.Arguments.Items[0],
            _ => self.Arguments,
        });

    public static void DefineStopIteration(NativeTypeBuilder type) => type
        .Constructor((_, requested, arguments) => new PyException(requested, arguments.Positional.ToArray()))
        .Property<PyException>("value", self => self.Arguments.Count == 0 ? PyNone.Instance : self.Arguments.Items[0]);

    public static void DefineImportError(NativeTypeBuilder type) => type
        .Constructor((_, requested, arguments) =>
        {
            var error = new PyException(requested, arguments.Positional.ToArray());
            error.Attributes!.Set("name", arguments.Keyword("name") ?? PyNone.Instance);
            error.Attributes!.Set("path", arguments.Keyword("path") ?? PyNone.Instance);
            return error;
        })
        .RawMethod("__init__", (_, arguments) =>
        {
            ((PyException)arguments[0]).Arguments = new PyTuple(arguments.Positional[1..].ToArray());
            return PyNone.Instance;
        })
        .Property<PyException>("msg", self => self.Arguments.Count == 0 ? PyNone.Instance : self.Arguments.Items[0]);

    public static void DefineOSError(NativeTypeBuilder type) => type
        .Constructor((_, requested, arguments) =>
        {
            if (ReferenceEquals(requested, BuiltinTypes.OSError) && arguments.PositionalCount >= 2 && arguments[0] is PyInt { IsSmall: true } number
                && number.ToInt64() is > 0 and < 200)
            {
                requested = PyRaise.OSError((int)number.ToInt64(), "").Value.Type;
            }

            return new PyException(requested, arguments.Positional.ToArray());
        })
        .Property<PyException>("errno", self => self.Arguments.Count >= 2 ? self.Arguments.Items[0] : PyNone.Instance)
        .Property<PyException>("strerror", self => self.Arguments.Count >= 2 ? self.Arguments.Items[1] : PyNone.Instance)
        .Property<PyException>("filename", self => self.Arguments.Count >= 3 ? self.Arguments.Items[2] : PyNone.Instance);

    public static void DefineTraceback(NativeTypeBuilder type) => type.Final()
        .Property<PyTraceback>("tb_frame", self => new Modules.Machine.PyFrame(self.Entry.Frame, self.Entry.Line))
        .Property<PyTraceback>("tb_lineno", self => PyInt.Of(self.Entry.Line))
        .Property<PyTraceback>("tb_next", self => self.Entry.Next is { } next ? new PyTraceback(next) : PyNone.Instance);

    /// <summary>The traceback of an exception as an object.</summary>
    public static PyObject TracebackOf(PyException value) => value.Traceback is { } entry ? new PyTraceback(entry) : PyNone.Instance;
}

/// <summary><c>exception.__traceback__</c></summary>
internal sealed class PyTraceback(TracebackEntry entry) : PyObject(BuiltinTypes.Traceback)
{
    public TracebackEntry Entry => entry;
}

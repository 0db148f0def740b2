namespace Cairn.Python.Modules.Machine;

/// <summary>A frame as <c>sys._getframe</c> and tracebacks show it; a traceback knows the line at which it was left.</summary>
internal sealed class PyFrame(Frame frame, int? line = null) : PyObject(FrameType)
{
    public static readonly PyType FrameType = PyType.Define("frame", Define);

    public static readonly PyType CodeType = PyType.Define("code", static type => type
        .Property<PyFrameCode>("co_filename", self => new PyStr(self.Frame.File.Path))
        .Property<PyFrameCode>("co_name", self => new PyStr(self.Frame.Name))
        .Property<PyFrameCode>("co_firstlineno", self => PyInt.Of(self.Frame.Place.Line))
        .Final());

    private static void Define(NativeTypeBuilder type)
    {
        type.Property<PyFrame>("f_globals", self => self.Frame.Globals)
            .Property<PyFrame>("f_locals", self => self.Frame.ClassNamespace ?? self.Frame.Globals)
            .Property<PyFrame>("f_lineno", self => PyInt.Of(self.Line))
            .Property<PyFrame>("f_back", self => self.Frame.Caller is { } caller ? new PyFrame(caller) : PyNone.Instance)
            .Property<PyFrame>("f_code", self => new PyFrameCode(self.Frame))
            .Final();
    }

    public Frame Frame { get; } = frame;

    private int Line => line ?? Frame.Place.Line;

    public static PyObject At(Realm realm, int depth)
    {
        Frame? found = realm.CurrentFrame;
        for (; depth > 0 && found is not null; depth--)
        {
            found = found.Caller;
        }

        return found is null ? throw PyRaise.ValueError("call stack is not deep enough") : new PyFrame(found);
    }
}

/// <summary>The code object of a frame: names and places only.</summary>
internal sealed class PyFrameCode(Frame frame) : PyObject(PyFrame.CodeType)
{
    public Frame Frame { get; } = frame;
}

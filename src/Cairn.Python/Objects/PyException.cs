namespace Cairn.Python;

/// <summary>An exception object.</summary>
public class PyException : PyObject
{
    private PyDict? _attributes;

    /// <summary>An exception of the given class.</summary>
    public PyException(PyType type, params PyObject[] arguments)
        : base(type) => Arguments = new PyTuple(arguments);

    /// <summary><c>args</c></summary>
    public PyTuple Arguments { get; set; }

    /// <summary><c>__cause__</c>: what <c>raise … from</c> named.</summary>
    public PyException? Cause { get; set; }

    /// <summary><c>__context__</c>: what was being handled when this was raised.</summary>
    public PyException? Context { get; set; }

    /// <summary><c>__suppress_context__</c></summary>
    public bool SuppressContext { get; set; }

    /// <summary>Where it passed, outermost call first; null until raised.</summary>
    public TracebackEntry? Traceback { get; set; }

    /// <inheritdoc/>
    public override PyDict? Attributes => _attributes ??= new PyDict();

    /// <inheritdoc/>
    protected internal override string StrCore()
    {
        if (Type.IsSubclassOf(BuiltinTypes.KeyError) && Arguments.Count == 1)
        {
            return Arguments.Items[0].Repr();
        }

        if (Type.IsSubclassOf(BuiltinTypes.OSError) && Arguments.Count >= 2)
        {
            string text = $"[Errno {Arguments.Items[0].Str()}] {Arguments.Items[1].Str()}";
            if (Arguments.Count < 3 || Arguments.Items[2] is PyNone)
            {
                return text;
            }

            // The fourth is an error number of Windows, the fifth the second path of an operation on two.
            string second = Arguments.Count >= 5 && Arguments.Items[4] is not PyNone ? $" -> {Arguments.Items[4].Repr()}" : "";
            return $"{text}: {Arguments.Items[2].Repr()}{second}";
        }

        return Arguments.Count switch
        {
            0 => "",
            1 => Arguments.Items[0].Str(),
            _ => Arguments.Str(),
        };
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() => Arguments.Count == 1
        ? $"{Type.Name}({Arguments.Items[0].Repr()})"
        : $"{Type.Name}({string.Join(", ", Arguments.Items.Select(item => item.Repr()))})";
}

/// <summary>One step of a traceback.</summary>
/// <param name="Frame">The call.</param>
/// <param name="File">Its source file.</param>
/// <param name="Position">The offset in it.</param>
/// <param name="Function">The name of the function, <c>&lt;module&gt;</c> or a class.</param>
/// <param name="Next">The step towards the place of the error.</param>
public sealed record TracebackEntry(Frame Frame, SourceFile File, int Position, string Function, TracebackEntry? Next)
{
    /// <summary>The line, from 1.</summary>
    public int Line => File.LineOf(Position);
}

/// <summary>A Python exception on its way through C#.</summary>
public sealed class PyRaise(PyException value) : Exception
{
    /// <summary>The exception object.</summary>
    public PyException Value { get; } = value;

    /// <inheritdoc/>
    public override string Message => Value.Str() is { Length: > 0 } text ? $"{Value.Type.Name}: {text}" : Value.Type.Name;

    /// <summary>True if the exception is an instance of <paramref name="type"/>.</summary>
    public bool Is(PyType type) => Value.Type.IsSubclassOf(type);

    /// <summary>An exception of any class with a message.</summary>
    public static PyRaise Of(PyType type, string message) => new(new PyException(type, new PyStr(message)));

    /// <summary><c>TypeError</c></summary>
    public static PyRaise TypeError(string message) => Of(BuiltinTypes.TypeError, message);

    /// <summary><c>ValueError</c></summary>
    public static PyRaise ValueError(string message) => Of(BuiltinTypes.ValueError, message);

    /// <summary><c>AttributeError</c></summary>
    public static PyRaise AttributeError(string message) => Of(BuiltinTypes.AttributeError, message);

    /// <summary><c>KeyError</c></summary>
    public static PyRaise KeyError(PyObject key) => new(new PyException(BuiltinTypes.KeyError, key));

    /// <summary><c>IndexError</c></summary>
    public static PyRaise IndexError(string message) => Of(BuiltinTypes.IndexError, message);

    /// <summary><c>NameError</c></summary>
    public static PyRaise NameError(string message) => Of(BuiltinTypes.NameError, message);

    /// <summary><c>ImportError</c></summary>
    public static PyRaise ImportError(string message) => Of(BuiltinTypes.ImportError, message);

    /// <summary><c>ModuleNotFoundError</c></summary>
    public static PyRaise ModuleNotFoundError(string message) => Of(BuiltinTypes.ModuleNotFoundError, message);

    /// <summary><c>RuntimeError</c></summary>
    public static PyRaise RuntimeError(string message) => Of(BuiltinTypes.RuntimeError, message);

    /// <summary><c>NotImplementedError</c></summary>
    public static PyRaise NotImplementedError(string message) => Of(BuiltinTypes.NotImplementedError, message);

    /// <summary><c>OverflowError</c></summary>
    public static PyRaise OverflowError(string message) => Of(BuiltinTypes.OverflowError, message);

    /// <summary><c>ZeroDivisionError</c></summary>
    public static PyRaise ZeroDivisionError(string message) => Of(BuiltinTypes.ZeroDivisionError, message);

    /// <summary><c>MemoryError</c></summary>
    public static PyRaise MemoryError(string message) => Of(BuiltinTypes.MemoryError, message);

    /// <summary><c>RecursionError</c></summary>
    public static PyRaise RecursionError(string message) => Of(BuiltinTypes.RecursionError, message);

    /// <summary><c>StopIteration</c></summary>
    public static PyRaise StopIteration(PyObject? value = null) =>
        new(new PyException(BuiltinTypes.StopIteration, value is null or PyNone ? [] : [value]));

    /// <summary><c>OSError</c> or the class that belongs to the error number.</summary>
    public static PyRaise OSError(int number, string message, string? path = null)
    {
        PyType type = number switch
        {
            2 => BuiltinTypes.FileNotFoundError,
            1 or 13 => BuiltinTypes.PermissionError,
            3 => BuiltinTypes.ProcessLookupError,
            4 => BuiltinTypes.InterruptedError,
            10 => BuiltinTypes.ChildProcessError,
            11 => BuiltinTypes.BlockingIOError,
            17 => BuiltinTypes.FileExistsError,
            32 => BuiltinTypes.BrokenPipeError,
            110 => BuiltinTypes.TimeoutError,
            20 => BuiltinTypes.NotADirectoryError,
            21 => BuiltinTypes.IsADirectoryError,
            _ => BuiltinTypes.OSError,
        };
        PyObject[] arguments = path is null
            ? [PyInt.Of(number), new PyStr(message)]
            : [PyInt.Of(number), new PyStr(message), new PyStr(path)];
        return new PyRaise(new PyException(type, arguments));
    }

    /// <summary>A feature that the recipe language leaves out on purpose.</summary>
    public static PyRaise Unsupported(string what) =>
        Of(BuiltinTypes.NotImplementedError, $"not supported by the recipe language: {what}");
}

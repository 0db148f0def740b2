namespace Cairn.Python;

/// <summary>The native types that every realm shares.</summary>
public static class BuiltinTypes
{
    // `type` first: every other type object is an instance of it, and it is an instance of itself.
    private static readonly (PyType Object, PyType Type) Roots = MakeRoots();

    /// <summary><c>object</c></summary>
    public static readonly PyType Object = Roots.Object;

    /// <summary><c>type</c></summary>
    public static readonly PyType Type = Roots.Type;

    /// <summary><c>NoneType</c></summary>
    public static readonly PyType NoneType = Make("NoneType", SmallTypes.DefineFinal);

    /// <summary><c>ellipsis</c></summary>
    public static readonly PyType EllipsisType = Make("ellipsis", SmallTypes.DefineFinal);

    /// <summary><c>NotImplementedType</c></summary>
    public static readonly PyType NotImplementedType = Make("NotImplementedType", SmallTypes.DefineFinal);

    /// <summary><c>int</c></summary>
    public static readonly PyType Int = Make("int", NumberMembers.DefineInt);

    /// <summary><c>bool</c></summary>
    public static readonly PyType Bool = Make("bool", NumberMembers.DefineBool, Int);

    /// <summary><c>float</c></summary>
    public static readonly PyType Float = Make("float", NumberMembers.DefineFloat);

    /// <summary><c>str</c></summary>
    public static readonly PyType Str = Make("str", StrMembers.Define);

    /// <summary><c>bytes</c></summary>
    public static readonly PyType Bytes = Make("bytes", BytesMembers.Define);

    /// <summary><c>list</c></summary>
    public static readonly PyType List = Make("list", ListMembers.Define);

    /// <summary><c>tuple</c></summary>
    public static readonly PyType Tuple = Make("tuple", ListMembers.DefineTuple);

    /// <summary><c>dict</c></summary>
    public static readonly PyType Dict = Make("dict", DictMembers.Define);

    /// <summary><c>dict_keys</c></summary>
    public static readonly PyType DictKeys = Make("dict_keys", DictMembers.DefineView);

    /// <summary><c>dict_values</c></summary>
    public static readonly PyType DictValues = Make("dict_values", DictMembers.DefineView);

    /// <summary><c>dict_items</c></summary>
    public static readonly PyType DictItems = Make("dict_items", DictMembers.DefineView);

    /// <summary><c>mappingproxy</c></summary>
    public static readonly PyType MappingProxy = Make("mappingproxy", DictMembers.DefineProxy);

    /// <summary><c>set</c></summary>
    public static readonly PyType Set = Make("set", SetMembers.DefineSet);

    /// <summary><c>frozenset</c></summary>
    public static readonly PyType FrozenSet = Make("frozenset", SetMembers.DefineFrozenSet);

    /// <summary><c>slice</c></summary>
    public static readonly PyType Slice = Make("slice", SmallTypes.DefineSlice);

    /// <summary><c>range</c></summary>
    public static readonly PyType Range = Make("range", SmallTypes.DefineRange);

    /// <summary>The type of native iterators.</summary>
    public static readonly PyType Iterator = Make("iterator", SmallTypes.DefineIterator);

    /// <summary><c>generator</c></summary>
    public static readonly PyType Generator = Make("generator", SmallTypes.DefineGenerator);

    /// <summary><c>function</c></summary>
    public static readonly PyType Function = Make("function", FunctionMembers.DefineFunction);

    /// <summary><c>builtin_function_or_method</c></summary>
    public static readonly PyType BuiltinFunction = Make("builtin_function_or_method", FunctionMembers.DefineCallable);

    /// <summary><c>method_descriptor</c></summary>
    public static readonly PyType MethodDescriptor = Make("method_descriptor", FunctionMembers.DefineCallable);

    /// <summary><c>getset_descriptor</c></summary>
    public static readonly PyType GetSetDescriptor = Make("getset_descriptor", SmallTypes.DefineFinal);

    /// <summary><c>method</c></summary>
    public static readonly PyType Method = Make("method", FunctionMembers.DefineMethod);

    /// <summary><c>property</c></summary>
    public static readonly PyType Property = Make("property", FunctionMembers.DefineProperty);

    /// <summary><c>classmethod</c></summary>
    public static readonly PyType ClassMethod = Make("classmethod", FunctionMembers.DefineClassMethod);

    /// <summary><c>staticmethod</c></summary>
    public static readonly PyType StaticMethod = Make("staticmethod", FunctionMembers.DefineStaticMethod);

    /// <summary><c>super</c></summary>
    public static readonly PyType Super = Make("super", FunctionMembers.DefineSuper);

    /// <summary><c>module</c></summary>
    public static readonly PyType Module = Make("module", SmallTypes.DefineModule);

    /// <summary><c>traceback</c></summary>
    public static readonly PyType Traceback = Make("traceback", ExceptionMembers.DefineTraceback);

    /// <summary><c>BaseException</c></summary>
    public static readonly PyType BaseException = Make("BaseException", ExceptionMembers.DefineBase);

    /// <summary><c>Exception</c></summary>
    public static readonly PyType Exception = Error("Exception", BaseException);

    /// <summary><c>SystemExit</c></summary>
    public static readonly PyType SystemExit = Make("SystemExit", ExceptionMembers.DefineSystemExit, BaseException);

    /// <summary><c>KeyboardInterrupt</c></summary>
    public static readonly PyType KeyboardInterrupt = Error("KeyboardInterrupt", BaseException);

    /// <summary><c>GeneratorExit</c></summary>
    public static readonly PyType GeneratorExit = Error("GeneratorExit", BaseException);

    /// <summary><c>StopIteration</c></summary>
    public static readonly PyType StopIteration = Make("StopIteration", ExceptionMembers.DefineStopIteration, Exception);

    /// <summary><c>ArithmeticError</c></summary>
    public static readonly PyType ArithmeticError = Error("ArithmeticError", Exception);

    /// <summary><c>ZeroDivisionError</c></summary>
    public static readonly PyType ZeroDivisionError = Error("ZeroDivisionError", ArithmeticError);

    /// <summary><c>OverflowError</c></summary>
    public static readonly PyType OverflowError = Error("OverflowError", ArithmeticError);

    /// <summary><c>FloatingPointError</c></summary>
    public static readonly PyType FloatingPointError = Error("FloatingPointError", ArithmeticError);

    /// <summary><c>AssertionError</c></summary>
    public static readonly PyType AssertionError = Error("AssertionError", Exception);

    /// <summary><c>AttributeError</c></summary>
    public static readonly PyType AttributeError = Error("AttributeError", Exception);

    /// <summary><c>BufferError</c></summary>
    public static readonly PyType BufferError = Error("BufferError", Exception);

    /// <summary><c>EOFError</c></summary>
    public static readonly PyType EOFError = Error("EOFError", Exception);

    /// <summary><c>ImportError</c></summary>
    public static readonly PyType ImportError = Make("ImportError", ExceptionMembers.DefineImportError, Exception);

    /// <summary><c>ModuleNotFoundError</c></summary>
    public static readonly PyType ModuleNotFoundError = Error("ModuleNotFoundError", ImportError);

    /// <summary><c>LookupError</c></summary>
    public static readonly PyType LookupError = Error("LookupError", Exception);

    /// <summary><c>IndexError</c></summary>
    public static readonly PyType IndexError = Error("IndexError", LookupError);

    /// <summary><c>KeyError</c></summary>
    public static readonly PyType KeyError = Error("KeyError", LookupError);

    /// <summary><c>MemoryError</c></summary>
    public static readonly PyType MemoryError = Error("MemoryError", Exception);

    /// <summary><c>NameError</c></summary>
    public static readonly PyType NameError = Error("NameError", Exception);

    /// <summary><c>UnboundLocalError</c></summary>
    public static readonly PyType UnboundLocalError = Error("UnboundLocalError", NameError);

    /// <summary><c>OSError</c></summary>
    public static readonly PyType OSError = Make("OSError", ExceptionMembers.DefineOSError, Exception);

    /// <summary><c>FileNotFoundError</c></summary>
    public static readonly PyType FileNotFoundError = Error("FileNotFoundError", OSError);

    /// <summary><c>FileExistsError</c></summary>
    public static readonly PyType FileExistsError = Error("FileExistsError", OSError);

    /// <summary><c>PermissionError</c></summary>
    public static readonly PyType PermissionError = Error("PermissionError", OSError);

    /// <summary><c>IsADirectoryError</c></summary>
    public static readonly PyType IsADirectoryError = Error("IsADirectoryError", OSError);

    /// <summary><c>NotADirectoryError</c></summary>
    public static readonly PyType NotADirectoryError = Error("NotADirectoryError", OSError);

    /// <summary><c>ChildProcessError</c></summary>
    public static readonly PyType ChildProcessError = Error("ChildProcessError", OSError);

    /// <summary><c>ProcessLookupError</c></summary>
    public static readonly PyType ProcessLookupError = Error("ProcessLookupError", OSError);

    /// <summary><c>TimeoutError</c></summary>
    public static readonly PyType TimeoutError = Error("TimeoutError", OSError);

    /// <summary><c>InterruptedError</c></summary>
    public static readonly PyType InterruptedError = Error("InterruptedError", OSError);

    /// <summary><c>BlockingIOError</c></summary>
    public static readonly PyType BlockingIOError = Error("BlockingIOError", OSError);

    /// <summary><c>ConnectionError</c></summary>
    public static readonly PyType ConnectionError = Error("ConnectionError", OSError);

    /// <summary><c>BrokenPipeError</c></summary>
    public static readonly PyType BrokenPipeError = Error("BrokenPipeError", ConnectionError);

    /// <summary><c>ReferenceError</c></summary>
    public static readonly PyType ReferenceError = Error("ReferenceError", Exception);

    /// <summary><c>RuntimeError</c></summary>
    public static readonly PyType RuntimeError = Error("RuntimeError", Exception);

    /// <summary><c>NotImplementedError</c></summary>
    public static readonly PyType NotImplementedError = Error("NotImplementedError", RuntimeError);

    /// <summary><c>RecursionError</c></summary>
    public static readonly PyType RecursionError = Error("RecursionError", RuntimeError);

    /// <summary><c>SyntaxError</c></summary>
    public static readonly PyType SyntaxError = Error("SyntaxError", Exception);

    /// <summary><c>IndentationError</c></summary>
    public static readonly PyType IndentationError = Error("IndentationError", SyntaxError);

    /// <summary><c>TabError</c></summary>
    public static readonly PyType TabError = Error("TabError", IndentationError);

    /// <summary><c>SystemError</c></summary>
    public static readonly PyType SystemError = Error("SystemError", Exception);

    /// <summary><c>TypeError</c></summary>
    public static readonly PyType TypeError = Error("TypeError", Exception);

    /// <summary><c>ValueError</c></summary>
    public static readonly PyType ValueError = Error("ValueError", Exception);

    /// <summary><c>UnicodeError</c></summary>
    public static readonly PyType UnicodeError = Error("UnicodeError", ValueError);

    /// <summary><c>UnicodeDecodeError</c></summary>
    public static readonly PyType UnicodeDecodeError = Error("UnicodeDecodeError", UnicodeError);

    /// <summary><c>UnicodeEncodeError</c></summary>
    public static readonly PyType UnicodeEncodeError = Error("UnicodeEncodeError", UnicodeError);

    /// <summary><c>Warning</c></summary>
    public static readonly PyType Warning = Error("Warning", Exception);

    /// <summary><c>UserWarning</c></summary>
    public static readonly PyType UserWarning = Error("UserWarning", Warning);

    /// <summary><c>DeprecationWarning</c></summary>
    public static readonly PyType DeprecationWarning = Error("DeprecationWarning", Warning);

    /// <summary><c>FutureWarning</c></summary>
    public static readonly PyType FutureWarning = Error("FutureWarning", Warning);

    /// <summary><c>RuntimeWarning</c></summary>
    public static readonly PyType RuntimeWarning = Error("RuntimeWarning", Warning);

    /// <summary><c>SyntaxWarning</c></summary>
    public static readonly PyType SyntaxWarning = Error("SyntaxWarning", Warning);

    /// <summary>A native exception type without members of its own.</summary>
    public static PyType Error(string name, PyType baseType, string module = "builtins") =>
        PyType.Define(name, ExceptionMembers.DefineDerived, baseType, module);

    /// <summary>The types that every module sees by name.</summary>
    internal static IReadOnlyList<PyType> Visible { get; } =
    [
        Object, Type, Int, Bool, Float, Str, Bytes, List, Tuple, Dict, Set, FrozenSet, Slice, Range, Property, ClassMethod,
        StaticMethod, Super, BaseException, Exception, SystemExit, KeyboardInterrupt, GeneratorExit, StopIteration, ArithmeticError,
        ZeroDivisionError, OverflowError, FloatingPointError, AssertionError, AttributeError, BufferError, EOFError, ImportError,
        ModuleNotFoundError, LookupError, IndexError, KeyError, MemoryError, NameError, UnboundLocalError, OSError,
        FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError, ChildProcessError,
        ProcessLookupError, TimeoutError, InterruptedError, BlockingIOError, ConnectionError, BrokenPipeError, ReferenceError,
        RuntimeError, NotImplementedError, RecursionError, SyntaxError, IndentationError, TabError, SystemError, TypeError,
        ValueError, UnicodeError, UnicodeDecodeError, UnicodeEncodeError, Warning, UserWarning, DeprecationWarning, FutureWarning,
        RuntimeWarning, SyntaxWarning,
    ];

    private static PyType Make(string name, Action<NativeTypeBuilder> define, PyType? baseType = null) =>
        new(name, baseType ?? Object, "builtins", Type, define);

    private static (PyType Object, PyType Type) MakeRoots()
    {
        // The metatype is assigned afterwards: neither of the two can exist before the other.
        var root = new PyType("object", null, "builtins", null!, ObjectMembers.DefineObject);
        var type = new PyType("type", root, "builtins", null!, ObjectMembers.DefineType);
        root.AssignType(type);
        type.AssignType(type);
        return (root, type);
    }
}

namespace Cairn.Python;

/// <summary>A function written in Python.</summary>
public sealed class PyFunction : PyObject
{
    private PyDict? _attributes;

    internal PyFunction(Realm realm, FunctionCode code, PyDict globals, Cell[] closure)
        : base(BuiltinTypes.Function)
    {
        (Realm, Code, Globals, Closure) = (realm, code, globals, closure);
        Name = code.Name;
        QualifiedName = code.QualifiedName;
        Module = globals.TryGet(Names.Name) ?? PyNone.Instance;
    }

    /// <summary>The world it belongs to.</summary>
    public Realm Realm { get; }

    /// <summary><c>__name__</c></summary>
    public string Name { get; set; }

    /// <summary><c>__qualname__</c></summary>
    public string QualifiedName { get; set; }

    /// <summary><c>__module__</c></summary>
    public PyObject Module { get; set; }

    /// <summary>The global variables that it sees.</summary>
    public PyDict Globals { get; }

    /// <summary>Where it was defined.</summary>
    public SourcePlace Place => Code.Place;

    /// <summary>The names of its parameters in order, without <c>*</c> and <c>**</c>.</summary>
    public IReadOnlyList<string> ParameterNames => Code.ParameterNames;

    /// <summary>True if it takes any keyword.</summary>
    public bool TakesAnyKeyword => Code.TakesAnyKeyword;

    /// <summary>True if it takes any number of positional arguments.</summary>
    public bool TakesAnyPositional => Code.TakesAnyPositional;

    internal FunctionCode Code { get; }

    internal Cell[] Closure { get; }

    /// <summary>Defaults of the last positional parameters.</summary>
    internal PyObject[] Defaults { get; set; } = [];

    /// <summary>Defaults of keyword-only parameters.</summary>
    internal PyDict? KeywordDefaults { get; set; }

    internal PyObject? Documentation { get; set; }

    internal PyDict? Annotations { get; set; }

    /// <inheritdoc/>
    public override PyDict? Attributes => _attributes ??= new PyDict();

    /// <inheritdoc/>
    public override bool IsDescriptor => true;

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    public override PyObject DescriptorGet(PyObject? instance, PyType owner) => instance is null ? this : new PyMethod(this, instance);

    /// <inheritdoc/>
    protected internal override PyObject CallCore(Realm realm, CallArguments arguments) => Code.Call(this, arguments);

    /// <inheritdoc/>
    protected internal override string ReprCore() => $"<function {QualifiedName} at 0x{Identity():x12}>";
}

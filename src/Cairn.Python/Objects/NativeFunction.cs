namespace Cairn.Python;

/// <summary>The body of a native function that takes its arguments as they come.</summary>
public delegate PyObject NativeBody(Realm realm, CallArguments arguments);

/// <summary>The body of a native function whose arguments were bound to a signature.</summary>
public delegate PyObject NativeCode(Realm realm, BoundArguments arguments);

/// <summary>The body of a native method; <typeparamref name="T"/> is the native class of the receiver.</summary>
public delegate PyObject NativeMethodCode<in T>(Realm realm, T self, BoundArguments arguments)
    where T : PyObject;

/// <summary>A function written in C#. Immutable, shared by all realms.</summary>
public sealed class NativeFunction : PyObject
{
    private readonly NativeBody _body;
    private readonly bool _bindsReceiver;

    /// <summary>A function that takes its arguments as they come.</summary>
    public NativeFunction(string name, NativeBody body)
        : this(name, body, bindsReceiver: false)
    {
    }

    /// <summary>A function with a signature as in <see cref="NativeSignature"/>.</summary>
    public NativeFunction(string name, string signature, NativeCode code)
        : this(name, Binding(name, signature, code), bindsReceiver: false)
    {
    }

    private NativeFunction(string name, NativeBody body, bool bindsReceiver)
        : base(bindsReceiver ? BuiltinTypes.MethodDescriptor : BuiltinTypes.BuiltinFunction) =>
        (Name, _body, _bindsReceiver) = (name, body, bindsReceiver);

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>The type that defines it, for methods.</summary>
    public string? Owner { get; init; }

    /// <summary>True for the native behaviour of a protocol, which is used without a call.</summary>
    internal bool IsProtocol { get; private init; }

    /// <inheritdoc/>
    public override bool IsDescriptor => _bindsReceiver;

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <summary>A method: read from an instance it is bound to it.</summary>
    public static NativeFunction Method(string name, NativeBody body, string? owner = null) =>
        new(name, body, bindsReceiver: true) { Owner = owner };

    /// <summary>A method with a signature (without the receiver) whose receiver must be a <typeparamref name="T"/>.</summary>
    public static NativeFunction Method<T>(string name, string signature, NativeMethodCode<T> code, string? owner = null)
        where T : PyObject
    {
        var parameters = new Lazy<NativeSignature>(() => new NativeSignature(signature));
        string described = owner is null ? name : $"{owner}.{name}";
        return Method(
            name,
            (realm, arguments) =>
            {
                if (arguments.PositionalCount == 0)
                {
                    throw PyRaise.TypeError($"unbound method {owner}.{name}() needs an argument");
                }

                if (arguments[0] is not T self)
                {
                    throw PyRaise.TypeError($"descriptor '{name}' for '{owner}' objects doesn't apply to a '{arguments[0].Type.Name}' object");
                }

                return code(realm, self, parameters.Value.Bind(described, arguments, 1));
            },
            owner);
    }

    internal static NativeFunction Protocol(string name, string signature, NativeMethodCode<PyObject> code)
    {
        NativeFunction method = Method(name, signature, code, "object");
        return new NativeFunction(name, method._body, bindsReceiver: true) { Owner = "object", IsProtocol = true };
    }

    /// <inheritdoc/>
    public override PyObject DescriptorGet(PyObject? instance, PyType owner) =>
        _bindsReceiver && instance is not null ? new PyMethod(this, instance) : this;

    /// <inheritdoc/>
    protected internal override PyObject CallCore(Realm realm, CallArguments arguments)
    {
        try
        {
            return _body(realm, arguments);
        }
        catch (InvalidCastException)
        {
            // Native code casts its arguments; a value of the wrong type is the caller's mistake.
            throw PyRaise.TypeError($"{Name}() got an argument of the wrong type");
        }
        catch (OverflowException)
        {
            throw PyRaise.OverflowError($"{Name}() got a number that is too large");
        }
    }

    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name) => name.Value switch
    {
        "__name__" => new PyStr(Name),
        "__qualname__" => new PyStr(Owner is null ? Name : $"{Owner}.{Name}"),
        "__doc__" => PyNone.Instance,
        "__module__" => Owner is null ? (PyStr)"builtins" : PyNone.Instance,
        _ => base.FindAttribute(name),
    };

    /// <inheritdoc/>
    protected internal override string ReprCore() =>
        _bindsReceiver ? $"<method '{Name}' of '{Owner}' objects>" : $"<built-in function {Name}>";

    private static NativeBody Binding(string name, string signature, NativeCode code)
    {
        var parameters = new Lazy<NativeSignature>(() => new NativeSignature(signature));
        return (realm, arguments) => code(realm, parameters.Value.Bind(name, arguments));
    }
}

/// <summary>A function together with the instance (or class) that it was read from.</summary>
public sealed class PyMethod(PyObject function, PyObject self) : PyObject(BuiltinTypes.Method)
{
    /// <summary>What is called.</summary>
    public PyObject Function { get; } = function;

    /// <summary>What is put in front of the arguments.</summary>
    public PyObject Self { get; } = self;

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    protected internal override PyObject CallCore(Realm realm, CallArguments arguments) =>
        Function.Call(realm, arguments.Prepend(Self));

    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name) => name.Value switch
    {
        "__self__" => Self,
        "__func__" => Function,
        _ => base.FindAttribute(name) ?? Function.TryGetAttribute(name),
    };

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        comparison is Comparison.Equal or Comparison.NotEqual && other is PyMethod method
            ? PyBool.Of((ReferenceEquals(Self, method.Self) && Function.IsEqual(method.Function)) == (comparison == Comparison.Equal))
            : null;

    /// <inheritdoc/>
    protected internal override long HashCore() =>
        System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Self) ^ Function.Hash();

    /// <inheritdoc/>
    protected internal override string ReprCore() => Function is NativeFunction native
        ? $"<built-in method {native.Name} of {Self.Type.Name} object at 0x{Self.Identity():x12}>"
        : $"<bound method {Function.TryGetAttribute("__qualname__")?.Str() ?? "?"} of {Self.Repr()}>";
}

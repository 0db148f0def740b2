using System.Diagnostics.CodeAnalysis;

namespace Cairn.Python;

/// <summary>Creates an instance of <paramref name="type"/> (the native type itself or a class derived from it).</summary>
public delegate PyObject NativeConstructor(Realm realm, PyType type, CallArguments arguments);

/// <summary>A class: native (immutable, shared by all realms) or written in Python (owned by one realm).</summary>
public sealed partial class PyType : PyObject
{
    private readonly Lock _populating = new();
    private Action<NativeTypeBuilder>? _define;
    private PyDict _namespace;
    private PyDict? _cache;
    private int _cacheEpoch;
    private List<WeakReference<PyType>>? _subclasses;

    /// <summary>A native type whose members are defined on first use.</summary>
    internal PyType(string name, PyType? baseType, string module, PyType metatype, Action<NativeTypeBuilder>? define)
        : base(metatype)
    {
        (Name, QualifiedName, Module, _define) = (name, name, module, define);
        Bases = baseType is null ? [] : [baseType];
        Mro = baseType is null ? [this] : [this, .. baseType.Mro];
        Layout = this;
        _namespace = new PyDict();
    }

    private PyType(Realm realm, PyType metatype, string name, PyType[] bases, PyDict members)
        : base(metatype)
    {
        (Name, QualifiedName, Module, Realm, Bases, _namespace) = (name, name, "builtins", realm, bases, members);
        IsHeap = true;
        Mro = [this];
        Layout = bases[0].Layout;
    }

    /// <summary><c>__name__</c>.</summary>
    public string Name { get; internal set; }

    /// <summary><c>__qualname__</c>.</summary>
    public string QualifiedName { get; internal set; }

    /// <summary><c>__module__</c>.</summary>
    public string Module { get; internal set; }

    /// <summary>The direct bases.</summary>
    public PyType[] Bases { get; private set; }

    /// <summary>The linearisation, this class first.</summary>
    public PyType[] Mro { get; private set; }

    /// <summary>True for a class written in Python.</summary>
    public bool IsHeap { get; }

    /// <summary>The owner of a class written in Python.</summary>
    public Realm? Realm { get; }

    /// <summary>The native type that decides which C# class the instances have.</summary>
    public PyType Layout { get; private set; }

    /// <summary>The base whose C# class the instances have: all exceptions are made alike, so several may be combined.</summary>
    private PyType SolidBase => IsSubclassOf(BuiltinTypes.BaseException) ? BuiltinTypes.BaseException : this;

    /// <summary>Anything that native code wants to remember about the class.</summary>
    public object? Tag { get; set; }

    /// <summary>What creates instances of this native type; null where Python code cannot.</summary>
    public NativeConstructor? Constructor { get; internal set; }

    /// <summary>False for native types that cannot be a base class (as <c>bool</c>).</summary>
    public bool IsSubclassable { get; internal set; } = true;

    /// <summary>The class's own members. Change them with <see cref="PyObject.SetAttribute"/> so that lookups notice.</summary>
    public PyDict Namespace
    {
        get
        {
            if (Volatile.Read(ref _define) is not null)
            {
                Populate();
            }

            return _namespace;
        }
    }

    /// <inheritdoc/>
    public override PyDict? Attributes => Namespace;

    internal string QualifiedNameWithModule => Module == "builtins" ? QualifiedName : $"{Module}.{QualifiedName}";

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <summary>Defines a native type. <paramref name="define"/> runs once, on first use.</summary>
    /// <param name="name">Its name in Python.</param>
    /// <param name="define">Adds the members.</param>
    /// <param name="baseType">Its base, <c>object</c> by default.</param>
    /// <param name="module">The module it says it is from.</param>
    /// <param name="metatype">Its class, <c>type</c> by default.</param>
    public static PyType Define(
        string name, Action<NativeTypeBuilder> define, PyType? baseType = null, string module = "builtins", PyType? metatype = null) =>
        new(name, baseType ?? BuiltinTypes.Object, module, metatype ?? BuiltinTypes.Type, define);

    /// <summary>The member <paramref name="name"/> of the first class in the linearisation that has it, without binding.</summary>
    public PyObject? Lookup(PyStr name)
    {
        if (!IsHeap)
        {
            return Search(name);
        }

        if (_cache is null || _cacheEpoch != Realm!.TypeEpoch)
        {
            _cache = new PyDict();
            _cacheEpoch = Realm!.TypeEpoch;
        }

        if (_cache.TryGet(name) is { } cached)
        {
            return ReferenceEquals(cached, Absent.Instance) ? null : cached;
        }

        PyObject? found = Search(name);
        _cache.Set(name, found ?? Absent.Instance);
        return found;
    }

    /// <summary>As <see cref="Lookup"/>, beginning after <paramref name="start"/> in this class's linearisation (as <c>super</c> does).</summary>
    public PyObject? LookupAfter(PyType start, PyStr name, out PyType? owner)
    {
        int position = Array.IndexOf(Mro, start);
        for (int i = position + 1; i < Mro.Length; i++)
        {
            if (Mro[i].Namespace.TryGet(name) is { } value)
            {
                owner = Mro[i];
                return value;
            }
        }

        owner = null;
        return null;
    }

    /// <summary>True if this class is <paramref name="ancestor"/> or derives from it.</summary>
    public bool IsSubclassOf(PyType ancestor)
    {
        if (ReferenceEquals(this, ancestor))
        {
            return true;
        }

        foreach (PyType type in Mro)
        {
            if (ReferenceEquals(type, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The living direct subclasses that were written in Python.</summary>
    public IEnumerable<PyType> Subclasses(Realm realm)
    {
        List<WeakReference<PyType>>? known = IsHeap ? _subclasses : realm.NativeSubclasses(this);
        if (known is null)
        {
            yield break;
        }

        foreach (WeakReference<PyType> reference in known)
        {
            if (reference.TryGetTarget(out PyType? type))
            {
                yield return type;
            }
        }
    }

    /// <summary>Sets a member from native code.</summary>
    public void SetMember(PyStr name, PyObject? value)
    {
        if (!IsHeap)
        {
            throw PyRaise.TypeError($"cannot set '{name.Value}' attribute of immutable type '{Name}'");
        }

        if (value is null)
        {
            if (!_namespace.Remove(name))
            {
                throw PyRaise.AttributeError($"type object '{Name}' has no attribute '{name.Value}'");
            }
        }
        else
        {
            _namespace.Set(name, value);
        }

        // Only a class that others derive from concerns more than its own cache.
        if (_subclasses is null)
        {
            _cache = null;
        }
        else
        {
            Realm!.TypeEpoch++;
        }
    }

    private PyObject? Search(PyStr name)
    {
        foreach (PyType type in Mro)
        {
            if (type.Namespace.TryGet(name) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private void Populate()
    {
        lock (_populating)
        {
            if (_define is { } define)
            {
                // Published only when complete: other threads wait for the lock or see the finished table.
                var members = new PyDict();
                var builder = new NativeTypeBuilder(this, members);
                define(builder);
                _namespace = members;
                Volatile.Write(ref _define, null);
            }
        }
    }

    private void Remember(PyType subclass)
    {
        var reference = new WeakReference<PyType>(subclass);
        if (IsHeap)
        {
            (_subclasses ??= []).Add(reference);
        }
        else
        {
            subclass.Realm!.RememberNativeSubclass(this, reference);
        }
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() => $"<class '{QualifiedNameWithModule}'>";

    private sealed class Absent : PyObject
    {
        public static readonly Absent Instance = new();

        private Absent()
            : base(BuiltinTypes.Object)
        {
        }
    }
}

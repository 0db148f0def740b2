namespace Cairn.Python;

/// <summary>The protocols of instances whose class was written in Python: special methods are looked up on the class.</summary>
/// <remarks>A special method that is merely the native one (<see cref="NativeFunction.IsProtocol"/>) is not called: its
/// native behaviour is used at once.</remarks>
internal static class ClassProtocol
{
    public static PyObject? GetAttribute(PyObject self, PyStr name)
    {
        PyType type = self.Type;
        PyObject? getattribute = Special(type, Names.GetAttributeHook);
        PyObject? fallback = type.Lookup(Names.GetAttr);
        if (getattribute is null && fallback is null)
        {
            return self.FindAttribute(name);
        }

        try
        {
            PyObject? found = getattribute is null ? self.FindAttribute(name) : Invoke(getattribute, self, name);
            if (found is not null || fallback is null)
            {
                return found;
            }
        }
        catch (PyRaise raised) when (fallback is not null && raised.Is(BuiltinTypes.AttributeError))
        {
            // Python falls back to __getattr__ whenever the first lookup ends in AttributeError.
        }

        return Invoke(fallback!, self, name);
    }

    public static void SetAttribute(PyObject self, PyStr name, PyObject value)
    {
        if (Special(self.Type, Names.SetAttr) is { } hook)
        {
            Invoke(hook, self, name, value);
        }
        else
        {
            self.StoreAttribute(name, value);
        }
    }

    public static void DeleteAttribute(PyObject self, PyStr name)
    {
        if (Special(self.Type, Names.DelAttr) is { } hook)
        {
            Invoke(hook, self, name);
        }
        else
        {
            self.StoreAttribute(name, null);
        }
    }

    public static bool IsDataDescriptor(PyObject self) =>
        self.Type.Lookup(Names.DescriptorSet) is not null || self.Type.Lookup(Names.DescriptorDelete) is not null;

    public static bool IsDescriptor(PyObject self) => self.Type.Lookup(Names.DescriptorGet) is not null;

    public static PyObject DescriptorGet(PyObject self, PyObject? instance, PyType owner) =>
        self.Type.Lookup(Names.DescriptorGet) is { } hook ? Invoke(hook, self, instance ?? PyNone.Instance, owner) : self;

    public static bool DescriptorSet(PyObject self, PyObject instance, PyObject? value)
    {
        if (self.Type.Lookup(value is null ? Names.DescriptorDelete : Names.DescriptorSet) is not { } hook)
        {
            return false;
        }

        _ = value is null ? Invoke(hook, self, instance) : Invoke(hook, self, instance, value);
        return true;
    }

    public static PyObject Call(PyObject self, Realm realm, CallArguments arguments)
    {
        if (Special(self.Type, Names.Call) is not { } hook)
        {
            return self.CallCore(realm, arguments);
        }

        return hook is PyFunction function
            ? function.Call(realm, arguments.Prepend(self))
            : hook.DescriptorGet(self, self.Type).Call(realm, arguments);
    }

    public static bool IsTrue(PyObject self)
    {
        if (Special(self.Type, Names.Bool) is { } hook)
        {
            PyObject result = Invoke(hook, self);
            return result is PyBool truth
                ? truth.Value
                : throw PyRaise.TypeError($"__bool__ should return bool, returned {result.Type.Name}");
        }

        return Special(self.Type, Names.Len) is not null ? Length(self) != 0 : self.TruthCore();
    }

    public static string Repr(PyObject self) =>
        Special(self.Type, Names.Repr) is { } hook ? Text(Invoke(hook, self), "__repr__") : self.ReprCore();

    public static string Str(PyObject self) =>
        Special(self.Type, Names.Str) is { } hook ? Text(Invoke(hook, self), "__str__") : self.StrCore();

    public static string Format(PyObject self, string specification) =>
        Special(self.Type, Names.Format) is { } hook
            ? Text(Invoke(hook, self, new PyStr(specification)), "__format__")
            : self.FormatCore(specification);

    public static long Hash(PyObject self)
    {
        PyObject? hook = self.Type.Lookup(Names.Hash);
        if (hook is PyNone)
        {
            throw PyRaise.TypeError($"unhashable type: '{self.Type.Name}'");
        }

        return hook is null or NativeFunction { IsProtocol: true } ? self.HashCore() : Operators.Index(Invoke(hook, self)).HashCore();
    }

    public static int Length(PyObject self)
    {
        if (Special(self.Type, Names.Len) is not { } hook)
        {
            return self.LengthCore();
        }

        long length = Operators.Index(Invoke(hook, self)).ToInt64();
        return length is >= 0 and <= int.MaxValue ? (int)length : throw PyRaise.ValueError("__len__() should return >= 0");
    }

    public static PyObject GetItem(PyObject self, PyObject key)
    {
        if (Special(self.Type, Names.GetItem) is { } hook)
        {
            return Invoke(hook, self, key);
        }

        if (self is PyType type && type.Lookup(Names.ClassGetItem) is { } generic)
        {
            return generic.DescriptorGet(null, type).Call(self.Type.Realm!, key);
        }

        return self.GetItemCore(key);
    }

    public static void SetItem(PyObject self, PyObject key, PyObject value)
    {
        if (Special(self.Type, Names.SetItem) is { } hook)
        {
            Invoke(hook, self, key, value);
        }
        else
        {
            self.SetItemCore(key, value);
        }
    }

    public static void DeleteItem(PyObject self, PyObject key)
    {
        if (Special(self.Type, Names.DelItem) is { } hook)
        {
            Invoke(hook, self, key);
        }
        else
        {
            self.DeleteItemCore(key);
        }
    }

    public static bool Contains(PyObject self, PyObject item) =>
        Special(self.Type, Names.Contains) is { } hook ? Invoke(hook, self, item).IsTrue : self.ContainsCore(item);

    public static PyIterator? Iterate(PyObject self)
    {
        PyObject? hook = Special(self.Type, Names.Iter);
        if (hook is PyNone)
        {
            return null;
        }

        if (hook is not null)
        {
            PyObject iterator = Invoke(hook, self);
            return iterator as PyIterator
                ?? (iterator.Type.Lookup(Names.Next) is not null
                    ? new InstanceIterator(iterator)
                    : throw PyRaise.TypeError($"iter() returned non-iterator of type '{iterator.Type.Name}'"));
        }

        if (self.IterateCore() is { } native)
        {
            return native;
        }

        return Special(self.Type, Names.GetItem) is not null ? new IndexIterator(self) : null;
    }

    /// <summary>The special method, unless it is absent or merely the native one.</summary>
    public static PyObject? Special(PyType type, PyStr name) =>
        type.Lookup(name) is { } hook && hook is not NativeFunction { IsProtocol: true } ? hook : null;

    /// <summary>Calls a special method found on the class of <paramref name="self"/>.</summary>
    public static PyObject Invoke(PyObject hook, PyObject self, params PyObject[] arguments)
    {
        Realm realm = self.Type.Realm ?? throw new InvalidOperationException("a class written in Python has a realm");
        if (hook is PyFunction or NativeFunction)
        {
            return hook.Call(realm, new CallArguments(arguments).Prepend(self));
        }

        return hook.DescriptorGet(self, self.Type).Call(realm, new CallArguments(arguments));
    }

    private static string Text(PyObject result, string method) =>
        result is PyStr text ? text.Value : throw PyRaise.TypeError($"{method} returned non-string (type {result.Type.Name})");
}

/// <summary>Drives an iterator written in Python.</summary>
internal sealed class InstanceIterator(PyObject iterator) : PyIterator(BuiltinTypes.Iterator)
{
    private readonly PyObject _next = iterator.Type.Lookup(Names.Next)!;

    public override PyObject? Next()
    {
        try
        {
            return ClassProtocol.Invoke(_next, iterator);
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.StopIteration))
        {
            return null;
        }
    }
}

/// <summary>Iterates with <c>__getitem__</c> from 0 until <c>IndexError</c>.</summary>
internal sealed class IndexIterator(PyObject sequence) : PyIterator(BuiltinTypes.Iterator)
{
    private long _index;

    public override PyObject? Next()
    {
        try
        {
            return sequence.GetItem(PyInt.Of(_index++));
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.IndexError) || raised.Is(BuiltinTypes.StopIteration))
        {
            return null;
        }
    }
}

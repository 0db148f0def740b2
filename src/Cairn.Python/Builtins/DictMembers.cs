namespace Cairn.Python;

/// <summary>The members of <c>dict</c>, its views and read-only mappings.</summary>
internal static class DictMembers
{
    private static readonly PyStr KeysName = "keys";

    public static void Define(NativeTypeBuilder type) => type.Generic()
        .Constructor((_, requested, _) => requested.IsHeap ? new PyDict(requested) : new PyDict())
        .RawMethod("__init__", (realm, arguments) =>
        {
            Update(realm, (PyDict)arguments[0], arguments.Skip(1), "dict");
            return PyNone.Instance;
        })
        .Protocols(
            "__len__", "__getitem__", "__setitem__", "__delitem__", "__iter__", "__contains__", "__eq__", "__ne__", "__or__", "__ior__",
            "__repr__")
        .Member("__hash__", PyNone.Instance)
        .Method<PyDict>("get", "key, default=, /", (_, self, a) => self.TryGet(a[0]) ?? a.Optional(1) ?? PyNone.Instance)
        .Method<PyDict>("keys", "", (_, self, _) => new DictView(self, DictParts.Keys))
        .Method<PyDict>("values", "", (_, self, _) => new DictView(self, DictParts.Values))
        .Method<PyDict>("items", "", (_, self, _) => new DictView(self, DictParts.Items))
        .Method<PyDict>("setdefault", "key, default=, /", (_, self, a) =>
        {
            if (self.TryGet(a[0]) is { } value)
            {
                return value;
            }

            PyObject fresh = a.Optional(1) ?? PyNone.Instance;
            self.Set(a[0], fresh);
            return fresh;
        })
        .Method<PyDict>("pop", "key, default=, /", (_, self, a) => self.Take(a[0]) ?? a.Optional(1) ?? throw PyRaise.KeyError(a[0]))
        .Method<PyDict>("popitem", "", (_, self, _) => self.TakeLast(out PyObject key, out PyObject value)
            ? new PyTuple(key, value)
            : throw PyRaise.KeyError(new PyStr("popitem(): dictionary is empty")))
        .Method<PyDict>("clear", "", (_, self, _) =>
        {
            self.Clear();
            return PyNone.Instance;
        })
        .Method<PyDict>("copy", "", (_, self, _) => self.Copy())
        .RawMethod("update", (realm, arguments) =>
        {
            Update(realm, (PyDict)arguments[0], arguments.Skip(1), "update");
            return PyNone.Instance;
        })
        .ClassMethod("fromkeys", "iterable, value=, /", (realm, self, a) =>
        {
            PyObject result = self.Call(realm, CallArguments.None);
            foreach (PyObject key in realm.Enumerate(a[0]))
            {
                result.SetItem(key, a.Optional(1) ?? PyNone.Instance);
            }

            return result;
        })
        .Method<PyDict>("__reversed__", "", (_, self, _) => PyIterator.Over(self.Keys().Reverse()));

    public static void DefineView(NativeTypeBuilder type) => type.Final()
        .Protocols("__len__", "__iter__", "__contains__", "__eq__", "__ne__", "__and__", "__or__", "__sub__", "__xor__", "__lt__", "__le__", "__gt__", "__ge__")
        .Method<DictView>("isdisjoint", "other, /", (realm, self, a) => PyBool.Of(!realm.Enumerate(a[0]).Any(self.Contains)))
        .Method<DictView>("__reversed__", "", (_, self, _) => PyIterator.Over(Operators.Values(self).Reverse()));

    public static void DefineProxy(NativeTypeBuilder type) => type.Final()
        .Constructor((_, _, arguments) => new MappingProxy((PyDict)arguments[0]))
        .Protocols("__len__", "__getitem__", "__iter__", "__contains__", "__eq__", "__ne__")
        .Method<MappingProxy>("get", "key, default=, /", (_, self, a) => self.Dict.TryGet(a[0]) ?? a.Optional(1) ?? PyNone.Instance)
        .Method<MappingProxy>("keys", "", (_, self, _) => new DictView(self.Dict, DictParts.Keys))
        .Method<MappingProxy>("values", "", (_, self, _) => new DictView(self.Dict, DictParts.Values))
        .Method<MappingProxy>("items", "", (_, self, _) => new DictView(self.Dict, DictParts.Items))
        .Method<MappingProxy>("copy", "", (_, self, _) => self.Dict.Copy());

    private static void Update(Realm realm, PyDict self, CallArguments arguments, string function)
    {
        if (arguments.PositionalCount > 1)
        {
            throw PyRaise.TypeError($"{function} expected at most 1 argument, got {arguments.PositionalCount}");
        }

        if (arguments.PositionalCount == 1)
        {
            UpdateFrom(realm, self, arguments[0]);
        }

        for (int i = 0; i < arguments.KeywordCount; i++)
        {
            self.Set(arguments.KeywordNames[i], arguments.KeywordValues[i]);
        }
    }

    /// <summary>Takes over a mapping or an iterable of pairs.</summary>
    public static void UpdateFrom(Realm realm, PyDict self, PyObject source)
    {
        if (source is PyDict { Type.IsHeap: false } dict)
        {
            self.Update(dict);
            return;
        }

        if (source is PyDict or MappingProxy || source.TryGetAttribute(KeysName) is not null)
        {
            UpdateFromMapping(realm, self, source, "not a mapping");
            return;
        }

        int index = 0;
        foreach (PyObject item in realm.Enumerate(source))
        {
            PyObject[] pair = item.TryIterate() is not null
                ? [.. realm.Enumerate(item)]
                : throw PyRaise.TypeError($"cannot convert dictionary update sequence element #{index} to a sequence");
            if (pair.Length != 2)
            {
                throw PyRaise.ValueError($"dictionary update sequence element #{index} has length {pair.Length}; 2 is required");
            }

            self.Set(pair[0], pair[1]);
            index++;
        }
    }

    /// <summary>Takes over everything of something that has <c>keys()</c>.</summary>
    public static void UpdateFromMapping(Realm realm, PyDict self, PyObject source, string problem)
    {
        switch (source)
        {
            case PyDict { Type.IsHeap: false } dict:
                self.Update(dict);
                return;
            case MappingProxy proxy:
                self.Update(proxy.Dict);
                return;
        }

        PyObject keys = source.TryGetAttribute(KeysName) ?? throw PyRaise.TypeError(problem);
        foreach (PyObject key in realm.Enumerate(keys.Call(realm, CallArguments.None)))
        {
            self.Set(key, source.GetItem(key));
        }
    }
}

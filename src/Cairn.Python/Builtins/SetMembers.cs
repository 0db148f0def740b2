namespace Cairn.Python;

/// <summary>The members of <c>set</c> and <c>frozenset</c>.</summary>
internal static class SetMembers
{
    public static void DefineSet(NativeTypeBuilder type)
    {
        DefineShared(type.Generic().Constructor((_, requested, _) => new PySet(requested, [])))
            .Initializer<PySet>("iterable=, /", (realm, self, a) =>
            {
                self.Clear();
                AddAll(realm, self, a.Optional(0));
                return PyNone.Instance;
            })
            .Member("__hash__", PyNone.Instance)
            .Protocols("__ior__", "__iand__", "__isub__", "__ixor__")
            .Method<PySet>("add", "item, /", (_, self, a) => Done(() => self.Add(a[0])))
            .Method<PySet>("discard", "item, /", (_, self, a) => Done(() => self.Remove(a[0])))
            .Method<PySet>("remove", "item, /", (_, self, a) => self.Remove(a[0]) ? PyNone.Instance : throw PyRaise.KeyError(a[0]))
            .Method<PySet>("clear", "", (_, self, _) => Done(self.Clear))
            .Method<PySet>("pop", "", (_, self, _) =>
            {
                PyObject item = self.Table.Keys().FirstOrDefault() ?? throw PyRaise.KeyError(new PyStr("pop from an empty set"));
                self.Remove(item);
                return item;
            })
            .Method<PySet>("update", "*others", (realm, self, a) =>
            {
                foreach (PyObject other in a.Rest(0).Items)
                {
                    AddAll(realm, self, other);
                }

                return PyNone.Instance;
            })
            .Method<PySet>("difference_update", "*others", (realm, self, a) => Done(() => Replace(self, Difference(realm, self, a.Rest(0)))))
            .Method<PySet>("intersection_update", "*others", (realm, self, a) => Done(() => Replace(self, Intersection(realm, self, a.Rest(0)))))
            .Method<PySet>("symmetric_difference_update", "other, /", (realm, self, a) =>
                Done(() => Replace(self, (PySet)self.BinaryCore(BinaryOperator.Xor, ToSet(realm, a[0]))!)));
    }

    public static void DefineFrozenSet(NativeTypeBuilder type) => DefineShared(type.Generic().Constructor((realm, requested, arguments) =>
    {
        PyObject? source = arguments.PositionalCount > 0 ? arguments[0] : null;
        return source is PySet { IsFrozen: true, Type.IsHeap: false } && !requested.IsHeap
            ? source
            : new PySet(requested, source is null ? [] : realm.Enumerate(source));
    })).RawMethod("__init__", (_, _) => PyNone.Instance).Protocols("__hash__");

    private static NativeTypeBuilder DefineShared(NativeTypeBuilder type) => type
        .Protocols(
            "__len__", "__iter__", "__contains__", "__and__", "__or__", "__sub__", "__xor__", "__eq__", "__ne__", "__lt__", "__le__",
            "__gt__", "__ge__", "__repr__")
        .Method<PySet>("copy", "", (_, self, _) => self.Like(self.Members()))
        .Method<PySet>("union", "*others", (realm, self, a) =>
        {
            PySet result = self.Like(self.Members());
            foreach (PyObject other in a.Rest(0).Items)
            {
                AddAll(realm, result, other);
            }

            return result;
        })
        .Method<PySet>("intersection", "*others", (realm, self, a) => Intersection(realm, self, a.Rest(0)))
        .Method<PySet>("difference", "*others", (realm, self, a) => Difference(realm, self, a.Rest(0)))
        .Method<PySet>("symmetric_difference", "other, /", (realm, self, a) => self.BinaryCore(BinaryOperator.Xor, ToSet(realm, a[0]))!)
        .Method<PySet>("issubset", "other, /", (realm, self, a) => PyBool.Of(self.IsSubsetOf(ToSet(realm, a[0]))))
        .Method<PySet>("issuperset", "other, /", (realm, self, a) => PyBool.Of(ToSet(realm, a[0]).IsSubsetOf(self)))
        .Method<PySet>("isdisjoint", "other, /", (realm, self, a) => PyBool.Of(!realm.Enumerate(a[0]).Any(self.Has)));

    private static PySet Intersection(Realm realm, PySet self, PyTuple others)
    {
        IEnumerable<PyObject> members = self.Members();
        foreach (PyObject other in others.Items)
        {
            PySet set = ToSet(realm, other);
            members = [.. members.Where(set.Has)];
        }

        return self.Like(members);
    }

    private static PySet Difference(Realm realm, PySet self, PyTuple others)
    {
        IEnumerable<PyObject> members = self.Members();
        foreach (PyObject other in others.Items)
        {
            PySet set = ToSet(realm, other);
            members = [.. members.Where(item => !set.Has(item))];
        }

        return self.Like(members);
    }

    private static void Replace(PySet self, PySet members)
    {
        PyObject[] items = members.Members();
        self.Clear();
        foreach (PyObject item in items)
        {
            self.Add(item);
        }
    }

    private static PySet ToSet(Realm realm, PyObject value) => value as PySet ?? new PySet(realm.Enumerate(value));

    private static void AddAll(Realm realm, PySet self, PyObject? values)
    {
        if (values is null)
        {
            return;
        }

        foreach (PyObject value in values is PySet set ? set.Members() : realm.Enumerate(values))
        {
            self.Add(value);
        }
    }

    private static PyNone Done(Action action)
    {
        action();
        return PyNone.Instance;
    }
}

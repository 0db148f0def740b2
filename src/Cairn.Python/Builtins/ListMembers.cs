namespace Cairn.Python;

/// <summary>The members of <c>list</c> and <c>tuple</c>.</summary>
internal static class ListMembers
{
    public static void Define(NativeTypeBuilder type)
    {
        type.Generic().Constructor((_, requested, _) => requested.IsHeap ? new PyList(requested) : new PyList())
            .Initializer<PyList>("iterable=, /", (realm, self, a) =>
            {
                self.Items = a.Has(0) ? [.. realm.Enumerate(a[0])] : [];
                return PyNone.Instance;
            })
            .Protocols(
                "__len__", "__getitem__", "__setitem__", "__delitem__", "__iter__", "__contains__", "__add__", "__mul__", "__rmul__",
                "__iadd__", "__imul__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__repr__")
            .Member("__hash__", PyNone.Instance)
            .Method<PyList>("append", "item, /", (_, self, a) =>
            {
                self.Items.Add(a[0]);
                return PyNone.Instance;
            })
            .Method<PyList>("extend", "iterable, /", (realm, self, a) =>
            {
                if (a[0] is PyList)
                {
                    self.Extend(a[0]);
                    return PyNone.Instance;
                }

                foreach (PyObject item in realm.Enumerate(a[0]))
                {
                    self.Items.Add(item);
                }

                return PyNone.Instance;
            })
            .Method<PyList>("insert", "index, item, /", (_, self, a) =>
            {
                int index = Operators.Index(a[0]).Clamp();
                index = index < 0 ? Math.Max(0, index + self.Items.Count) : Math.Min(index, self.Items.Count);
                self.Items.Insert(index, a[1]);
                return PyNone.Instance;
            })
            .Method<PyList>("pop", "index=, /", (_, self, a) =>
            {
                if (self.Items.Count == 0)
                {
                    throw PyRaise.IndexError("pop from empty list");
                }

                int index = a.Has(0)
                    ? PySlice.Position(Operators.Index(a[0]), self.Items.Count, "pop index out of range")
                    : self.Items.Count - 1;
                PyObject item = self.Items[index];
                self.Items.RemoveAt(index);
                return item;
            })
            .Method<PyList>("remove", "item, /", (_, self, a) =>
            {
                int index = IndexOf(self.Items, a[0], 0, self.Items.Count);
                if (index < 0)
                {
                    throw PyRaise.ValueError("list.remove(x): x not in list");
                }

                self.Items.RemoveAt(index);
                return PyNone.Instance;
            })
            .Method<PyList>("clear", "", (_, self, _) =>
            {
                self.Items.Clear();
                return PyNone.Instance;
            })
            .Method<PyList>("copy", "", (_, self, _) => new PyList(new List<PyObject>(self.Items)))
            .Method<PyList>("reverse", "", (_, self, _) =>
            {
                self.Items.Reverse();
                return PyNone.Instance;
            })
            .Method<PyList>("sort", "*, key=, reverse=", (realm, self, a) =>
            {
                List<PyObject> items = self.Items;
                self.Items = [];
                try
                {
                    items = Sorting.Sorted(realm, items, a.Given(0), a.Flag(1));
                }
                finally
                {
                    self.Items = items;
                }

                return PyNone.Instance;
            })
            .Method<PyList>("index", "item, start=, stop=, /", (_, self, a) => Index(self.Items, a, "is not in list"))
            .Method<PyList>("count", "item, /", (_, self, a) => PyInt.Of(self.Items.Count(item => item.IsEqual(a[0]))))
            .Method<PyList>("__reversed__", "", (_, self, _) => Reversed(self.Items));
    }

    public static void DefineTuple(NativeTypeBuilder type) => type.Generic()
        .Constructor((realm, requested, arguments) =>
        {
            if (arguments.PositionalCount == 0)
            {
                return requested.IsHeap ? PyTuple.OfType(requested, []) : PyTuple.Empty;
            }

            return arguments[0] is PyTuple { Type.IsHeap: false } tuple && !requested.IsHeap
                ? tuple
                : PyTuple.OfType(requested, [.. realm.Enumerate(arguments[0])]);
        })
        .RawMethod("__init__", (_, _) => PyNone.Instance)
        .Protocols(
            "__len__", "__getitem__", "__iter__", "__contains__", "__add__", "__mul__", "__rmul__", "__hash__",
            "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__repr__")
        .Method<PyTuple>("index", "item, start=, stop=, /", (_, self, a) => Index(self.Items, a, "not in tuple"))
        .Method<PyTuple>("count", "item, /", (_, self, a) => PyInt.Of(self.Items.Count(item => item.IsEqual(a[0]))));

    private static PyInt Index(IReadOnlyList<PyObject> items, BoundArguments a, string absent)
    {
        SliceIndices range = new PySlice(a.Optional(1) ?? PyNone.Instance, a.Optional(2) ?? PyNone.Instance, PyNone.Instance).Indices(items.Count);
        int index = IndexOf(items, a[0], range.Start, range.Start + range.Count);
        return index >= 0 ? PyInt.Of(index) : throw PyRaise.ValueError($"{(absent.Contains("tuple", StringComparison.Ordinal) ? "tuple.index(x): x" : a[0].Repr())} {absent}");
    }

    private static int IndexOf(IReadOnlyList<PyObject> items, PyObject item, int start, int end)
    {
        for (int i = start; i < end && i < items.Count; i++)
        {
            if (items[i].IsEqual(item))
            {
                return i;
            }
        }

        return -1;
    }

    public static PyIterator Reversed(IReadOnlyList<PyObject> items) => PyIterator.Over(Backwards(items));

    private static IEnumerable<PyObject> Backwards(IReadOnlyList<PyObject> items)
    {
        for (int i = items.Count - 1; i >= 0; i--)
        {
            if (i < items.Count)
            {
                yield return items[i];
            }
        }
    }
}

/// <summary>Stable sorting with <c>&lt;</c>.</summary>
internal static class Sorting
{
    public static List<PyObject> Sorted(Realm realm, List<PyObject> items, PyObject? key, bool reverse)
    {
        var keyed = new (PyObject Key, PyObject Item)[items.Count];
        for (int i = 0; i < keyed.Length; i++)
        {
            realm.Step();
            keyed[i] = (key is null ? items[i] : key.Call(realm, items[i]), items[i]);
        }

        // Reversing before and after keeps equal items in their order.
        if (reverse)
        {
            Array.Reverse(keyed);
        }

        MergeSort(realm, keyed, new (PyObject, PyObject)[keyed.Length], 0, keyed.Length);
        if (reverse)
        {
            Array.Reverse(keyed);
        }

        return [.. keyed.Select(pair => pair.Item)];
    }

    /// <summary>Merge sort: an inconsistent <c>__lt__</c> gives some order, never an error, as in CPython.</summary>
    private static void MergeSort(Realm realm, (PyObject Key, PyObject Item)[] items, (PyObject Key, PyObject Item)[] spare, int start, int end)
    {
        if (end - start < 2)
        {
            return;
        }

        int middle = (start + end) / 2;
        MergeSort(realm, items, spare, start, middle);
        MergeSort(realm, items, spare, middle, end);
        realm.Step();
        if (!IsLess(items[middle].Key, items[middle - 1].Key))
        {
            return;
        }

        Array.Copy(items, start, spare, start, end - start);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++)
        {
            items[i] = left < middle && (right >= end || !IsLess(spare[right].Key, spare[left].Key)) ? spare[left++] : spare[right++];
        }
    }

    private static bool IsLess(PyObject left, PyObject right) => left is PyStr { Type.IsHeap: false, HasSurrogates: false } a
        && right is PyStr { Type.IsHeap: false, HasSurrogates: false } b
            ? string.CompareOrdinal(a.Value, b.Value) < 0
            : Operators.IsLess(left, right);
}

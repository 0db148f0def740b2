namespace Cairn.Python;

/// <summary>The native protocols seen as special methods, so that <c>super().__len__()</c> or <c>(5).__add__</c> work.</summary>
internal static class ProtocolMethods
{
    private static readonly Dictionary<string, NativeFunction> Table = MakeTable();

    public static NativeFunction Named(string name) => Table[name];

    private static Dictionary<string, NativeFunction> MakeTable()
    {
        var table = new Dictionary<string, NativeFunction>();
        void Add(string name, string signature, NativeMethodCode<PyObject> code) =>
            table[name] = NativeFunction.Protocol(name, signature, code);

        Add("__repr__", "", (_, self, _) => new PyStr(self.ReprCore()));
        Add("__str__", "", (_, self, _) => new PyStr(self.StrCore()));
        Add("__format__", "specification, /", (_, self, a) => new PyStr(self.FormatCore(a.Text(0))));
        Add("__hash__", "", (_, self, _) => PyInt.Of(self.HashCore()));
        Add("__bool__", "", (_, self, _) => PyBool.Of(self.TruthCore()));
        Add("__len__", "", (_, self, _) => PyInt.Of(self.LengthCore()));
        Add("__getitem__", "key, /", (_, self, a) => self.GetItemCore(a[0]));
        Add("__setitem__", "key, value, /", (_, self, a) =>
        {
            self.SetItemCore(a[0], a[1]);
            return PyNone.Instance;
        });
        Add("__delitem__", "key, /", (_, self, a) =>
        {
            self.DeleteItemCore(a[0]);
            return PyNone.Instance;
        });
        Add("__contains__", "item, /", (_, self, a) => PyBool.Of(self.ContainsCore(a[0])));
        Add("__iter__", "", (_, self, _) =>
            self.IterateCore() ?? throw PyRaise.TypeError($"'{self.Type.Name}' object is not iterable"));
        Add("__next__", "", (_, self, _) => ((PyIterator)self).Next() ?? throw PyRaise.StopIteration());
        Add("__getattribute__", "name, /", (_, self, a) =>
            self.FindAttribute((PyStr)a[0]) ?? throw self.MissingAttribute((PyStr)a[0]));
        Add("__setattr__", "name, value, /", (_, self, a) =>
        {
            self.StoreAttribute((PyStr)a[0], a[1]);
            return PyNone.Instance;
        });
        Add("__delattr__", "name, /", (_, self, a) =>
        {
            self.StoreAttribute((PyStr)a[0], null);
            return PyNone.Instance;
        });
        Add("__index__", "", (_, self, _) => self.IndexCore() ?? throw PyRaise.TypeError("no integer"));
        foreach (Comparison comparison in Enum.GetValues<Comparison>())
        {
            Add(Names.Comparisons[(int)comparison].Value, "other, /", (_, self, a) => ObjectComparison(self, comparison, a[0]));
        }

        foreach (BinaryOperator operation in Enum.GetValues<BinaryOperator>())
        {
            Add(Names.Binary[(int)operation].Value, "other, /", (_, self, a) => self.BinaryCore(operation, a[0]) ?? PyNotImplemented.Instance);
            Add(Names.Reflected[(int)operation].Value, "other, /", (_, self, a) =>
                self.ReflectedCore(operation, a[0])
                ?? (a[0].Type.IsHeap ? null : a[0].BinaryCore(operation, self))
                ?? PyNotImplemented.Instance);
            Add(Names.InPlace[(int)operation].Value, "other, /", (_, self, a) => self.InPlaceCore(operation, a[0]) ?? PyNotImplemented.Instance);
        }

        foreach (UnaryOperator operation in Enum.GetValues<UnaryOperator>())
        {
            Add(Names.Unary[(int)operation].Value, "", (_, self, _) => self.UnaryCore(operation) ?? PyNotImplemented.Instance);
        }

        return table;
    }

    private static PyObject ObjectComparison(PyObject self, Comparison comparison, PyObject other) =>
        self.CompareCore(comparison, other) is { } result
            ? result
            : comparison switch
            {
                Comparison.Equal when ReferenceEquals(self, other) => PyBool.True,
                Comparison.NotEqual when self.Type.IsHeap && Operators.Compare(self, Comparison.Equal, other) is PyBool equal =>
                    PyBool.Of(!equal.Value),
                _ => PyNotImplemented.Instance,
            };
}

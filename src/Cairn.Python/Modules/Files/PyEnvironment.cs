namespace Cairn.Python.Modules.Files;

/// <summary><c>os.environ</c>: the environment of the evaluation as a mapping of strings.</summary>
/// <remarks>Reading is always possible: a world without environment has an empty one. Writing asks the host.</remarks>
internal sealed class PyEnvironment(Realm realm) : PyObject(EnvironmentType)
{
    public static readonly PyType EnvironmentType = PyType.Define("_Environ", Define, module: "os");

    private static void Define(NativeTypeBuilder type)
    {
        type.Method<PyEnvironment>("get", "key, default=", (_, self, a) => self.Find(a[0]) ?? a.Optional(1) ?? PyNone.Instance)
            .Method<PyEnvironment>("keys", "", (_, self, _) => PyList.OfStrings(self.Variables.Keys))
            .Method<PyEnvironment>("values", "", (_, self, _) => PyList.OfStrings(self.Variables.Values))
            .Method<PyEnvironment>("items", "", (_, self, _) => new PyList(self.Pairs()))
            .Method<PyEnvironment>("copy", "", (_, self, _) => self.ToDict())
            .Method<PyEnvironment>("__copy__", "", (_, self, _) => self.ToDict())
            .Method<PyEnvironment>("__deepcopy__", "memo", (_, self, _) => self.ToDict())
            .Method<PyEnvironment>("pop", "key, default=", (_, self, a) =>
            {
                PyObject? value = self.Find(a[0]);
                if (value is not null)
                {
                    self.DeleteItemCore(a[0]);
                }

                return value ?? a.Optional(1) ?? throw PyRaise.KeyError(a[0]);
            })
            .Method<PyEnvironment>("setdefault", "key, value=", (_, self, a) =>
            {
                if (self.Find(a[0]) is { } known)
                {
                    return known;
                }

                self.SetItemCore(a[0], a.Optional(1) ?? PyNone.Instance);
                return a[1];
            })
            .Method<PyEnvironment>("update", "other=, /, **more", (r, self, a) => self.Update(r, a.Given(0), a.Keywords(1)))
            .Method<PyEnvironment>("clear", "", (_, self, _) =>
            {
                foreach (string name in self.Variables.Keys.ToArray())
                {
                    self.DeleteItemCore(new PyStr(name));
                }

                return PyNone.Instance;
            })
            .Protocols("__getitem__", "__setitem__", "__delitem__", "__contains__", "__iter__", "__len__", "__or__")
            .Final();
    }

    private IDictionary<string, string> Variables => realm.Host.Environment;

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key) => Find(key) ?? throw PyRaise.KeyError(key);

    /// <inheritdoc/>
    protected internal override void SetItemCore(PyObject key, PyObject value)
    {
        string name = Text(key);
        string text = Text(value);
        realm.Host.Demand(HostAccess.ChangeEnvironment, $"set the environment variable `{name}`");
        Variables[name] = text;
    }

    /// <inheritdoc/>
    protected internal override void DeleteItemCore(PyObject key)
    {
        string name = Text(key);
        realm.Host.Demand(HostAccess.ChangeEnvironment, $"unset the environment variable `{name}`");
        if (!Variables.Remove(name))
        {
            throw PyRaise.KeyError(key);
        }
    }

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) => Find(item) is not null;

    /// <inheritdoc/>
    protected internal override int LengthCore() => Variables.Count;

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Variables.Count != 0;

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() =>
        PyIterator.Over(Variables.Keys.ToArray().Select(name => (PyObject)new PyStr(name)));

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        if (operation != BinaryOperator.Or || right is not PyDict other)
        {
            return null;
        }

        PyDict result = ToDict();
        result.Update(other);
        return result;
    }

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        other switch
        {
            PyEnvironment environment => ToDict().CompareCore(comparison, environment.ToDict()),
            PyDict dict => ToDict().CompareCore(comparison, dict),
            _ => null,
        };

    /// <inheritdoc/>
    protected internal override string ReprCore() => $"environ({ToDict().Repr()})";

    public PyDict ToDict()
    {
        var result = new PyDict();
        foreach ((string name, string value) in Variables)
        {
            result.Set(name, new PyStr(value));
        }

        return result;
    }

    private PyStr? Find(PyObject key) => Variables.TryGetValue(Text(key), out string? value) ? new PyStr(value) : null;

    private IEnumerable<PyObject> Pairs() => Variables.Select(pair => new PyTuple(new PyStr(pair.Key), new PyStr(pair.Value)));

    private PyNone Update(Realm current, PyObject? other, PyDict more)
    {
        IEnumerable<(PyObject, PyObject)> pairs = other switch
        {
            null => [],
            PyDict dict => dict.Snapshot().Select(pair => (pair.Key, pair.Value)),
            PyEnvironment environment => environment.ToDict().Snapshot().Select(pair => (pair.Key, pair.Value)),
            _ when other.TryGetAttribute("keys") is { } keys =>
                Operators.Values(keys.Call(current)).Select(key => (key, other.GetItem(key))),
            _ => Operators.Values(other).Select(pair => (pair.GetItem(PyInt.Of(0)), pair.GetItem(PyInt.Of(1)))),
        };
        foreach ((PyObject key, PyObject value) in pairs.Concat(more.Snapshot().Select(pair => (pair.Key, pair.Value))))
        {
            SetItemCore(key, value);
        }

        return PyNone.Instance;
    }

    private static string Text(PyObject value) =>
        value is PyStr text ? text.Value : throw PyRaise.TypeError($"str expected, not {value.Type.Name}");
}

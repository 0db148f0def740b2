namespace Cairn.Python;

/// <summary>A dictionary that keeps insertion order. Also the table behind namespaces and instance attributes.</summary>
public sealed class PyDict : PyObject
{
    private const int SmallSize = 8;

    private Entry[] _entries = [];
    private int[] _buckets = [];
    private int _used;
    private bool _isPrinting;
    private PyDict? _attributes;

    /// <summary>An empty dictionary.</summary>
    public PyDict()
        : base(BuiltinTypes.Dict)
    {
    }

    /// <summary>An empty dictionary of a derived class.</summary>
    public PyDict(PyType type)
        : base(type)
    {
    }

    /// <summary>Number of items.</summary>
    public int Count { get; private set; }

    /// <summary>Changes when keys are added or removed, so that iterators notice.</summary>
    internal int Revision { get; private set; }

    internal PyObject? DefaultFactory { get; set; }

    /// <inheritdoc/>
    public override PyDict? Attributes => Type.IsHeap ? _attributes ??= new PyDict() : null;

    /// <summary>The value under a string key, or null.</summary>
    public PyObject? TryGet(PyStr key)
    {
        int index = Find(key, key.CachedHash);
        return index < 0 ? null : _entries[index].Value;
    }

    /// <summary>The value under a key, or null.</summary>
    public PyObject? TryGet(PyObject key)
    {
        int index = Find(key, Fold(key));
        return index < 0 ? null : _entries[index].Value;
    }

    /// <summary>Sets the value under a string key.</summary>
    public void Set(PyStr key, PyObject value)
    {
        int hash = key.CachedHash;
        Put(Find(key, hash), key, hash, value);
    }

    /// <summary>Sets the value under a key.</summary>
    public void Set(PyObject key, PyObject value)
    {
        int hash = Fold(key);
        Put(Find(key, hash), key, hash, value);
    }

    /// <summary>Sets the value under a string key.</summary>
    public void Set(string key, PyObject value) => Set(new PyStr(key), value);

    /// <summary>True if the key is present.</summary>
    public bool Has(PyObject key) => Find(key, Fold(key)) >= 0;

    /// <summary>Removes a key; false where it is absent.</summary>
    public bool Remove(PyObject key) => Take(key) is not null;

    /// <summary>Removes a key and gives its value, null where it is absent.</summary>
    public PyObject? Take(PyObject key)
    {
        int hash = Fold(key);
        int index = Find(key, hash);
        if (index < 0)
        {
            return null;
        }

        PyObject value = _entries[index].Value!;
        Unlink(index);
        return value;
    }

    /// <summary>Removes the newest item.</summary>
    /// <returns>False where the dictionary is empty.</returns>
    public bool TakeLast(out PyObject key, out PyObject value)
    {
        for (int i = _used - 1; i >= 0; i--)
        {
            if (_entries[i].Key is { } found)
            {
                (key, value) = (found, _entries[i].Value!);
                Unlink(i);
                return true;
            }
        }

        (key, value) = (PyNone.Instance, PyNone.Instance);
        return false;
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        (_entries, _buckets, _used, Count) = ([], [], 0, 0);
        Revision++;
    }

    /// <summary>A copy of class <c>dict</c>.</summary>
    public PyDict Copy()
    {
        var copy = new PyDict();
        copy.Update(this);
        return copy;
    }

    /// <summary>Takes over all items of another dictionary.</summary>
    public void Update(PyDict other)
    {
        for (int i = 0; i < other._used; i++)
        {
            if (other._entries[i].Key is { } key)
            {
                Put(Find(key, other._entries[i].Hash), key, other._entries[i].Hash, other._entries[i].Value!);
            }
        }
    }

    /// <summary>The keys in order. The dictionary must not change meanwhile.</summary>
    public IEnumerable<PyObject> Keys()
    {
        for (int i = 0; i < _used; i++)
        {
            if (_entries[i].Key is { } key)
            {
                yield return key;
            }
        }
    }

    /// <summary>The values in order. The dictionary must not change meanwhile.</summary>
    public IEnumerable<PyObject> Values()
    {
        for (int i = 0; i < _used; i++)
        {
            if (_entries[i].Key is not null)
            {
                yield return _entries[i].Value!;
            }
        }
    }

    /// <summary>The items in order. The dictionary must not change meanwhile.</summary>
    public IEnumerable<KeyValuePair<PyObject, PyObject>> Items()
    {
        for (int i = 0; i < _used; i++)
        {
            if (_entries[i].Key is { } key)
            {
                yield return new(key, _entries[i].Value!);
            }
        }
    }

    /// <summary>The items as they are now; the dictionary may change while they are looked at.</summary>
    public KeyValuePair<PyObject, PyObject>[] Snapshot() => [.. Items()];

    /// <summary>Steps through the entries: the position is where to go on; false at the end.</summary>
    internal bool Step(ref int position, out PyObject key, out PyObject value)
    {
        while (position < _used)
        {
            ref Entry entry = ref _entries[position++];
            if (entry.Key is { } found)
            {
                (key, value) = (found, entry.Value!);
                return true;
            }
        }

        (key, value) = (PyNone.Instance, PyNone.Instance);
        return false;
    }

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Count != 0;

    /// <inheritdoc/>
    protected internal override int LengthCore() => Count;

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key)
    {
        if (TryGet(key) is { } value)
        {
            return value;
        }

        if (Type.Lookup(Names.Missing) is { } hook)
        {
            return hook is NativeFunction || Type.Realm is null
                ? hook.Call(Type.Realm!, this, key)
                : ClassProtocol.Invoke(hook, this, key);
        }

        throw PyRaise.KeyError(key);
    }

    /// <inheritdoc/>
    protected internal override void SetItemCore(PyObject key, PyObject value) => Set(key, value);

    /// <inheritdoc/>
    protected internal override void DeleteItemCore(PyObject key)
    {
        if (!Remove(key))
        {
            throw PyRaise.KeyError(key);
        }
    }

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) => Has(item);

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() => new DictIterator(this, DictParts.Keys);

    /// <inheritdoc/>
    protected internal override long HashCore() => throw PyRaise.TypeError($"unhashable type: '{Type.Name}'");

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        if (other is not PyDict dict || comparison is not (Comparison.Equal or Comparison.NotEqual))
        {
            return null;
        }

        return PyBool.Of(SameItems(dict) == (comparison == Comparison.Equal));
    }

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        if (operation != BinaryOperator.Or || right is not PyDict other)
        {
            return null;
        }

        PyDict result = Copy();
        result.Update(other);
        return result;
    }

    /// <inheritdoc/>
    protected internal override PyObject? InPlaceCore(BinaryOperator operation, PyObject right)
    {
        if (operation != BinaryOperator.Or || right is not PyDict other)
        {
            return null;
        }

        Update(other);
        return this;
    }

    /// <inheritdoc/>
    protected internal override string ReprCore()
    {
        if (_isPrinting)
        {
            return "{...}";
        }

        StackGuard.Check();
        _isPrinting = true;
        try
        {
            return "{" + string.Join(", ", Snapshot().Select(item => $"{item.Key.Repr()}: {item.Value.Repr()}")) + "}";
        }
        finally
        {
            _isPrinting = false;
        }
    }

    private bool SameItems(PyDict other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        StackGuard.Check();

        foreach ((PyObject key, PyObject value) in Snapshot())
        {
            if (other.TryGet(key) is not { } counterpart || !value.IsEqual(counterpart))
            {
                return false;
            }
        }

        return true;
    }

    private static int Fold(PyObject key) => key is PyStr { Type.IsHeap: false } text ? text.CachedHash : FoldHash(key.Hash());

    internal static int FoldHash(long hash) => hash is >= int.MinValue and <= int.MaxValue ? (int)hash : (int)(hash ^ (hash >> 32));

    private int Find(PyStr key, int hash)
    {
        if (_buckets.Length == 0)
        {
            for (int i = 0; i < _used; i++)
            {
                if (_entries[i].Hash == hash && Matches(_entries[i].Key, key))
                {
                    return i;
                }
            }

            return -1;
        }

        for (int i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash == hash && Matches(_entries[i].Key, key))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Matches(PyObject? candidate, PyStr key) =>
        ReferenceEquals(candidate, key) || (candidate is PyStr text ? text.Value == key.Value : candidate is not null && candidate.IsEqual(key));

    private int Find(PyObject key, int hash)
    {
        if (key is PyStr { Type.IsHeap: false } text)
        {
            return Find(text, hash);
        }

        if (_buckets.Length == 0)
        {
            for (int i = 0; i < _used; i++)
            {
                if (_entries[i].Hash == hash && _entries[i].Key is { } candidate && candidate.IsEqual(key))
                {
                    return i;
                }
            }

            return -1;
        }

        for (int i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash == hash && _entries[i].Key is { } candidate && candidate.IsEqual(key))
            {
                return i;
            }
        }

        return -1;
    }

    private void Put(int index, PyObject key, int hash, PyObject value)
    {
        if (index >= 0)
        {
            _entries[index].Value = value;
            return;
        }

        if (_used == _entries.Length)
        {
            Grow();
        }

        ref Entry entry = ref _entries[_used];
        (entry.Key, entry.Value, entry.Hash, entry.Next) = (key, value, hash, -1);
        if (_buckets.Length != 0)
        {
            ref int bucket = ref _buckets[hash & (_buckets.Length - 1)];
            entry.Next = bucket - 1;
            bucket = _used + 1;
        }

        _used++;
        Count++;
        Revision++;
    }

    private void Unlink(int index)
    {
        ref Entry entry = ref _entries[index];
        if (_buckets.Length != 0)
        {
            ref int bucket = ref _buckets[entry.Hash & (_buckets.Length - 1)];
            if (bucket - 1 == index)
            {
                bucket = entry.Next + 1;
            }
            else
            {
                int previous = bucket - 1;
                while (_entries[previous].Next != index)
                {
                    previous = _entries[previous].Next;
                }

                _entries[previous].Next = entry.Next;
            }
        }

        (entry.Key, entry.Value) = (null, null);
        Count--;
        Revision++;
        if (Count == 0)
        {
            _used = 0;
            Array.Clear(_buckets);
        }
    }

    private void Grow()
    {
        // Half of the entries being removed ones means compacting is enough.
        int capacity = _entries.Length == 0 ? 4 : Count <= _entries.Length / 2 ? _entries.Length : _entries.Length * 2;
        var entries = new Entry[capacity];
        int live = 0;
        for (int i = 0; i < _used; i++)
        {
            if (_entries[i].Key is not null)
            {
                entries[live++] = _entries[i];
            }
        }

        (_entries, _used) = (entries, live);
        _buckets = capacity <= SmallSize ? [] : new int[capacity];
        if (_buckets.Length == 0)
        {
            return;
        }

        for (int i = 0; i < live; i++)
        {
            ref int bucket = ref _buckets[entries[i].Hash & (_buckets.Length - 1)];
            entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    private struct Entry
    {
        public PyObject? Key;
        public PyObject? Value;
        public int Hash;
        public int Next;
    }
}

internal enum DictParts
{
    Keys,
    Values,
    Items,
}

internal sealed class DictIterator(PyDict dict, DictParts parts) : PyIterator(BuiltinTypes.Iterator)
{
    private readonly int _count = dict.Count;
    private int _position;

    public override PyObject? Next()
    {
        if (dict.Count != _count)
        {
            throw PyRaise.RuntimeError("dictionary changed size during iteration");
        }

        if (!dict.Step(ref _position, out PyObject key, out PyObject value))
        {
            return null;
        }

        return parts switch
        {
            DictParts.Keys => key,
            DictParts.Values => value,
            _ => new PyTuple(key, value),
        };
    }
}

namespace Cairn.Python;

/// <summary>A set or a frozenset. Iterates in insertion order, so that evaluation is deterministic.</summary>
public sealed class PySet : PyObject
{
    private readonly PyDict _members = new();
    private PyDict? _attributes;

    /// <summary>A set.</summary>
    public PySet(params IEnumerable<PyObject> items)
        : this(BuiltinTypes.Set, items)
    {
    }

    /// <summary>A set or frozenset of the given class.</summary>
    public PySet(PyType type, IEnumerable<PyObject> items)
        : base(type)
    {
        foreach (PyObject item in items)
        {
            Add(item);
        }
    }

    /// <summary>True for a <c>frozenset</c>.</summary>
    public bool IsFrozen => ReferenceEquals(Type.Layout, BuiltinTypes.FrozenSet);

    /// <summary>Number of members.</summary>
    public int Count => _members.Count;

    /// <inheritdoc/>
    public override PyDict? Attributes => Type.IsHeap ? _attributes ??= new PyDict() : null;

    /// <summary>Adds a member.</summary>
    public void Add(PyObject item)
    {
        if (!_members.Has(item))
        {
            _members.Set(item, PyNone.Instance);
        }
    }

    /// <summary>Removes a member; false where it is absent.</summary>
    public bool Remove(PyObject item) => _members.Remove(item);

    /// <summary>True if the item is a member.</summary>
    public bool Has(PyObject item) => _members.Has(item);

    /// <summary>Removes all members.</summary>
    public void Clear() => _members.Clear();

    /// <summary>The members as they are now.</summary>
    public PyObject[] Members() => [.. _members.Keys()];

    internal PyDict Table => _members;

    internal PySet Like(IEnumerable<PyObject> items) => new(IsFrozen ? BuiltinTypes.FrozenSet : BuiltinTypes.Set, items);

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Count != 0;

    /// <inheritdoc/>
    protected internal override int LengthCore() => Count;

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) =>
        item is PySet { IsFrozen: false } set ? _members.Has(new PySet(BuiltinTypes.FrozenSet, set.Members())) : _members.Has(item);

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() => new Iterator(this);

    /// <inheritdoc/>
    protected internal override long HashCore()
    {
        if (!IsFrozen)
        {
            throw PyRaise.TypeError($"unhashable type: '{Type.Name}'");
        }

        StackGuard.Check();
        ulong hash = 1927868237UL * (ulong)(Count + 1);
        foreach (PyObject item in _members.Keys())
        {
            ulong part = (ulong)item.Hash();
            hash ^= (part ^ 89869747UL ^ (part << 16)) * 3644798167UL;
        }

        return (long)(hash >> 3);
    }

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        if (other is not PySet set)
        {
            return null;
        }

        return PyBool.Of(comparison switch
        {
            Comparison.Equal => Count == set.Count && IsSubsetOf(set),
            Comparison.NotEqual => !(Count == set.Count && IsSubsetOf(set)),
            Comparison.LessOrEqual => IsSubsetOf(set),
            Comparison.Less => Count < set.Count && IsSubsetOf(set),
            Comparison.GreaterOrEqual => set.IsSubsetOf(this),
            _ => set.Count < Count && set.IsSubsetOf(this),
        });
    }

    /// <summary>True if every member is a member of <paramref name="other"/>.</summary>
    public bool IsSubsetOf(PySet other) => Count <= other.Count && Array.TrueForAll(Members(), other.Has);

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        if (AsSet(right) is not { } other)
        {
            return null;
        }

        return operation switch
        {
            BinaryOperator.Or => Like(Members().Concat(other.Members())),
            BinaryOperator.And => Like(Members().Where(other.Has)),
            BinaryOperator.Subtract => Like(Members().Where(item => !other.Has(item))),
            BinaryOperator.Xor => Like(Members().Where(item => !other.Has(item)).Concat(other.Members().Where(item => !Has(item)))),
            _ => null,
        };
    }

    /// <inheritdoc/>
    protected internal override PyObject? InPlaceCore(BinaryOperator operation, PyObject right)
    {
        if (IsFrozen || BinaryCore(operation, right) is not PySet result)
        {
            return null;
        }

        PyObject[] members = result.Members();
        Clear();
        foreach (PyObject member in members)
        {
            Add(member);
        }

        return this;
    }

    /// <summary>A set, or a view of dictionary keys or items taken as one.</summary>
    internal static PySet? AsSet(PyObject value) => value switch
    {
        PySet set => set,
        DictView { Parts: not DictParts.Values } view => new PySet(Operators.Values(view)),
        _ => null,
    };

    /// <inheritdoc/>
    protected internal override string ReprCore()
    {
        StackGuard.Check();
        string items = string.Join(", ", Members().Select(item => item.Repr()));
        return ReferenceEquals(Type, BuiltinTypes.Set)
            ? Count == 0 ? "set()" : $"{{{items}}}"
            : Count == 0 ? $"{Type.Name}()" : $"{Type.Name}({{{items}}})";
    }

    private sealed class Iterator(PySet set) : PyIterator(BuiltinTypes.Iterator)
    {
        private readonly int _count = set.Count;
        private int _position;

        public override PyObject? Next()
        {
            if (set.Count != _count)
            {
                throw PyRaise.RuntimeError("Set changed size during iteration");
            }

            return set._members.Step(ref _position, out PyObject key, out _) ? key : null;
        }
    }
}

/// <summary>What <c>keys()</c>, <c>values()</c> and <c>items()</c> give.</summary>
internal sealed class DictView(PyDict dict, DictParts parts) : PyObject(parts switch
{
    DictParts.Keys => BuiltinTypes.DictKeys,
    DictParts.Values => BuiltinTypes.DictValues,
    _ => BuiltinTypes.DictItems,
})
{
    public DictParts Parts => parts;

    public PyDict Dict => dict;

    protected internal override int LengthCore() => dict.Count;

    protected internal override bool TruthCore() => dict.Count != 0;

    protected internal override PyIterator IterateCore() => new DictIterator(dict, parts);

    protected internal override bool ContainsCore(PyObject item) => parts switch
    {
        DictParts.Keys => dict.Has(item),
        DictParts.Items => item is PyTuple { Count: 2 } pair && dict.TryGet(pair.Items[0]) is { } value && value.IsEqual(pair.Items[1]),
        _ => base.ContainsCore(item),
    };

    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        PySet.AsSet(this) is { } left && PySet.AsSet(other) is { } right ? left.CompareCore(comparison, right) : null;

    protected internal override long HashCore() =>
        parts == DictParts.Values ? base.HashCore() : throw PyRaise.TypeError($"unhashable type: '{Type.Name}'");

    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        if (PySet.AsSet(this) is not { } left || operation is not (BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Subtract or BinaryOperator.Xor))
        {
            return null;
        }

        return left.BinaryCore(operation, PySet.AsSet(right) ?? new PySet(Operators.Values(right)));
    }

    protected internal override PyObject? ReflectedCore(BinaryOperator operation, PyObject left) =>
        PySet.AsSet(this) is { } right && left.TryIterate() is not null && left is not PySet
            && operation is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Subtract or BinaryOperator.Xor
            ? new PySet(Operators.Values(left)).BinaryCore(operation, PySet.AsSet(this)!)
            : null;

    protected internal override string ReprCore() => $"{Type.Name}([{string.Join(", ", Operators.Values(this).Select(item => item.Repr()))}])";
}

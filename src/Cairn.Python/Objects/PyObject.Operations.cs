namespace Cairn.Python;

/// <summary>The six rich comparisons.</summary>
public enum Comparison
{
    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}

/// <summary>The binary operators that classes can define.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    TrueDivide,

    /// <summary><c>//</c></summary>
    FloorDivide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>**</c></summary>
    Power,

    /// <summary><c>&lt;&lt;</c></summary>
    LeftShift,

    /// <summary><c>&gt;&gt;</c></summary>
    RightShift,

    /// <summary><c>&amp;</c></summary>
    And,

    /// <summary><c>|</c></summary>
    Or,

    /// <summary><c>^</c></summary>
    Xor,

    /// <summary><c>@</c></summary>
    MatrixMultiply,
}

/// <summary>The unary operators that classes can define.</summary>
public enum UnaryOperator
{
    /// <summary><c>-x</c></summary>
    Negate,

    /// <summary><c>+x</c></summary>
    Plus,

    /// <summary><c>~x</c></summary>
    Invert,
}

public abstract partial class PyObject
{
    // ---- comparison ----

    /// <summary>Equality as containers use it: identity first, then <c>==</c>.</summary>
    public bool IsEqual(PyObject other) =>
        ReferenceEquals(this, other) || Operators.Compare(this, Comparison.Equal, other).IsTrue;

    /// <summary>The result of a rich comparison.</summary>
    public PyObject Compare(Comparison comparison, PyObject other) => Operators.Compare(this, comparison, other);

    /// <summary>Native comparison: null means <c>NotImplemented</c>. Override at least <c>Equal</c> together with <see cref="HashCore"/>.</summary>
    protected internal virtual PyObject? CompareCore(Comparison comparison, PyObject other) => null;

    // ---- arithmetic ----

    /// <summary>Native binary operation with this value on the left: null means <c>NotImplemented</c>.</summary>
    protected internal virtual PyObject? BinaryCore(BinaryOperator operation, PyObject right) => null;

    /// <summary>Native binary operation with this value on the right: null means <c>NotImplemented</c>.</summary>
    protected internal virtual PyObject? ReflectedCore(BinaryOperator operation, PyObject left) => null;

    /// <summary>Native in-place operation: null means that the binary operation is to be used.</summary>
    protected internal virtual PyObject? InPlaceCore(BinaryOperator operation, PyObject right) => null;

    /// <summary>Native unary operation: null means unsupported.</summary>
    protected internal virtual PyObject? UnaryCore(UnaryOperator operation) => null;

    /// <summary>The integer behind <c>__index__</c>, or null where the value is none.</summary>
    protected internal virtual PyInt? IndexCore() => null;

    // ---- containers ----

    /// <summary><c>len()</c>.</summary>
    public int Length() => _type.IsHeap ? ClassProtocol.Length(this) : LengthCore();

    /// <summary>Native <c>len()</c>.</summary>
    protected internal virtual int LengthCore() => throw PyRaise.TypeError($"object of type '{_type.Name}' has no len()");

    /// <summary><c>self[key]</c>.</summary>
    public PyObject GetItem(PyObject key) => _type.IsHeap ? ClassProtocol.GetItem(this, key) : GetItemCore(key);

    /// <summary>Native <c>self[key]</c>.</summary>
    protected internal virtual PyObject GetItemCore(PyObject key) =>
        throw PyRaise.TypeError($"'{_type.Name}' object is not subscriptable");

    /// <summary><c>self[key] = value</c>.</summary>
    public void SetItem(PyObject key, PyObject value)
    {
        if (_type.IsHeap)
        {
            ClassProtocol.SetItem(this, key, value);
        }
        else
        {
            SetItemCore(key, value);
        }
    }

    /// <summary>Native <c>self[key] = value</c>.</summary>
    protected internal virtual void SetItemCore(PyObject key, PyObject value) =>
        throw PyRaise.TypeError($"'{_type.Name}' object does not support item assignment");

    /// <summary><c>del self[key]</c>.</summary>
    public void DeleteItem(PyObject key)
    {
        if (_type.IsHeap)
        {
            ClassProtocol.DeleteItem(this, key);
        }
        else
        {
            DeleteItemCore(key);
        }
    }

    /// <summary>Native <c>del self[key]</c>.</summary>
    protected internal virtual void DeleteItemCore(PyObject key) =>
        throw PyRaise.TypeError($"'{_type.Name}' object doesn't support item deletion");

    /// <summary><c>item in self</c>.</summary>
    public bool Contains(PyObject item) => _type.IsHeap ? ClassProtocol.Contains(this, item) : ContainsCore(item);

    /// <summary>Native <c>item in self</c>: iterates, unless overridden.</summary>
    protected internal virtual bool ContainsCore(PyObject item)
    {
        if (TryIterate() is not { } iterator)
        {
            throw PyRaise.TypeError($"argument of type '{_type.Name}' is not iterable");
        }

        while (iterator.Next() is { } candidate)
        {
            if (candidate.IsEqual(item))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An iterator over this value.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: not iterable.</exception>
    public PyIterator Iterate() => TryIterate() ?? throw PyRaise.TypeError($"'{_type.Name}' object is not iterable");

    /// <summary>An iterator over this value, or null where it is not iterable.</summary>
    public PyIterator? TryIterate() => _type.IsHeap ? ClassProtocol.Iterate(this) : IterateCore();

    /// <summary>Native iteration: null where the value is not iterable.</summary>
    protected internal virtual PyIterator? IterateCore() => null;
}

/// <summary>A value that yields others one by one.</summary>
public abstract class PyIterator(PyType type) : PyObject(type)
{
    /// <summary>The next value, or null at the end.</summary>
    public abstract PyObject? Next();

    /// <inheritdoc/>
    protected internal override PyIterator? IterateCore() => this;

    /// <summary>An iterator over a C# sequence, seen from Python as <c>name</c>.</summary>
    public static PyIterator Over(IEnumerable<PyObject> values) => new SequenceIterator(values);

    private sealed class SequenceIterator(IEnumerable<PyObject> values) : PyIterator(BuiltinTypes.Iterator)
    {
        private readonly IEnumerator<PyObject> _values = values.GetEnumerator();

        public override PyObject? Next() => _values.MoveNext() ? _values.Current : null;
    }
}

namespace Cairn.Python;

/// <summary>The arguments of one call: positional values first, then the values of the keywords in the order of their names.</summary>
public readonly struct CallArguments
{
    private readonly PyObject[] _values;
    private readonly string[] _names;

    /// <summary>Positional arguments only.</summary>
    public CallArguments(params PyObject[] positional) => (_values, _names) = (positional, []);

    /// <summary>The last <paramref name="keywordNames"/>.Length values are keyword arguments.</summary>
    public CallArguments(PyObject[] values, string[] keywordNames) => (_values, _names) = (values, keywordNames);

    /// <summary>No arguments.</summary>
    public static CallArguments None => new([], []);

    /// <summary>Number of positional arguments.</summary>
    public int PositionalCount => _values.Length - _names.Length;

    /// <summary>Number of keyword arguments.</summary>
    public int KeywordCount => _names.Length;

    /// <summary>The positional arguments.</summary>
    public ReadOnlySpan<PyObject> Positional => _values.AsSpan(0, PositionalCount);

    /// <summary>The values of the keyword arguments.</summary>
    public ReadOnlySpan<PyObject> KeywordValues => _values.AsSpan(PositionalCount);

    /// <summary>The names of the keyword arguments.</summary>
    public ReadOnlySpan<string> KeywordNames => _names;

    internal PyObject[] RawValues => _values;

    internal string[] RawNames => _names;

    /// <summary>The positional argument at <paramref name="index"/>.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: there are not so many.</exception>
    public PyObject this[int index] => index < PositionalCount
        ? _values[index]
        : throw PyRaise.TypeError($"expected at least {index + 1} positional argument{(index == 0 ? "" : "s")}, got {PositionalCount}");

    /// <summary>The keyword argument, or null where it is not given.</summary>
    public PyObject? Keyword(string name)
    {
        int index = Array.IndexOf(_names, name);
        return index < 0 ? null : _values[PositionalCount + index];
    }

    /// <summary>The same call with <paramref name="first"/> put in front, as for a bound method.</summary>
    public CallArguments Prepend(PyObject first)
    {
        var values = new PyObject[_values.Length + 1];
        values[0] = first;
        _values.CopyTo(values, 1);
        return new CallArguments(values, _names);
    }

    /// <summary>The same call without its first <paramref name="count"/> positional arguments.</summary>
    public CallArguments Skip(int count) => new(_values[count..], _names);

    /// <summary>Fails if any keyword is given.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>.</exception>
    public void RejectKeywords(string function)
    {
        if (_names.Length != 0)
        {
            throw PyRaise.TypeError($"{function}() takes no keyword arguments");
        }
    }
}

/// <summary>Arguments after binding to a native signature, by parameter position; absent optional ones are null.</summary>
public readonly struct BoundArguments(PyObject?[] values)
{
    /// <summary>Number of parameters.</summary>
    public int Count => values.Length;

    /// <summary>A required argument.</summary>
    public PyObject this[int index] => values[index]!;

    /// <summary>An optional argument, null where absent (an explicit <c>None</c> is a value).</summary>
    public PyObject? Optional(int index) => values[index];

    /// <summary>An optional argument, null where absent or <c>None</c>.</summary>
    public PyObject? Given(int index) => values[index] is { } value && !ReferenceEquals(value, PyNone.Instance) ? value : null;

    /// <summary>True if an argument was passed.</summary>
    public bool Has(int index) => values[index] is not null;

    /// <summary>A string argument.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: not a string.</exception>
    public string Text(int index) =>
        values[index] is PyStr text ? text.Value : throw PyRaise.TypeError($"expected str, not {values[index]?.Type.Name}");

    /// <summary>A string argument, or the default where it is absent or <c>None</c>.</summary>
    public string? Text(int index, string? absent) => Given(index) is null ? absent : Text(index);

    /// <summary>An integer argument (through <c>__index__</c>).</summary>
    /// <exception cref="PyRaise"><c>TypeError</c> or <c>OverflowError</c>.</exception>
    public long Integer(int index) => Operators.Index(values[index]!).ToInt64();

    /// <summary>An integer argument, or the default where it is absent or <c>None</c>.</summary>
    public long Integer(int index, long absent) => Given(index) is null ? absent : Integer(index);

    /// <summary>A truth value, or the default where it is absent.</summary>
    public bool Flag(int index, bool absent = false) => values[index]?.IsTrue ?? absent;

    /// <summary>The values of a <c>*args</c> parameter.</summary>
    public PyTuple Rest(int index) => (PyTuple)values[index]!;

    /// <summary>The values of a <c>**kwargs</c> parameter.</summary>
    public PyDict Keywords(int index) => (PyDict)values[index]!;
}

using System.Globalization;
using System.Text;
using Cairn.Python.Text;

namespace Cairn.Python.Modules.Json;

/// <summary>Writes values as Python's <c>json</c> does.</summary>
internal sealed class JsonWriter(Realm realm, JsonLayout layout)
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<PyObject> _open = new(ReferenceEqualityComparer.Instance);

    public string Write(PyObject value)
    {
        Append(value, 0);
        return _text.ToString();
    }

    public static string Quote(string text, bool isAscii)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                < ' ' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                > '~' when isAscii => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }

    private void Append(PyObject value, int depth)
    {
        realm.Step();
        switch (value)
        {
            case PyStr text:
                _text.Append(Quote(text.Value, layout.IsAscii));
                break;
            case PyNone:
                _text.Append("null");
                break;
            case PyBool flag:
                _text.Append(flag.Value ? "true" : "false");
                break;
            case PyInt number:
                _text.Append(IntegerText.Digits(number.Value, 10));
                break;
            case PyFloat real:
                _text.Append(Number(real.Value));
                break;
            case PyList list:
                Guarded(value, () => AppendArray(list.Items, depth));
                break;
            case PyTuple tuple:
                Guarded(value, () => AppendArray(tuple.Items, depth));
                break;
            case PyDict dict:
                Guarded(value, () => AppendObject(dict, depth));
                break;
            default:
                AppendDefault(value, depth);
                break;
        }
    }

    private void AppendDefault(PyObject value, int depth)
    {
        if (layout.Default is not { } convert)
        {
            throw PyRaise.TypeError($"Object of type {value.Type.Name} is not JSON serializable");
        }

        Guarded(value, () => Append(convert.Call(realm, value), depth));
    }

    private void Guarded(PyObject value, Action append)
    {
        if (!_open.Add(value))
        {
            throw PyRaise.ValueError("Circular reference detected");
        }

        append();
        _open.Remove(value);
    }

    private void AppendArray(IReadOnlyList<PyObject> items, int depth)
    {
        if (items.Count == 0)
        {
            _text.Append("[]");
            return;
        }

        _text.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            Separate(i > 0, depth + 1);
            Append(items[i], depth + 1);
        }

        Break(depth);
        _text.Append(']');
    }

    private void AppendObject(PyDict dict, int depth)
    {
        IEnumerable<KeyValuePair<PyObject, PyObject>> pairs = dict.Snapshot();
        if (layout.SortsKeys)
        {
            var sorted = pairs.ToList();
            sorted.Sort((a, b) => Operators.IsLess(a.Key, b.Key) ? -1 : Operators.IsLess(b.Key, a.Key) ? 1 : 0);
            pairs = sorted;
        }

        bool any = false;
        foreach ((PyObject key, PyObject value) in pairs)
        {
            if (Key(key) is not { } name)
            {
                continue;
            }

            if (!any)
            {
                _text.Append('{');
            }

            Separate(any, depth + 1);
            any = true;
            _text.Append(Quote(name, layout.IsAscii)).Append(layout.KeySeparator);
            Append(value, depth + 1);
        }

        if (!any)
        {
            _text.Append("{}");
            return;
        }

        Break(depth);
        _text.Append('}');
    }

    private string? Key(PyObject key) => key switch
    {
        PyStr text => text.Value,
        PyBool flag => flag.Value ? "true" : "false",
        PyNone => "null",
        PyInt number => IntegerText.Digits(number.Value, 10),
        PyFloat real => Number(real.Value),
        _ when layout.SkipsKeys => null,
        _ => throw PyRaise.TypeError($"keys must be str, int, float, bool or None, not {key.Type.Name}"),
    };

    private string Number(double value)
    {
        if (double.IsFinite(value))
        {
            return FloatText.Repr(value);
        }

        return !layout.AllowsNan
            ? throw PyRaise.ValueError($"Out of range float values are not JSON compliant")
            : double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }

    private void Separate(bool isLater, int depth)
    {
        if (isLater)
        {
            _text.Append(layout.ItemSeparator);
        }

        Break(depth);
    }

    private void Break(int depth)
    {
        if (layout.Indent is not { } indent)
        {
            return;
        }

        _text.Append('\n');
        for (int i = 0; i < depth; i++)
        {
            _text.Append(indent);
        }
    }
}

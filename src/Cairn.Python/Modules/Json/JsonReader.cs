using System.Globalization;
using System.Text;

namespace Cairn.Python.Modules.Json;

/// <summary>Reads JSON as Python's <c>json</c> does, with its messages.</summary>
internal sealed class JsonReader(Realm realm, string text, JsonHooks hooks)
{
    private const int DeepestNesting = 500;

    private int _position;
    private int _depth;

    /// <summary>Reads a whole document.</summary>
    public PyObject ReadDocument()
    {
        if (text.StartsWith('\ufeff'))
        {
            throw Error("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
        }

        SkipSpace();
        PyObject value = ReadValue();
        SkipSpace();
        return _position == text.Length ? value : throw Error("Extra data", _position);
    }

    /// <summary>Reads one value at <paramref name="start"/>; gives it and the position behind it.</summary>
    public PyTuple ReadPrefix(int start)
    {
        _position = start;
        PyObject value = ReadValue();
        return new PyTuple(value, PyInt.Of(_position));
    }

    private PyObject ReadValue()
    {
        realm.Step();
        if (_position >= text.Length)
        {
            throw Error("Expecting value", _position);
        }

        switch (text[_position])
        {
            case '"':
                return new PyStr(ReadString());
            case '{':
                return Nested(ReadObject);
            case '[':
                return Nested(ReadArray);
            case 'n' when Accept("null"):
                return PyNone.Instance;
            case 't' when Accept("true"):
                return PyBool.True;
            case 'f' when Accept("false"):
                return PyBool.False;
            case 'N' when Accept("NaN"):
                return Constant("NaN", double.NaN);
            case 'I' when Accept("Infinity"):
                return Constant("Infinity", double.PositiveInfinity);
            case '-' when Accept("-Infinity"):
                return Constant("-Infinity", double.NegativeInfinity);
            default:
                return ReadNumber();
        }
    }

    private PyObject Nested(Func<PyObject> read)
    {
        if (++_depth > DeepestNesting)
        {
            throw PyRaise.RecursionError("maximum recursion depth exceeded while decoding a JSON document");
        }

        PyObject value = read();
        _depth--;
        return value;
    }

    private PyObject ReadObject()
    {
        var pairs = new List<(PyStr Key, PyObject Value)>();
        _position++;
        SkipSpace();
        if (!Accept("}"))
        {
            while (true)
            {
                if (_position >= text.Length || text[_position] != '"')
                {
                    throw Error("Expecting property name enclosed in double quotes", _position);
                }

                var key = new PyStr(ReadString());
                SkipSpace();
                if (!Accept(":"))
                {
                    throw Error("Expecting ':' delimiter", _position);
                }

                SkipSpace();
                pairs.Add((key, ReadValue()));
                SkipSpace();
                if (Accept("}"))
                {
                    break;
                }

                if (!Accept(","))
                {
                    throw Error("Expecting ',' delimiter", _position);
                }

                SkipSpace();
            }
        }

        if (hooks.Pairs is { } pairsHook)
        {
            return pairsHook.Call(realm, new PyList(pairs.Select(pair => new PyTuple(pair.Key, pair.Value))));
        }

        var result = new PyDict();
        foreach ((PyStr key, PyObject value) in pairs)
        {
            result.Set(key, value);
        }

        return hooks.Object is { } hook ? hook.Call(realm, result) : result;
    }

    private PyObject ReadArray()
    {
        var items = new List<PyObject>();
        _position++;
        SkipSpace();
        if (Accept("]"))
        {
            return new PyList(items);
        }

        while (true)
        {
            items.Add(ReadValue());
            SkipSpace();
            if (Accept("]"))
            {
                return new PyList(items);
            }

            if (!Accept(","))
            {
                throw Error("Expecting ',' delimiter", _position);
            }

            SkipSpace();
        }
    }

    private string ReadString()
    {
        int start = _position++;
        int plain = text.AsSpan(_position).IndexOfAny('"', '\\', '\n');
        if (plain >= 0 && text[_position + plain] == '"' && !text.AsSpan(_position, plain).ContainsAnyInRange('\0', '\x1f'))
        {
            string simple = text.Substring(_position, plain);
            _position += plain + 1;
            return simple;
        }

        var result = new StringBuilder();
        while (true)
        {
            if (_position >= text.Length)
            {
                throw Error("Unterminated string starting at", start);
            }

            char c = text[_position++];
            if (c == '"')
            {
                return result.ToString();
            }

            if (c < ' ')
            {
                throw Error("Invalid control character at", _position - 1);
            }

            result.Append(c == '\\' ? ReadEscape(start) : c);
        }
    }

    private char ReadEscape(int start)
    {
        if (_position >= text.Length)
        {
            throw Error("Unterminated string starting at", start);
        }

        char c = text[_position++];
        int index = "\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal);
        if (index >= 0)
        {
            return "\"\\/\b\f\n\r\t"[index];
        }

        if (c != 'u')
        {
            throw Error("Invalid \\escape", _position - 2);
        }

        if (_position + 4 > text.Length
            || !ushort.TryParse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            throw Error("Invalid \\uXXXX escape", _position - 1);
        }

        _position += 4;
        return (char)unit;
    }

    private PyObject ReadNumber()
    {
        int start = _position;
        int end = start;
        if (end < text.Length && text[end] == '-')
        {
            end++;
        }

        int digits = end;
        if (end < text.Length && text[end] == '0')
        {
            end++;
        }
        else
        {
            SkipDigits(ref end);
        }

        if (end == digits)
        {
            throw Error("Expecting value", start);
        }

        bool isFloat = false;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            isFloat = true;
            end++;
            SkipDigits(ref end);
        }

        if (end < text.Length && (text[end] is 'e' or 'E'))
        {
            int exponent = end + 1;
            if (exponent < text.Length && (text[exponent] is '+' or '-'))
            {
                exponent++;
            }

            int first = exponent;
            SkipDigits(ref exponent);
            if (exponent > first)
            {
                isFloat = true;
                end = exponent;
            }
        }

        _position = end;
        string number = text[start..end];
        if (isFloat)
        {
            return hooks.Float is { } hook ? hook.Call(realm, new PyStr(number)) : new PyFloat(Text.FloatText.Parse(number));
        }

        return hooks.Integer is { } integerHook ? integerHook.Call(realm, new PyStr(number)) : PyInt.Of(Text.IntegerText.Parse(number));
    }

    private PyObject Constant(string name, double value) => hooks.Constant is { } hook ? hook.Call(realm, new PyStr(name)) : new PyFloat(value);

    private void SkipDigits(ref int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }
    }

    private void SkipSpace()
    {
        while (_position < text.Length && (text[_position] is ' ' or '\t' or '\n' or '\r'))
        {
            _position++;
        }
    }

    private bool Accept(string word)
    {
        if (string.CompareOrdinal(text, _position, word, 0, word.Length) != 0)
        {
            return false;
        }

        _position += word.Length;
        return true;
    }

    private PyRaise Error(string message, int position)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, position);
        int line = before.Count('\n') + 1;
        int column = position - before.LastIndexOf('\n');
        var value = new PyException(JsonModule.DecodeError, new PyStr($"{message}: line {line} column {column} (char {position})"));
        PyDict attributes = value.Attributes!;
        attributes.Set("msg", new PyStr(message));
        attributes.Set("doc", new PyStr(text));
        attributes.Set("pos", PyInt.Of(position));
        attributes.Set("lineno", PyInt.Of(line));
        attributes.Set("colno", PyInt.Of(column));
        return new PyRaise(value);
    }
}

using System.Numerics;
using System.Text;
using Cairn.Python.Text;

namespace Cairn.Python;

/// <summary>The formatting languages applied to values: <c>format()</c> specifications, <c>str.format</c> templates and <c>%</c>.</summary>
internal static class TextFormatting
{
    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string FloatRepr(double value) => FloatText.Repr(value);

    /// <summary><c>format(text, specification)</c></summary>
    public static string FormatText(string value, string specification) =>
        specification.Length == 0 ? value : Formatted(value, specification);

    /// <summary><c>format(integer, specification)</c></summary>
    public static string FormatInteger(BigInteger value, string specification) =>
        Checked(() => ValueFormat.Format(value, specification));

    /// <summary><c>format(number, specification)</c></summary>
    public static string FormatFloat(double value, string specification) =>
        Checked(() => ValueFormat.Format(value, specification));

    private static string Formatted(string value, string specification) => Checked(() => ValueFormat.Format(value, specification));

    /// <summary>The Python exception that a failed text operation stands for.</summary>
    public static PyRaise ToRaise(TextException error) => PyRaise.Of(
        error.Kind switch
        {
            TextErrorKind.Type => BuiltinTypes.TypeError,
            TextErrorKind.Overflow => BuiltinTypes.OverflowError,
            TextErrorKind.Index => BuiltinTypes.IndexError,
            TextErrorKind.Key => BuiltinTypes.KeyError,
            _ => BuiltinTypes.ValueError,
        },
        error.Message);

    /// <summary>Runs a text operation; its failure becomes the Python exception.</summary>
    public static T Checked<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (TextException error)
        {
            throw ToRaise(error);
        }
    }

    /// <summary><c>template.format(…)</c></summary>
    public static string Template(Realm realm, string template, CallArguments arguments)
    {
        FormatTemplate parsed = Checked(() => FormatTemplate.Parse(template));
        return Render(parsed, arguments, null);
    }

    /// <summary><c>template.format_map(mapping)</c></summary>
    public static string TemplateOf(string template, PyObject mapping)
    {
        FormatTemplate parsed = Checked(() => FormatTemplate.Parse(template));
        return Render(parsed, CallArguments.None, mapping);
    }

    /// <summary>Applies <c>!r</c>, <c>!s</c> or <c>!a</c>.</summary>
    public static PyObject Convert(PyObject value, char conversion) => conversion switch
    {
        'r' => new PyStr(value.Repr()),
        's' => new PyStr(value.Str()),
        'a' => new PyStr(StringLiteral.EscapeNonAscii(value.Repr())),
        _ => value,
    };

    /// <summary><c>template % argument</c></summary>
    public static string Percent(string template, PyObject argument)
    {
        PercentTemplate parsed = Checked(() => PercentTemplate.Parse(template));
        var source = new PercentArguments(argument);
        var result = new StringBuilder(template.Length + 16);
        foreach ((string? literal, PercentConversion? conversion) in parsed.Parts)
        {
            _ = literal is not null ? result.Append(literal) : result.Append(Write(conversion!, source));
        }

        source.CheckAllUsed();
        return result.ToString();
    }

    private static string Render(FormatTemplate template, CallArguments arguments, PyObject? mapping)
    {
        if (template.Parts is [{ Literal: { } only }])
        {
            return only;
        }

        var result = new StringBuilder();
        foreach ((string? literal, TemplateField? field) in template.Parts)
        {
            if (field is null)
            {
                result.Append(literal);
                continue;
            }

            PyObject value = Convert(Resolve(field, arguments, mapping), field.Conversion);
            string specification = field.NestedSpecification is { } nested
                ? Render(nested, arguments, mapping)
                : field.Specification;
            result.Append(value.Format(specification));
        }

        return result.ToString();
    }

    private static PyObject Resolve(TemplateField field, CallArguments arguments, PyObject? mapping)
    {
        PyObject value;
        if (field.Position is { } position)
        {
            if (mapping is not null)
            {
                throw PyRaise.ValueError("Format string contains positional fields");
            }

            value = position < arguments.PositionalCount
                ? arguments[position]
                : throw PyRaise.IndexError($"Replacement index {position} out of range for positional args tuple");
        }
        else
        {
            var name = new PyStr(field.Name!);
            value = mapping is not null ? mapping.GetItem(name) : arguments.Keyword(field.Name!) ?? throw PyRaise.KeyError(name);
        }

        foreach (FieldAccess access in field.Accesses)
        {
            value = access.IsAttribute
                ? value.GetAttribute(new PyStr(access.Name))
                : value.GetItem(access.Index is { } index ? PyInt.Of(index) : new PyStr(access.Name));
        }

        return value;
    }

    private static string Write(PercentConversion conversion, PercentArguments source)
    {
        if (conversion.Key is { } key)
        {
            source.SelectKey(key);
        }

        if (conversion.TakesWidth)
        {
            conversion = conversion.WithWidth(source.NextNumber());
        }

        if (conversion.TakesPrecision)
        {
            conversion = conversion.WithPrecision(source.NextNumber());
        }

        PyObject value = source.Next();
        switch (conversion.Type)
        {
            case 's':
                return conversion.Write(value.Str());
            case 'r' or 'a':
                return conversion.Write(Convert(value, conversion.Type).Str());
            case 'c':
                return conversion.Write(CharacterOf(value));
            case 'd':
                return conversion.Write(value switch
                {
                    PyFloat number => Checked(() => Truncate(number.Value)),
                    _ => (Operators.TryIndex(value) ?? IntegerOf(value)
                        ?? throw PyRaise.TypeError($"%d format: a real number is required, not {value.Type.Name}")).Value,
                });
            case 'o' or 'x' or 'X':
                return conversion.Write((Operators.TryIndex(value)
                    ?? throw PyRaise.TypeError($"%{conversion.Type} format: an integer is required, not {value.Type.Name}")).Value);
            default:
                return conversion.Write(RealOf(value));
        }
    }

    private static BigInteger Truncate(double value) => double.IsNaN(value)
        ? throw TextException.Value("cannot convert float NaN to integer")
        : double.IsInfinity(value) ? throw TextException.Overflow("cannot convert float infinity to integer") : new BigInteger(value);

    private static PyInt? IntegerOf(PyObject value) =>
        value.Type.IsHeap && ClassProtocol.Special(value.Type, Names.Int) is { } hook ? ClassProtocol.Invoke(hook, value) as PyInt : null;

    private static double RealOf(PyObject value)
    {
        if (value is PyFloat number)
        {
            return number.Value;
        }

        if (value.Type.IsHeap && ClassProtocol.Special(value.Type, Names.Float) is { } hook
            && ClassProtocol.Invoke(hook, value) is PyFloat converted)
        {
            return converted.Value;
        }

        double real = IntegerText.ToDouble(
            (Operators.TryIndex(value) ?? throw PyRaise.TypeError($"must be real number, not {value.Type.Name}")).Value);
        return double.IsInfinity(real) ? throw PyRaise.OverflowError("int too large to convert to float") : real;
    }

    private static string CharacterOf(PyObject value)
    {
        if (value is PyStr text)
        {
            return text.LengthCore() == 1 ? text.Value : throw PyRaise.TypeError("%c requires int or char");
        }

        PyInt code = Operators.TryIndex(value) ?? throw PyRaise.TypeError("%c requires int or char");
        return code.IsSmall && code.ToInt64() is >= 0 and <= 0x10ffff
            ? ValueFormat.CharacterText((int)code.ToInt64())
            : throw PyRaise.OverflowError("%c arg not in range(0x110000)");
    }

    /// <summary>The right side of <c>%</c>: a tuple of values, a mapping, or one value.</summary>
    private sealed class PercentArguments(PyObject argument)
    {
        private readonly PyObject[] _values = argument is PyTuple tuple ? tuple.Items : [argument];
        private PyObject? _selected;
        private int _next;
        private bool _isMapping;

        public void SelectKey(string key)
        {
            if (argument is PyTuple or PyStr || argument.Type.Lookup(Names.GetItem) is null)
            {
                throw PyRaise.TypeError("format requires a mapping");
            }

            _isMapping = true;
            _selected = argument.GetItem(new PyStr(key));
        }

        public PyObject Next()
        {
            if (_selected is { } selected)
            {
                _selected = null;
                return selected;
            }

            return _next < _values.Length ? _values[_next++] : throw PyRaise.TypeError("not enough arguments for format string");
        }

        public int NextNumber() => Next() is PyInt number ? number.ToInt32() : throw PyRaise.TypeError("* wants int");

        public void CheckAllUsed()
        {
            // A lone mapping or list may stay unused, as in CPython, because it could have served %(key)s.
            bool isMappingLike = argument is not (PyTuple or PyStr) && argument.Type.Lookup(Names.GetItem) is not null;
            if (_next < _values.Length && !_isMapping && !isMappingLike)
            {
                throw PyRaise.TypeError("not all arguments converted during string formatting");
            }
        }
    }
}

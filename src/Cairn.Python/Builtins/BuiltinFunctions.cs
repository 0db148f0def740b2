using System.Globalization;
using System.Numerics;
using System.Text;

namespace Cairn.Python;

/// <summary>The functions that every module sees.</summary>
internal static partial class BuiltinFunctions
{
    private static readonly NativeFunction[] Functions =
    [
        new("abs", "x, /", (realm, a) => a[0] switch
        {
            PyInt integer => PyInt.Of(BigInteger.Abs(integer.Value)),
            PyFloat number => new PyFloat(Math.Abs(number.Value)),
            _ => Special(realm, a[0], Names.Abs) ?? throw PyRaise.TypeError($"bad operand type for abs(): '{a[0].Type.Name}'"),
        }),
        new("all", "iterable, /", (realm, a) => PyBool.Of(realm.Enumerate(a[0]).All(item => item.IsTrue))),
        new("any", "iterable, /", (realm, a) => PyBool.Of(realm.Enumerate(a[0]).Any(item => item.IsTrue))),
        new("ascii", "x, /", (_, a) => new PyStr(Ascii(a[0].Repr()))),
        new("bin", "x, /", (_, a) => new PyStr(Radix(Operators.Index(a[0]).Value, 1, "0b"))),
        new("oct", "x, /", (_, a) => new PyStr(Radix(Operators.Index(a[0]).Value, 3, "0o"))),
        new("hex", "x, /", (_, a) => new PyStr(Radix(Operators.Index(a[0]).Value, 4, "0x"))),
        new("callable", "x, /", (_, a) => PyBool.Of(a[0].IsCallable)),
        new("chr", "code, /", (_, a) => a.Integer(0) is >= 0 and <= 0x10ffff and var code
            ? new PyStr(code is >= 0xd800 and <= 0xdfff ? ((char)code).ToString() : char.ConvertFromUtf32((int)code))
            : throw PyRaise.ValueError("chr() arg not in range(0x110000)")),
        new("ord", "character, /", (_, a) => a[0] switch
        {
            PyStr text when text.LengthCore() == 1 => PyInt.Of(text.Value.Length == 2 ? char.ConvertToUtf32(text.Value, 0) : text.Value[0]),
            PyBytes { Value.Length: 1 } bytes => PyInt.Of(bytes.Value[0]),
            PyStr text => throw PyRaise.TypeError($"ord() expected a character, but string of length {text.LengthCore()} found"),
            _ => throw PyRaise.TypeError($"ord() expected string of length 1, but {a[0].Type.Name} found"),
        }),
        new("delattr", "object, name, /", (_, a) =>
        {
            a[0].DeleteAttribute(AttributeName(a[1], "delattr"));
            return PyNone.Instance;
        }),
        new("dir", "object=, /", Directory),
        new("divmod", "x, y, /", (_, a) => new PyTuple(
            Operators.Binary(BinaryOperator.FloorDivide, a[0], a[1]), Operators.Binary(BinaryOperator.Modulo, a[0], a[1]))),
        new("enumerate", "iterable, start=", (_, a) => new EnumerateIterator(a[0].Iterate(), a.Integer(1, 0))),
        new("filter", "function, iterable, /", (realm, a) => PyIterator.Over(Filter(realm, a.Given(0), a[1].Iterate()))),
        new("format", "value, specification=, /", (_, a) => new PyStr(a[0].Format(a.Has(1) ? a.Text(1) : ""))),
        new("getattr", "object, name, default=, /", (_, a) =>
        {
            PyStr name = AttributeName(a[1], "getattr");
            return a.Optional(2) is { } absent ? a[0].TryGetAttribute(name) ?? absent : a[0].GetAttribute(name);
        }),
        new("globals", "", (realm, _) => realm.CurrentFrame?.Globals ?? new PyDict()),
        new("hasattr", "object, name, /", (_, a) => PyBool.Of(a[0].TryGetAttribute(AttributeName(a[1], "hasattr")) is not null)),
        new("hash", "object, /", (_, a) => PyInt.Of(a[0].Hash())),
        new("id", "object, /", (_, a) => PyInt.Of(a[0].Identity())),
        new("isinstance", "object, type, /", (realm, a) => PyBool.Of(IsInstance(realm, a[0], a[1]))),
        new("issubclass", "class, type, /", (realm, a) => PyBool.Of(IsSubclass(realm, a[0], a[1]))),
        new("iter", "object, sentinel=, /", (realm, a) => a.Optional(1) is { } sentinel
            ? PyIterator.Over(UntilSentinel(realm, a[0], sentinel))
            : RawIterator(realm, a[0])),
        new("len", "object, /", (_, a) => PyInt.Of(a[0].Length())),
        new("locals", "", (realm, _) => Locals(realm)),
        new("map", "function, iterable, *iterables", (realm, a) => PyIterator.Over(Map(realm, a[0], [a[1], .. a.Rest(2).Items]))),
        new("max", (realm, arguments) => Extreme(realm, arguments, "max", Comparison.Greater)),
        new("min", (realm, arguments) => Extreme(realm, arguments, "min", Comparison.Less)),
        new("next", "iterator, default=, /", (realm, a) => Next(realm, a[0], a.Optional(1))),
        new("open", (realm, arguments) => Open(realm, arguments)),
        new("pow", "base, exp, mod=", (_, a) => a.Given(2) is { } modulus
            ? PowerModulo(Operators.Index(a[0]).Value, Operators.Index(a[1]).Value, Operators.Index(modulus).Value)
            : Operators.Binary(BinaryOperator.Power, a[0], a[1])),
        new("print", "*values, sep=, end=, file=, flush=", Print),
        new("repr", "object, /", (_, a) => new PyStr(a[0].Repr())),
        new("reversed", "sequence, /", Reversed),
        new("round", "number, ndigits=", Round),
        new("setattr", "object, name, value, /", (_, a) =>
        {
            a[0].SetAttribute(AttributeName(a[1], "setattr"), a[2]);
            return PyNone.Instance;
        }),
        new("sorted", "iterable, /, *, key=, reverse=", (realm, a) =>
            new PyList(Sorting.Sorted(realm, [.. realm.Enumerate(a[0])], a.Given(1), a.Flag(2)))),
        new("sum", "iterable, /, start=", (realm, a) =>
        {
            PyObject total = a.Optional(1) ?? PyInt.Zero;
            if (total is PyStr)
            {
                throw PyRaise.TypeError("sum() can't sum strings [use ''.join(seq) instead]");
            }

            foreach (PyObject item in realm.Enumerate(a[0]))
            {
                total = Operators.Binary(BinaryOperator.Add, total, item);
            }

            return total;
        }),
        new("vars", "object=, /", (realm, a) => a.Has(0)
            ? a[0].TryGetAttribute("__dict__") ?? throw PyRaise.TypeError("vars() argument must have __dict__ attribute")
            : Locals(realm)),
        new("zip", "*iterables, strict=", (realm, a) => PyIterator.Over(Zip(realm, a.Rest(0).Items, a.Flag(1)))),
        new("__import__", "name, globals=, locals=, fromlist=, level=", (realm, a) =>
        {
            PyObject module = realm.ImportDotted(a.Text(0));
            int dot = a.Text(0).IndexOf('.', StringComparison.Ordinal);
            return dot < 0 || a.Given(3) is { IsTrue: true } ? module : realm.ImportDotted(a.Text(0)[..dot]);
        }),
        new("__build_class__", (_, _) => throw PyRaise.Unsupported("__build_class__")),
        Unsupported("eval"),
        Unsupported("exec"),
        Unsupported("compile"),
        Unsupported("input"),
        Unsupported("breakpoint"),
        Unsupported("memoryview"),
        Unsupported("bytearray"),
        Unsupported("complex"),
    ];

    public static PyDict CreateNamespace()
    {
        var names = new PyDict();
        foreach (PyType type in BuiltinTypes.Visible)
        {
            names.Set(type.Name, type);
        }

        names.Set("IOError", BuiltinTypes.OSError);
        names.Set("EnvironmentError", BuiltinTypes.OSError);
        foreach (NativeFunction function in Functions)
        {
            names.Set(function.Name, function);
        }

        names.Set("NotImplemented", PyNotImplemented.Instance);
        names.Set("Ellipsis", PyEllipsis.Instance);
        names.Set("__debug__", PyBool.True);
        return names;
    }

    private static NativeFunction Unsupported(string name) => new(name, (_, _) => throw PyRaise.Unsupported(name));

    internal static string Ascii(string text)
    {
        var result = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                < 128 => result.Append((char)rune.Value),
                < 256 => result.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 65536 => result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => result.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        return result.ToString();
    }

    private static PyObject? Special(Realm realm, PyObject self, PyStr name) =>
        self.Type.Lookup(name) is { } hook ? hook.DescriptorGet(self, self.Type).Call(realm, CallArguments.None) : null;

    private static PyStr AttributeName(PyObject name, string function) => name as PyStr
        ?? throw PyRaise.TypeError($"{function}(): attribute name must be string");

    private static string Radix(BigInteger value, int bits, string prefix)
    {
        var digits = new List<char>();
        BigInteger rest = BigInteger.Abs(value);
        BigInteger mask = (1 << bits) - 1;
        do
        {
            digits.Add("0123456789abcdef"[(int)(rest & mask)]);
            rest >>= bits;
        }
        while (!rest.IsZero);
        digits.Reverse();
        return (value.Sign < 0 ? "-" : "") + prefix + new string([.. digits]);
    }

    private static PyInt PowerModulo(BigInteger value, BigInteger exponent, BigInteger modulus)
    {
        if (exponent.Sign < 0)
        {
            throw PyRaise.Unsupported("pow() with a negative exponent and a modulus");
        }

        if (modulus.IsZero)
        {
            throw PyRaise.ValueError("pow() 3rd argument cannot be 0");
        }

        IntegerArithmetic.FloorDivide(BigInteger.ModPow(value, exponent, modulus), modulus, out BigInteger remainder);
        return PyInt.Of(remainder);
    }
}

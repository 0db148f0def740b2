using System.Numerics;

namespace Cairn.Python;

internal static partial class BuiltinFunctions
{
    internal static bool IsInstance(Realm realm, PyObject value, PyObject type)
    {
        if (type is PyTuple types)
        {
            return Array.Exists(types.Items, item => IsInstance(realm, value, item));
        }

        if (ReferenceEquals(value.Type, type))
        {
            return true;
        }

        if (type is PyNone)
        {
            return value is PyNone;
        }

        if (type.Type.Lookup(Names.InstanceCheck) is { } hook && !(type is PyType && ReferenceEquals(type.Type, BuiltinTypes.Type)))
        {
            return hook.DescriptorGet(type, type.Type).Call(realm, value).IsTrue;
        }

        return type is PyType single
            ? value.Type.IsSubclassOf(single)
            : throw PyRaise.TypeError("isinstance() arg 2 must be a type, a tuple of types, or a union");
    }

    internal static bool IsSubclass(Realm realm, PyObject value, PyObject type)
    {
        if (type is PyTuple types)
        {
            return Array.Exists(types.Items, item => IsSubclass(realm, value, item));
        }

        if (type.Type.Lookup(Names.SubclassCheck) is { } hook && !(type is PyType && ReferenceEquals(type.Type, BuiltinTypes.Type)))
        {
            return hook.DescriptorGet(type, type.Type).Call(realm, value).IsTrue;
        }

        PyType self = value as PyType ?? throw PyRaise.TypeError("issubclass() arg 1 must be a class");
        return self.IsSubclassOf(type as PyType ?? throw PyRaise.TypeError("issubclass() arg 2 must be a class, a tuple of classes, or a union"));
    }

    private static PyObject Locals(Realm realm)
    {
        Frame frame = realm.CurrentFrame ?? throw PyRaise.RuntimeError("no frame");
        if (frame.ClassNamespace is { } members)
        {
            return members;
        }

        return frame.Function is null ? frame.Globals : frame.Function.Code.Locals(frame);
    }

    private static PyObject Directory(Realm realm, BoundArguments a)
    {
        if (!a.Has(0))
        {
            return new PyList(Sorting.Sorted(realm, [.. realm.Enumerate(Locals(realm))], null, reverse: false));
        }

        IEnumerable<PyObject> names = a[0].Type.IsHeap && ClassProtocol.Special(a[0].Type, Names.Dir) is PyFunction hook
            ? realm.Enumerate(hook.Call(realm, a[0]))
            : a[0].ListAttributes().Select(name => (PyObject)new PyStr(name));
        return new PyList(Sorting.Sorted(realm, [.. names], null, reverse: false));
    }

    private static PyObject Print(Realm realm, BoundArguments a)
    {
        string separator = a.Text(1, " ")!;
        if (a.Given(3) is { } file)
        {
            foreach (string piece in Pieces(a.Rest(0).Items, separator, a.Text(2, "\n")!))
            {
                file.CallMethod(realm, "write", new PyStr(piece));
            }

            if (a.Flag(4))
            {
                file.CallMethod(realm, "flush");
            }
        }
        else
        {
            StandardModules.WriteOutput(realm, string.Concat(Pieces(a.Rest(0).Items, separator, a.Text(2, "\n")!)));
        }

        return PyNone.Instance;
    }

    private static IEnumerable<string> Pieces(PyObject[] values, string separator, string end)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                yield return separator;
            }

            yield return values[i].Str();
        }

        yield return end;
    }

    private static PyObject Open(Realm realm, CallArguments arguments) => StandardModules.Open(realm, arguments);

    private static PyObject Round(Realm realm, BoundArguments a)
    {
        PyObject? digits = a.Given(1);
        switch (a[0])
        {
            case PyInt integer when digits is null || Operators.Index(digits).ToInt64() >= 0:
                return PyInt.Of(integer.Value);
            case PyInt integer:
                BigInteger unit = BigInteger.Pow(10, (int)Math.Min(10_000, -Operators.Index(digits).ToInt64()));
                BigInteger quotient = IntegerArithmetic.FloorDivide(integer.Value, unit, out BigInteger remainder);
                int half = (remainder * 2).CompareTo(unit);
                return PyInt.Of((quotient + (half > 0 || (half == 0 && !quotient.IsEven) ? 1 : 0)) * unit);
            case PyFloat number when digits is null:
                return NumberMembers.Truncate(Math.Round(number.Value, MidpointRounding.ToEven));
            case PyFloat number:
                return new PyFloat(RoundTo(number.Value, Operators.Index(digits).ToInt64()));
        }

        PyObject hook = a[0].Type.Lookup(Names.Round)
            ?? throw PyRaise.TypeError($"type {a[0].Type.Name} doesn't define __round__ method");
        return hook.DescriptorGet(a[0], a[0].Type).Call(realm, digits is null ? [] : [digits]);
    }

    /// <summary>Rounds the exact binary value, as CPython does, by way of its decimal expansion.</summary>
    private static double RoundTo(double value, long digits)
    {
        if (!double.IsFinite(value) || digits > 300)
        {
            return value;
        }

        if (digits < -308)
        {
            return Math.CopySign(0, value);
        }

        // value = mantissa * 2**exponent exactly; round(mantissa * 2**exponent * 10**digits) with integers.
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int exponent = (int)(bits >> 52);
        BigInteger mantissa = exponent == 0 ? bits & 0xfffffffffffff : (bits & 0xfffffffffffff) | 0x10000000000000;
        exponent = Math.Max(exponent, 1) - 1075;
        BigInteger numerator = mantissa * (digits >= 0 ? BigInteger.Pow(10, (int)digits) : 1) * (exponent >= 0 ? BigInteger.One << exponent : 1);
        BigInteger denominator = (digits < 0 ? BigInteger.Pow(10, (int)-digits) : 1) * (exponent < 0 ? BigInteger.One << -exponent : 1);
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        int half = (remainder * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            quotient++;
        }

        double result = double.Parse($"{quotient}e{-digits}", System.Globalization.CultureInfo.InvariantCulture);
        return Math.CopySign(result, value);
    }
}

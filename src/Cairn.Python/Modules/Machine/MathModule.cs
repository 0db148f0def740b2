using System.Numerics;
using Cairn.Python.Text;

namespace Cairn.Python.Modules.Machine;

/// <summary>The module <c>math</c>.</summary>
internal static class MathModule
{
    public static PyModule Create()
    {
        PyModule module = new PyModule("math")
            .Member("pi", new PyFloat(Math.PI))
            .Member("e", new PyFloat(Math.E))
            .Member("tau", new PyFloat(Math.Tau))
            .Member("inf", new PyFloat(double.PositiveInfinity))
            .Member("nan", new PyFloat(double.NaN));
        foreach ((string name, Func<double, double> function) in (ReadOnlySpan<(string, Func<double, double>)>)[
            ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan), ("asin", Math.Asin), ("acos", Math.Acos), ("atan", Math.Atan),
            ("sinh", Math.Sinh), ("cosh", Math.Cosh), ("tanh", Math.Tanh), ("exp", Math.Exp), ("sqrt", Math.Sqrt), ("fabs", Math.Abs),
            ("degrees", x => x * (180 / Math.PI)), ("radians", x => x * (Math.PI / 180)), ("cbrt", Math.Cbrt), ("exp2", x => Math.Pow(2, x))])
        {
            module.Function(name, "x, /", (_, a) => Checked(Real(a[0]), function));
        }

        return AddIntegers(AddReals(module));
    }

    private static PyModule AddReals(PyModule module) => module
        .Function("log", "x, base=, /", (_, a) => new PyFloat(a.Has(1) ? Logarithm(a[0]) / Logarithm(a[1]) : Logarithm(a[0])))
        .Function("log2", "x, /", (_, a) => new PyFloat(Real(a[0]) > 0 ? Math.Log2(Real(a[0])) : throw Domain()))
        .Function("log10", "x, /", (_, a) => new PyFloat(Real(a[0]) > 0 ? Math.Log10(Real(a[0])) : throw Domain()))
        .Function("log1p", "x, /", (_, a) => new PyFloat(Math.Log(1 + Real(a[0]))))
        .Function("pow", "x, y, /", (_, a) => new PyFloat(Math.Pow(Real(a[0]), Real(a[1]))))
        .Function("atan2", "y, x, /", (_, a) => new PyFloat(Math.Atan2(Real(a[0]), Real(a[1]))))
        .Function("hypot", "*coordinates", (_, a) => new PyFloat(Math.Sqrt(a.Rest(0).Items.Sum(value => Real(value) * Real(value)))))
        .Function("fmod", "x, y, /", (_, a) => Checked(Real(a[0]), x => x % Real(a[1])))
        .Function("copysign", "x, y, /", (_, a) => new PyFloat(Math.CopySign(Real(a[0]), Real(a[1]))))
        .Function("isnan", "x, /", (_, a) => PyBool.Of(double.IsNaN(Real(a[0]))))
        .Function("isinf", "x, /", (_, a) => PyBool.Of(double.IsInfinity(Real(a[0]))))
        .Function("isfinite", "x, /", (_, a) => PyBool.Of(double.IsFinite(Real(a[0]))))
        .Function("isclose", "a, b, *, rel_tol=, abs_tol=", (_, a) => PyBool.Of(
            IsClose(Real(a[0]), Real(a[1]), a.Has(2) ? Real(a[2]) : 1e-9, a.Has(3) ? Real(a[3]) : 0)))
        .Function("modf", "x, /", (_, a) => new PyTuple(new PyFloat(Real(a[0]) - Math.Truncate(Real(a[0]))), new PyFloat(Math.Truncate(Real(a[0])))))
        .Function("fsum", "seq, /", (_, a) => new PyFloat(ExactSum(Operators.Values(a[0]))))
        .Function("dist", "p, q, /", (_, a) => new PyFloat(Math.Sqrt(
            Operators.Values(a[0]).Zip(Operators.Values(a[1])).Sum(pair => Math.Pow(Real(pair.First) - Real(pair.Second), 2)))));

    private static PyModule AddIntegers(PyModule module) => module
        .Function("ceil", "x, /", (r, a) => Rounded(r, a[0], "__ceil__", Math.Ceiling))
        .Function("floor", "x, /", (r, a) => Rounded(r, a[0], "__floor__", Math.Floor))
        .Function("trunc", "x, /", (r, a) => Rounded(r, a[0], "__trunc__", Math.Truncate))
        .Function("gcd", "*integers", (_, a) => PyInt.Of(
            a.Rest(0).Items.Aggregate(BigInteger.Zero, (x, y) => BigInteger.GreatestCommonDivisor(x, Operators.Index(y).Value))))
        .Function("lcm", "*integers", (_, a) => PyInt.Of(a.Rest(0).Items.Aggregate(BigInteger.One, (x, y) => Multiple(x, Operators.Index(y).Value))))
        .Function("factorial", "n, /", (r, a) => Factorial(r, Operators.Index(a[0])))
        .Function("isqrt", "n, /", (_, a) => PyInt.Of(SquareRoot(Operators.Index(a[0]).Value)))
        .Function("comb", "n, k, /", (r, a) => PyInt.Of(Choose(r, a.Integer(0), a.Integer(1), divides: true)))
        .Function("perm", "n, k=, /", (r, a) => PyInt.Of(Choose(r, a.Integer(0), a.Integer(1, a.Integer(0)), divides: false)))
        .Function("prod", "iterable, /, *, start=", (r, a) => r.Enumerate(a[0]).Aggregate(
            a.Optional(1) ?? PyInt.Of(1), (x, y) => Operators.Binary(BinaryOperator.Multiply, x, y)));

    private static double Real(PyObject value)
    {
        if (value is PyFloat real)
        {
            return real.Value;
        }

        if (value is not PyInt && value.Type.Lookup(Names.Float) is { } hook && ClassProtocol.Invoke(hook, value) is PyFloat converted)
        {
            return converted.Value;
        }

        double number = IntegerText.ToDouble((Operators.TryIndex(value)
            ?? throw PyRaise.TypeError($"must be real number, not {value.Type.Name}")).Value);
        return double.IsInfinity(number) ? throw PyRaise.OverflowError("int too large to convert to float") : number;
    }

    private static PyFloat Checked(double value, Func<double, double> function)
    {
        double result = function(value);
        if (double.IsNaN(result) && !double.IsNaN(value))
        {
            throw Domain();
        }

        return double.IsInfinity(result) && double.IsFinite(value) ? throw PyRaise.OverflowError("math range error") : new PyFloat(result);
    }

    private static PyRaise Domain() => PyRaise.ValueError("math domain error");

    private static double Logarithm(PyObject value)
    {
        if (value is PyInt integer)
        {
            return integer.Value.Sign > 0 ? BigInteger.Log(integer.Value) : throw Domain();
        }

        double real = Real(value);
        return real > 0 || double.IsNaN(real) ? Math.Log(real) : throw Domain();
    }

    private static PyObject Rounded(Realm realm, PyObject value, string hook, Func<double, double> round)
    {
        if (value is PyInt integer)
        {
            return PyInt.Of(integer.Value);
        }

        if (value is not PyFloat && value.TryGetAttribute(hook) is { } method)
        {
            return method.Call(realm);
        }

        double number = Real(value);
        return double.IsNaN(number) ? throw PyRaise.ValueError("cannot convert float NaN to integer")
            : double.IsInfinity(number) ? throw PyRaise.OverflowError("cannot convert float infinity to integer")
            : PyInt.Of(new BigInteger(round(number)));
    }

    private static BigInteger Multiple(BigInteger x, BigInteger y) =>
        x.IsZero || y.IsZero ? BigInteger.Zero : BigInteger.Abs(x / BigInteger.GreatestCommonDivisor(x, y) * y);

    private static PyInt Factorial(Realm realm, PyInt number)
    {
        if (number.IsNegative)
        {
            throw PyRaise.ValueError("factorial() not defined for negative values");
        }

        BigInteger result = BigInteger.One;
        for (long i = 2, last = number.ToInt64(); i <= last; i++)
        {
            realm.Step();
            result *= i;
        }

        return PyInt.Of(result);
    }

    private static BigInteger SquareRoot(BigInteger value)
    {
        if (value.Sign < 0)
        {
            throw PyRaise.ValueError("isqrt() argument must be nonnegative");
        }

        if (value.IsZero)
        {
            return value;
        }

        BigInteger guess = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (guess + (value / guess)) >> 1;
            if (next >= guess)
            {
                return guess;
            }

            guess = next;
        }
    }

    private static BigInteger Choose(Realm realm, long n, long k, bool divides)
    {
        if (n < 0 || k < 0)
        {
            throw PyRaise.ValueError($"{(n < 0 ? "n" : "k")} must be a non-negative integer");
        }

        BigInteger result = k > n ? BigInteger.Zero : BigInteger.One;
        for (long i = 0; i < k && !result.IsZero; i++)
        {
            realm.Step();
            result = divides ? result * (n - i) / (i + 1) : result * (n - i);
        }

        return result;
    }

    private static bool IsClose(double a, double b, double relative, double absolute) =>
        a.Equals(b) || (double.IsFinite(a) && double.IsFinite(b)
            && Math.Abs(a - b) <= Math.Max(relative * Math.Max(Math.Abs(a), Math.Abs(b)), absolute));

    /// <summary>A sum without rounding errors (Shewchuk's partial sums).</summary>
    private static double ExactSum(IEnumerable<PyObject> values)
    {
        var partials = new List<double>();
        foreach (PyObject value in values)
        {
            double x = Real(value);
            int kept = 0;
            foreach (double partial in partials.ToArray())
            {
                double y = partial;
                if (Math.Abs(x) < Math.Abs(y))
                {
                    (x, y) = (y, x);
                }

                double high = x + y;
                double low = y - (high - x);
                if (low != 0)
                {
                    partials[kept++] = low;
                }

                x = high;
            }

            partials.RemoveRange(kept, partials.Count - kept);
            partials.Add(x);
        }

        return partials.Sum();
    }
}

using System.Numerics;

namespace Cairn.Python;

/// <summary>Integer operations with Python's rounding: division and remainder go towards negative infinity.</summary>
internal static class IntegerArithmetic
{
    public static PyObject? Small(BinaryOperator operation, long left, long right)
    {
        long result;
        switch (operation)
        {
            case BinaryOperator.Add:
                result = unchecked(left + right);
                return ((left ^ result) & (right ^ result)) < 0 ? PyInt.Of((BigInteger)left + right) : PyInt.Of(result);
            case BinaryOperator.Subtract:
                result = unchecked(left - right);
                return ((left ^ right) & (left ^ result)) < 0 ? PyInt.Of((BigInteger)left - right) : PyInt.Of(result);
            case BinaryOperator.Multiply:
                Int128 product = (Int128)left * right;
                return product >= long.MinValue && product <= long.MaxValue ? PyInt.Of((long)product) : PyInt.Of((BigInteger)left * right);
            case BinaryOperator.FloorDivide when right is not (0 or -1):
                return PyInt.Of((left / right) - ((left % right != 0 && (left < 0) != (right < 0)) ? 1 : 0));
            case BinaryOperator.Modulo when right is not (0 or -1):
                long remainder = left % right;
                return PyInt.Of(remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder);
            case BinaryOperator.And:
                return PyInt.Of(left & right);
            case BinaryOperator.Or:
                return PyInt.Of(left | right);
            case BinaryOperator.Xor:
                return PyInt.Of(left ^ right);
            case BinaryOperator.RightShift when right >= 0:
                return PyInt.Of(left >> (int)Math.Min(right, 63));
            default:
                return Big(operation, left, right);
        }
    }

    public static PyObject? Big(BinaryOperator operation, BigInteger left, BigInteger right)
    {
        switch (operation)
        {
            case BinaryOperator.Add:
                return PyInt.Of(left + right);
            case BinaryOperator.Subtract:
                return PyInt.Of(left - right);
            case BinaryOperator.Multiply:
                Limits.CheckBits(left.GetBitLength() + right.GetBitLength());
                return PyInt.Of(left * right);
            case BinaryOperator.TrueDivide:
                return new PyFloat(TrueDivide(left, right));
            case BinaryOperator.FloorDivide:
                return PyInt.Of(FloorDivide(left, right, out _));
            case BinaryOperator.Modulo:
                if (right.IsZero)
                {
                    throw PyRaise.ZeroDivisionError("integer modulo by zero");
                }

                FloorDivide(left, right, out BigInteger remainder);
                return PyInt.Of(remainder);
            case BinaryOperator.Power:
                return Power(left, right);
            case BinaryOperator.LeftShift:
                return ShiftLeft(left, right);
            case BinaryOperator.RightShift:
                return right.Sign < 0
                    ? throw PyRaise.ValueError("negative shift count")
                    : PyInt.Of(right > int.MaxValue ? (left.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : left >> (int)right);
            case BinaryOperator.And:
                return PyInt.Of(left & right);
            case BinaryOperator.Or:
                return PyInt.Of(left | right);
            case BinaryOperator.Xor:
                return PyInt.Of(left ^ right);
            default:
                return null;
        }
    }

    public static BigInteger FloorDivide(BigInteger left, BigInteger right, out BigInteger remainder)
    {
        if (right.IsZero)
        {
            throw PyRaise.ZeroDivisionError("integer division or modulo by zero");
        }

        BigInteger quotient = BigInteger.DivRem(left, right, out remainder);
        if (!remainder.IsZero && (remainder.Sign < 0) != (right.Sign < 0))
        {
            quotient--;
            remainder += right;
        }

        return quotient;
    }

    private static double TrueDivide(BigInteger left, BigInteger right)
    {
        if (right.IsZero)
        {
            throw PyRaise.ZeroDivisionError("division by zero");
        }

        if (left.IsZero)
        {
            return right.Sign < 0 ? -0.0 : 0.0;
        }

        const long Exact = 1L << 53;
        if (BigInteger.Abs(left) <= Exact && BigInteger.Abs(right) <= Exact)
        {
            return (double)left / (double)right;
        }

        // Scale so that the quotient has 64 significant bits plus a sticky bit, then round once in the conversion.
        int shift = (int)(right.GetBitLength() - left.GetBitLength()) + 66;
        BigInteger scaled = shift >= 0 ? BigInteger.Abs(left) << shift : BigInteger.Abs(left) >> -shift;
        BigInteger quotient = BigInteger.DivRem(scaled, BigInteger.Abs(right), out BigInteger remainder);
        quotient = (quotient << 1) | (remainder.IsZero ? 0 : 1);
        double value = Math.ScaleB((double)quotient, -shift - 1);
        if (double.IsInfinity(value))
        {
            throw PyRaise.OverflowError("integer division result too large for a float");
        }

        return left.Sign * right.Sign < 0 ? -value : value;
    }

    private static PyObject Power(BigInteger left, BigInteger right)
    {
        if (right.Sign < 0)
        {
            return left.IsZero
                ? throw PyRaise.ZeroDivisionError("0.0 cannot be raised to a negative power")
                : new PyFloat(Math.Pow((double)left, (double)right));
        }

        if (left.IsZero || left.IsOne || right.IsZero)
        {
            return PyInt.Of(right.IsZero ? BigInteger.One : left);
        }

        if (left == BigInteger.MinusOne)
        {
            return PyInt.Of(right.IsEven ? 1 : -1);
        }

        Limits.CheckBits(right > int.MaxValue ? long.MaxValue : left.GetBitLength() * (long)right);
        return PyInt.Of(BigInteger.Pow(left, (int)right));
    }

    private static PyInt ShiftLeft(BigInteger left, BigInteger right)
    {
        if (right.Sign < 0)
        {
            throw PyRaise.ValueError("negative shift count");
        }

        if (left.IsZero)
        {
            return PyInt.Zero;
        }

        Limits.CheckBits(right > int.MaxValue ? long.MaxValue : left.GetBitLength() + (long)right);
        return PyInt.Of(left << (int)right);
    }
}

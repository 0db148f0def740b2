namespace Cairn.Python;

/// <summary>The operators with their full protocol: subclasses first, reflected methods, errors that name both types.</summary>
public static class Operators
{
    private static readonly string[] Symbols = ["+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@"];
    private static readonly string[] ComparisonSymbols = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>Applies a binary operator.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: unsupported.</exception>
    public static PyObject Binary(BinaryOperator operation, PyObject left, PyObject right) =>
        TryBinary(operation, left, right) ?? throw Unsupported(operation, left, right);

    private static PyRaise Unsupported(BinaryOperator operation, PyObject left, PyObject right)
    {
        if (operation == BinaryOperator.Multiply && (IsSequence(left) || IsSequence(right)))
        {
            return PyRaise.TypeError($"can't multiply sequence by non-int of type '{(IsSequence(left) ? right : left).Type.Name}'");
        }

        return PyRaise.TypeError(
            $"unsupported operand type(s) for {Symbols[(int)operation]}: '{left.Type.Name}' and '{right.Type.Name}'");
    }

    private static bool IsSequence(PyObject value) => value is PyStr or PyList or PyTuple or PyBytes;

    /// <summary>Applies an in-place operator.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: unsupported.</exception>
    public static PyObject InPlace(BinaryOperator operation, PyObject left, PyObject right)
    {
        PyObject? result = left.Type.IsHeap && ClassProtocol.Special(left.Type, Names.InPlace[(int)operation]) is { } hook
            ? Implemented(ClassProtocol.Invoke(hook, left, right))
            : left.InPlaceCore(operation, right);
        return result ?? TryBinary(operation, left, right)
            ?? throw PyRaise.TypeError(
                $"unsupported operand type(s) for {Symbols[(int)operation].Split(' ')[0]}=: '{left.Type.Name}' and '{right.Type.Name}'");
    }

    /// <summary>Applies a unary operator.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: unsupported.</exception>
    public static PyObject Unary(UnaryOperator operation, PyObject operand)
    {
        PyObject? result = operand.Type.IsHeap && ClassProtocol.Special(operand.Type, Names.Unary[(int)operation]) is { } hook
            ? ClassProtocol.Invoke(hook, operand)
            : operand.UnaryCore(operation);
        return result ?? throw PyRaise.TypeError($"bad operand type for unary {"-+~"[(int)operation]}: '{operand.Type.Name}'");
    }

    /// <summary>Applies a rich comparison.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: no order between the types.</exception>
    public static PyObject Compare(PyObject left, Comparison comparison, PyObject right)
    {
        Comparison mirrored = Mirror(comparison);
        bool reflectedFirst = !ReferenceEquals(left.Type, right.Type) && right.Type.IsSubclassOf(left.Type);
        if (reflectedFirst && CompareOne(right, mirrored, left) is { } early)
        {
            return early;
        }

        if (CompareOne(left, comparison, right) is { } result)
        {
            return result;
        }

        if (!reflectedFirst && CompareOne(right, mirrored, left) is { } late)
        {
            return late;
        }

        return comparison switch
        {
            Comparison.Equal => PyBool.Of(ReferenceEquals(left, right)),
            Comparison.NotEqual => PyBool.Of(!ReferenceEquals(left, right)),
            _ => throw PyRaise.TypeError(
                $"'{ComparisonSymbols[(int)comparison]}' not supported between instances of '{left.Type.Name}' and '{right.Type.Name}'"),
        };
    }

    /// <summary>True if <c>left &lt; right</c>.</summary>
    public static bool IsLess(PyObject left, PyObject right) => Compare(left, Comparison.Less, right).IsTrue;

    /// <summary>The integer that a value stands for.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: it stands for none.</exception>
    public static PyInt Index(PyObject value) =>
        TryIndex(value) ?? throw PyRaise.TypeError($"'{value.Type.Name}' object cannot be interpreted as an integer");

    /// <summary>The integer that a value stands for, or null.</summary>
    public static PyInt? TryIndex(PyObject value)
    {
        if (value is PyInt integer)
        {
            return integer;
        }

        if (value.Type.IsHeap && ClassProtocol.Special(value.Type, Names.Index) is { } hook)
        {
            return ClassProtocol.Invoke(hook, value) as PyInt ?? throw PyRaise.TypeError("__index__ returned non-int");
        }

        return value.IndexCore();
    }

    /// <summary>The values of an iterable, lazily.</summary>
    public static IEnumerable<PyObject> Values(PyObject iterable)
    {
        PyIterator iterator = iterable.Iterate();
        while (iterator.Next() is { } value)
        {
            yield return value;
        }
    }

    internal static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.NotEqual => order != 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };

    internal static PyObject CompareSequences(IReadOnlyList<PyObject> left, Comparison comparison, IReadOnlyList<PyObject> right)
    {
        if (left.Count != right.Count && comparison is Comparison.Equal or Comparison.NotEqual)
        {
            return PyBool.Of(comparison == Comparison.NotEqual);
        }

        StackGuard.Check();
        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            if (!left[i].IsEqual(right[i]))
            {
                return comparison switch
                {
                    Comparison.Equal => PyBool.False,
                    Comparison.NotEqual => PyBool.True,
                    _ => Compare(left[i], comparison, right[i]),
                };
            }
        }

        return PyBool.Of(Holds(comparison, left.Count.CompareTo(right.Count)));
    }

    private static Comparison Mirror(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };

    private static PyObject? CompareOne(PyObject left, Comparison comparison, PyObject right)
    {
        if (!left.Type.IsHeap)
        {
            return left.CompareCore(comparison, right);
        }

        if (ClassProtocol.Special(left.Type, Names.Comparisons[(int)comparison]) is { } hook)
        {
            return Implemented(ClassProtocol.Invoke(hook, left, right));
        }

        if (comparison == Comparison.NotEqual && ClassProtocol.Special(left.Type, Names.Eq) is { } equality)
        {
            return Implemented(ClassProtocol.Invoke(equality, left, right)) is { } equal ? PyBool.Of(!equal.IsTrue) : null;
        }

        return left.CompareCore(comparison, right);
    }

    private static PyObject? TryBinary(BinaryOperator operation, PyObject left, PyObject right)
    {
        bool reflectedFirst = right.Type.IsHeap && !ReferenceEquals(left.Type, right.Type) && right.Type.IsSubclassOf(left.Type)
            && !ReferenceEquals(right.Type.Lookup(Names.Reflected[(int)operation]), left.Type.Lookup(Names.Reflected[(int)operation]));
        if (reflectedFirst && Reflected(operation, left, right) is { } early)
        {
            return early;
        }

        PyObject? result = left.Type.IsHeap && ClassProtocol.Special(left.Type, Names.Binary[(int)operation]) is { } hook
            ? Implemented(ClassProtocol.Invoke(hook, left, right))
            : left.BinaryCore(operation, right);
        return result ?? (reflectedFirst ? null : Reflected(operation, left, right));
    }

    private static PyObject? Reflected(BinaryOperator operation, PyObject left, PyObject right) =>
        right.Type.IsHeap && ClassProtocol.Special(right.Type, Names.Reflected[(int)operation]) is { } hook
            ? Implemented(ClassProtocol.Invoke(hook, right, left))
            : right.ReflectedCore(operation, left);

    private static PyObject? Implemented(PyObject result) => result is PyNotImplemented ? null : result;
}

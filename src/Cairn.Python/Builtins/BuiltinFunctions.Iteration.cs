namespace Cairn.Python;

internal static partial class BuiltinFunctions
{
    private static IEnumerable<PyObject> Filter(Realm realm, PyObject? function, PyIterator values)
    {
        while (values.Next() is { } value)
        {
            realm.Step();
            if (function is null ? value.IsTrue : function.Call(realm, value).IsTrue)
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<PyObject> Map(Realm realm, PyObject function, PyObject[] iterables)
    {
        PyIterator[] iterators = [.. iterables.Select(iterable => iterable.Iterate())];
        while (true)
        {
            realm.Step();
            var arguments = new PyObject[iterators.Length];
            for (int i = 0; i < arguments.Length; i++)
            {
                if (iterators[i].Next() is not { } value)
                {
                    yield break;
                }

                arguments[i] = value;
            }

            yield return function.Call(realm, new CallArguments(arguments));
        }
    }

    private static IEnumerable<PyObject> Zip(Realm realm, PyObject[] iterables, bool strict)
    {
        PyIterator[] iterators = [.. iterables.Select(iterable => iterable.Iterate())];
        while (iterators.Length > 0)
        {
            realm.Step();
            var values = new PyObject[iterators.Length];
            for (int i = 0; i < values.Length; i++)
            {
                if (iterators[i].Next() is { } value)
                {
                    values[i] = value;
                    continue;
                }

                if (strict && (i > 0 || iterators.Skip(1).Any(other => other.Next() is not null)))
                {
                    throw PyRaise.ValueError($"zip() argument {(i > 0 ? i + 1 : 2)} is {(i > 0 ? "shorter" : "longer")} than argument 1");
                }

                yield break;
            }

            yield return new PyTuple(values);
        }
    }

    private static IEnumerable<PyObject> UntilSentinel(Realm realm, PyObject function, PyObject sentinel)
    {
        while (true)
        {
            realm.Step();
            PyObject value = function.Call(realm, CallArguments.None);
            if (value.IsEqual(sentinel))
            {
                yield break;
            }

            yield return value;
        }
    }

    /// <summary>What <c>iter()</c> gives: for classes written in Python the object that <c>__iter__</c> returned.</summary>
    private static PyObject RawIterator(Realm realm, PyObject value)
    {
        if (value.Type.IsHeap && ClassProtocol.Special(value.Type, Names.Iter) is { } hook and not PyNone)
        {
            PyObject iterator = hook.DescriptorGet(value, value.Type).Call(realm, CallArguments.None);
            return iterator is PyIterator || iterator.Type.Lookup(Names.Next) is not null
                ? iterator
                : throw PyRaise.TypeError($"iter() returned non-iterator of type '{iterator.Type.Name}'");
        }

        return value.Iterate();
    }

    private static PyObject Next(Realm realm, PyObject iterator, PyObject? absent)
    {
        if (iterator is PyIterator native)
        {
            return native.Next() ?? absent ?? throw PyRaise.StopIteration((native as PyGenerator)?.TakeResult());
        }

        PyObject hook = iterator.Type.Lookup(Names.Next) ?? throw PyRaise.TypeError($"'{iterator.Type.Name}' object is not an iterator");
        try
        {
            return hook.DescriptorGet(iterator, iterator.Type).Call(realm, CallArguments.None);
        }
        catch (PyRaise raised) when (absent is not null && raised.Is(BuiltinTypes.StopIteration))
        {
            return absent;
        }
    }

    private static PyObject Reversed(Realm realm, BoundArguments a)
    {
        if (a[0].Type.Lookup(Names.Reversed) is { } hook)
        {
            return hook.DescriptorGet(a[0], a[0].Type).Call(realm, CallArguments.None);
        }

        if (a[0] is PyTuple tuple)
        {
            return ListMembers.Reversed(tuple.Items);
        }

        if (a[0].Type.Lookup(Names.Len) is null || a[0].Type.Lookup(Names.GetItem) is null)
        {
            throw PyRaise.TypeError($"'{a[0].Type.Name}' object is not reversible");
        }

        return PyIterator.Over(Enumerable.Range(0, a[0].Length()).Reverse().Select(index => a[0].GetItem(PyInt.Of(index))));
    }

    private static PyObject Extreme(Realm realm, CallArguments arguments, string name, Comparison better)
    {
        PyObject? key = null;
        PyObject? absent = null;
        for (int i = 0; i < arguments.KeywordCount; i++)
        {
            switch (arguments.KeywordNames[i])
            {
                case "key":
                    key = arguments.KeywordValues[i] is PyNone ? null : arguments.KeywordValues[i];
                    break;
                case "default":
                    absent = arguments.KeywordValues[i];
                    break;
                default:
                    throw PyRaise.TypeError($"{name}() got an unexpected keyword argument '{arguments.KeywordNames[i]}'");
            }
        }

        if (arguments.PositionalCount == 0)
        {
            throw PyRaise.TypeError($"{name} expected at least 1 argument, got 0");
        }

        IEnumerable<PyObject> values = arguments.PositionalCount == 1 ? realm.Enumerate(arguments[0]) : arguments.Positional.ToArray();
        PyObject? best = null;
        PyObject? bestKey = null;
        foreach (PyObject value in values)
        {
            PyObject valueKey = key is null ? value : key.Call(realm, value);
            if (bestKey is null || Operators.Compare(valueKey, better, bestKey).IsTrue)
            {
                (best, bestKey) = (value, valueKey);
            }
        }

        return best ?? absent ?? throw PyRaise.ValueError($"{name}() arg is an empty sequence");
    }

    private sealed class EnumerateIterator(PyIterator values, long start) : PyIterator(BuiltinTypes.Iterator)
    {
        private long _index = start;

        public override PyObject? Next() => values.Next() is { } value ? new PyTuple(PyInt.Of(_index++), value) : null;
    }
}

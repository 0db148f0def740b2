namespace Cairn.Python.Modules.Iteration;

/// <summary>The module <c>itertools</c>.</summary>
internal static class ItertoolsModule
{
    private static readonly PyType Chain = PyType.Define(
        "chain",
        static type => type
            .Constructor(static (realm, _, arguments) => PyIterator.Over(Concatenate(realm, arguments.Positional.ToArray())))
            .StaticMethod("from_iterable", "iterable, /", static (realm, a) => PyIterator.Over(Concatenate(realm, Operators.Values(a[0])))),
        module: "itertools");

    public static PyModule Create() => AddCombinations(AddFilters(new PyModule("itertools").Member("chain", Chain)));

    private static PyModule AddFilters(PyModule module) => module
        .Function("count", "start=, step=", (r, a) => PyIterator.Over(
            Count(r, a.Optional(0) ?? PyInt.Of(0), a.Optional(1) ?? PyInt.Of(1))))
        .Function("cycle", "iterable, /", (r, a) => PyIterator.Over(Cycle(r, a[0])))
        .Function("repeat", "object, times=", (r, a) => PyIterator.Over(Repeat(r, a[0], a.Has(1) ? a.Integer(1) : long.MaxValue)))
        .Function("islice", "iterable, *bounds", (r, a) => PyIterator.Over(Slice(r, a[0], a.Rest(1).Items)))
        .Function("takewhile", "predicate, iterable, /", (r, a) => PyIterator.Over(
            r.Enumerate(a[1]).TakeWhile(value => a[0].Call(r, value).IsTrue)))
        .Function("dropwhile", "predicate, iterable, /", (r, a) => PyIterator.Over(
            r.Enumerate(a[1]).SkipWhile(value => a[0].Call(r, value).IsTrue)))
        .Function("filterfalse", "predicate, iterable, /", (r, a) => PyIterator.Over(
            r.Enumerate(a[1]).Where(value => !(a[0] is PyNone ? value : a[0].Call(r, value)).IsTrue)))
        .Function("starmap", "function, iterable, /", (r, a) => PyIterator.Over(
            r.Enumerate(a[1]).Select(values => a[0].Call(r, new CallArguments([.. Operators.Values(values)])))))
        .Function("accumulate", "iterable, func=, *, initial=", (r, a) => PyIterator.Over(Accumulate(r, a[0], a.Given(1), a.Given(2))))
        .Function("compress", "data, selectors", (r, a) => PyIterator.Over(
            r.Enumerate(a[0]).Zip(Operators.Values(a[1])).Where(pair => pair.Second.IsTrue).Select(pair => pair.First)))
        .Function("pairwise", "iterable, /", (r, a) => PyIterator.Over(Pairs(r, a[0])))
        .Function("batched", "iterable, n", (r, a) => PyIterator.Over(
            r.Enumerate(a[0]).Chunk((int)a.Integer(1)).Select(chunk => (PyObject)new PyTuple(chunk))))
        .Function("zip_longest", "*iterables, fillvalue=", (r, a) => PyIterator.Over(
            ZipLongest(r, a.Rest(0).Items, a.Optional(1) ?? PyNone.Instance)))
        .Function("tee", "iterable, n=", (r, a) => Tee(a[0], (int)a.Integer(1, 2)))
        .Function("groupby", "iterable, key=", (r, a) => PyIterator.Over(Group(r, a[0], a.Given(1))));

    private static PyModule AddCombinations(PyModule module) => module
        .Function("product", "*iterables, repeat=", (r, a) => PyIterator.Over(Product(r, a.Rest(0).Items, a.Integer(1, 1))))
        .Function("permutations", "iterable, r=", (r, a) => PyIterator.Over(
            Permutations(r, [.. Operators.Values(a[0])], a.Given(1) is null ? -1 : (int)a.Integer(1))))
        .Function("combinations", "iterable, r", (r, a) => PyIterator.Over(
            Combinations(r, [.. Operators.Values(a[0])], Length(a), repeats: false)))
        .Function("combinations_with_replacement", "iterable, r", (r, a) => PyIterator.Over(
            Combinations(r, [.. Operators.Values(a[0])], Length(a), repeats: true)));

    private static int Length(BoundArguments arguments) =>
        arguments.Integer(1) is >= 0 and var length ? (int)length : throw PyRaise.ValueError("r must be non-negative");

    private static IEnumerable<PyObject> Concatenate(Realm realm, IEnumerable<PyObject> iterables) => iterables.SelectMany(realm.Enumerate);

    private static IEnumerable<PyObject> Count(Realm realm, PyObject value, PyObject step)
    {
        while (true)
        {
            realm.Step();
            yield return value;
            value = Operators.Binary(BinaryOperator.Add, value, step);
        }
    }

    private static IEnumerable<PyObject> Cycle(Realm realm, PyObject iterable)
    {
        var seen = new List<PyObject>();
        foreach (PyObject value in realm.Enumerate(iterable))
        {
            seen.Add(value);
            yield return value;
        }

        while (seen.Count > 0)
        {
            foreach (PyObject value in seen)
            {
                realm.Step();
                yield return value;
            }
        }
    }

    private static IEnumerable<PyObject> Repeat(Realm realm, PyObject value, long times)
    {
        for (long i = 0; i < times; i++)
        {
            realm.Step();
            yield return value;
        }
    }

    private static IEnumerable<PyObject> Slice(Realm realm, PyObject iterable, PyObject[] bounds)
    {
        if (bounds.Length is 0 or > 3)
        {
            throw PyRaise.TypeError($"islice expected at least 2 arguments, got {bounds.Length + 1}");
        }

        long start = bounds.Length > 1 ? Bound(bounds[0], 0) : 0;
        long stop = Bound(bounds[bounds.Length > 1 ? 1 : 0], long.MaxValue, isOnly: bounds.Length == 1);
        long step = bounds.Length > 2 ? Bound(bounds[2], 1) : 1;
        if (step == 0)
        {
            throw PyRaise.ValueError("Step for islice() must be a positive integer or None.");
        }

        return SliceCore(realm, iterable.Iterate(), start, stop, step);
    }

    private static IEnumerable<PyObject> SliceCore(Realm realm, PyIterator iterator, long next, long stop, long step)
    {
        // Takes no value beyond the last one that it gives: what follows stays in the underlying iterator.
        for (long index = 0; index < stop; index++)
        {
            realm.Step();
            if (iterator.Next() is not { } value)
            {
                yield break;
            }

            if (index == next)
            {
                next += step;
                yield return value;
            }
        }
    }

    private static long Bound(PyObject value, long absent, bool isOnly = false)
    {
        long bound = value is PyNone ? absent : Operators.Index(value).ToInt64();
        return bound >= 0
            ? bound
            : throw PyRaise.ValueError($"{(isOnly ? "Stop argument" : "Indices")} for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    }

    private static IEnumerable<PyObject> Accumulate(Realm realm, PyObject iterable, PyObject? function, PyObject? total)
    {
        if (total is not null)
        {
            yield return total;
        }

        foreach (PyObject value in realm.Enumerate(iterable))
        {
            total = total is null ? value
                : function is null ? Operators.Binary(BinaryOperator.Add, total, value) : function.Call(realm, total, value);
            yield return total;
        }
    }

    private static IEnumerable<PyObject> Pairs(Realm realm, PyObject iterable)
    {
        PyObject? previous = null;
        foreach (PyObject value in realm.Enumerate(iterable))
        {
            if (previous is not null)
            {
                yield return new PyTuple(previous, value);
            }

            previous = value;
        }
    }

    private static IEnumerable<PyObject> ZipLongest(Realm realm, PyObject[] iterables, PyObject fill)
    {
        PyIterator?[] iterators = [.. iterables.Select(iterable => iterable.Iterate())];
        while (true)
        {
            realm.Step();
            var values = new PyObject[iterators.Length];
            bool any = false;
            for (int i = 0; i < iterators.Length; i++)
            {
                PyObject? value = iterators[i]?.Next();
                if (value is null)
                {
                    iterators[i] = null;
                }
                else
                {
                    any = true;
                }

                values[i] = value ?? fill;
            }

            if (!any)
            {
                yield break;
            }

            yield return new PyTuple(values);
        }
    }

    private static PyTuple Tee(PyObject iterable, int count)
    {
        var source = iterable.Iterate();
        var seen = new List<PyObject>();
        return new PyTuple([.. Enumerable.Range(0, count).Select(_ => PyIterator.Over(Branch(source, seen)))]);
    }

    private static IEnumerable<PyObject> Branch(PyIterator source, List<PyObject> seen)
    {
        for (int i = 0; ; i++)
        {
            if (i == seen.Count)
            {
                if (source.Next() is not { } value)
                {
                    yield break;
                }

                seen.Add(value);
            }

            yield return seen[i];
        }
    }

    private static IEnumerable<PyObject> Group(Realm realm, PyObject iterable, PyObject? key)
    {
        PyIterator iterator = iterable.Iterate();
        PyObject? current = iterator.Next();
        PyObject KeyOf(PyObject value) => key is null ? value : key.Call(realm, value);
        PyObject? currentKey = current is null ? null : KeyOf(current);

        // A group is read from the same source, so going on to the next group uses the rest of this one up.
        IEnumerable<PyObject> Members(PyObject groupKey)
        {
            while (current is not null && currentKey!.IsEqual(groupKey))
            {
                PyObject value = current;
                current = iterator.Next();
                currentKey = current is null ? null : KeyOf(current);
                realm.Step();
                yield return value;
            }
        }

        while (current is not null)
        {
            PyObject groupKey = currentKey!;
            PyIterator members = PyIterator.Over(Members(groupKey));
            yield return new PyTuple(groupKey, members);
            while (members.Next() is not null)
            {
            }
        }
    }

    private static IEnumerable<PyObject> Product(Realm realm, PyObject[] iterables, long repeat)
    {
        PyObject[][] once = [.. iterables.Select(iterable => Operators.Values(iterable).ToArray())];
        PyObject[][] pools = [.. Enumerable.Range(0, (int)repeat).SelectMany(_ => once)];
        if (Array.Exists(pools, pool => pool.Length == 0))
        {
            yield break;
        }

        var indices = new int[pools.Length];
        while (true)
        {
            realm.Step();
            yield return new PyTuple([.. indices.Select((index, position) => pools[position][index])]);
            int last = pools.Length - 1;
            while (last >= 0 && ++indices[last] == pools[last].Length)
            {
                indices[last--] = 0;
            }

            if (last < 0)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<PyObject> Permutations(Realm realm, PyObject[] pool, int length)
    {
        int taken = length < 0 ? pool.Length : length;
        if (taken > pool.Length)
        {
            yield break;
        }

        var used = new bool[pool.Length];
        var chosen = new int[taken];
        foreach (PyObject result in Choose(0))
        {
            yield return result;
        }

        IEnumerable<PyObject> Choose(int depth)
        {
            if (depth == taken)
            {
                realm.Step();
                yield return new PyTuple([.. chosen.Select(index => pool[index])]);
                yield break;
            }

            for (int i = 0; i < pool.Length; i++)
            {
                if (used[i])
                {
                    continue;
                }

                used[i] = true;
                chosen[depth] = i;
                foreach (PyObject result in Choose(depth + 1))
                {
                    yield return result;
                }

                used[i] = false;
            }
        }
    }

    private static IEnumerable<PyObject> Combinations(Realm realm, PyObject[] pool, int length, bool repeats)
    {
        if (length > 0 && (pool.Length == 0 || (!repeats && length > pool.Length)))
        {
            yield break;
        }

        int[] indices = [.. Enumerable.Range(0, length).Select(i => repeats ? 0 : i)];
        while (true)
        {
            realm.Step();
            yield return new PyTuple([.. indices.Select(index => pool[index])]);
            int i = length - 1;
            while (i >= 0 && indices[i] == (repeats ? pool.Length - 1 : pool.Length - length + i))
            {
                i--;
            }

            if (i < 0)
            {
                yield break;
            }

            indices[i]++;
            for (int j = i + 1; j < length; j++)
            {
                indices[j] = repeats ? indices[i] : indices[j - 1] + 1;
            }
        }
    }
}

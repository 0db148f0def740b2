namespace Cairn.Python;

/// <summary>Distributes the arguments of a call over the parameters of a function written in Python.</summary>
internal static class ArgumentBinding
{
    public static void Bind(PyFunction function, FunctionCode code, FunctionBody body, CallArguments arguments, PyObject?[] slots)
    {
        ReadOnlySpan<PyObject> positional = arguments.Positional;
        int[] parameters = body.ParameterSlots;
        int taken = Math.Min(positional.Length, code.PositionalCount);
        for (int i = 0; i < taken; i++)
        {
            slots[parameters[i]] = positional[i];
        }

        if (body.RestSlot >= 0)
        {
            slots[body.RestSlot] = positional.Length == taken ? PyTuple.Empty : new PyTuple(positional[taken..].ToArray());
        }

        PyDict? extra = null;
        if (body.KeywordsSlot >= 0)
        {
            slots[body.KeywordsSlot] = extra = new PyDict();
        }

        if (arguments.KeywordCount > 0)
        {
            BindKeywords(function, code, body, arguments, slots, extra);
        }

        if (positional.Length > taken && body.RestSlot < 0)
        {
            throw TooMany(function, code, positional.Length);
        }

        if (taken < parameters.Length)
        {
            FillDefaults(function, code, parameters, slots);
        }
    }

    private static void BindKeywords(
        PyFunction function, FunctionCode code, FunctionBody body, CallArguments arguments, PyObject?[] slots, PyDict? extra)
    {
        ReadOnlySpan<string> names = arguments.KeywordNames;
        ReadOnlySpan<PyObject> values = arguments.KeywordValues;
        for (int i = 0; i < names.Length; i++)
        {
            int index = Array.IndexOf(code.ParameterNames, names[i], code.PositionalOnlyCount);
            if (index < 0)
            {
                if (extra is not null)
                {
                    extra.Set(names[i], values[i]);
                    continue;
                }

                throw Array.IndexOf(code.ParameterNames, names[i]) >= 0
                    ? PyRaise.TypeError(
                        $"{function.QualifiedName}() got some positional-only arguments passed as keyword arguments: '{names[i]}'")
                    : PyRaise.TypeError($"{function.QualifiedName}() got an unexpected keyword argument '{names[i]}'");
            }

            ref PyObject? slot = ref slots[body.ParameterSlots[index]];
            slot = slot is null
                ? values[i]
                : throw PyRaise.TypeError($"{function.QualifiedName}() got multiple values for argument '{names[i]}'");
        }
    }

    private static void FillDefaults(PyFunction function, FunctionCode code, int[] parameters, PyObject?[] slots)
    {
        List<string>? missing = null;
        int firstDefault = code.PositionalCount - function.Defaults.Length;
        for (int i = 0; i < code.PositionalCount; i++)
        {
            ref PyObject? slot = ref slots[parameters[i]];
            if (slot is not null)
            {
                continue;
            }

            if (i >= firstDefault)
            {
                slot = function.Defaults[i - firstDefault];
            }
            else
            {
                (missing ??= []).Add(code.ParameterNames[i]);
            }
        }

        if (missing is not null)
        {
            throw Missing(function, missing, "positional");
        }

        for (int i = code.PositionalCount; i < parameters.Length; i++)
        {
            ref PyObject? slot = ref slots[parameters[i]];
            slot ??= function.KeywordDefaults?.TryGet(new PyStr(code.ParameterNames[i]));
            if (slot is null)
            {
                (missing ??= []).Add(code.ParameterNames[i]);
            }
        }

        if (missing is not null)
        {
            throw Missing(function, missing, "keyword-only");
        }
    }

    private static PyRaise Missing(PyFunction function, List<string> names, string kind)
    {
        string[] quoted = [.. names.Select(name => $"'{name}'")];
        string list = quoted.Length switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} and {quoted[1]}",
            _ => $"{string.Join(", ", quoted[..^1])}, and {quoted[^1]}",
        };
        return PyRaise.TypeError(
            $"{function.QualifiedName}() missing {names.Count} required {kind} argument{(names.Count == 1 ? "" : "s")}: {list}");
    }

    private static PyRaise TooMany(PyFunction function, FunctionCode code, int given)
    {
        int least = code.PositionalCount - function.Defaults.Length;
        string takes = function.Defaults.Length > 0
            ? $"from {least} to {code.PositionalCount} positional arguments"
            : $"{code.PositionalCount} positional argument{(code.PositionalCount == 1 ? "" : "s")}";
        return PyRaise.TypeError($"{function.QualifiedName}() takes {takes} but {given} {(given == 1 ? "was" : "were")} given");
    }
}

namespace Cairn.Python;

/// <summary>
/// The parameters of a native function, written as in Python: <c>"a, b=, /, c=, *args, d=, **kw"</c>. An <c>=</c> makes a
/// parameter optional; what stands after it is documentation, the function itself decides on absent values.
/// </summary>
public sealed class NativeSignature
{
    private readonly string[] _names;
    private readonly bool[] _optional;
    private readonly int _positionalOnly;
    private readonly int _positional;
    private readonly int _rest = -1;
    private readonly int _keywords = -1;

    /// <summary>Reads a signature.</summary>
    public NativeSignature(string text)
    {
        var names = new List<string>();
        var optional = new List<bool>();
        bool keywordOnly = false;
        foreach (string piece in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece == "/")
            {
                _positionalOnly = names.Count;
            }
            else if (piece == "*")
            {
                keywordOnly = true;
                _positional = names.Count;
            }
            else if (piece.StartsWith("**", StringComparison.Ordinal))
            {
                if (!keywordOnly)
                {
                    _positional = names.Count;
                    keywordOnly = true;
                }

                _keywords = names.Count;
                names.Add(piece[2..]);
                optional.Add(true);
            }
            else if (piece[0] == '*')
            {
                _positional = names.Count;
                keywordOnly = true;
                _rest = names.Count;
                names.Add(piece[1..]);
                optional.Add(true);
            }
            else
            {
                int equals = piece.IndexOf('=', StringComparison.Ordinal);
                names.Add(equals < 0 ? piece : piece[..equals].TrimEnd());
                optional.Add(equals >= 0);
            }
        }

        if (!keywordOnly)
        {
            _positional = names.Count;
        }

        _names = [.. names];
        _optional = [.. optional];
    }

    /// <summary>The names of the parameters.</summary>
    public IReadOnlyList<string> ParameterNames => _names;

    /// <summary>Distributes a call's arguments over the parameters.</summary>
    /// <param name="function">The name for error messages.</param>
    /// <param name="arguments">The call.</param>
    /// <param name="skip">Leading positional arguments that are not parameters (the receiver).</param>
    /// <exception cref="PyRaise"><c>TypeError</c>: the call does not fit.</exception>
    public BoundArguments Bind(string function, CallArguments arguments, int skip = 0)
    {
        var bound = new PyObject?[_names.Length];
        ReadOnlySpan<PyObject> positional = arguments.Positional[skip..];
        int taken = Math.Min(positional.Length, _positional);
        for (int i = 0; i < taken; i++)
        {
            bound[i] = positional[i];
        }

        if (_rest >= 0)
        {
            bound[_rest] = new PyTuple(positional[taken..].ToArray());
        }
        else if (positional.Length > taken)
        {
            throw Mismatch(function, positional.Length);
        }

        PyDict? extra = null;
        if (_keywords >= 0)
        {
            bound[_keywords] = extra = new PyDict();
        }

        BindKeywords(function, arguments, bound, extra);
        for (int i = 0; i < bound.Length; i++)
        {
            if (bound[i] is null && !_optional[i])
            {
                throw positional.Length == 0 && arguments.KeywordCount == 0 && i == 0
                    ? Mismatch(function, 0)
                    : PyRaise.TypeError($"{function}() missing required argument '{_names[i]}' (pos {i + 1})");
            }
        }

        return new BoundArguments(bound);
    }

    private PyRaise Mismatch(string function, int given)
    {
        int required = 0;
        while (required < _positional && !_optional[required])
        {
            required++;
        }

        string takes = (required, _positional) switch
        {
            (_, 0) => "no arguments",
            (1, 1) => "exactly one argument",
            var (least, most) when least == most => $"exactly {most} arguments",
            var (least, most) => given < least
                ? $"at least {least} argument{(least == 1 ? "" : "s")}"
                : $"at most {most} argument{(most == 1 ? "" : "s")}",
        };
        return PyRaise.TypeError($"{function}() takes {takes} ({given} given)");
    }

    private void BindKeywords(string function, CallArguments arguments, PyObject?[] bound, PyDict? extra)
    {
        ReadOnlySpan<string> names = arguments.KeywordNames;
        for (int i = 0; i < names.Length; i++)
        {
            int index = Array.IndexOf(_names, names[i], _positionalOnly);
            if (index >= 0 && index != _rest && index != _keywords)
            {
                if (bound[index] is not null)
                {
                    throw PyRaise.TypeError($"{function}() got multiple values for argument '{names[i]}'");
                }

                bound[index] = arguments.KeywordValues[i];
            }
            else if (extra is not null)
            {
                extra.Set(names[i], arguments.KeywordValues[i]);
            }
            else
            {
                throw PyRaise.TypeError($"{function}() got an unexpected keyword argument '{names[i]}'");
            }
        }
    }
}

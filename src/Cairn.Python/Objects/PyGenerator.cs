namespace Cairn.Python;

/// <summary>A suspended function.</summary>
public sealed class PyGenerator : PyIterator
{
    private readonly Frame _frame;
    private readonly StatementNode _body;
    private IEnumerator<Completion>? _steps;
    private PyException? _handled;
    private bool _isRunning;
    private bool _isDone;

    internal PyGenerator(Frame frame, StatementNode body, string qualifiedName)
        : base(BuiltinTypes.Generator) => (_frame, _body, QualifiedName) = (frame, body, qualifiedName);

    /// <summary>The name of the function.</summary>
    public string Name => _frame.Name;

    /// <summary>The qualified name of the function.</summary>
    public string QualifiedName { get; }

    /// <summary>What the function returned at its end, null until then.</summary>
    public PyObject? Result { get; private set; }

    /// <summary>The result for <c>StopIteration</c>, which carries it only once.</summary>
    internal PyObject? TakeResult()
    {
        PyObject? result = Result;
        Result = null;
        return result;
    }

    /// <inheritdoc/>
    public override PyObject? Next() => Advance(null);

    /// <summary><c>send()</c>; null at the end.</summary>
    public PyObject? Send(PyObject value)
    {
        if (_steps is null && !_isDone && value is not PyNone)
        {
            throw PyRaise.TypeError("can't send non-None value to a just-started generator");
        }

        _frame.Sent = value;
        return Advance(null);
    }

    /// <summary><c>throw()</c>; null at the end.</summary>
    public PyObject? Throw(PyException thrown)
    {
        if (_isDone)
        {
            throw new PyRaise(thrown);
        }

        if (_steps is null)
        {
            _isDone = true;
            _frame.AddTraceback(thrown);
            throw new PyRaise(thrown);
        }

        return Advance(thrown);
    }

    /// <summary><c>close()</c></summary>
    public void Close()
    {
        if (_steps is null || _isDone)
        {
            _isDone = true;
            return;
        }

        try
        {
            if (Advance(new PyException(BuiltinTypes.GeneratorExit)) is not null)
            {
                throw PyRaise.RuntimeError("generator ignored GeneratorExit");
            }
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.GeneratorExit) || raised.Is(BuiltinTypes.StopIteration))
        {
            // This is how a generator that is closed ends.
        }
    }

    private PyObject? Advance(PyException? thrown)
    {
        if (_isRunning)
        {
            throw PyRaise.ValueError("generator already executing");
        }

        if (_isDone)
        {
            return null;
        }

        Realm realm = _frame.Realm;
        realm.Enter(_frame);
        PyException? outer = realm.HandledException;
        if (_handled is not null)
        {
            realm.HandledException = _handled;
        }

        _isRunning = true;
        bool suspended = false;
        try
        {
            _frame.Thrown = thrown;
            _steps ??= Stepping.Of(_body, _frame);
            suspended = _steps.MoveNext() && _steps.Current == Completion.Yield;
            if (suspended)
            {
                _handled = ReferenceEquals(realm.HandledException, outer) ? null : realm.HandledException;
                return _frame.Yielded;
            }

            Result = _frame.ReturnValue ?? PyNone.Instance;
            return null;
        }
        catch (PyRaise raised) when (!_frame.Record(raised) && raised.Is(BuiltinTypes.StopIteration))
        {
            // PEP 479
            var error = new PyException(BuiltinTypes.RuntimeError, new PyStr("generator raised StopIteration"))
            {
                Cause = raised.Value,
                Context = raised.Value,
                SuppressContext = true,
            };
            _frame.AddTraceback(error);
            throw new PyRaise(error);
        }
        finally
        {
            _isRunning = false;
            _isDone = !suspended;
            realm.HandledException = outer;
            realm.Leave(_frame);
        }
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() => $"<generator object {QualifiedName} at 0x{Identity():x12}>";
}

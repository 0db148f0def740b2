using System.Runtime.CompilerServices;

namespace Cairn.Python;

/// <summary>Bounds of one evaluation.</summary>
public sealed record EvaluationLimits
{
    /// <summary>Statements, calls and loop rounds that may be executed.</summary>
    public long Steps { get; init; } = long.MaxValue;

    /// <summary>Nested calls.</summary>
    public int Depth { get; init; } = 900;

    /// <summary>Ends the evaluation from outside.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>An evaluation was stopped because it used up its <see cref="EvaluationLimits.Steps"/>. Python code cannot catch it.</summary>
public sealed class EvaluationLimitException(string message, TracebackEntry? traceback) : Exception(message)
{
    /// <summary>Where it was stopped.</summary>
    public TracebackEntry? Traceback { get; } = traceback;
}

/// <summary>One isolated world of the interpreter: modules, host, limits. Used by one thread at a time; code is shared between realms.</summary>
public sealed partial class Realm
{
    private const int CheckInterval = 1 << 12;

    private readonly Dictionary<PyType, List<WeakReference<PyType>>> _nativeSubclasses = [];
    private readonly EvaluationLimits _limits;
    private long _stepsLeft;
    private int _untilCheck;
    private int _depth;

    /// <summary>A world with the standard modules and the given host.</summary>
    public Realm(Host host, EvaluationLimits? limits = null)
    {
        Host = host;
        _limits = limits ?? new EvaluationLimits();
        _stepsLeft = _limits.Steps;
        _untilCheck = (int)Math.Min(CheckInterval, _stepsLeft);
        Builtins = BuiltinFunctions.CreateNamespace();
    }

    /// <summary>The capabilities.</summary>
    public Host Host { get; }

    /// <summary>The names that every module sees.</summary>
    public PyDict Builtins { get; }

    /// <summary><c>sys.modules</c></summary>
    public PyDict Modules { get; } = new();

    /// <summary>Where modules come from, asked in order before the standard modules.</summary>
    public IList<IModuleFinder> Finders { get; } = [];

    /// <summary>The innermost running Python call, null outside of any.</summary>
    public Frame? CurrentFrame { get; internal set; }

    /// <summary>Anything that native code wants to remember about this evaluation.</summary>
    public object? Tag { get; set; }

    internal int TypeEpoch { get; set; }

    /// <summary>The exception that an <c>except</c> or <c>finally</c> block is handling.</summary>
    public PyException? HandledException { get; internal set; }

    /// <summary>The innermost class body that is being executed, seen through calls of functions within it; null outside.</summary>
    public Frame? CurrentClassBody
    {
        get
        {
            for (Frame? frame = CurrentFrame; frame is not null; frame = frame.Caller)
            {
                if (frame.ClassNamespace is not null)
                {
                    return frame;
                }
            }

            return null;
        }
    }

    /// <summary>The place in Python code that is being executed: in a native function, its caller.</summary>
    public SourcePlace? CurrentPlace => CurrentFrame?.Place;

    /// <summary>Gives the steps back that earlier evaluations in this realm used.</summary>
    public void ResetSteps()
    {
        _stepsLeft = _limits.Steps;
        _untilCheck = (int)Math.Min(CheckInterval, _stepsLeft);
    }

    /// <summary>Counts one step. Native loops whose length Python code decides call it in each round.</summary>
    /// <exception cref="EvaluationLimitException">The budget is used up.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (--_untilCheck <= 0)
        {
            CheckBudget();
        }
    }

    /// <summary>The values of an iterable, each counted as a step.</summary>
    public IEnumerable<PyObject> Enumerate(PyObject iterable)
    {
        PyIterator iterator = iterable.Iterate();
        while (iterator.Next() is { } value)
        {
            Step();
            yield return value;
        }
    }

    internal void Enter(Frame frame)
    {
        Step();
        if (++_depth > _limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _depth--;
            throw PyRaise.RecursionError("maximum recursion depth exceeded");
        }

        frame.Caller = CurrentFrame;
        CurrentFrame = frame;
    }

    internal void Leave(Frame frame)
    {
        _depth--;
        CurrentFrame = frame.Caller;
    }

    internal List<WeakReference<PyType>>? NativeSubclasses(PyType type) => _nativeSubclasses.GetValueOrDefault(type);

    internal void RememberNativeSubclass(PyType type, WeakReference<PyType> subclass)
    {
        if (!_nativeSubclasses.TryGetValue(type, out List<WeakReference<PyType>>? known))
        {
            _nativeSubclasses[type] = known = [];
        }

        known.Add(subclass);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckBudget()
    {
        _limits.Cancellation.ThrowIfCancellationRequested();
        if (_limits.Steps == long.MaxValue)
        {
            _untilCheck = CheckInterval;
            return;
        }

        _stepsLeft -= CheckInterval;
        if (_stepsLeft <= 0)
        {
            throw new EvaluationLimitException($"stopped after {_limits.Steps} steps", CurrentFrame?.TracebackToHere());
        }

        _untilCheck = (int)Math.Min(CheckInterval, _stepsLeft);
    }
}

namespace Cairn.Python;

/// <summary>One <c>except</c>; a null type catches everything.</summary>
internal sealed record HandlerNode(int Position, ExpressionNode? Type, TargetNode? Target, BlockNode Body);

/// <summary><c>try</c> with its handlers, <c>else</c> and <c>finally</c>.</summary>
/// <remarks>Only Python exceptions are seen: an evaluation that is stopped from outside runs no handler and no <c>finally</c>.</remarks>
internal sealed class TryNode(int position, BlockNode body, HandlerNode[] handlers, BlockNode otherwise, BlockNode? final)
    : StatementNode(position)
{
    public override bool Suspends { get; } = body.Suspends || otherwise.Suspends || final is { Suspends: true }
        || Array.Exists(handlers, handler => handler.Body.Suspends);

    public override Completion Execute(Frame frame)
    {
        if (final is null)
        {
            return ExecuteGuarded(frame);
        }

        Completion completion;
        try
        {
            completion = ExecuteGuarded(frame);
        }
        catch (PyRaise raised) when (frame.Note(raised))
        {
            PyException? outer = frame.Realm.HandledException;
            frame.Realm.HandledException = raised.Value;
            try
            {
                completion = final.Execute(frame);
            }
            finally
            {
                frame.Realm.HandledException = outer;
            }

            if (completion == Completion.Normal)
            {
                throw new PyRaise(raised.Value);
            }

            return completion;
        }

        PyObject? returned = frame.ReturnValue;
        Completion last = final.Execute(frame);
        if (last != Completion.Normal)
        {
            return last;
        }

        frame.ReturnValue = returned;
        return completion;
    }

    private Completion ExecuteGuarded(Frame frame)
    {
        if (handlers.Length == 0)
        {
            return body.Execute(frame);
        }

        PyRaise caught;
        try
        {
            Completion completion = body.Execute(frame);
            if (completion != Completion.Normal)
            {
                return completion;
            }

            goto Else;
        }
        catch (PyRaise raised) when (frame.Note(raised))
        {
            caught = raised;
        }

        PyException? outer = frame.Realm.HandledException;
        frame.Realm.HandledException = caught.Value;
        try
        {
            HandlerNode handler = Select(frame, caught) ?? throw new PyRaise(caught.Value);
            handler.Target?.Assign(frame, caught.Value);
            try
            {
                return handler.Body.Execute(frame);
            }
            finally
            {
                Unbind(frame, handler);
            }
        }
        finally
        {
            frame.Realm.HandledException = outer;
        }

    Else:
        return otherwise.Execute(frame);
    }

    /// <summary>Python deletes the name of <c>except … as name</c> at the end of the handler.</summary>
    private static void Unbind(Frame frame, HandlerNode handler)
    {
        if (handler.Target is { } target)
        {
            target.Assign(frame, PyNone.Instance);
            target.Delete(frame);
        }
    }

    private HandlerNode? Select(Frame frame, PyRaise raised)
    {
        foreach (HandlerNode handler in handlers)
        {
            if (handler.Type is null)
            {
                return handler;
            }

            frame.Position = handler.Position;
            if (Matches(handler.Type.Evaluate(frame), raised))
            {
                return handler;
            }
        }

        return null;
    }

    private static bool Matches(PyObject type, PyRaise raised) => type switch
    {
        PyType single when single.IsSubclassOf(BuiltinTypes.BaseException) => raised.Is(single),
        PyTuple several => Array.Exists(several.Items, item => item is not PyTuple ? Matches(item, raised) : throw NoException()),
        _ => throw NoException(),
    };

    private static PyRaise NoException() => PyRaise.TypeError("catching classes that do not inherit from BaseException is not allowed");

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        Completion completion = Completion.Normal;
        PyRaise? pending = null;
        using IEnumerator<Completion> guarded = ResumeGuarded(frame);
        while (true)
        {
            pending = Step(guarded, frame, out bool moved);
            if (!moved)
            {
                break;
            }

            completion = guarded.Current;
            if (completion != Completion.Yield)
            {
                break;
            }

            yield return completion;
        }

        if (completion == Completion.Yield)
        {
            completion = Completion.Normal;
        }

        if (final is not null)
        {
            PyObject? returned = frame.ReturnValue;
            PyException? outer = frame.Realm.HandledException;
            if (pending is not null)
            {
                frame.Realm.HandledException = pending.Value;
            }

            Completion last = Completion.Normal;
            using IEnumerator<Completion> finishing = Stepping.Of(final, frame);
            while (finishing.MoveNext())
            {
                last = finishing.Current;
                if (last == Completion.Yield)
                {
                    yield return last;
                    last = Completion.Normal;
                }
            }

            frame.Realm.HandledException = outer;
            if (last != Completion.Normal)
            {
                yield return last;
                yield break;
            }

            frame.ReturnValue = returned;
        }

        if (pending is not null)
        {
            throw new PyRaise(pending.Value);
        }

        yield return completion;
    }

    private IEnumerator<Completion> ResumeGuarded(Frame frame)
    {
        PyRaise? caught;
        Completion completion = Completion.Normal;
        using (IEnumerator<Completion> inner = Stepping.Of(body, frame))
        {
            while (true)
            {
                caught = Step(inner, frame, out bool moved);
                if (!moved)
                {
                    break;
                }

                completion = inner.Current;
                if (completion != Completion.Yield)
                {
                    break;
                }

                yield return completion;
                completion = Completion.Normal;
            }
        }

        if (caught is null)
        {
            if (completion != Completion.Normal)
            {
                yield return completion;
                yield break;
            }

            using IEnumerator<Completion> rest = Stepping.Of(otherwise, frame);
            while (rest.MoveNext())
            {
                yield return rest.Current;
            }

            yield break;
        }

        PyException? outer = frame.Realm.HandledException;
        frame.Realm.HandledException = caught.Value;
        HandlerNode handler;
        try
        {
            handler = Select(frame, caught) ?? throw new PyRaise(caught.Value);
        }
        catch
        {
            frame.Realm.HandledException = outer;
            throw;
        }

        handler.Target?.Assign(frame, caught.Value);
        PyRaise? second;
        completion = Completion.Normal;
        using (IEnumerator<Completion> inner = Stepping.Of(handler.Body, frame))
        {
            while (true)
            {
                second = Step(inner, frame, out bool moved);
                if (!moved)
                {
                    break;
                }

                completion = inner.Current;
                if (completion != Completion.Yield)
                {
                    break;
                }

                yield return completion;
                completion = Completion.Normal;
            }
        }

        frame.Realm.HandledException = outer;
        Unbind(frame, handler);
        if (second is not null)
        {
            throw new PyRaise(second.Value);
        }

        yield return completion;
    }

    /// <summary>Moves on; gives the exception that came up, in which case nothing moved.</summary>
    internal static PyRaise? Step(IEnumerator<Completion> inner, Frame frame, out bool moved)
    {
        try
        {
            moved = inner.MoveNext();
            return null;
        }
        catch (PyRaise raised) when (frame.Note(raised))
        {
            moved = false;
            return raised;
        }
    }
}

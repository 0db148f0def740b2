namespace Cairn.Python;

/// <summary><c>with</c> over one context manager; several are nested.</summary>
internal sealed class WithNode(int position, ExpressionNode context, TargetNode? target, StatementNode body) : StatementNode(position)
{
    public override bool Suspends { get; } = body.Suspends;

    public override Completion Execute(Frame frame)
    {
        PyObject exit = Enter(frame);
        Completion completion;
        try
        {
            completion = body.Execute(frame);
        }
        catch (PyRaise raised) when (frame.Note(raised))
        {
            if (!ExitWith(frame, exit, raised))
            {
                throw new PyRaise(raised.Value);
            }

            return Completion.Normal;
        }

        ExitNormally(frame, exit);
        return completion;
    }

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        PyObject exit = Enter(frame);
        PyRaise? raised;
        Completion completion = Completion.Normal;
        using (IEnumerator<Completion> inner = Stepping.Of(body, frame))
        {
            while (true)
            {
                raised = TryNode.Step(inner, frame, out bool moved);
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

        if (raised is not null)
        {
            if (!ExitWith(frame, exit, raised))
            {
                throw new PyRaise(raised.Value);
            }

            yield break;
        }

        ExitNormally(frame, exit);
        yield return completion;
    }

    private PyObject Enter(Frame frame)
    {
        PyObject manager = context.Evaluate(frame);
        frame.Position = context.Position;
        PyType type = manager.Type;
        PyObject enter = type.Lookup(Names.Enter)
            ?? throw PyRaise.TypeError($"'{type.Name}' object does not support the context manager protocol");
        PyObject exit = type.Lookup(Names.Exit)
            ?? throw PyRaise.TypeError($"'{type.Name}' object does not support the context manager protocol (missed __exit__ method)");
        PyObject bound = exit.DescriptorGet(manager, type);
        PyObject value = enter.DescriptorGet(manager, type).Call(frame.Realm, CallArguments.None);
        if (target is not null)
        {
            try
            {
                target.Assign(frame, value);
            }
            catch (PyRaise raised) when (frame.Note(raised))
            {
                if (!ExitWith(frame, bound, raised))
                {
                    throw new PyRaise(raised.Value);
                }
            }
        }

        return bound;
    }

    private void ExitNormally(Frame frame, PyObject exit)
    {
        frame.Position = Position;
        PyObject? returned = frame.ReturnValue;
        exit.Call(frame.Realm, PyNone.Instance, PyNone.Instance, PyNone.Instance);
        frame.ReturnValue = returned;
    }

    /// <summary>True if the context manager swallowed the exception.</summary>
    private bool ExitWith(Frame frame, PyObject exit, PyRaise raised)
    {
        PyException? outer = frame.Realm.HandledException;
        frame.Realm.HandledException = raised.Value;
        try
        {
            frame.Position = Position;
            return exit.Call(frame.Realm, raised.Value.Type, raised.Value, ExceptionMembers.TracebackOf(raised.Value)).IsTrue;
        }
        finally
        {
            frame.Realm.HandledException = outer;
        }
    }
}

namespace Cairn.Python;

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    Normal,
    Break,
    Continue,
    Return,

    /// <summary>Only from <see cref="StatementNode.Resume"/>: the generator is suspended and will go on here.</summary>
    Yield,
}

/// <summary>An executable statement. Immutable, shared by threads.</summary>
/// <remarks>
/// In a generator, statements that contain a <c>yield</c> are not executed but stepped through: <see cref="Resume"/> gives
/// <see cref="Completion.Yield"/> at each suspension, then how the statement ended; ending without a word means normally.
/// </remarks>
internal abstract class StatementNode(int position)
{
    public int Position { get; } = position;

    /// <summary>True if the statement must be stepped through.</summary>
    public virtual bool Suspends => false;

    public abstract Completion Execute(Frame frame);

    public virtual IEnumerator<Completion> Resume(Frame frame) =>
        throw new InvalidOperationException($"{GetType().Name} does not suspend");
}

internal sealed class BlockNode : StatementNode
{
    private readonly StatementNode[] _statements;

    public BlockNode(StatementNode[] statements)
        : base(statements.Length == 0 ? 0 : statements[0].Position)
    {
        _statements = statements;
        Suspends = Array.Exists(statements, statement => statement.Suspends);
    }

    public override bool Suspends { get; }

    public bool IsEmpty => _statements.Length == 0;

    public override Completion Execute(Frame frame)
    {
        foreach (StatementNode statement in _statements)
        {
            frame.Position = statement.Position;
            frame.Realm.Step();
            Completion completion = statement.Execute(frame);
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        foreach (StatementNode statement in _statements)
        {
            frame.Position = statement.Position;
            frame.Realm.Step();
            if (!statement.Suspends)
            {
                Completion completion = statement.Execute(frame);
                if (completion != Completion.Normal)
                {
                    yield return completion;
                    yield break;
                }

                continue;
            }

            using IEnumerator<Completion> inner = statement.Resume(frame);
            while (inner.MoveNext())
            {
                if (inner.Current == Completion.Normal)
                {
                    break;
                }

                yield return inner.Current;
                if (inner.Current != Completion.Yield)
                {
                    yield break;
                }
            }
        }
    }
}

internal sealed class ExpressionStatementNode(int position, ExpressionNode value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        value.Evaluate(frame);
        return Completion.Normal;
    }
}

internal sealed class AssignNode(int position, TargetNode target, ExpressionNode value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        target.Assign(frame, value.Evaluate(frame));
        return Completion.Normal;
    }
}

internal sealed class AssignManyNode(int position, TargetNode[] targets, ExpressionNode value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        PyObject result = value.Evaluate(frame);
        foreach (TargetNode target in targets)
        {
            target.Assign(frame, result);
        }

        return Completion.Normal;
    }
}

/// <summary><c>name += value</c></summary>
internal sealed class AugmentNameNode(
    int position, ExpressionNode read, TargetNode write, BinaryOperator operation, ExpressionNode value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        PyObject left = read.Evaluate(frame);
        PyObject right = value.Evaluate(frame);
        frame.Position = Position;
        write.Assign(frame, Operators.InPlace(operation, left, right));
        return Completion.Normal;
    }
}

/// <summary><c>owner.name += value</c></summary>
internal sealed class AugmentAttributeNode(
    int position, ExpressionNode owner, PyStr name, BinaryOperator operation, ExpressionNode value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        PyObject self = owner.Evaluate(frame);
        PyObject left = self.GetAttribute(name);
        PyObject right = value.Evaluate(frame);
        frame.Position = Position;
        self.SetAttribute(name, Operators.InPlace(operation, left, right));
        return Completion.Normal;
    }
}

/// <summary><c>owner[key] += value</c></summary>
internal sealed class AugmentSubscriptNode(
    int position, ExpressionNode owner, ExpressionNode index, BinaryOperator operation, ExpressionNode value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        PyObject self = owner.Evaluate(frame);
        PyObject key = index.Evaluate(frame);
        PyObject left = self.GetItem(key);
        PyObject right = value.Evaluate(frame);
        frame.Position = Position;
        self.SetItem(key, Operators.InPlace(operation, left, right));
        return Completion.Normal;
    }
}

/// <summary><c>name: annotation</c> in a class body or module: remembered as text in <c>__annotations__</c>.</summary>
internal sealed class AnnotationNode(int position, PyStr name, PyStr annotation) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        PyObject members = frame.ClassNamespace ?? frame.Globals;
        if (!members.Contains(Names.Annotations))
        {
            members.SetItem(Names.Annotations, new PyDict());
        }

        members.GetItem(Names.Annotations).SetItem(name, annotation);
        return Completion.Normal;
    }
}

internal sealed class ReturnNode(int position, ExpressionNode? value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        frame.ReturnValue = value?.Evaluate(frame) ?? PyNone.Instance;
        return Completion.Return;
    }
}

internal sealed class DeleteNode(int position, TargetNode[] targets) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        foreach (TargetNode target in targets)
        {
            target.Delete(frame);
        }

        return Completion.Normal;
    }
}

/// <summary><c>pass</c>, <c>break</c> and <c>continue</c>.</summary>
internal sealed class CompletionNode(int position, Completion completion) : StatementNode(position)
{
    public override Completion Execute(Frame frame) => completion;
}

internal sealed class RaiseNode(int position, ExpressionNode? exception, ExpressionNode? cause) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        if (exception is null)
        {
            throw new PyRaise(frame.Realm.HandledException ?? throw PyRaise.RuntimeError("No active exception to reraise"));
        }

        PyException value = Instance(frame, exception.Evaluate(frame), "exceptions must derive from BaseException");
        if (cause is not null)
        {
            PyObject because = cause.Evaluate(frame);
            value.Cause = because is PyNone ? null : Instance(frame, because, "exception causes must derive from BaseException");
            value.SuppressContext = true;
        }

        frame.Position = Position;
        if (frame.Realm.HandledException is { } handled)
        {
            Frame.SetContext(value, handled);
        }

        frame.AddTraceback(value);
        throw new PyRaise(value);
    }

    private static PyException Instance(Frame frame, PyObject value, string problem)
    {
        if (value is PyType type && type.IsSubclassOf(BuiltinTypes.BaseException))
        {
            value = type.Call(frame.Realm, CallArguments.None);
        }

        return value as PyException ?? throw PyRaise.TypeError(problem);
    }
}

internal sealed class AssertNode(int position, ExpressionNode condition, ExpressionNode? message) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        if (condition.IsTrue(frame))
        {
            return Completion.Normal;
        }

        PyObject[] arguments = message is null ? [] : [message.Evaluate(frame)];
        frame.Position = Position;
        throw new PyRaise(new PyException(BuiltinTypes.AssertionError, arguments));
    }
}

/// <summary>Keeps a value in a slot while a generator is suspended.</summary>
internal sealed class TemporaryAssignNode(int position, int slot, ExpressionNode value) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        frame.Slots[slot] = value.Evaluate(frame);
        return Completion.Normal;
    }
}

/// <summary><c>yield</c>: suspends, then takes what was sent or raises what was thrown.</summary>
internal sealed class YieldNode(int position, int slot, ExpressionNode? value) : StatementNode(position)
{
    public override bool Suspends => true;

    public override Completion Execute(Frame frame) => throw new InvalidOperationException("a yield is stepped through");

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        frame.Yielded = value?.Evaluate(frame) ?? PyNone.Instance;
        yield return Completion.Yield;
        frame.Position = Position;
        if (frame.Thrown is { } thrown)
        {
            frame.Thrown = null;
            throw new PyRaise(thrown);
        }

        frame.Slots[slot] = frame.Sent ?? PyNone.Instance;
        frame.Sent = null;
    }
}

/// <summary><c>yield from</c>: hands values, sent values and exceptions through to another iterator (PEP 380).</summary>
internal sealed class YieldFromNode(int position, int slot, ExpressionNode value) : StatementNode(position)
{
    public override bool Suspends => true;

    public override Completion Execute(Frame frame) => throw new InvalidOperationException("a yield is stepped through");

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        PyIterator iterator = value.Evaluate(frame).Iterate();
        PyObject? item = Advance(iterator, null);
        while (item is not null)
        {
            frame.Yielded = item;
            yield return Completion.Yield;
            frame.Position = Position;
            if (frame.Thrown is { } thrown)
            {
                frame.Thrown = null;
                item = Throw(iterator, thrown);
            }
            else
            {
                PyObject? sent = frame.Sent;
                frame.Sent = null;
                item = Advance(iterator, sent);
            }
        }

        frame.Slots[slot] = (iterator as PyGenerator)?.Result ?? PyNone.Instance;
    }

    private static PyObject? Advance(PyIterator iterator, PyObject? sent)
    {
        if (sent is null or PyNone)
        {
            return iterator.Next();
        }

        return iterator is PyGenerator generator
            ? generator.Send(sent)
            : throw PyRaise.AttributeError($"'{iterator.Type.Name}' object has no attribute 'send'");
    }

    private static PyObject? Throw(PyIterator iterator, PyException thrown)
    {
        if (iterator is not PyGenerator generator)
        {
            throw new PyRaise(thrown);
        }

        if (!thrown.Type.IsSubclassOf(BuiltinTypes.GeneratorExit))
        {
            return generator.Throw(thrown);
        }

        generator.Close();
        throw new PyRaise(thrown);
    }
}

namespace Cairn.Python;

/// <summary><c>if</c> with all its <c>elif</c> branches.</summary>
internal sealed class IfNode(int position, (ExpressionNode Condition, BlockNode Body)[] branches, BlockNode? otherwise)
    : StatementNode(position)
{
    public override bool Suspends { get; } =
        Array.Exists(branches, branch => branch.Body.Suspends) || otherwise is { Suspends: true };

    public override Completion Execute(Frame frame) => Choose(frame)?.Execute(frame) ?? Completion.Normal;

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        BlockNode? chosen = Choose(frame);
        if (chosen is { Suspends: true })
        {
            using IEnumerator<Completion> inner = chosen.Resume(frame);
            while (inner.MoveNext())
            {
                yield return inner.Current;
            }
        }
        else if (chosen is not null)
        {
            yield return chosen.Execute(frame);
        }
    }

    private BlockNode? Choose(Frame frame)
    {
        foreach ((ExpressionNode condition, BlockNode body) in branches)
        {
            frame.Position = condition.Position;
            if (condition.IsTrue(frame))
            {
                return body;
            }
        }

        return otherwise;
    }
}

internal sealed class WhileNode(int position, ExpressionNode condition, BlockNode body, BlockNode otherwise) : StatementNode(position)
{
    public override bool Suspends { get; } = body.Suspends || otherwise.Suspends;

    public override Completion Execute(Frame frame)
    {
        while (Continues(frame))
        {
            Completion completion = body.Execute(frame);
            if (completion == Completion.Break)
            {
                return Completion.Normal;
            }

            if (completion == Completion.Return)
            {
                return completion;
            }
        }

        return otherwise.Execute(frame);
    }

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        while (Continues(frame))
        {
            Completion last = Completion.Normal;
            using IEnumerator<Completion> inner = Stepping.Of(body, frame);
            while (inner.MoveNext())
            {
                last = inner.Current;
                if (last == Completion.Yield)
                {
                    yield return last;
                }
            }

            if (last == Completion.Break)
            {
                yield break;
            }

            if (last == Completion.Return)
            {
                yield return last;
                yield break;
            }
        }

        using IEnumerator<Completion> rest = Stepping.Of(otherwise, frame);
        while (rest.MoveNext())
        {
            yield return rest.Current;
        }
    }

    private bool Continues(Frame frame)
    {
        frame.Position = condition.Position;
        frame.Realm.Step();
        return condition.IsTrue(frame);
    }
}

internal sealed class ForNode(int position, TargetNode target, ExpressionNode iterable, BlockNode body, BlockNode otherwise)
    : StatementNode(position)
{
    public override bool Suspends { get; } = body.Suspends || otherwise.Suspends;

    public override Completion Execute(Frame frame)
    {
        PyIterator iterator = Begin(frame);
        while (Advance(frame, iterator))
        {
            Completion completion = body.Execute(frame);
            if (completion == Completion.Break)
            {
                return Completion.Normal;
            }

            if (completion == Completion.Return)
            {
                return completion;
            }
        }

        return otherwise.Execute(frame);
    }

    public override IEnumerator<Completion> Resume(Frame frame)
    {
        PyIterator iterator = Begin(frame);
        while (Advance(frame, iterator))
        {
            Completion last = Completion.Normal;
            using IEnumerator<Completion> inner = Stepping.Of(body, frame);
            while (inner.MoveNext())
            {
                last = inner.Current;
                if (last == Completion.Yield)
                {
                    yield return last;
                }
            }

            if (last == Completion.Break)
            {
                yield break;
            }

            if (last == Completion.Return)
            {
                yield return last;
                yield break;
            }
        }

        using IEnumerator<Completion> rest = Stepping.Of(otherwise, frame);
        while (rest.MoveNext())
        {
            yield return rest.Current;
        }
    }

    private PyIterator Begin(Frame frame)
    {
        PyObject values = iterable.Evaluate(frame);
        frame.Position = iterable.Position;
        return values.Iterate();
    }

    private bool Advance(Frame frame, PyIterator iterator)
    {
        frame.Position = iterable.Position;
        frame.Realm.Step();
        if (iterator.Next() is not { } item)
        {
            return false;
        }

        target.Assign(frame, item);
        return true;
    }
}

/// <summary>Steps through a block whether or not it suspends.</summary>
internal static class Stepping
{
    public static IEnumerator<Completion> Of(StatementNode statement, Frame frame) =>
        statement.Suspends ? statement.Resume(frame) : Once(statement, frame);

    private static IEnumerator<Completion> Once(StatementNode statement, Frame frame)
    {
        yield return statement.Execute(frame);
    }
}

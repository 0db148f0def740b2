namespace Cairn.Python;

/// <summary>One <c>for … in … if …</c> of a comprehension; a null iterable means that it is handed in.</summary>
internal sealed record ClauseNode(TargetNode Target, ExpressionNode? Iterable, ExpressionNode[] Conditions, int Position);

/// <summary>A list, set or dictionary comprehension. Its variables are slots of the frame around it.</summary>
internal sealed class ComprehensionNode(
    int position,
    ComprehensionKind kind,
    ExpressionNode element,
    ExpressionNode? value,
    ClauseNode[] clauses,
    int[] capturedSlots,
    int[] plainSlots) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject first = clauses[0].Iterable!.Evaluate(frame);
        frame.Position = clauses[0].Position;
        PyIterator iterator = first.Iterate();

        // A comprehension may run inside itself (a recursive call has another frame, but a nested evaluation of the same node
        // in the same frame cannot happen), so its slots only need fresh cells, not saving.
        foreach (int slot in capturedSlots)
        {
            frame.Slots[slot] = new Cell();
        }

        PyObject result = kind switch
        {
            ComprehensionKind.List => new PyList(),
            ComprehensionKind.Set => new PySet(),
            _ => new PyDict(),
        };
        Run(frame, 0, iterator, result);
        foreach (int slot in plainSlots)
        {
            frame.Slots[slot] = null;
        }

        return result;
    }

    private void Run(Frame frame, int depth, PyIterator iterator, PyObject result)
    {
        ClauseNode clause = clauses[depth];
        while (true)
        {
            frame.Position = clause.Position;
            if (iterator.Next() is not { } item)
            {
                return;
            }

            frame.Realm.Step();
            clause.Target.Assign(frame, item);
            if (!Array.TrueForAll(clause.Conditions, condition => condition.IsTrue(frame)))
            {
                continue;
            }

            if (depth + 1 < clauses.Length)
            {
                PyObject inner = clauses[depth + 1].Iterable!.Evaluate(frame);
                frame.Position = clauses[depth + 1].Position;
                Run(frame, depth + 1, inner.Iterate(), result);
                continue;
            }

            switch (result)
            {
                case PyList list:
                    list.Items.Add(element.Evaluate(frame));
                    break;
                case PySet set:
                    set.Add(element.Evaluate(frame));
                    break;
                case PyDict dict:
                    PyObject key = element.Evaluate(frame);
                    dict.Set(key, value!.Evaluate(frame));
                    break;
            }
        }
    }
}

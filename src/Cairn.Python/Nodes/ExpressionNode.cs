using System.Text;

namespace Cairn.Python;

/// <summary>An executable expression. Immutable, shared by threads; everything that changes is in the frame.</summary>
internal abstract class ExpressionNode(int position)
{
    public int Position { get; } = position;

    public abstract PyObject Evaluate(Frame frame);

    /// <summary>The truth value, without making a boolean object where that can be avoided.</summary>
    public virtual bool IsTrue(Frame frame) => Evaluate(frame).IsTrue;
}

internal sealed class ConstantNode(int position, PyObject value) : ExpressionNode(position)
{
    public PyObject Value => value;

    public override PyObject Evaluate(Frame frame) => value;
}

internal sealed class UnaryNode(int position, UnaryOperator operation, ExpressionNode operand) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject value = operand.Evaluate(frame);
        frame.Position = Position;
        return Operators.Unary(operation, value);
    }
}

internal sealed class NotNode(int position, ExpressionNode operand) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) => PyBool.Of(!operand.IsTrue(frame));

    public override bool IsTrue(Frame frame) => !operand.IsTrue(frame);
}

internal sealed class BinaryNode(int position, BinaryOperator operation, ExpressionNode left, ExpressionNode right)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject first = left.Evaluate(frame);
        PyObject second = right.Evaluate(frame);
        frame.Position = Position;
        return Operators.Binary(operation, first, second);
    }
}

internal sealed class AndNode(int position, ExpressionNode[] operands) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        for (int i = 0; i < operands.Length - 1; i++)
        {
            PyObject value = operands[i].Evaluate(frame);
            if (!value.IsTrue)
            {
                return value;
            }
        }

        return operands[^1].Evaluate(frame);
    }

    public override bool IsTrue(Frame frame) => Array.TrueForAll(operands, operand => operand.IsTrue(frame));
}

internal sealed class OrNode(int position, ExpressionNode[] operands) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        for (int i = 0; i < operands.Length - 1; i++)
        {
            PyObject value = operands[i].Evaluate(frame);
            if (value.IsTrue)
            {
                return value;
            }
        }

        return operands[^1].Evaluate(frame);
    }

    public override bool IsTrue(Frame frame) => Array.Exists(operands, operand => operand.IsTrue(frame));
}

/// <summary>A single comparison.</summary>
internal sealed class CompareNode(int position, ComparisonSyntax comparison, ExpressionNode left, ExpressionNode right)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject first = left.Evaluate(frame);
        PyObject second = right.Evaluate(frame);
        frame.Position = Position;
        return Apply(comparison, first, second);
    }

    public static PyObject Apply(ComparisonSyntax comparison, PyObject left, PyObject right) => comparison switch
    {
        ComparisonSyntax.In => PyBool.Of(right.Contains(left)),
        ComparisonSyntax.NotIn => PyBool.Of(!right.Contains(left)),
        ComparisonSyntax.Is => PyBool.Of(IsSame(left, right)),
        ComparisonSyntax.IsNot => PyBool.Of(!IsSame(left, right)),
        _ => Operators.Compare(left, (Comparison)comparison, right),
    };

    /// <summary>Identity; equal constants may be separate objects here where CPython has one.</summary>
    private static bool IsSame(PyObject left, PyObject right) =>
        ReferenceEquals(left, right)
        || (left is PyTuple { Count: 0, Type.IsHeap: false } && right is PyTuple { Count: 0, Type.IsHeap: false });
}

/// <summary><c>a &lt; b &lt; c</c></summary>
internal sealed class CompareChainNode(int position, ExpressionNode first, ComparisonSyntax[] operators, ExpressionNode[] operands)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject left = first.Evaluate(frame);
        for (int i = 0; ; i++)
        {
            PyObject right = operands[i].Evaluate(frame);
            frame.Position = Position;
            PyObject result = CompareNode.Apply(operators[i], left, right);
            if (i == operands.Length - 1 || !result.IsTrue)
            {
                return result;
            }

            left = right;
        }
    }
}

internal sealed class ConditionalNode(int position, ExpressionNode condition, ExpressionNode whenTrue, ExpressionNode whenFalse)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) => (condition.IsTrue(frame) ? whenTrue : whenFalse).Evaluate(frame);
}

internal sealed class AttributeNode(int position, ExpressionNode target, PyStr name) : ExpressionNode(position)
{
    public ExpressionNode Target => target;

    public PyStr Name => name;

    public override PyObject Evaluate(Frame frame)
    {
        PyObject value = target.Evaluate(frame);
        frame.Position = Position;
        return value.GetAttribute(name);
    }
}

internal sealed class SubscriptNode(int position, ExpressionNode target, ExpressionNode index) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject value = target.Evaluate(frame);
        PyObject key = index.Evaluate(frame);
        frame.Position = Position;
        return value.GetItem(key);
    }
}

internal sealed class SliceNode(int position, ExpressionNode? start, ExpressionNode? stop, ExpressionNode? step) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) => new PySlice(
        start?.Evaluate(frame) ?? PyNone.Instance, stop?.Evaluate(frame) ?? PyNone.Instance, step?.Evaluate(frame) ?? PyNone.Instance);
}

internal sealed class StarredNode(int position, ExpressionNode value) : ExpressionNode(position)
{
    public ExpressionNode Value => value;

    public override PyObject Evaluate(Frame frame) => throw new InvalidOperationException("a starred expression has no value");

    /// <summary>The values of displays with stars in them.</summary>
    public static List<PyObject> EvaluateAll(ExpressionNode[] items, Frame frame)
    {
        var values = new List<PyObject>(items.Length);
        foreach (ExpressionNode item in items)
        {
            if (item is not StarredNode starred)
            {
                values.Add(item.Evaluate(frame));
                continue;
            }

            PyObject iterable = starred.Value.Evaluate(frame);
            frame.Position = item.Position;
            PyIterator iterator = iterable.TryIterate()
                ?? throw PyRaise.TypeError($"Value after * must be an iterable, not {iterable.Type.Name}");
            while (iterator.Next() is { } value)
            {
                frame.Realm.Step();
                values.Add(value);
            }
        }

        return values;
    }
}

internal sealed class ListNode(int position, ExpressionNode[] items) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) => new PyList(StarredNode.EvaluateAll(items, frame));
}

internal sealed class TupleNode(int position, ExpressionNode[] items) : ExpressionNode(position)
{
    private readonly bool _hasStars = Array.Exists(items, item => item is StarredNode);

    public override PyObject Evaluate(Frame frame)
    {
        if (_hasStars)
        {
            return new PyTuple([.. StarredNode.EvaluateAll(items, frame)]);
        }

        var values = new PyObject[items.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = items[i].Evaluate(frame);
        }

        return new PyTuple(values);
    }
}

internal sealed class SetNode(int position, ExpressionNode[] items) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        List<PyObject> values = StarredNode.EvaluateAll(items, frame);
        frame.Position = Position;
        return new PySet(values);
    }
}

internal sealed class DictNode(int position, (ExpressionNode? Key, ExpressionNode Value)[] items) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        var dict = new PyDict();
        foreach ((ExpressionNode? key, ExpressionNode value) in items)
        {
            if (key is not null)
            {
                PyObject evaluatedKey = key.Evaluate(frame);
                PyObject evaluatedValue = value.Evaluate(frame);
                frame.Position = Position;
                dict.Set(evaluatedKey, evaluatedValue);
                continue;
            }

            PyObject mapping = value.Evaluate(frame);
            frame.Position = value.Position;
            DictMembers.UpdateFromMapping(frame.Realm, dict, mapping, $"'{mapping.Type.Name}' object is not a mapping");
        }

        return dict;
    }
}

internal sealed class JoinedStringNode(int position, ExpressionNode[] parts) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        var text = new StringBuilder();
        foreach (ExpressionNode part in parts)
        {
            PyObject value = part.Evaluate(frame);
            text.Append(((PyStr)value).Value);
        }

        return new PyStr(text.ToString());
    }
}

internal sealed class FormattedNode(int position, ExpressionNode value, char conversion, ExpressionNode? specification)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject result = value.Evaluate(frame);
        string format = specification is null ? "" : ((PyStr)specification.Evaluate(frame)).Value;
        frame.Position = Position;
        switch (conversion)
        {
            case 'r':
                result = new PyStr(result.Repr());
                break;
            case 's':
                result = new PyStr(result.Str());
                break;
            case 'a':
                result = new PyStr(BuiltinFunctions.Ascii(result.Repr()));
                break;
        }

        return result is PyStr { Type.IsHeap: false } && format.Length == 0 ? result : new PyStr(result.Format(format));
    }
}

internal sealed class NamedNode(int position, TargetNode target, ExpressionNode value) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject result = value.Evaluate(frame);
        target.Assign(frame, result);
        return result;
    }
}

internal sealed class TemporaryNode(int position, int slot) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) => frame.Slots[slot]!;
}

namespace Cairn.Python;

/// <summary>Something that can be assigned to and deleted.</summary>
internal abstract class TargetNode(int position)
{
    public int Position { get; } = position;

    public abstract void Assign(Frame frame, PyObject value);

    public abstract void Delete(Frame frame);
}

internal sealed class LocalNode(int position, int slot, string name) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) => frame.Slots[slot] ?? throw Unbound(frame);

    private PyRaise Unbound(Frame frame)
    {
        frame.Position = Position;
        return PyRaise.Of(
            BuiltinTypes.UnboundLocalError, $"cannot access local variable '{name}' where it is not associated with a value");
    }
}

internal sealed class CapturedNode(int position, int slot, string name, bool isFree) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        if (frame.Slots[slot] is Cell { Value: { } value })
        {
            return value;
        }

        frame.Position = Position;
        throw isFree
            ? PyRaise.NameError($"cannot access free variable '{name}' where it is not associated with a value in enclosing scope")
            : PyRaise.Of(
                BuiltinTypes.UnboundLocalError, $"cannot access local variable '{name}' where it is not associated with a value");
    }
}

internal sealed class GlobalNode(int position, PyStr name) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) =>
        frame.Globals.TryGet(name) ?? frame.Realm.Builtins.TryGet(name) ?? throw Undefined(frame, Position, name);

    public static PyRaise Undefined(Frame frame, int position, PyStr name)
    {
        frame.Position = position;
        return PyRaise.NameError(name.Value is "eval" or "exec" or "compile" or "input" or "breakpoint" or "memoryview" or "complex"
            or "bytearray"
            ? $"not supported by the recipe language: {name.Value}"
            : $"name '{name.Value}' is not defined");
    }
}

/// <summary>A name in a class body: its own members, then the function around it, then the globals.</summary>
internal sealed class ClassNameNode(int position, PyStr name, int slot) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        if (frame.ClassNamespace is PyDict { Type.IsHeap: false } members)
        {
            if (members.TryGet(name) is { } member)
            {
                return member;
            }
        }
        else if (frame.ClassNamespace is { } mapping && Find(mapping) is { } found)
        {
            return found;
        }

        if (slot >= 0 && frame.Slots[slot] is Cell { Value: { } value })
        {
            return value;
        }

        return frame.Globals.TryGet(name) ?? frame.Realm.Builtins.TryGet(name) ?? throw GlobalNode.Undefined(frame, Position, name);
    }

    private PyObject? Find(PyObject mapping)
    {
        try
        {
            return mapping.GetItem(name);
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.KeyError))
        {
            return null;
        }
    }
}

internal sealed class LocalTarget(int position, int slot, string name) : TargetNode(position)
{
    public int Slot => slot;

    public override void Assign(Frame frame, PyObject value) => frame.Slots[slot] = value;

    public override void Delete(Frame frame)
    {
        if (frame.Slots[slot] is null)
        {
            frame.Position = Position;
            throw PyRaise.Of(
                BuiltinTypes.UnboundLocalError, $"cannot access local variable '{name}' where it is not associated with a value");
        }

        frame.Slots[slot] = null;
    }
}

internal sealed class CapturedTarget(int position, int slot, string name) : TargetNode(position)
{
    public override void Assign(Frame frame, PyObject value) => ((Cell)frame.Slots[slot]!).Value = value;

    public override void Delete(Frame frame)
    {
        var cell = (Cell)frame.Slots[slot]!;
        if (cell.Value is null)
        {
            frame.Position = Position;
            throw PyRaise.NameError($"cannot access free variable '{name}' where it is not associated with a value in enclosing scope");
        }

        cell.Value = null;
    }
}

internal sealed class GlobalTarget(int position, PyStr name) : TargetNode(position)
{
    public override void Assign(Frame frame, PyObject value) => frame.Globals.Set(name, value);

    public override void Delete(Frame frame)
    {
        if (!frame.Globals.Remove(name))
        {
            throw GlobalNode.Undefined(frame, Position, name);
        }
    }
}

internal sealed class ClassTarget(int position, PyStr name) : TargetNode(position)
{
    public override void Assign(Frame frame, PyObject value)
    {
        if (frame.ClassNamespace is PyDict { Type.IsHeap: false } members)
        {
            members.Set(name, value);
        }
        else
        {
            frame.ClassNamespace!.SetItem(name, value);
        }
    }

    public override void Delete(Frame frame)
    {
        if (!frame.ClassNamespace!.Contains(name))
        {
            throw GlobalNode.Undefined(frame, Position, name);
        }

        frame.ClassNamespace!.DeleteItem(name);
    }
}

internal sealed class AttributeTarget(int position, ExpressionNode target, PyStr name) : TargetNode(position)
{
    public override void Assign(Frame frame, PyObject value)
    {
        PyObject owner = target.Evaluate(frame);
        frame.Position = Position;
        owner.SetAttribute(name, value);
    }

    public override void Delete(Frame frame)
    {
        PyObject owner = target.Evaluate(frame);
        frame.Position = Position;
        owner.DeleteAttribute(name);
    }
}

internal sealed class SubscriptTarget(int position, ExpressionNode target, ExpressionNode index) : TargetNode(position)
{
    public override void Assign(Frame frame, PyObject value)
    {
        PyObject owner = target.Evaluate(frame);
        PyObject key = index.Evaluate(frame);
        frame.Position = Position;
        owner.SetItem(key, value);
    }

    public override void Delete(Frame frame)
    {
        PyObject owner = target.Evaluate(frame);
        PyObject key = index.Evaluate(frame);
        frame.Position = Position;
        owner.DeleteItem(key);
    }
}

/// <summary><c>a, *b, c = …</c>; the star is at <paramref name="star"/>, or nowhere if that is negative.</summary>
internal sealed class UnpackTarget(int position, TargetNode[] items, int star) : TargetNode(position)
{
    public override void Assign(Frame frame, PyObject value)
    {
        frame.Position = Position;
        PyObject[] values = Unpack(frame.Realm, value);
        if (star < 0)
        {
            for (int i = 0; i < items.Length; i++)
            {
                items[i].Assign(frame, values[i]);
            }

            return;
        }

        int after = items.Length - star - 1;
        for (int i = 0; i < star; i++)
        {
            items[i].Assign(frame, values[i]);
        }

        items[star].Assign(frame, new PyList(values[star..(values.Length - after)]));
        for (int i = 0; i < after; i++)
        {
            items[star + 1 + i].Assign(frame, values[values.Length - after + i]);
        }
    }

    public override void Delete(Frame frame)
    {
        foreach (TargetNode item in items)
        {
            item.Delete(frame);
        }
    }

    private PyObject[] Unpack(Realm realm, PyObject value)
    {
        if (star < 0 && value is PyTuple { Type.IsHeap: false } tuple && tuple.Count == items.Length)
        {
            return tuple.Items;
        }

        PyIterator iterator = value.TryIterate() ?? throw PyRaise.TypeError($"cannot unpack non-iterable {value.Type.Name} object");
        var values = new List<PyObject>(items.Length);
        while ((star >= 0 || values.Count <= items.Length) && iterator.Next() is { } item)
        {
            realm.Step();
            values.Add(item);
        }

        int needed = star < 0 ? items.Length : items.Length - 1;
        if (values.Count < needed)
        {
            throw PyRaise.ValueError(star < 0
                ? $"not enough values to unpack (expected {needed}, got {values.Count})"
                : $"not enough values to unpack (expected at least {needed}, got {values.Count})");
        }

        if (star < 0 && values.Count > needed)
        {
            throw PyRaise.ValueError($"too many values to unpack (expected {needed})");
        }

        return [.. values];
    }
}

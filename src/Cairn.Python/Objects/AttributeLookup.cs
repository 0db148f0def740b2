namespace Cairn.Python;

/// <summary><c>object.__getattribute__</c> and <c>object.__setattr__</c>.</summary>
internal static class AttributeLookup
{
    public static PyObject? Find(PyObject self, PyStr name)
    {
        PyType type = self.Type;
        PyObject? member = type.Lookup(name);
        if (member is { IsDataDescriptor: true })
        {
            return member.DescriptorGet(self, type);
        }

        if (self.Attributes is { Count: > 0 } attributes && attributes.TryGet(name) is { } own)
        {
            return own;
        }

        return member is { IsDescriptor: true } ? member.DescriptorGet(self, type) : member;
    }

    public static void Store(PyObject self, PyStr name, PyObject? value)
    {
        PyObject? member = self.Type.Lookup(name);
        if (member is { IsDataDescriptor: true })
        {
            member.DescriptorSet(self, value);
            return;
        }

        if (self.Attributes is not { } attributes)
        {
            throw member is null
                ? self.MissingAttribute(name)
                : PyRaise.AttributeError($"'{self.Type.Name}' object attribute '{name.Value}' is read-only");
        }

        if (value is not null)
        {
            attributes.Set(name, value);
        }
        else if (!attributes.Remove(name))
        {
            throw self.MissingAttribute(name);
        }
    }

    public static IEnumerable<string> Names(PyObject self) =>
        (self.Attributes?.Keys() ?? []).Concat(self.Type.Mro.SelectMany(type => type.Namespace.Keys()))
            .OfType<PyStr>().Select(key => key.Value).Distinct();
}

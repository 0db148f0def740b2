using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Reads the ways in which recipes name dependency types: <c>"link"</c>, <c>("link", "run")</c>, <c>"all"</c>, flags.</summary>
internal static class DependencyTypeArguments
{
    /// <summary>The types that a value names; all where there is none.</summary>
    public static DependencyTypes Read(PyObject? value)
    {
        switch (value)
        {
            case null or PyNone:
                return DependencyTypes.All;
            case PyInt number:
                return (DependencyTypes)(int)number.ToInt64() & DependencyTypes.All;
            case PyStr { Value: "all" }:
                return DependencyTypes.All;
            case PyStr text:
                return One(text.Value);
            default:
                return Operators.Values(value).Aggregate(DependencyTypes.None, (types, item) => types | One(item.Str()));
        }
    }

    /// <summary>The names of types, in the order in which Spack lists them.</summary>
    public static PyTuple Names(DependencyTypes types) => new([.. types.ToNames().Select(name => (PyObject)new PyStr(name))]);

    private static DependencyTypes One(string name) => DependencyTypeNames.TryParse(name, out var type)
        ? type
        : throw PyRaise.ValueError($"Invalid dependency type: {name}");
}

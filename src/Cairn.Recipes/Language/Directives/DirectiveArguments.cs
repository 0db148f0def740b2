using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Reads what recipes hand to directives.</summary>
internal sealed class DirectiveArguments(SpecLiterals literals)
{
    /// <summary>A spec: a text or a spec object.</summary>
    public AbstractSpec Spec(PyObject value) => value switch
    {
        PyStr text => ErrorTypes.Guard(() => literals.Parse(text.Value)),
        _ => SpecType.Value(value),
    };

    /// <summary>A condition: null for <c>False</c>, the empty spec for <c>True</c> and where nothing is given.</summary>
    public AbstractSpec? When(PyObject? value) => value switch
    {
        null or PyNone => AbstractSpec.Empty,
        PyBool flag => flag.Value ? AbstractSpec.Empty : null,
        _ => Spec(value),
    };

    /// <summary>Types of dependencies: one name, several, or <c>all</c>.</summary>
    /// <exception cref="PyRaise">There is no such type.</exception>
    public static DependencyTypes Types(PyObject value)
    {
        if (value is PyStr text)
        {
            return text.Value == "all" ? DependencyTypes.All : Type(text.Value);
        }

        if (value is NativeFunction { Name: "all" })
        {
            // A recipe that forgot the quotes means it all the same.
            return DependencyTypes.All;
        }

        if (value is not (PyTuple or PyList or PySet))
        {
            throw PyRaise.ValueError($"Invalid dependency type: {value.Repr()}");
        }

        var types = DependencyTypes.None;
        foreach (var item in Operators.Values(value))
        {
            types |= Type(item.Str());
        }

        return types;
    }

    /// <summary>Several texts: one string or an iterable of strings.</summary>
    public static ImmutableArray<string> Texts(PyObject value) =>
        value is PyStr text ? [text.Value] : [.. Operators.Values(value).Select(item => item.Str())];

    /// <summary>Plain data; what is not data is remembered by its name.</summary>
    public static MetadataValue Value(PyObject value) => value switch
    {
        PyNone => new MetadataValue.Nothing(),
        PyBool flag => new MetadataValue.Flag(flag.Value),
        PyInt { IsSmall: true } number => new MetadataValue.Number(number.ToInt64()),
        PyInt number => new MetadataValue.Text(number.Str()),
        PyFloat number => new MetadataValue.Fraction(number.Value),
        PyStr text => new MetadataValue.Text(text.Value),
        PyList list => new MetadataValue.Sequence([.. list.Items.Select(Value)]),
        PyTuple tuple => new MetadataValue.Sequence([.. tuple.Items.Select(Value)]),
        PyDict dictionary => new MetadataValue.Mapping(
            [.. dictionary.Snapshot().Select(entry => KeyValuePair.Create(entry.Key.Str(), Value(entry.Value)))]),
        PySet set => new MetadataValue.Sequence([.. Operators.Values(set).Select(Value)]),
        PyFunction function => new MetadataValue.Computed(function.QualifiedName),
        PyProperty { Getter: PyFunction getter } => new MetadataValue.Computed(getter.Name),
        _ when value.TryGetAttribute("__qualname__") is PyStr name => new MetadataValue.Computed(name.Value),
        _ when value.IsCallable || value.IsDescriptor => new MetadataValue.Computed(value.Type.Name),
        _ => new MetadataValue.Text(value.Str()),
    };

    private static DependencyTypes Type(string name) => DependencyTypeNames.TryParse(name, out var type)
        ? type
        : throw PyRaise.ValueError($"Invalid dependency type: {name}");
}

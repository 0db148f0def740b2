using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>An edge of a solved DAG as recipes see it.</summary>
internal sealed class EdgeObject(ConcreteSpecObject? parent, ConcreteSpecObject spec, DependencyTypes types, ImmutableArray<string> virtuals) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("DependencySpec", Define, module: "spack.spec");

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<EdgeObject>("parent", static self => self.Parent ?? (PyObject)PyNone.Instance);
        builder.Property<EdgeObject>("spec", static self => self.Spec);
        builder.Property<EdgeObject>("depflag", static self => PyInt.Of((int)self.Types));
        builder.Property<EdgeObject>("deptypes", static self => DependencyTypeArguments.Names(self.Types));
        builder.Property<EdgeObject>("virtuals", static self => new PyTuple([.. self.Virtuals.Select(name => (PyObject)new PyStr(name))]));
    }

    private ConcreteSpecObject? Parent => parent;

    private ConcreteSpecObject Spec => spec;

    private DependencyTypes Types => types;

    private ImmutableArray<string> Virtuals => virtuals;
}

/// <summary>The platform, operating system and target of a node.</summary>
internal sealed class ArchitectureObject(ConcreteArchitecture architecture) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("ArchSpec", Define, module: "spack.spec");

    protected override string StrCore() => architecture.ToString();

    protected override bool ContainsCore(PyObject item) => architecture.ToString().Contains(item.Str(), StringComparison.Ordinal);

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<ArchitectureObject>("platform", static self => new PyStr(self.Architecture.Platform));
        builder.Property<ArchitectureObject>("os", static self => new PyStr(self.Architecture.OperatingSystem));
        builder.Property<ArchitectureObject>("target", static self => new TargetObject(self.Architecture.Target));
        builder.Protocols("__str__", "__contains__");
    }

    private ConcreteArchitecture Architecture => architecture;
}

/// <summary>A microarchitecture as recipes see it: compared by descent, asked for features with <c>in</c>.</summary>
internal sealed class TargetObject(Microarchitecture target) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("Microarchitecture", Define, module: "archspec.cpu");

    private Microarchitecture Target => target;

    protected override string StrCore() => target.Name;

    protected override string ReprCore() => $"Microarchitecture('{target.Name}')";

    protected override long HashCore() => target.GetHashCode();

    protected override bool ContainsCore(PyObject item) => target.HasFeature(item.Str());

    protected override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        var right = other switch
        {
            TargetObject known => known.Target,
            PyStr text => Microarchitectures.Find(text.Value),
            _ => null,
        };
        if (right is null)
        {
            return comparison switch
            {
                Comparison.Equal => PyBool.Of(false),
                Comparison.NotEqual => PyBool.Of(true),
                _ => null,
            };
        }

        return PyBool.Of(comparison switch
        {
            Comparison.Equal => target == right,
            Comparison.NotEqual => target != right,
            Comparison.Less => target < right,
            Comparison.LessOrEqual => target <= right,
            Comparison.Greater => target > right,
            _ => target >= right,
        });
    }

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<TargetObject>("name", static self => new PyStr(self.Target.Name));
        builder.Property<TargetObject>("vendor", static self => new PyStr(self.Target.Vendor));
        builder.Property<TargetObject>("generation", static self => PyInt.Of(self.Target.Generation));
        builder.Property<TargetObject>("features", static self => new PySet(self.Target.Features.Select(name => (PyObject)new PyStr(name))));
        builder.Property<TargetObject>("family", static self => new TargetObject(self.Target.Family));
        builder.Property<TargetObject>("generic", static self => new TargetObject(self.Target.Generic));
        builder.Property<TargetObject>("parents", static self => Targets(self.Target.Parents));
        builder.Property<TargetObject>("ancestors", static self => Targets(self.Target.Ancestors));
        builder.Method<TargetObject>("optimization_flags", "compiler, version", static (_, self, a) =>
        {
            try
            {
                return new PyStr(self.Target.OptimizationFlags(a.Text(0), a[1].Str()));
            }
            catch (UnsupportedMicroarchitectureException exception)
            {
                throw PyRaise.ValueError(exception.Message);
            }
        });
        builder.Protocols("__str__", "__repr__", "__hash__", "__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__");
    }

    private static PyList Targets(IEnumerable<Microarchitecture> targets) => new(targets.Select(target => (PyObject)new TargetObject(target)));
}

/// <summary>Under which name a node was looked up, as <c>spec.last_query</c> tells.</summary>
internal sealed class QueryObject(SpecQuery query) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("QueryState", Define, module: "spack.spec");

    private SpecQuery Query => query;

    public static QueryObject Of(SpecQuery query) => new(query);

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<QueryObject>("name", static self => new PyStr(self.Query.Name));
        builder.Property<QueryObject>("extra_parameters", static self => PyList.OfStrings(self.Query.Parameters));
        builder.Property<QueryObject>("isvirtual", static self => PyBool.Of(self.Query.IsVirtual));
    }
}

/// <summary>Plain values of spec files as Python values.</summary>
internal static class PlainObjects
{
    /// <summary>The Python value of a plain one.</summary>
    public static PyObject ToPython(PlainValue value)
    {
        switch (value)
        {
            case PlainText text:
                return new PyStr(text.Text);
            case PlainBoolean boolean:
                return PyBool.Of(boolean.Value);
            case PlainNumber number:
                return long.TryParse(number.Digits, out var whole) ? PyInt.Of(whole) : new PyFloat(double.Parse(number.Digits, System.Globalization.CultureInfo.InvariantCulture));
            case PlainList list:
                return new PyList(list.Items.Select(ToPython));
            case PlainMapping mapping:
                var result = new PyDict();
                foreach (var (key, member) in mapping.Entries)
                {
                    result.Set(key, ToPython(member));
                }

                return result;
            default:
                return PyNone.Instance;
        }
    }

    /// <summary>The plain value of a Python one.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: the value is not made of texts, numbers, booleans, lists and dictionaries.</exception>
    public static PlainValue FromPython(PyObject value) => value switch
    {
        PyNone => PlainValue.Null,
        PyBool boolean => new PlainBoolean(boolean.IsTrue),
        PyInt or PyFloat => new PlainNumber(value.Str()),
        PyDict mapping => new PlainMapping(
            [.. mapping.Items().Select(pair => new PlainMember(pair.Key.Str(), FromPython(pair.Value)))]),
        PyList or PyTuple => new PlainList([.. Operators.Values(value).Select(FromPython)]),
        _ => new PlainText(value.Str()),
    };
}

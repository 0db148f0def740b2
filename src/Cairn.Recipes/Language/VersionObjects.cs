using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A version as recipes see it: <c>Version("1.2")</c>, <c>self.version</c>.</summary>
internal sealed class VersionObject(Version value) : PyObject(VersionTypes.Standard)
{
    public Version Value { get; } = value;

    protected override PyObject? CompareCore(Comparison comparison, PyObject other) => other is VersionObject version
        ? PyBool.Of(comparison switch
        {
            Comparison.Equal => Value.Equals(version.Value),
            Comparison.NotEqual => !Value.Equals(version.Value),
            Comparison.Less => Value < version.Value,
            Comparison.LessOrEqual => Value <= version.Value,
            Comparison.Greater => Value > version.Value,
            _ => Value >= version.Value,
        })
        : null;

    protected override long HashCore() => Value.GetHashCode();

    protected override int LengthCore() => Value.Length;

    protected override PyObject GetItemCore(PyObject key)
    {
        if (key is PySlice slice)
        {
            return new VersionObject(Value.Slice(Bound(slice.Start), Bound(slice.Stop), Bound(slice.Step)));
        }

        int index = (int)Operators.Index(key).ToInt64();
        var components = Value.Components;
        index = index < 0 ? index + components.Length : index;
        return index >= 0 && index < components.Length
            ? Component(components[index])
            : throw PyRaise.IndexError("version index out of range");
    }

    protected override PyIterator IterateCore() => PyIterator.Over(Value.Components.Select(Component));

    protected override bool ContainsCore(PyObject item) => item is VersionObject version && ErrorTypes.Guard(() => version.Value.Satisfies(Value));

    protected override string StrCore() => Value.ToString();

    protected override string ReprCore() => $"Version(\"{Value}\")";

    protected override string FormatCore(string specification) => new PyStr(Value.ToString()).Format(specification);

    private static int? Bound(PyObject value) => value is PyNone ? null : (int)Operators.Index(value).ToInt64();

    private static PyObject Component(VersionComponent component) =>
        component.Number is { } number ? PyInt.Of(number) : new PyStr(component.ToString());
}

/// <summary>A range of versions.</summary>
internal sealed class VersionRangeObject(VersionRange value) : PyObject(VersionTypes.Range)
{
    public VersionRange Value { get; } = value;

    protected override PyObject? CompareCore(Comparison comparison, PyObject other) => other is VersionRangeObject range
        ? PyBool.Of(comparison switch
        {
            Comparison.Equal => Value.Equals(range.Value),
            Comparison.NotEqual => !Value.Equals(range.Value),
            Comparison.Less => Value.CompareTo(range.Value) < 0,
            Comparison.LessOrEqual => Value.CompareTo(range.Value) <= 0,
            Comparison.Greater => Value.CompareTo(range.Value) > 0,
            _ => Value.CompareTo(range.Value) >= 0,
        })
        : null;

    protected override long HashCore() => Value.GetHashCode();

    protected override bool ContainsCore(PyObject item) => ErrorTypes.Guard(() => VersionTypes.Constraint(item).Satisfies(Value));

    protected override string StrCore() => Value.ToString();

    protected override string ReprCore() => Value.ToString();
}

/// <summary>A list of versions and ranges; can be added to.</summary>
internal sealed class VersionListObject(VersionList value) : PyObject(VersionTypes.List)
{
    public VersionList Value { get; set; } = value;

    protected override PyObject? CompareCore(Comparison comparison, PyObject other) => other is VersionListObject list
        ? comparison switch
        {
            Comparison.Equal => PyBool.Of(Value.Equals(list.Value)),
            Comparison.NotEqual => PyBool.Of(!Value.Equals(list.Value)),
            _ => null,
        }
        : null;

    protected override long HashCore() => Value.GetHashCode();

    protected override int LengthCore() => Value.Count;

    protected override PyObject GetItemCore(PyObject key)
    {
        int index = (int)Operators.Index(key).ToInt64();
        index = index < 0 ? index + Value.Count : index;
        return index >= 0 && index < Value.Count
            ? VersionTypes.Wrap(Value.Elements[index])
            : throw PyRaise.IndexError("list index out of range");
    }

    protected override PyIterator IterateCore() => PyIterator.Over(Value.Elements.Select(VersionTypes.Wrap));

    protected override bool ContainsCore(PyObject item) => ErrorTypes.Guard(() => VersionTypes.Constraint(item).Satisfies(Value));

    protected override bool TruthCore() => Value.Count > 0;

    protected override string StrCore() => Value.ToString();

    protected override string ReprCore() => $"[{string.Join(", ", Value.Elements.Select(element => VersionTypes.Wrap(element).Repr()))}]";
}

/// <summary>The Python types of versions.</summary>
internal static class VersionTypes
{
    public static readonly PyType Standard = PyType.Define("StandardVersion", DefineVersion, module: "spack.version");

    public static readonly PyType Git = PyType.Define("GitVersion", static builder => builder.Constructor(NewGit), module: "spack.version");

    public static readonly PyType Range = PyType.Define("VersionRange", DefineRange, module: "spack.version");

    public static readonly PyType List = PyType.Define("VersionList", DefineList, module: "spack.version");

    /// <summary>The Python object of a version constraint.</summary>
    public static PyObject Wrap(VersionConstraint constraint) => constraint switch
    {
        Version version => new VersionObject(version),
        VersionRange range => new VersionRangeObject(range),
        VersionList list => new VersionListObject(list),
        _ => throw new InvalidOperationException($"unknown version constraint {constraint.GetType()}"),
    };

    /// <summary>The constraint behind a Python value: a version object or a text as <c>ver</c> reads it.</summary>
    public static VersionConstraint Constraint(PyObject value) => value switch
    {
        VersionObject version => version.Value,
        VersionRangeObject range => range.Value,
        VersionListObject list => list.Value,
        PyStr text => ErrorTypes.Guard(() => VersionConstraint.Parse(text.Value)),
        PyInt or PyFloat => VersionConstraint.Parse(value.Str()),
        PyList or PyTuple => VersionList.Of(Operators.Values(value).Select(Constraint)),
        _ => throw PyRaise.TypeError($"cannot make a version of a '{value.Type.Name}'"),
    };

    /// <summary><c>Version("1.2")</c>.</summary>
    public static PyObject MakeVersion(PyObject value) => value switch
    {
        VersionObject => value,
        PyStr or PyInt or PyFloat => new VersionObject(ErrorTypes.Guard(() => Version.Parse(value.Str()))),
        _ => throw PyRaise.TypeError($"cannot make a version of a '{value.Type.Name}'"),
    };

    private static PyObject NewGit(Realm realm, PyType type, CallArguments arguments) => MakeVersion(arguments[0]);

    private static void DefineVersion(NativeTypeBuilder builder)
    {
        builder.Constructor(static (_, _, arguments) => MakeVersion(arguments[0]));
        builder.StaticMethod("from_string", "string", static (_, a) => MakeVersion(a[0]));
        DefineAlgebra<VersionObject>(builder, static self => self.Value);
        builder.Method<VersionObject>("up_to", "index", static (_, self, a) => new VersionObject(self.Value.UpTo((int)a.Integer(0))));
        // In 2016 this was a text, and recipes made paths of it.
        builder.Method<VersionObject>("__fspath__", "", static (_, self, _) => new PyStr(self.Value.ToString()));
        builder.Method<VersionObject>("isdevelop", "", static (_, self, _) => PyBool.Of(self.Value.IsDevelop));
        builder.Method<VersionObject>("is_prerelease", "", static (_, self, _) => PyBool.Of(self.Value.IsPreRelease));
        builder.Property<VersionObject>("dotted_numeric_string", static self => new PyStr(self.Value.DottedNumericText));
        builder.Property<VersionObject>("dotted", static self => new VersionObject(self.Value.Dotted));
        builder.Property<VersionObject>("dashed", static self => new VersionObject(self.Value.Dashed));
        builder.Property<VersionObject>("underscored", static self => new VersionObject(self.Value.Underscored));
        builder.Property<VersionObject>("joined", static self => new VersionObject(self.Value.Joined));
        builder.Property<VersionObject>("string", static self => new PyStr(self.Value.ToString()));
        builder.Property<VersionObject>("concrete", static self => self);
        builder.Property<VersionObject>("ref", static self => self.Value.GitReference is { } text ? new PyStr(text) : PyNone.Instance);
        builder.Property<VersionObject>("is_commit", static self => PyBool.Of(self.Value.IsCommit));
        builder.Property<VersionObject>("version", static self => new PyTuple(
            [.. self.Value.Components.Select(c => c.Number is { } n ? (PyObject)PyInt.Of(n) : new PyStr(c.ToString()))]));
        builder.Protocols(
            "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__len__", "__getitem__", "__iter__",
            "__contains__", "__str__", "__repr__");
    }

    private static void DefineRange(NativeTypeBuilder builder)
    {
        builder.Constructor(static (_, _, arguments) => arguments.PositionalCount == 2
            ? new VersionRangeObject(ErrorTypes.Guard(() => new VersionRange(End(arguments[0]), End(arguments[1]))))
            : throw PyRaise.TypeError("VersionRange() takes a lower and an upper end"));
        DefineAlgebra<VersionRangeObject>(builder, static self => self.Value);
        builder.Method<VersionRangeObject>("intersection", "other", static (_, self, a) => Constraint(a[0]) is var other && other is VersionList
            // As in Spack: a list knows how to intersect with a range, a range not with a list.
            ? throw PyRaise.TypeError("'intersection()' not supported for instances of <class 'spack.version.version_types.VersionList'>")
            : Wrap(ErrorTypes.Guard(() => self.Value.Intersection(other))));
        builder.Property<VersionRangeObject>("lo", static self => EndObject(self.Value.Low));
        builder.Property<VersionRangeObject>("hi", static self => EndObject(self.Value.High));
        builder.Property<VersionRangeObject>("concrete", static _ => PyNone.Instance);
        builder.Protocols("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__contains__", "__str__", "__repr__");
    }

    private static void DefineList(NativeTypeBuilder builder)
    {
        builder.Constructor(static (_, _, arguments) => new VersionListObject(arguments.PositionalCount == 0 || arguments[0] is PyNone
            ? VersionList.Empty
            : VersionList.Of(Constraint(arguments[0]))));
        DefineAlgebra<VersionListObject>(builder, static self => self.Value);
        builder.Method<VersionListObject>("add", "item", static (_, self, a) =>
        {
            self.Value = self.Value.Add(Constraint(a[0]));
            return PyNone.Instance;
        });
        builder.Method<VersionListObject>("copy", "", static (_, self, _) => new VersionListObject(self.Value));
        builder.Method<VersionListObject>("lowest", "", static (_, self, _) => EndObject(self.Value.Lowest));
        builder.Method<VersionListObject>("highest", "", static (_, self, _) => EndObject(self.Value.Highest));
        builder.Method<VersionListObject>("preferred", "", static (_, self, _) => EndObject(self.Value.Preferred));
        builder.Property<VersionListObject>("versions", static self => new PyList(self.Value.Elements.Select(Wrap)));
        builder.Property<VersionListObject>("concrete", static self => EndObject(self.Value.Concrete));
        builder.Protocols("__eq__", "__ne__", "__hash__", "__len__", "__getitem__", "__iter__", "__contains__", "__str__", "__repr__");
    }

    private static void DefineAlgebra<T>(NativeTypeBuilder builder, Func<T, VersionConstraint> value)
        where T : PyObject
    {
        builder.Method<T>("satisfies", "other", (_, self, a) => PyBool.Of(ErrorTypes.Guard(() => value(self).Satisfies(Constraint(a[0])))));
        builder.Method<T>("intersects", "other", (_, self, a) => PyBool.Of(ErrorTypes.Guard(() => value(self).Intersects(Constraint(a[0])))));
        builder.Method<T>("overlaps", "other", (_, self, a) => PyBool.Of(ErrorTypes.Guard(() => value(self).Intersects(Constraint(a[0])))));
        builder.Method<T>("union", "other", (_, self, a) => Wrap(ErrorTypes.Guard(() => value(self).Union(Constraint(a[0])))));
        builder.Method<T>("intersection", "other", (_, self, a) => Wrap(ErrorTypes.Guard(() => value(self).Intersection(Constraint(a[0])))));
    }

    private static Version? End(PyObject value) => value is PyNone ? null : ((VersionObject)MakeVersion(value)).Value;

    private static PyObject EndObject(Version? version) => version is null ? PyNone.Instance : new VersionObject(version);
}

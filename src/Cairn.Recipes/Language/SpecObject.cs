using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A spec as recipes see it. The value behind it is immutable; changing the object puts another value in its place.</summary>
internal class SpecObject(AbstractSpec value, PyType? type = null) : PyObject(type ?? SpecType.Spec)
{
    private PyDict? _attributes;

    public virtual AbstractSpec Value { get; set; } = value;

    /// <summary>Recipes set attributes of their own on specs (<c>spec.mpicc = …</c>).</summary>
    public override PyDict? Attributes => _attributes ??= new PyDict();

    protected override PyObject? CompareCore(Comparison comparison, PyObject other) => other is SpecObject spec
        ? PyBool.Of(comparison switch
        {
            Comparison.Equal => Value.Equals(spec.Value),
            Comparison.NotEqual => !Value.Equals(spec.Value),
            Comparison.Less => Value < spec.Value,
            Comparison.LessOrEqual => Value <= spec.Value,
            Comparison.Greater => Value > spec.Value,
            _ => Value >= spec.Value,
        })
        : null;

    protected override long HashCore() => Value.GetHashCode();

    protected override string StrCore() => Value.ToString();

    protected override string ReprCore() => Value.ToString();

    protected override bool ContainsCore(PyObject item)
    {
        var wanted = SpecType.Value(item);
        // What has no name is asked of the root only (Spack: "most anonymous specs don't make sense across an entire DAG").
        var candidate = wanted.Name.Length == 0 || wanted.Name == Value.Name
            ? Value
            : SpecType.Reachable(Value).FirstOrDefault(spec => spec.Name == wanted.Name);
        return candidate is not null && candidate.Satisfies(wanted);
    }

    protected override PyObject GetItemCore(PyObject key)
    {
        string name = key.Str();
        var found = Value.Name == name ? Value : SpecType.Reachable(Value).FirstOrDefault(spec => spec.Name == name);
        return found is null ? throw PyRaise.KeyError(new PyStr($"No spec with name {name} in {Value}")) : new SpecObject(found);
    }
}

/// <summary>The Python type <c>Spec</c>.</summary>
internal static class SpecType
{
    public static readonly PyType Spec = PyType.Define("Spec", Define, module: "spack.spec");

    /// <summary>The spec behind a Python value: a spec object or a text.</summary>
    /// <exception cref="PyRaise">It is neither, or the text spells no spec.</exception>
    public static AbstractSpec Value(PyObject value) => value switch
    {
        SpecObject spec => spec.Value,
        PyStr text => ErrorTypes.Guard(() => AbstractSpec.Parse(text.Value)),
        _ => throw PyRaise.TypeError($"Can't make spec out of {value.Repr()}"),
    };

    /// <summary>The spec and everything below it.</summary>
    public static IEnumerable<AbstractSpec> Reachable(AbstractSpec spec) =>
        spec.Dependencies.SelectMany(edge => Reachable(edge.Spec)).Prepend(spec);

    /// <summary>What is known about virtual packages: all that the recipes say in scripts, nothing while recipes are loaded.</summary>
    private static IVirtualPackages? VirtualsOf(Realm realm) => (realm.Tag as RecipeSession)?.Virtuals;

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Constructor(static (_, type, arguments) => new SpecObject(
            arguments.PositionalCount == 0 || arguments[0] is PyNone ? AbstractSpec.Empty : Value(arguments[0]), type));
        builder.StaticMethod(
            "from_detection", "spec_str, *, external_path, external_modules=, extra_attributes=", static (_, a) => Detected(a));
        DefineAlgebra(builder);
        DefineParts(builder);
        builder.Protocols("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__contains__", "__getitem__", "__str__", "__repr__");
    }

    /// <summary>The spec of an installation that a recipe recognised: what is known of it are attributes of the object.</summary>
    private static SpecObject Detected(BoundArguments a)
    {
        var spec = new SpecObject(Value(a[0]));
        spec.Attributes!.Set("external_path", a[1]);
        spec.Attributes.Set("external_modules", a.Optional(2) ?? PyNone.Instance);
        spec.Attributes.Set("extra_attributes", a.Given(3) ?? new PyDict());
        return spec;
    }

    private static void DefineAlgebra(NativeTypeBuilder builder)
    {
        builder.Method<SpecObject>("satisfies", "other, deps=, strict=", static (realm, self, a) =>
            PyBool.Of(self.Value.Satisfies(Value(a[0]), VirtualsOf(realm), dependencies: a.Flag(1, true))));
        builder.Method<SpecObject>("intersects", "other, deps=", static (realm, self, a) =>
            PyBool.Of(self.Value.Intersects(Value(a[0]), VirtualsOf(realm), dependencies: a.Flag(1, true))));
        builder.Method<SpecObject>("constrain", "other, deps=", static (_, self, a) =>
        {
            var other = Value(a[0]);
            var before = self.Value;
            bool dependencies = a.Flag(1, true);
            bool changed = false;
            self.Value = ErrorTypes.Guard(() => before.Constrain(other, out changed, dependencies: dependencies));
            return PyBool.Of(changed);
        });
        builder.Method<SpecObject>("constrained", "other, deps=", static (_, self, a) =>
        {
            var other = Value(a[0]);
            bool dependencies = a.Flag(1, true);
            return new SpecObject(ErrorTypes.Guard(() => self.Value.Constrain(other, dependencies: dependencies)));
        });
        builder.Method<SpecObject>("copy", "deps=, **keywords", static (_, self, a) =>
            new SpecObject(a.Flag(0, true) ? self.Value : self.Value.WithoutDependencies()));
        builder.Method<SpecObject>("format", "format_string=, color=", static (_, self, a) =>
        {
            string? format = a.Text(0, null);
            return new PyStr(format is null ? self.Value.ToString() : ErrorTypes.Guard(() => self.Value.Format(format)));
        });
        builder.Method<SpecObject>("__format__", "format_string", static (_, self, a) =>
        {
            string format = a.Text(0);
            return new PyStr(format.Length == 0 ? self.Value.ToString() : ErrorTypes.Guard(() => self.Value.Format(format)));
        });
    }

    private static void DefineParts(NativeTypeBuilder builder)
    {
        builder.Property<SpecObject>(
            "name",
            static self => new PyStr(self.Value.Name),
            static (self, value) => self.Value = self.Value.Renamed(value is PyNone ? "" : value.Str()));
        builder.Property<SpecObject>(
            "namespace",
            static self => self.Value.Namespace is { } name ? new PyStr(name) : PyNone.Instance,
            static (self, value) => self.Value = self.Value.WithNamespace(value is PyNone ? null : value.Str()));
        builder.Property<SpecObject>("fullname", static self => new PyStr(self.Value.FullName));
        builder.Property<SpecObject>(
            "versions",
            static self => new VersionListObject(self.Value.Versions),
            static (self, value) => self.Value = self.Value.WithVersions(VersionList.Of(VersionTypes.Constraint(value))));
        builder.Property<SpecObject>("version", static self => self.Value.Versions.Concrete is { } version
            ? new VersionObject(version)
            : throw ErrorTypes.Raise(ErrorTypes.SpecError, "Spec version is not concrete: " + self.Value));
        builder.Property<SpecObject>("concrete", static _ => PyBool.Of(false));
        builder.Property<SpecObject>("external", static _ => PyBool.Of(false));
        builder.Property<SpecObject>("variants", static self => Variants(self.Value));
        builder.Property<SpecObject>("abstract_hash", static self => self.Value.AbstractHash is { } hash ? new PyStr(hash) : PyNone.Instance);
        builder.Method<SpecObject>("edges_to_dependencies", "name=, depflag=", static (_, self, a) => new PyList(self.Value.Dependencies
            .Where(edge => a.Text(0, null) is not { } name || edge.Spec.Name == name)
            .Select(edge => (PyObject)new SpecObject(edge.Spec))));
        builder.Method<SpecObject>("dependencies", "name=, deptype=", static (_, self, a) => new PyList(self.Value.Dependencies
            .Where(edge => a.Text(0, null) is not { } name || edge.Spec.Name == name)
            .Select(edge => (PyObject)new SpecObject(edge.Spec))));
        builder.Method<SpecObject>("traverse", "*, root=, **keywords", static (_, self, a) =>
            new PyList(Reachable(self.Value).Skip(a.Flag(0, true) ? 0 : 1).Select(spec => (PyObject)new SpecObject(spec))));
        DefineArchitecture(builder);
    }

    private static void DefineArchitecture(NativeTypeBuilder builder)
    {
        builder.Property<SpecObject>("architecture", static self => self.Value.Architecture is { } known ? new AbstractArchitectureObject(known) : PyNone.Instance);
        builder.Property<SpecObject>("platform", static self => TextOrNone(ArchitectureOf(self, "platform").Platform));
        builder.Property<SpecObject>("os", static self => TextOrNone(ArchitectureOf(self, "os").OperatingSystem));
        builder.Property<SpecObject>("target", static self => TextOrNone(ArchitectureOf(self, "target").Target));
    }

    private static Architecture ArchitectureOf(SpecObject spec, string part) =>
        spec.Value.Architecture ?? throw PyRaise.AttributeError($"'NoneType' object has no attribute '{part}'");

    internal static PyObject TextOrNone(string? text) => text is null ? PyNone.Instance : new PyStr(text);

    private static PyDict Variants(AbstractSpec spec)
    {
        var result = new PyDict();
        foreach (var variant in spec.Variants)
        {
            result.Set(variant.Name, new VariantValueObject(variant));
        }

        return result;
    }
}

/// <summary>The platform, operating system and target of a spec that is not solved, as far as they are said.</summary>
internal sealed class AbstractArchitectureObject(Architecture architecture) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("ArchSpec", Define, module: "spack.spec");

    private Architecture Architecture => architecture;

    protected override string StrCore() => architecture.ToString();

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<AbstractArchitectureObject>("platform", static self => SpecType.TextOrNone(self.Architecture.Platform));
        builder.Property<AbstractArchitectureObject>("os", static self => SpecType.TextOrNone(self.Architecture.OperatingSystem));
        builder.Property<AbstractArchitectureObject>("target", static self => SpecType.TextOrNone(self.Architecture.Target));
        builder.Protocols("__str__");
    }
}

/// <summary>The value of a variant in a spec, as recipes see it.</summary>
internal sealed class VariantValueObject(VariantValue value) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("VariantValue", Define, module: "spack.variant");

    public VariantValue Value { get; } = value;

    protected override string StrCore() => Value.ToString();

    protected override bool ContainsCore(PyObject item) => Value.Contains(item.Str());

    private static PyObject One(VariantValue variant, string text) =>
        variant.Type == VariantType.Boolean ? PyBool.Of(text == "True") : new PyStr(text);

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<VariantValueObject>("name", static self => new PyStr(self.Value.Name));
        builder.Property<VariantValueObject>("values", static self => new PyTuple([.. self.Value.Values.Select(text => One(self.Value, text))]));
        builder.Property<VariantValueObject>("value", static self => self.Value.Type == VariantType.Multiple
            ? new PyTuple([.. self.Value.Values.Select(text => One(self.Value, text))])
            : One(self.Value, self.Value.Values[0]));
        builder.Property<VariantValueObject>("propagate", static self => PyBool.Of(self.Value.Propagates));
        builder.Property<VariantValueObject>("concrete", static self => PyBool.Of(self.Value.IsConcrete));
    }
}

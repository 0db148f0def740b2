using System.Runtime.CompilerServices;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The results of a class's directives in the form in which methods of recipes read them: <c>self.versions</c> and the like.</summary>
internal sealed class DirectiveResults(RecipeSession session)
{
    private readonly ConditionalWeakTable<PyType, Dictionary<string, PyObject>> _known = [];

    /// <summary>The dictionary of that name for a class; made on first use.</summary>
    public PyObject Of(PyType type, string name)
    {
        var tables = _known.GetOrCreateValue(type);
        if (tables.TryGetValue(name, out var known))
        {
            return known;
        }

        // Classes of build systems have no directives of their own yet: theirs are applied to the recipes that derive from them.
        var recipe = session.IsPackageModule(type.Module) ? RecipeClass.DirectivesOf(session, type) : null;
        return tables[name] = recipe is null ? new PyDict() : Table(recipe, name);
    }

    private static PyObject Table(RecipeMetadata recipe, string name)
    {
        var table = new PyDict();
        switch (name)
        {
            case "versions":
                foreach (var version in recipe.Versions)
                {
                    table.Set(new VersionObject(version.Version), Mapping(version.Attributes));
                }

                break;
            case "variants":
                foreach (var variant in recipe.Variants)
                {
                    Inner(table, variant.When).Set(variant.Name, new VariantDefinitionObject(variant));
                }

                break;
            case "dependencies":
                foreach (var dependency in recipe.Dependencies)
                {
                    Inner(table, dependency.When).Set(dependency.Name, new DependencyObject(dependency));
                }

                break;
            case "provided":
                foreach (var provided in recipe.Provided)
                {
                    InnerList(table, provided.When).Items.Add(new SpecObject(provided.Virtual));
                }

                break;
            case "provided_together":
                foreach (var together in recipe.ProvidedTogether)
                {
                    InnerList(table, together.When).Items.Add(PyList.OfStrings(together.Names));
                }

                break;
            case "conflicts":
                foreach (var conflict in recipe.Conflicts)
                {
                    InnerList(table, conflict.When).Items.Add(new PyTuple(new SpecObject(conflict.Spec), Text(conflict.Message)));
                }

                break;
            case "requirements":
                foreach (var requirement in recipe.Requirements)
                {
                    InnerList(table, requirement.When).Items.Add(new PyTuple(
                        new PyTuple([.. requirement.Alternatives.Select(spec => (PyObject)new SpecObject(spec))]),
                        new PyStr(requirement.Policy == RequirementPolicy.OneOf ? "one_of" : "any_of"), Text(requirement.Message)));
                }

                break;
            case "extendees":
                foreach (var extension in recipe.Extends)
                {
                    table.Set(extension.Name, new PyTuple(new SpecObject(extension.Spec), new SpecObject(extension.When)));
                }

                break;
            case "resources":
                foreach (var resource in recipe.Resources)
                {
                    InnerList(table, resource.When).Items.Add(new ResourceObject(resource));
                }

                break;
            case "licenses":
                foreach (var license in recipe.Licenses)
                {
                    table.Set(new SpecObject(license.When), new PyStr(license.Identifier));
                }

                break;
            default:
                throw ErrorTypes.Raise(ErrorTypes.NotAvailableError, $"`{name}` is not available while loading a recipe");
        }

        return table;
    }

    private static PyDict Inner(PyDict table, AbstractSpec when)
    {
        var key = new SpecObject(when);
        if (table.TryGet(key) is not PyDict inner)
        {
            inner = new PyDict();
            table.Set(key, inner);
        }

        return inner;
    }

    private static PyList InnerList(PyDict table, AbstractSpec when)
    {
        var key = new SpecObject(when);
        if (table.TryGet(key) is not PyList inner)
        {
            inner = new PyList();
            table.Set(key, inner);
        }

        return inner;
    }

    private static PyObject Text(string? text) => text is null ? PyNone.Instance : new PyStr(text);

    private static PyDict Mapping(IEnumerable<KeyValuePair<string, MetadataValue>> entries)
    {
        var result = new PyDict();
        foreach (var (key, value) in entries)
        {
            result.Set(key, Value(value));
        }

        return result;
    }

    /// <summary>A value of a directive as Python has it.</summary>
    internal static PyObject Value(MetadataValue value) => value switch
    {
        MetadataValue.Flag flag => PyBool.Of(flag.Value),
        MetadataValue.Number number => PyInt.Of(number.Value),
        MetadataValue.Fraction number => new PyFloat(number.Value),
        MetadataValue.Text text => new PyStr(text.Value),
        MetadataValue.Sequence sequence => new PyList(sequence.Items.Select(Value)),
        MetadataValue.Mapping mapping => Mapping(mapping.Entries),
        _ => PyNone.Instance,
    };
}

/// <summary>A variant's definition, as methods of recipes read it.</summary>
internal sealed class VariantDefinitionObject(VariantDefinition definition) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("Variant", Define, module: "spack.variant");

    public VariantDefinition Definition { get; } = definition;

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<VariantDefinitionObject>("name", static self => new PyStr(self.Definition.Name));
        builder.Property<VariantDefinitionObject>("default", static self => self.Definition.DefaultIsFlag
            ? PyBool.Of(self.Definition.DefaultText == "True")
            : new PyStr(self.Definition.DefaultText));
        builder.Property<VariantDefinitionObject>("description", static self => new PyStr(self.Definition.Description));
        builder.Property<VariantDefinitionObject>("multi", static self => PyBool.Of(self.Definition.Kind == VariantKind.Multiple));
        builder.Property<VariantDefinitionObject>("sticky", static self => PyBool.Of(self.Definition.IsSticky));
        builder.Property<VariantDefinitionObject>("precedence", static self => PyInt.Of(self.Definition.Precedence));
        builder.Property<VariantDefinitionObject>("values", static self => self.Definition.AcceptsAnyText
            ? PyNone.Instance
            : new VariantValuesObject(self.Definition.Values, [.. self.Definition.Choices.Select(choice =>
                choice.IsFlag ? (PyObject)PyBool.Of(choice.Value == "True") : new PyStr(choice.Value))]));
    }
}

/// <summary>The values of a variant: a tuple, with <c>feature_values</c> where the recipe gave disjoint sets.</summary>
internal sealed class VariantValuesObject(VariantValues values, PyObject[] items) : PyTuple(s_type, items)
{
    private static readonly PyType s_type = PyType.Define("VariantValues", static builder => builder.Final(), BuiltinTypes.Tuple, "spack.variant");

    protected override PyObject? FindAttribute(PyStr name) => name.Value == "feature_values" && values is VariantValues.DisjointSets disjoint
        ? new PyTuple([.. disjoint.FeatureValues.Select(choice => (PyObject)new PyStr(choice.Value))])
        : base.FindAttribute(name);
}

/// <summary>A dependency, as methods of recipes read it.</summary>
internal sealed class DependencyObject(DependencyDeclaration declaration) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("Dependency", Define, module: "spack.dependency");

    public DependencyDeclaration Declaration { get; } = declaration;

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<DependencyObject>("name", static self => new PyStr(self.Declaration.Name));
        builder.Property<DependencyObject>("spec", static self => new SpecObject(self.Declaration.Spec));
        builder.Property<DependencyObject>("depflag", static self => PyInt.Of((int)self.Declaration.Types));
    }
}

/// <summary>A resource, as methods of recipes read it.</summary>
internal sealed class ResourceObject(ResourceDeclaration declaration) : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("Resource", Define, module: "spack.resource");

    private ResourceDeclaration Declaration => declaration;

    /// <summary>What fetched it, which knows where it lies; nothing before there is a stage.</summary>
    private PyObject Fetcher { get; set; } = PyNone.Instance;

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Property<ResourceObject>("name", static self => new PyStr(self.Declaration.FileName));
        builder.Property<ResourceObject>("destination", static self => new PyStr(self.Declaration.Destination));
        builder.Property<ResourceObject>("placement", static self => self.Declaration.Placement is { } placement
            ? DirectiveResults.Value(placement)
            : PyNone.Instance);
        builder.Property<ResourceObject>("fetcher", static self => self.Fetcher, static (self, value) => self.Fetcher = value);
    }
}

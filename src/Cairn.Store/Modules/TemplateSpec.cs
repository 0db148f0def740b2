using Cairn.Specs;
using Cairn.Store.Modules.Templating;
using Cairn.Store.UserEnvironment;

namespace Cairn.Store.Modules;

/// <summary>A concrete spec as templates see it.</summary>
internal sealed class TemplateSpec(ConcreteSpec spec, ModuleWorld world) : ITemplateObject
{
    private const string ShortFormat = "{name}{@version}{variants}{ platform=architecture.platform}{ os=architecture.os}{ target=architecture.target}{/hash:7}";

    public bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "name" => spec.Name,
            "namespace" => spec.Namespace,
            "fullname" => spec.FullName,
            "version" or "versions" => new TemplateVersion(spec.Version),
            "short_spec" or "cshort_spec" or "colored_str" => spec.Format(ShortFormat),
            "architecture" or "arch" => new TemplateArchitecture(spec.Architecture),
            "platform" => spec.Platform,
            "os" or "operating_system" => spec.OperatingSystem,
            "target" => new TemplateTarget(spec.Target),
            "prefix" => world.PrefixOf(spec),
            "external" => spec.IsExternal,
            "explicit" => world.IsExplicit(spec),
            "variants" => spec.Variants.ToDictionary(variant => variant.Name, variant => (object?)new TemplateVariant(variant), StringComparer.Ordinal),
            "compiler" => spec.DirectDependencies(virtualName: "c").Concat(spec.DirectDependencies(virtualName: "cxx")).Concat(spec.DirectDependencies(virtualName: "fortran"))
                .FirstOrDefault() is { } compiler ? new TemplateSpec(compiler, world) : TemplateValues.Undefined,
            "dag_hash" => (TemplateFunction)(a => a.Count > 0 ? spec.ShortHash((int)TemplateValues.Number(a[0])) : spec.Hash),
            "format" => (TemplateFunction)(a => spec.Format(TemplateValues.Text(a[0]), prefixOf: world.PrefixOf)),
            "satisfies" => (TemplateFunction)(a => spec.Satisfies(AbstractSpec.Parse(TemplateValues.Text(a[0])), world.Virtuals)),
            _ => spec.Find(name) is { } node ? new TemplateSpec(node, world) : null,
        };
        return value is not null || name == "namespace";
    }

    public override string ToString() => spec.ToString();

    private sealed class TemplateVersion(Specs.Version version) : ITemplateObject
    {
        public bool TryGet(string name, out object? value)
        {
            value = name switch
            {
                "dotted" => version.Dotted.ToString(),
                "dashed" => version.Dashed.ToString(),
                "underscored" => version.Underscored.ToString(),
                "joined" => version.Joined.ToString(),
                "up_to" => (TemplateFunction)(a => version.UpTo((int)TemplateValues.Number(a[0])).ToString()),
                "string" => version.ToString(),
                _ => null,
            };
            return value is not null;
        }

        public override string ToString() => version.ToString();
    }

    private sealed class TemplateArchitecture(ConcreteArchitecture architecture) : ITemplateObject
    {
        public bool TryGet(string name, out object? value)
        {
            value = name switch
            {
                "platform" => architecture.Platform,
                "os" => architecture.OperatingSystem,
                "target" => new TemplateTarget(architecture.Target),
                _ => null,
            };
            return value is not null;
        }

        public override string ToString() => architecture.ToString();
    }

    private sealed class TemplateTarget(Microarchitecture target) : ITemplateObject
    {
        public bool TryGet(string name, out object? value)
        {
            value = name switch
            {
                "name" => target.Name,
                "family" => target.Family.Name,
                "vendor" => target.Vendor,
                _ => null,
            };
            return value is not null;
        }

        public override string ToString() => target.Name;
    }

    private sealed class TemplateVariant(VariantValue variant) : ITemplateObject
    {
        public bool TryGet(string name, out object? value)
        {
            value = name switch
            {
                "name" => variant.Name,
                "value" when variant.Type == VariantType.Boolean => variant.Values[0] == "True",
                "value" when variant.Type == VariantType.Single => variant.Values[0],
                "value" or "values" => variant.Values.Select(one => (object?)one).ToList(),
                _ => null,
            };
            return value is not null;
        }

        public override string ToString() => variant.ToString();
    }
}

/// <summary>A change of a variable as templates see it.</summary>
internal sealed class TemplateChange(EnvironmentChange change) : ITemplateObject
{
    public bool TryGet(string name, out object? value)
    {
        value = name switch
        {
            "name" => change.Name,
            "value" => change.Value,
            "separator" => change.Separator,
            "raw" => change.IsRaw,
            _ => null,
        };
        return value is not null;
    }

    public override string ToString() => $"{change.Kind} {change.Name}";
}

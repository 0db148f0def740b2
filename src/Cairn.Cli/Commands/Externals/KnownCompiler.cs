using Cairn.Cli.Composition;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>A compiler that packages can be built with: an external of the configuration, or one that is installed in the store.</summary>
internal sealed class KnownCompiler
{
    private readonly ListedExternal? _listed;
    private readonly ConcreteSpec? _installed;

    private KnownCompiler(ListedExternal? listed, ConcreteSpec? installed, string? prefix) => (_listed, _installed, Prefix) = (listed, installed, prefix);

    /// <summary>Its package.</summary>
    public string Name => _listed?.Package ?? _installed!.Name;

    /// <summary>Its version.</summary>
    public string Version => _listed is null ? _installed!.Version.ToString() : _listed.Spec.Versions.ToString();

    /// <summary>Where it is.</summary>
    public string? Prefix { get; }

    /// <summary>True if it is in the store.</summary>
    public bool IsInstalled => _installed is not null;

    /// <summary>What it is, as a spec.</summary>
    public string Spec => _listed?.Spec.ToString() ?? InstalledSpecs.Describe(_installed!);

    /// <summary>Its programs by language.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Programs => _listed is null ? [] : [.. _listed.Compilers];

    /// <summary>Modules that make it available.</summary>
    public IReadOnlyList<string> Modules => _listed is null ? [] : [.. _listed.Modules];

    /// <summary>What else the configuration says of it: <c>flags</c>, <c>environment</c>, <c>extra_rpaths</c>.</summary>
    public YamlMapping? ExtraAttributes => _listed?.Item["extra_attributes"] as YamlMapping;

    /// <summary>Its operating system and target, where they are said.</summary>
    public string Architecture
    {
        get
        {
            if (_installed is not null)
            {
                return $"{_installed.OperatingSystem}-{_installed.Target.Family.Name}";
            }

            var host = ConcreteArchitecture.Host();
            return $"{_listed!.Spec.Architecture?.OperatingSystem ?? host.OperatingSystem}-{_listed.Spec.Architecture?.Target ?? host.Target.Family.Name}";
        }
    }

    /// <summary>All that are known: by configuration (of one scope, if one is named), found on the system, and installed.</summary>
    public static IReadOnlyList<KnownCompiler> All(Session session, string? scope)
    {
        var packages = scope is not null
            ? ScopeChoice.Choose(session, scope).Section("packages")?.Value
            : session.Configuration.Section("packages");
        if (scope is null && !Session.HasCompilers(packages))
        {
            packages = session.DetectedScope().Section("packages")?.Value;
        }

        var listed = ExternalRecords.Of(packages).Where(external => external.Compilers.Any()).Select(external => new KnownCompiler(external, null, external.Prefix));
        if (scope is not null)
        {
            return [.. listed];
        }

        var installed = session.Database.Read(session.Cancellation).Values
            .Where(record => record.IsInstalled && !record.Spec.IsExternal && IsCompiler(session, record.Spec.Name))
            .OrderBy(record => record.Spec)
            .Select(record => new KnownCompiler(null, record.Spec, record.Path));
        return [.. listed, .. installed];
    }

    /// <summary>True if it is what a query asks for.</summary>
    public bool Satisfies(AbstractSpec query) => _installed?.Satisfies(query) ?? _listed!.Spec.Satisfies(query);

    private static bool IsCompiler(Session session, string name)
    {
        try
        {
            return session.Recipes.TryGet(name, out var recipe) && recipe.Tags.Contains("compiler", StringComparer.Ordinal);
        }
        catch (CairnException)
        {
            return false; // a recipe that broke after it was installed
        }
    }
}

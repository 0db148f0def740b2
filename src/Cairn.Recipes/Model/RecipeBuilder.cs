using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>
/// The effect of the directives, without any Python: each method is one directive, and <see cref="Build"/> gives the metadata.
/// Recipes are evaluated through this class; tests build small worlds with it directly.
/// </summary>
/// <remarks>
/// A condition of <c>null</c> means <c>when=False</c>: the directive has no effect. The rules are those of Spack's directives
/// (Spack docs: "Packaging guide: defining the package").
/// </remarks>
public sealed class RecipeBuilder
{
    private readonly string _name;
    private readonly string _namespace;
    private readonly Conditions _conditions = new();
    private readonly OrderedDictionary<Version, VersionDeclaration> _versions = [];
    private readonly Dictionary<string, MetadataValue> _attributes = new(StringComparer.Ordinal);
    private readonly ByCondition<OrderedDictionary<string, VariantDefinition>> _variants = new();
    private readonly ByCondition<OrderedDictionary<string, DependencyInProgress>> _dependencies = new();
    private readonly ByCondition<List<ProvidedVirtual>> _provided = new();
    private readonly ByCondition<List<ProvidedTogether>> _providedTogether = new();
    private readonly ByCondition<List<ConflictDeclaration>> _conflicts = new();
    private readonly ByCondition<List<RequirementDeclaration>> _requirements = new();
    private readonly ByCondition<List<PatchDeclaration>> _patches = new();
    private readonly ByCondition<List<ResourceDeclaration>> _resources = new();
    private readonly OrderedDictionary<string, ExtensionDeclaration> _extends = [];
    private readonly OrderedDictionary<AbstractSpec, LicenseDeclaration> _licenses = [];
    private readonly OrderedDictionary<AbstractSpec, SpliceDeclaration> _splices = [];
    private readonly OrderedDictionary<AbstractSpec, RedistributionLimit> _limits = [];
    private readonly SortedSet<string> _maintainers = new(StringComparer.Ordinal);
    private int _variantCount;
    private int _patchCount;

    /// <summary>Starts a recipe.</summary>
    public RecipeBuilder(string name, string @namespace = "builtin")
    {
        (_name, _namespace) = (name, @namespace);
        ClassName = PackageNaming.ClassName(name);
    }

    /// <summary>The package's name.</summary>
    public string Name => _name;

    /// <summary>The class's name; the naming rule's by default.</summary>
    public string ClassName { get; set; }

    /// <summary>The recipe's file.</summary>
    public string File { get; set; } = "<unknown>";

    /// <summary>The documentation string.</summary>
    public string? Description { get; set; }

    /// <summary>False for bundles.</summary>
    public bool HasCode { get; set; } = true;

    /// <summary>Full names of this recipe and those it inherits from.</summary>
    public ImmutableArray<string> FullNames { get; set; } = [];

    /// <summary>Tags.</summary>
    public ImmutableArray<string> Tags { get; set; } = [];

    /// <summary>True if the recipe defines <c>runtime_constraints</c>.</summary>
    public bool HasRuntimeConstraints { get; set; }

    /// <summary>True for recipes of Package API v1, where dependencies may be written with <c>^</c>.</summary>
    public bool AllowsTransitiveConstraints { get; set; }

    /// <summary>True for recipes of before `python-venv`: what extends python goes through nothing else.</summary>
    public bool ExtendsPythonItself { get; set; }

    /// <summary>The number of patches so far, which orders them.</summary>
    public int NextPatchOrder() => _patchCount++;

    /// <summary>Sets a class attribute such as <c>homepage</c>.</summary>
    public RecipeBuilder Attribute(string name, MetadataValue value)
    {
        _attributes[name] = value;
        return this;
    }

    /// <summary><c>version("1.2", sha256="…")</c>. A version that is declared again keeps its place and takes the new keywords.</summary>
    /// <exception cref="CairnException">Checksums in a package without code, or a git reference without a repository.</exception>
    public RecipeBuilder Version(
        Version version, ImmutableArray<KeyValuePair<string, MetadataValue>> attributes = default, DirectivePlace place = default)
    {
        _versions[version] = new VersionDeclaration(version, attributes.IsDefault ? [] : attributes, place);
        return this;
    }

    /// <summary><c>version("1.2", deprecated=True)</c>.</summary>
    public RecipeBuilder Version(string version, bool preferred = false, bool deprecated = false)
    {
        var attributes = ImmutableArray.CreateBuilder<KeyValuePair<string, MetadataValue>>();
        if (preferred)
        {
            attributes.Add(new("preferred", new MetadataValue.Flag(true)));
        }

        if (deprecated)
        {
            attributes.Add(new("deprecated", new MetadataValue.Flag(true)));
        }

        return Version(Cairn.Specs.Version.Parse(version), attributes.ToImmutable());
    }

    /// <summary><c>variant(…)</c>. Of two definitions of one name under one condition the later one counts.</summary>
    /// <param name="name">The variant's name.</param>
    /// <param name="default">The default: one text, several joined by commas.</param>
    /// <param name="defaultIsFlag">True if the recipe wrote a boolean.</param>
    /// <param name="when">The condition.</param>
    /// <param name="values">What is allowed.</param>
    /// <param name="multi">Several values at a time.</param>
    /// <param name="sticky">Not changed by the concretizer.</param>
    /// <param name="description">Help text.</param>
    /// <param name="hasGroupValidator">A function of the recipe checks the values together.</param>
    /// <param name="place">Where.</param>
    public RecipeBuilder Variant(
        string name, string @default, bool defaultIsFlag, AbstractSpec? when, VariantValues values, bool multi = false,
        bool sticky = false, string description = "", bool hasGroupValidator = false, DirectivePlace place = default)
    {
        int precedence = _variantCount;
        if (when is null)
        {
            // Spack files such a definition under no condition at all; it still takes a number.
            _variantCount++;
            return this;
        }

        when = _conditions.Share(when);
        var byName = _variants.At(ref when);
        var kind = multi ? VariantKind.Multiple
            : values is VariantValues.Listed { Choices: [{ IsFlag: true, Value: "True" }, { IsFlag: true, Value: "False" }] }
                ? VariantKind.Boolean
                : VariantKind.Single;
        ImmutableArray<string> defaults = defaultIsFlag ? [@default] : [.. @default.Split(',')];
        if (!byName.ContainsKey(name))
        {
            _variantCount++;
        }

        byName[name] = new VariantDefinition(
            name, when, defaults, defaultIsFlag, @default, description, kind, sticky, precedence, values, hasGroupValidator, place);
        return this;
    }

    /// <summary>A boolean variant.</summary>
    public RecipeBuilder Variant(string name, bool @default, string when = "", bool sticky = false) =>
        Variant(name, @default ? "True" : "False", true, AbstractSpec.Parse(when), Booleans, sticky: sticky);

    /// <summary>A variant with listed values.</summary>
    public RecipeBuilder Variant(
        string name, string @default, ImmutableArray<string> values, bool multi = false, string when = "", bool sticky = false) =>
        Variant(
            name, @default, false, AbstractSpec.Parse(when),
            new VariantValues.Listed([.. values.Select(value => new VariantChoice(value, false, AbstractSpec.Empty, false))]),
            multi, sticky);

    /// <summary>The values of a boolean variant.</summary>
    public static VariantValues Booleans { get; } = new VariantValues.Listed(
    [
        new VariantChoice("True", true, AbstractSpec.Empty, false),
        new VariantChoice("False", true, AbstractSpec.Empty, false),
    ]);

    /// <summary><c>depends_on(…)</c>. Directives with one condition and one package are merged.</summary>
    /// <exception cref="CairnException">The spec has no name, names the package itself, uses <c>^</c>, or contradicts an earlier one.</exception>
    public RecipeBuilder DependsOn(
        AbstractSpec spec, AbstractSpec? when, DependencyTypes types,
        ImmutableArray<PatchDeclaration> patches = default, DirectivePlace place = default)
    {
        if (when is null)
        {
            return this;
        }

        if (string.IsNullOrEmpty(spec.Name))
        {
            throw Fault($"invalid dependency in package `{_name}`: `{spec}` names no package", place);
        }

        if (spec.Name == _name)
        {
            throw Fault($"package `{_name}` cannot depend on itself", place);
        }

        when = _conditions.Share(when);
        var byName = _dependencies.At(ref when);
        if (!AllowsTransitiveConstraints && spec.Dependencies.Any(edge => !edge.IsDirect))
        {
            throw Fault(
                $"the `^` sigil cannot be used in `depends_on`: `{spec}`", place, "say it as several directives, one per package");
        }

        if (byName.TryGetValue(spec.Name, out var known))
        {
            known.Spec = known.Spec.Constrain(spec, dependencies: false);
            known.Types |= types;
        }
        else
        {
            byName[spec.Name] = known = new DependencyInProgress(spec, types);
        }

        known.Places.Add(place);
        if (!patches.IsDefaultOrEmpty)
        {
            foreach (var patch in patches)
            {
                var shared = _conditions.Share(patch.When);
                var group = known.Patches.At(ref shared);
                group.Add(patch with { When = shared });
            }
        }

        return this;
    }

    /// <summary><c>depends_on("mpi", when="+mpi")</c>.</summary>
    public RecipeBuilder DependsOn(
        string spec, string when = "", DependencyTypes types = DependencyTypes.Build | DependencyTypes.Link) =>
        DependsOn(AbstractSpec.Parse(spec), AbstractSpec.Parse(when), types);

    /// <summary><c>extends(…)</c>: a dependency that is also recorded as extended; for python it brings <c>python-venv</c>.</summary>
    /// <exception cref="CairnException">As for <see cref="DependsOn(AbstractSpec, AbstractSpec, DependencyTypes, ImmutableArray{PatchDeclaration}, DirectivePlace)"/>.</exception>
    public RecipeBuilder Extends(
        AbstractSpec spec, AbstractSpec? when, DependencyTypes types = DependencyTypes.Build | DependencyTypes.Run,
        ImmutableArray<PatchDeclaration> patches = default, DirectivePlace place = default)
    {
        if (when is null)
        {
            return this;
        }

        DependsOn(spec, when, types, patches, place);
        if (spec.Name == "python" && _name != "python-venv" && !ExtendsPythonItself)
        {
            DependsOn(AbstractSpec.Parse("python-venv"), when, DependencyTypes.Build | DependencyTypes.Run, place: place);
        }

        _extends[spec.Name!] = new ExtensionDeclaration(spec.Name!, spec, _conditions.Share(when), place);
        return this;
    }

    /// <summary><c>provides("blas", "lapack", when="…")</c>.</summary>
    /// <exception cref="CairnException">The package provides itself.</exception>
    public RecipeBuilder Provides(ImmutableArray<AbstractSpec> virtuals, AbstractSpec? when, DirectivePlace place = default)
    {
        if (when is null)
        {
            return this;
        }

        when = _conditions.Share(when);
        if (virtuals.Length > 1)
        {
            ImmutableArray<string> names = [.. virtuals.Select(spec => spec.Name!).Distinct(StringComparer.Ordinal)];
            var together = _providedTogether.At(ref when);
            together.Add(new ProvidedTogether(when, names, place));
        }

        foreach (var spec in virtuals)
        {
            if (spec.Name == _name)
            {
                throw Fault($"package `{_name}` cannot provide itself", place);
            }

            var group = _provided.At(ref when);
            if (!group.Exists(known => known.Virtual.Equals(spec)))
            {
                group.Add(new ProvidedVirtual(when, spec, place));
            }
        }

        return this;
    }

    /// <summary><c>provides("mpi@3", when="@2:")</c>.</summary>
    public RecipeBuilder Provides(string spec, string when = "") => Provides([AbstractSpec.Parse(spec)], AbstractSpec.Parse(when));

    /// <summary><c>conflicts(…)</c>.</summary>
    public RecipeBuilder Conflicts(AbstractSpec spec, AbstractSpec? when, string? message = null, DirectivePlace place = default)
    {
        if (when is not null)
        {
            when = _conditions.Share(when);
            var group = _conflicts.At(ref when);
            group.Add(new ConflictDeclaration(when, spec, Prefixed(message), place));
        }

        return this;
    }

    /// <summary><c>conflicts("+x", when="~y")</c>.</summary>
    public RecipeBuilder Conflicts(string spec, string when = "", string? message = null) =>
        Conflicts(AbstractSpec.Parse(spec), AbstractSpec.Parse(when), message);

    /// <summary><c>requires(…)</c>.</summary>
    public RecipeBuilder Requires(
        ImmutableArray<AbstractSpec> alternatives, RequirementPolicy policy, AbstractSpec? when, string? message = null,
        DirectivePlace place = default)
    {
        if (when is not null)
        {
            when = _conditions.Share(when);
            var group = _requirements.At(ref when);
            group.Add(new RequirementDeclaration(when, alternatives, policy, Prefixed(message), place));
        }

        return this;
    }

    /// <summary><c>requires("+x", when="+y")</c>.</summary>
    public RecipeBuilder Requires(string spec, string when = "", string? message = null) =>
        Requires([AbstractSpec.Parse(spec)], RequirementPolicy.OneOf, AbstractSpec.Parse(when), message);

    /// <summary><c>patch(…)</c>.</summary>
    public RecipeBuilder Patch(PatchDeclaration patch)
    {
        var when = _conditions.Share(patch.When);
        var group = _patches.At(ref when);
        group.Add(patch with { When = when });
        return this;
    }

    /// <summary><c>resource(…)</c>.</summary>
    public RecipeBuilder Resource(ResourceDeclaration resource)
    {
        var when = _conditions.Share(resource.When);
        var group = _resources.At(ref when);
        group.Add(resource with { When = when });
        return this;
    }

    /// <summary><c>license(…)</c>.</summary>
    /// <exception cref="CairnException">Another licence is declared for a condition that can hold at the same time.</exception>
    public RecipeBuilder License(string identifier, AbstractSpec? when, DirectivePlace place = default)
    {
        if (when is null)
        {
            return this;
        }

        foreach (var other in _licenses.Values)
        {
            if (when.Intersects(other.When))
            {
                throw Fault(
                    $"`{_name}` is licensed as {identifier}{Under(when)}, but also as {other.Identifier}{Under(other.When)}, which "
                    + "overlap", place, "make the conditions exclude each other");
            }
        }

        when = _conditions.Share(when);
        _licenses[when] = new LicenseDeclaration(when, identifier, place);
        return this;
    }

    /// <summary>The names that the class attribute <c>maintainers</c> gives; the directive adds to them and sorts them.</summary>
    public ImmutableArray<string> InitialMaintainers { get; set; } = [];

    /// <summary><c>maintainers(…)</c>: all names together, sorted.</summary>
    public RecipeBuilder Maintainers(IEnumerable<string> names)
    {
        _maintainers.UnionWith(InitialMaintainers);
        _maintainers.UnionWith(names);
        return this;
    }

    /// <summary><c>can_splice(…)</c>.</summary>
    public RecipeBuilder CanSplice(
        AbstractSpec target, AbstractSpec? when, ImmutableArray<string> matchedVariants, DirectivePlace place = default)
    {
        if (when is not null)
        {
            when = _conditions.Share(when);
            _splices[when] = new SpliceDeclaration(when, target, matchedVariants, place);
        }

        return this;
    }

    /// <summary><c>redistribute(source=False, binary=False, when="…")</c>.</summary>
    /// <exception cref="CairnException">The source is forbidden under a condition that is about more than versions.</exception>
    public RecipeBuilder Redistribute(bool forbidsSource, bool forbidsBinary, AbstractSpec? when, DirectivePlace place = default)
    {
        if (when is null)
        {
            return this;
        }

        when = _conditions.Share(when);
        if (forbidsSource && !AbstractSpec.Parse($"{_name}@{when.Versions}").Satisfies(when))
        {
            throw Fault("distribution of the source can only be forbidden for versions", place);
        }

        var known = _limits.GetValueOrDefault(when);
        _limits[when] = new RedistributionLimit(
            when, forbidsSource || known is { ForbidsSource: true }, forbidsBinary || known is { ForbidsBinary: true }, place);
        return this;
    }

    /// <summary>The metadata as of now.</summary>
    public RecipeMetadata Build() => new()
    {
        Name = _name,
        Namespace = _namespace,
        ClassName = ClassName,
        File = File,
        Description = Description,
        HasCode = HasCode,
        FullNames = FullNames.IsDefaultOrEmpty ? [$"{_namespace}.{_name}"] : FullNames,
        Tags = Tags,
        HasRuntimeConstraints = HasRuntimeConstraints,
        Attributes = _attributes.Count == 0 ? RecipeAttributes.None : new RecipeAttributes(_attributes),
        Versions = [.. _versions.Values],
        Variants = [.. _variants.Groups.SelectMany(group => group.Value.Values)],
        Dependencies = [.. _dependencies.Groups.SelectMany(group => group.Value.Values.Select(known => known.Finish(group.Key)))],
        Provided = [.. _provided.Groups.SelectMany(group => group.Value)],
        ProvidedTogether = [.. _providedTogether.Groups.SelectMany(group => group.Value)],
        Conflicts = [.. _conflicts.Groups.SelectMany(group => group.Value)],
        Requirements = [.. _requirements.Groups.SelectMany(group => group.Value)],
        Patches = [.. _patches.Groups.SelectMany(group => group.Value)],
        Resources = [.. _resources.Groups.SelectMany(group => group.Value)],
        Extends = [.. _extends.Values],
        Licenses = [.. _licenses.Values],
        Splices = [.. _splices.Values],
        RedistributionLimits = [.. _limits.Values],
        Maintainers = _maintainers.Count == 0 ? InitialMaintainers : [.. _maintainers],
    };

    private static string Under(AbstractSpec when) => when.Equals(AbstractSpec.Empty) ? "" : $" when {when}";

    private static CairnException Fault(string message, DirectivePlace place, string? hint = null) =>
        new(new Diagnostic("recipe-directive", message, place.Line > 0 ? place.ToSourceLocation() : null, [], hint));

    private string? Prefixed(string? message) => message is null ? null : $"{_name}: {message}";

    private sealed class DependencyInProgress(AbstractSpec spec, DependencyTypes types)
    {
        public AbstractSpec Spec { get; set; } = spec;

        public DependencyTypes Types { get; set; } = types;

        public ByCondition<List<PatchDeclaration>> Patches { get; } = new();

        public List<DirectivePlace> Places { get; } = [];

        public DependencyDeclaration Finish(AbstractSpec when) =>
            new(when, Spec, Types, [.. Patches.Groups.SelectMany(group => group.Value)], [.. Places]);
    }

    /// <summary>Groups in the order in which their conditions first appear.</summary>
    private sealed class ByCondition<T>
        where T : new()
    {
        private readonly OrderedDictionary<AbstractSpec, T> _groups = [];

        public IEnumerable<KeyValuePair<AbstractSpec, T>> Groups => _groups;

        /// <summary>The group of a condition, which is replaced by the one that made the group: equal ones may be spelled differently.</summary>
        public T At(ref AbstractSpec when)
        {
            int index = _groups.IndexOf(when);
            if (index < 0)
            {
                var group = new T();
                _groups[when] = group;
                return group;
            }

            var entry = _groups.GetAt(index);
            when = entry.Key;
            return entry.Value;
        }
    }

    /// <summary>One instance per spelling of a condition, so that readers may group by reference.</summary>
    private sealed class Conditions
    {
        private readonly Dictionary<string, AbstractSpec> _known = new(StringComparer.Ordinal);

        public AbstractSpec Share(AbstractSpec when)
        {
            string text = when.ToString();
            return _known.TryGetValue(text, out var known) ? known : _known[text] = when;
        }
    }
}

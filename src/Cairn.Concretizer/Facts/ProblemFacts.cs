using System.Collections.Immutable;
using System.Diagnostics;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>What is fixed before the search, read on demand: only packages that come into question are looked at.</summary>
internal sealed class ProblemFacts
{
    /// <summary>The languages that compilers stand for.</summary>
    public static readonly ImmutableArray<string> Languages = ["c", "cxx", "fortran"];

    private readonly Dictionary<string, PackageFacts> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _maximumNodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _providers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _isVirtual = new(StringComparer.Ordinal);
    private readonly ILookup<string, Candidate> _candidates;
    private readonly Dictionary<string, string> _namespaces = new(StringComparer.Ordinal);
    private readonly Stopwatch _loading = new();

    public ProblemFacts(
        IRecipeSource recipes,
        ConcretizerConfiguration configuration,
        ConcretizationOptions options,
        ImmutableArray<ConcretizationRequest> requests)
    {
        (Recipes, Configuration, Options, Requests) = (recipes, configuration, options, requests);
        RequestedSpecs = [.. requests.SelectMany(request => SpecTree.All(request.Spec))];
        foreach (var spec in RequestedSpecs)
        {
            if (spec.Namespace is { Length: > 0 } ns)
            {
                _namespaces[spec.Name] = ns;
            }
        }

        var candidates = CandidateCollector.Collect(this);
        _candidates = candidates.ToLookup(candidate => candidate.Name);
        Compilers = CompilerFinder.Find(this, candidates);
        OperatingSystems = [.. OrderedOperatingSystems(candidates)];
        Targets = TargetChoices.For(configuration, requests.Select(request => request.Spec), Compilers);
        Runtimes = new RuntimeRules(this);
        CommonTarget = RequiredTargets.OnlyTargetOfAll(configuration, Targets);
    }

    public IRecipeSource Recipes { get; }

    public ConcretizerConfiguration Configuration { get; }

    public ConcretizationOptions Options { get; }

    public ImmutableArray<ConcretizationRequest> Requests { get; }

    /// <summary>Every spec that a request mentions, roots and dependencies.</summary>
    public ImmutableArray<AbstractSpec> RequestedSpecs { get; }

    /// <summary>Compilers that exist, hence can be used.</summary>
    public ImmutableArray<Candidate> Compilers { get; }

    /// <summary>Most wanted first.</summary>
    public ImmutableArray<string> OperatingSystems { get; }

    /// <summary>Most wanted first.</summary>
    public ImmutableArray<TargetChoice> Targets { get; }

    /// <summary>The index of the only target that <c>packages:all:require</c> leaves; null if it leaves a choice.</summary>
    public int? CommonTarget { get; }

    public RuntimeRules Runtimes { get; }

    /// <summary>True while a failure is traced to its facts: no shortcut may hide one.</summary>
    public bool IsExplaining { get; init; }

    /// <summary>True if requests may be left out, at a cost.</summary>
    public bool AllowsUnsolved { get; init; }

    public TimeSpan LoadTime => _loading.Elapsed;

    public int PackageCount => _packages.Count;

    public bool IsVirtual(string name)
    {
        if (!_isVirtual.TryGetValue(name, out bool isVirtual))
        {
            isVirtual = Recipes.IsVirtual(name);
            _isVirtual.Add(name, isVirtual);
        }

        return isVirtual;
    }

    public static bool IsLanguage(string name) => name is "c" or "cxx" or "fortran";

    /// <summary>What <c>packages.yaml</c> and the system have, in any order.</summary>
    public IEnumerable<Candidate> ConfiguredExternals => _candidates.SelectMany(candidates => candidates).Where(candidate => candidate.External is not null);

    public IEnumerable<Candidate> CandidatesOf(string name) => _candidates[name];

    /// <summary>The names of packages that can stand for a virtual, in order.</summary>
    public ImmutableArray<string> ProvidersOf(string virtualName)
    {
        if (!_providers.TryGetValue(virtualName, out var names))
        {
            names = [.. Recipes.Providers(virtualName).Select(provider => provider.Name).Distinct()];
            if (IsLanguage(virtualName))
            {
                // Only compilers that exist can compile, so no other one needs to be looked at.
                names = [.. names.Where(name => Compilers.Any(compiler => compiler.Name == name))];
            }

            _providers.Add(virtualName, names);
        }

        return names;
    }

    /// <summary>How many nodes of a package there may be.</summary>
    public int MaximumNodes(string name)
    {
        if (_maximumNodes.TryGetValue(name, out int known))
        {
            return known;
        }

        int limit = Configuration.Duplicates.Strategy == DuplicateStrategy.None ? 1 : Configuration.Duplicates.MaximumFor(name);
        if (limit > 1)
        {
            var recipe = TryLoad(name);
            if (recipe is null || !recipe.Tags.Any(tag => tag is "build-tools" or "compiler"))
            {
                limit = 1;
            }
        }

        _maximumNodes.Add(name, limit);
        return limit;
    }

    /// <summary>How many nodes of a virtual there may be.</summary>
    public int MaximumVirtualNodes(string name) =>
        Configuration.Duplicates.Strategy == DuplicateStrategy.None ? 1 : Configuration.Duplicates.MaximumFor(name);

    /// <summary>The recipe of a package, from the repository that the request names if it names one.</summary>
    public RecipeMetadata? TryLoad(string name)
    {
        string full = _namespaces.TryGetValue(name, out var ns) ? $"{ns}.{name}" : name;
        _loading.Start();
        try
        {
            return Recipes.TryGet(full, out var recipe) ? recipe : null;
        }
        finally
        {
            _loading.Stop();
        }
    }

    /// <summary>What is fixed about a package; null if there is no recipe of that name.</summary>
    public PackageFacts? TryGet(string name)
    {
        if (_packages.TryGetValue(name, out var facts))
        {
            return facts;
        }

        if (TryLoad(name) is not { } recipe)
        {
            return null;
        }

        facts = new PackageFacts
        {
            Recipe = recipe,
            Versions = VersionCollector.Collect(this, recipe, [.. _candidates[name]]),
            Candidates = [.. _candidates[name]],
            IsBuildable = IsBuildable(recipe),
            IsRuntime = Runtimes.IsRuntime(name),
            HasSeveralNodes = MaximumNodes(name) > 1,
            Defaults = DefaultCollector.Collect(this, recipe),
        };
        _packages.Add(name, facts);
        return facts;
    }

    public PackageFacts Get(string name) => TryGet(name) ?? throw UnknownRecipe.Error(Recipes, name);

    /// <summary>The rank of a provider in <c>packages:all:providers</c> and in what is required and preferred of the virtual.</summary>
    public int ProviderWeight(string virtualName, string provider)
    {
        var order = ProviderOrder.For(this, virtualName);
        int index = order.IndexOf(provider);
        return index < 0 ? ProviderOrder.UnlistedWeight : index;
    }

    /// <summary>The entry of <c>packages.yaml</c> that forbids building a package, and where it does so.</summary>
    public (string Entry, SourceLocation? Location) WhoForbidsBuilding(RecipeMetadata recipe)
    {
        var own = Configuration.For(recipe.Name);
        if (own.IsBuildable == false)
        {
            return (recipe.Name, own.BuildableLocation);
        }

        var provided = recipe.Provided.Select(each => each.Virtual.Name).FirstOrDefault(name => Configuration.For(name).IsBuildable == false && IsVirtual(name));
        return provided is null ? ("all", Configuration.ForAll.BuildableLocation) : (provided, Configuration.For(provided).BuildableLocation);
    }

    private bool IsBuildable(RecipeMetadata recipe)
    {
        if (Configuration.For(recipe.Name).IsBuildable is { } own)
        {
            return own;
        }

        // A virtual that is not buildable makes its providers so.
        foreach (var provided in recipe.Provided)
        {
            if (Configuration.For(provided.Virtual.Name).IsBuildable == false && IsVirtual(provided.Virtual.Name))
            {
                return false;
            }
        }

        return Configuration.ForAll.IsBuildable ?? true;
    }

    private IEnumerable<string> OrderedOperatingSystems(IReadOnlyCollection<Candidate> candidates)
    {
        string own = Configuration.Host.OperatingSystem;
        var buildable = BuildableOperatingSystems;
        var others = candidates.Select(candidate => candidate.OperatingSystem).Where(name => !buildable.Contains(name)).Distinct();

        // Spack, `os_defaults`: the host's own, then (by a descending sort) what is not buildable, then by name, last first.
        return new[] { own }
            .Concat(others.OrderDescending(StringComparer.Ordinal))
            .Concat(buildable.Where(name => name != own).OrderDescending(StringComparer.Ordinal));
    }

    /// <summary>The operating systems that something can be built for: the host's, and those that the requests' roots name.</summary>
    public ImmutableHashSet<string> BuildableOperatingSystems =>
    [
        Configuration.Host.OperatingSystem,
        .. Requests.Select(request => request.Spec.Architecture?.OperatingSystem).OfType<string>().Where(name => name.Length > 0),
    ];
}

using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>Everything apart from recipes and requests that decides an answer: <c>packages.yaml</c>, <c>concretizer.yaml</c> and the host.</summary>
public sealed record ConcretizerConfiguration
{
    /// <summary>The machine that the answer is for.</summary>
    public required HostSettings Host { get; init; }

    /// <summary><c>packages.yaml</c>: by package, virtual, or <c>all</c>.</summary>
    public ImmutableDictionary<string, PackageSettings> Packages { get; init; } = ImmutableDictionary<string, PackageSettings>.Empty;

    /// <summary><c>concretizer:targets</c>.</summary>
    public TargetSettings Targets { get; init; } = new();

    /// <summary><c>concretizer:duplicates</c>.</summary>
    public DuplicateSettings Duplicates { get; init; } = DuplicateSettings.Default;

    /// <summary><c>concretizer:reuse</c>.</summary>
    public ReuseSettings Reuse { get; init; } = new();

    /// <summary><c>concretizer:unify</c>.</summary>
    public UnifyMode Unify { get; init; } = UnifyMode.Together;

    /// <summary><c>concretizer:os_compatible</c>: operating system → those whose binaries it can use.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> CompatibleOperatingSystems { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary><c>concretizer:compiler_mixing</c>: false if one compiler per language must do for all that is linked together.</summary>
    public bool AllowsCompilerMixing { get; init; } = true;

    /// <summary>Packages that may differ in compiler although <see cref="AllowsCompilerMixing"/> is false.</summary>
    public ImmutableHashSet<string> MixingExceptions { get; init; } = [];

    /// <summary><c>concretizer:externals:completion</c>: true if externals get the defaults of variants that were not given.</summary>
    public bool CompletesVariantsOfExternals { get; init; } = true;

    /// <summary><c>concretizer:timeout</c>; null or zero means no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary><c>concretizer:error_on_timeout</c>: if false, the best answer so far is taken.</summary>
    public bool FailsOnTimeLimit { get; init; } = true;

    /// <summary>How specs in the configuration are read: with its tool chains.</summary>
    public SpecParserOptions SpecOptions { get; init; } = SpecParserOptions.Default;

    /// <summary>The settings of a package or virtual, empty ones if there are none.</summary>
    public PackageSettings For(string name) => Packages.GetValueOrDefault(name, PackageSettings.None);

    /// <summary>The settings under <c>all</c>.</summary>
    public PackageSettings ForAll => For("all");
}

/// <summary>The machine that the answer is for.</summary>
/// <param name="Platform"><c>linux</c>.</param>
/// <param name="OperatingSystem"><c>debian12</c>.</param>
/// <param name="Target">The host's microarchitecture: <c>zen4</c>.</param>
public sealed record HostSettings(string Platform, string OperatingSystem, string Target)
{
    /// <summary>
    /// The C library that each compiler links against, one entry per distinct library: <c>glibc@=2.36</c> with its prefix. Spack finds
    /// it by asking the compiler for its dynamic linker.
    /// </summary>
    public ImmutableArray<LibcSettings> Libcs { get; init; } = [];
}

/// <summary>A C library of the system.</summary>
/// <param name="Package">The package: <c>glibc</c> or <c>musl</c>.</param>
/// <param name="Version">Its version: <c>2.36</c>.</param>
/// <param name="Prefix">Where it is: <c>/usr</c>.</param>
/// <param name="Compilers">Prefixes of compilers that use it (path of the external); empty means all.</param>
public sealed record LibcSettings(string Package, string Version, string Prefix, ImmutableArray<string> Compilers);

/// <summary><c>concretizer:targets</c>.</summary>
/// <param name="OnlyGeneric"><c>granularity: generic</c>.</param>
/// <param name="OnlyHostCompatible"><c>host_compatible: true</c>.</param>
public sealed record TargetSettings(bool OnlyGeneric = false, bool OnlyHostCompatible = true);

/// <summary>How many nodes of one package a DAG may have.</summary>
public enum DuplicateStrategy
{
    /// <summary>One of each.</summary>
    None,

    /// <summary>Several of build tools and compilers.</summary>
    Minimal,

    /// <summary>Two of whatever is needed to build and to run.</summary>
    Full,
}

/// <summary><c>concretizer:duplicates</c>.</summary>
/// <param name="Strategy">Which packages may be there more than once.</param>
/// <param name="Maximum">How many nodes of a package or virtual at most; <c>default</c> for the others.</param>
public sealed record DuplicateSettings(DuplicateStrategy Strategy, ImmutableDictionary<string, int> Maximum)
{
    /// <summary>What Spack 1.2 ships.</summary>
    public static DuplicateSettings Default { get; } = new(
        DuplicateStrategy.Minimal,
        new Dictionary<string, int>
        {
            ["default"] = 1, ["c"] = 2, ["cxx"] = 2, ["fortran"] = 1, ["cmake"] = 2, ["gmake"] = 2, ["python"] = 2, ["python-venv"] = 2,
            ["py-cython"] = 2, ["py-flit-core"] = 2, ["py-pip"] = 2, ["py-setuptools"] = 2, ["py-versioneer"] = 2, ["py-wheel"] = 2,
            ["xcb-proto"] = 2, ["gcc"] = 2, ["llvm"] = 2,
        }.ToImmutableDictionary());

    /// <summary>The limit for a name.</summary>
    public int MaximumFor(string name) => Maximum.TryGetValue(name, out int limit) ? limit : Maximum.GetValueOrDefault("default", 2);
}

/// <summary>What of the specs offered for reuse may be taken.</summary>
public enum ReuseMode
{
    /// <summary>Nothing: a fresh answer.</summary>
    None,

    /// <summary>Anything.</summary>
    Everything,

    /// <summary>Dependencies only; roots are fresh.</summary>
    Dependencies,
}

/// <summary>Where specs that may be reused come from.</summary>
public enum ReuseSourceKind
{
    /// <summary>The store: what is installed.</summary>
    Local,

    /// <summary>Binary caches.</summary>
    BuildCache,

    /// <summary>The active environment, or one that is named.</summary>
    Environment,

    /// <summary>The externals of <c>packages.yaml</c>.</summary>
    External,
}

/// <summary>One entry of <c>concretizer:reuse:from</c>.</summary>
/// <param name="Kind">Where specs come from.</param>
/// <param name="Path">The environment, for <see cref="ReuseSourceKind.Environment"/>; null for the active one.</param>
/// <param name="Include">If not empty, a spec must satisfy one of these.</param>
/// <param name="Exclude">A spec must satisfy none of these.</param>
public sealed record ReuseSource(
    ReuseSourceKind Kind, string? Path, ImmutableArray<AbstractSpec> Include, ImmutableArray<AbstractSpec> Exclude)
{
    /// <summary>Everything of a kind.</summary>
    public ReuseSource(ReuseSourceKind kind)
        : this(kind, null, [], [])
    {
    }

    /// <summary>True if the filters let a spec through.</summary>
    /// <param name="satisfies">Whether the spec satisfies a constraint.</param>
    public bool Selects(Func<AbstractSpec, bool> satisfies) =>
        (Include.IsEmpty || Include.Any(satisfies)) && !Exclude.Any(satisfies);
}

/// <summary><c>concretizer:reuse</c>.</summary>
/// <param name="Mode">What may be taken.</param>
/// <param name="Sources">From where, each with its own filters.</param>
public sealed record ReuseSettings(ReuseMode Mode, ImmutableArray<ReuseSource> Sources)
{
    /// <summary>A fresh answer.</summary>
    public ReuseSettings()
        : this(ReuseMode.None)
    {
    }

    /// <summary>Whatever can be had, as <c>reuse: true</c> and <c>reuse: dependencies</c> say.</summary>
    public ReuseSettings(ReuseMode mode)
        : this(mode, [new(ReuseSourceKind.Local), new(ReuseSourceKind.BuildCache), new(ReuseSourceKind.Environment)])
    {
    }

    /// <summary>The specs that may be reused.</summary>
    /// <param name="specs">What a source has; not asked of <see cref="ReuseSourceKind.External"/>.</param>
    public ImmutableArray<ConcreteSpec> Select(Func<ReuseSource, IEnumerable<ConcreteSpec>> specs) => Mode == ReuseMode.None
        ? []
        :
        [
            .. Sources.Where(source => source.Kind != ReuseSourceKind.External)
                .SelectMany(source => specs(source).Where(spec => source.Selects(constraint => spec.Satisfies(constraint))))
                .DistinctBy(spec => spec.Hash),
        ];
}

/// <summary>How several roots are solved.</summary>
public enum UnifyMode
{
    /// <summary>One DAG in which each package appears once (<c>unify: true</c>).</summary>
    Together,

    /// <summary>Each root for itself (<c>unify: false</c>).</summary>
    Separately,

    /// <summary>As many roots in one DAG as possible, the rest in further rounds (<c>unify: when_possible</c>).</summary>
    WhenPossible,
}

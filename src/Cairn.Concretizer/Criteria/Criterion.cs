namespace Cairn.Concretization;

/// <summary>What nodes a criterion is about.</summary>
public enum CriterionKind
{
    /// <summary>Nodes that must be built.</summary>
    Build,

    /// <summary>Nodes that exist already.</summary>
    Concrete,

    /// <summary>Neither: the criterion exists once.</summary>
    Other,
}

/// <summary>The criteria by which one answer is better than another, as in Spack 1.2 (<c>concretize.lp</c>, <c>opt_criterion</c>).</summary>
/// <remarks>The value is the priority for existing nodes; nodes to build count 200 higher. Those from 100 up exist once.</remarks>
public enum Criterion
{
    /// <summary>Requests left unsolved (<c>unify: when_possible</c>).</summary>
    UnsolvedInputs = 320,

    /// <summary>Later alternatives of requirements taken.</summary>
    RequirementWeight = 310,

    /// <summary>Nodes that are built rather than reused.</summary>
    PackagesToBuild = 110,

    /// <summary>Second and further nodes of one package.</summary>
    DuplicateNodes = 100,

    /// <summary>Deprecated versions.</summary>
    DeprecatedVersions = 73,

    /// <summary>Distance of the roots' versions from the best.</summary>
    RootVersions = 70,

    /// <summary>Values of the roots' variants that are not the default.</summary>
    RootVariants = 65,

    /// <summary>Rank of roots as providers.</summary>
    RootProviders = 60,

    /// <summary>Default values of the roots' multi-valued variants left out.</summary>
    RootUnusedDefaults = 55,

    /// <summary>Values of other nodes' variants that are not the default.</summary>
    Variants = 50,

    /// <summary>Rank of providers.</summary>
    Providers = 48,

    /// <summary>Further compilers on one node.</summary>
    CompilersPerNode = 46,

    /// <summary>Compilers that come in only with something reused.</summary>
    CompilersFromReuse = 41,

    /// <summary>Rank of compilers.</summary>
    Compilers = 40,

    /// <summary>Rank of operating systems.</summary>
    OperatingSystems = 30,

    /// <summary>Distance of versions from the best.</summary>
    Versions = 25,

    /// <summary>Default values of multi-valued variants left out.</summary>
    UnusedDefaults = 20,

    /// <summary>Edges whose ends differ in target.</summary>
    TargetMismatches = 10,

    /// <summary>Rank of targets.</summary>
    Targets = 7,

    /// <summary>Rank of providers of language runtimes.</summary>
    RuntimeProviders = 5,

    /// <summary>Distance of the runtimes' versions from the best.</summary>
    RuntimeVersions = 4,

    /// <summary>Rank of the runtimes' targets.</summary>
    RuntimeTargets = 3,

    /// <summary>Rank of compilers, once per edge.</summary>
    ProvidersOnEdges = 2,

    /// <summary>Distance of build tools' versions from the best, once per edge.</summary>
    VersionsOnEdges = 1,

    /// <summary>Two nodes of a package that would be better swapped.</summary>
    SymmetricDuplicates = 0,
}

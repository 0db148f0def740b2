using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Tells which of the specs that exist may be taken instead of building. Made for one problem: it remembers what it found out.</summary>
internal sealed class ReuseFilter
{
    private const DependencyTypes LinkOrRun = DependencyTypes.Link | DependencyTypes.Run;

    private readonly ProblemFacts _facts;
    private readonly DagQuestion _foreignLibc;
    private readonly DagQuestion _gcc;
    private readonly DagQuestion _gccRuntime;
    private readonly DagQuestion _goneExternal;
    private readonly DagQuestion _requested;

    public ReuseFilter(ProblemFacts facts, ReusablePool pool)
    {
        _facts = facts;
        _foreignLibc = new DagQuestion(LinkOrRun, node => node.Dependencies.Any(edge => edge.Virtuals.Contains("libc") && !IsCompatibleLibc(edge.Node)));
        _gcc = new DagQuestion(LinkOrRun, node => node.Name == "gcc");
        _gccRuntime = new DagQuestion(DependencyTypes.All, node => node.Name == "gcc-runtime");
        _goneExternal = new DagQuestion(LinkOrRun, node => node.Dependencies.Any(edge =>
            edge.Node.IsExternal && (edge.Types & LinkOrRun) != 0 && !edge.Virtuals.Contains("libc") && ReusableSpec.Known(edge.Node, pool).External is null));
        _requested = new DagQuestion(DependencyTypes.All, node => facts.Requests.Any(request => node.Satisfies(request.Spec)));
    }

    /// <summary>Spack, <c>_is_reusable</c>: no development builds, no externals that the configuration no longer names, no foreign C library.</summary>
    public bool CanBeReused(ConcreteSpec spec) =>
        spec.Variants["dev_path"] is null && spec.Name != "compiler-wrapper" && !spec.IsExternal
        && _facts.Recipes.Contains(spec.FullName)
        && (!_gcc.HoldsInside(spec) || _gccRuntime.HoldsInside(spec))
        && !_foreignLibc.HoldsInside(spec);

    /// <summary>False if the spec links to or runs an external that the configuration no longer names.</summary>
    public bool HasKnownExternals(ConcreteSpec spec) => !_goneExternal.HoldsInside(spec);

    /// <summary>True if the spec is something that was asked for, or has it inside.</summary>
    public bool HoldsRequest(ConcreteSpec spec) => _requested.HoldsInside(spec);

    private bool IsCompatibleLibc(ConcreteSpec libc) => _facts.Configuration.Host.Libcs.Any(own =>
        own.Package == libc.Name && own.Prefix == libc.ExternalPath && Cairn.Specs.Version.Parse(own.Version).CompareTo(libc.Version) >= 0);
}

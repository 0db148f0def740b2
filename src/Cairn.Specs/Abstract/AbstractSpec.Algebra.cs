namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    /// <summary>True if every package that matches this spec also matches <paramref name="other"/>.</summary>
    /// <param name="other">The spec to satisfy.</param>
    /// <param name="virtuals">Who provides what; without it, names are compared as they are.</param>
    /// <param name="dependencies">False to compare the root nodes only.</param>
    public bool Satisfies(AbstractSpec other, IVirtualPackages? virtuals = null, bool dependencies = true)
        => throw new NotImplementedException();

    /// <summary>True if there can be a package that matches both specs.</summary>
    public bool Intersects(AbstractSpec other, IVirtualPackages? virtuals = null, bool dependencies = true)
        => throw new NotImplementedException();

    /// <summary>What both specs ask for. Returns this very object if nothing changes, not even the spelling.</summary>
    /// <exception cref="UnsatisfiableSpecException">The two contradict each other.</exception>
    public AbstractSpec Constrain(AbstractSpec other, IVirtualPackages? virtuals = null, bool dependencies = true)
        => Constrain(other, out _, virtuals, dependencies);

    /// <summary>
    /// What both specs ask for. <paramref name="changed"/> tells whether it is more than this spec asks for; the
    /// spelling of versions may change even if that is not so.
    /// </summary>
    /// <exception cref="UnsatisfiableSpecException">The two contradict each other.</exception>
    public AbstractSpec Constrain(
        AbstractSpec other, out bool changed, IVirtualPackages? virtuals = null, bool dependencies = true)
        => throw new NotImplementedException();
}

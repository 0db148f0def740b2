using Cairn.Specs;

namespace Cairn.Build.Scheduling;

/// <summary>Which form of the jobserver the tools of a build understand.</summary>
internal static class MakeVersions
{
    private static readonly AbstractSpec s_makeWithNames = AbstractSpec.Parse("gmake@4.4:");
    private static readonly AbstractSpec s_ninjaWithNames = AbstractSpec.Parse("ninja@1.13:");

    /// <summary>
    /// What <c>MAKEFLAGS</c> has to say: the name of the pipe if make knows names, or if ninja, which knows nothing else, takes part
    /// and no older make does; else its descriptors.
    /// </summary>
    public static string FlagsFor(ConcreteSpec spec, Jobserver jobserver)
    {
        if (jobserver.NamedMakeFlags is not { } named)
        {
            return jobserver.MakeFlags;
        }

        var tools = spec.Dependencies.Select(edge => edge.Node).Where(node => node.Name is "gmake" or "ninja").ToList();
        var makes = tools.Where(node => node.Name == "gmake").ToList();
        var isNamed = makes.Count > 0
            ? makes.TrueForAll(node => node.Satisfies(s_makeWithNames))
            : tools.Exists(node => node.Satisfies(s_ninjaWithNames));
        return isNamed ? named : jobserver.MakeFlags;
    }
}

using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Build.Scheduling;

/// <summary>What an installation has to do, and in which order.</summary>
/// <remarks>
/// What is installed already needs nothing, and nothing below it is looked at; so build dependencies are only built for what is built
/// itself. Externals need a record, no work.
/// </remarks>
public sealed class InstallPlan
{
    private InstallPlan(ImmutableArray<PlannedPackage> packages) => Packages = packages;

    /// <summary>What has to be done, dependencies before dependents.</summary>
    public ImmutableArray<PlannedPackage> Packages { get; }

    /// <summary>Plans the installation of some roots.</summary>
    /// <param name="roots">What the user asked for.</param>
    /// <param name="installed">What is installed, by DAG hash.</param>
    /// <param name="scope">Whether roots, dependencies or both are wanted.</param>
    /// <param name="overwrite">True to build roots anew that are installed.</param>
    /// <param name="includeBuildDependencies">True to install the build dependencies of what is installed already, too.</param>
    /// <exception cref="CairnException">Only the roots are wanted, and something that they need to be built is not there.</exception>
    public static InstallPlan Create(
        ImmutableArray<ConcreteSpec> roots,
        IReadOnlyDictionary<string, InstallRecord> installed,
        InstallScope scope = InstallScope.All,
        bool overwrite = false,
        bool includeBuildDependencies = false)
    {
        var packages = ImmutableArray.CreateBuilder<PlannedPackage>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rootHashes = roots.Select(root => root.Hash).ToHashSet(StringComparer.Ordinal);

        void Visit(ConcreteSpec spec)
        {
            if (!seen.Add(spec.Hash))
            {
                return;
            }

            var isRoot = rootHashes.Contains(spec.Hash);
            var isInstalled = installed.TryGetValue(spec.Hash, out var record) && record.IsInstalled;
            if (isInstalled && (spec.IsExternal || !(overwrite && isRoot && scope != InstallScope.DependenciesOnly)))
            {
                foreach (var edge in includeBuildDependencies ? spec.Dependencies.Where(edge => IsNeeded(edge.Types)) : [])
                {
                    Visit(edge.Node);
                }

                packages.Add(new PlannedPackage(spec, PlannedWork.None, isRoot, []));
                return;
            }

            if (spec.IsExternal)
            {
                packages.Add(new PlannedPackage(spec, PlannedWork.Register, isRoot, []));
                return;
            }

            if (!(isRoot && scope == InstallScope.PackageOnly))
            {
                foreach (var edge in spec.Dependencies.Where(edge => IsNeeded(edge.Types)))
                {
                    Visit(edge.Node);
                }
            }
            else
            {
                RequireDependencies(spec, node => node.IsExternal || rootHashes.Contains(node.Hash) || (installed.TryGetValue(node.Hash, out var known) && known.IsInstalled));
                foreach (var edge in spec.Dependencies.Where(edge => edge.Node.IsExternal && IsNeeded(edge.Types)))
                {
                    Visit(edge.Node);
                }
            }

            if (!(isRoot && scope == InstallScope.DependenciesOnly))
            {
                packages.Add(new PlannedPackage(
                    spec, PlannedWork.Build, isRoot, [.. spec.Dependencies.Where(edge => IsNeeded(edge.Types)).Select(edge => edge.Node.Hash)], isInstalled));
            }
        }

        foreach (var root in roots)
        {
            Visit(root);
        }

        return new InstallPlan(packages.DrainToImmutable());
    }

    private static void RequireDependencies(ConcreteSpec spec, Func<ConcreteSpec, bool> isThere)
    {
        var missing = spec.Dependencies.Where(edge => IsNeeded(edge.Types))
            .SelectMany(edge => edge.Node.Traverse(types: DependencyTypes.Link | DependencyTypes.Run))
            .DistinctBy(node => node.Hash)
            .Where(node => !isThere(node))
            .Select(node => $"`{node.Name}@{node.Version}`")
            .ToList();
        if (missing.Count > 0)
        {
            throw new CairnException(new Diagnostic(
                "not-installed", $"{string.Join(", ", missing)}, which `{spec.Name}` needs, {(missing.Count == 1 ? "is" : "are")} not installed", null, [],
                $"run `cairn install --only dependencies {spec.Name}` first, or `cairn install {spec.Name}` for everything"));
        }
    }

    private static bool IsNeeded(DependencyTypes types) =>
        (types & (DependencyTypes.Build | DependencyTypes.Link | DependencyTypes.Run | DependencyTypes.Test)) != 0;
}

/// <summary>One package of a plan.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Work">What has to be done.</param>
/// <param name="IsRoot">True if the user asked for it.</param>
/// <param name="WaitsFor">The hashes of the packages that have to be there first.</param>
/// <param name="IsOverwrite">True if it is installed and shall be built anew.</param>
public sealed record PlannedPackage(ConcreteSpec Spec, PlannedWork Work, bool IsRoot, ImmutableArray<string> WaitsFor, bool IsOverwrite = false);

/// <summary>What has to be done for a package.</summary>
public enum PlannedWork
{
    /// <summary>It is installed.</summary>
    None,

    /// <summary>It is an external: it only has to be recorded.</summary>
    Register,

    /// <summary>It has to be built.</summary>
    Build,
}

/// <summary>Which part of what was asked for is wanted (<c>--only</c>).</summary>
public enum InstallScope
{
    /// <summary>Packages with all their dependencies.</summary>
    All,

    /// <summary>Only what they depend on.</summary>
    DependenciesOnly,

    /// <summary>Only they themselves; what they depend on has to be installed.</summary>
    PackageOnly,
}

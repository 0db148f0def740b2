namespace Cairn.Specs;

/// <summary>How virtual packages and their providers take part in the comparison of specs.</summary>
internal static class VirtualPackageRules
{
    /// <summary>True if <paramref name="provider"/>, as constrained as it is, always provides <paramref name="wanted"/>.</summary>
    public static bool ProviderSatisfies(AbstractSpec provider, AbstractSpec wanted, IVirtualPackages packages)
    {
        if (packages.IsVirtual(provider.Name) || !packages.IsVirtual(wanted.Name))
        {
            return false;
        }

        return Provides(provider, wanted, packages, (spec, when) => spec.Satisfies(when, packages, dependencies: false));
    }

    /// <summary>True if specs of two different names can be the same package.</summary>
    public static bool Intersects(AbstractSpec left, AbstractSpec right, IVirtualPackages packages)
    {
        bool leftIsVirtual = packages.IsVirtual(left.Name);
        bool rightIsVirtual = packages.IsVirtual(right.Name);
        if (leftIsVirtual && rightIsVirtual)
        {
            // Both have to have a provider in common.
            List<AbstractSpec> providers = [.. Providers(right, packages)];
            return Providers(left, packages).Any(one => providers.Any(two => one.Intersects(two, packages)));
        }

        if (leftIsVirtual == rightIsVirtual)
        {
            return false;
        }

        (AbstractSpec wanted, AbstractSpec provider) = leftIsVirtual ? (left, right) : (right, left);
        return Provides(provider, wanted, packages, (spec, when) => spec.Intersects(when, packages, dependencies: false));
    }

    /// <summary>
    /// False if a virtual package in one of the specs asks for more than the provider that the other names can give:
    /// <c>^mpi@3</c> and <c>^mpich@1</c>.
    /// </summary>
    public static bool ProvidersFit(AbstractSpec left, AbstractSpec right, IVirtualPackages packages)
        => ProvidersFitOneWay(left, right, packages) && ProvidersFitOneWay(right, left, packages);

    private static bool ProvidersFitOneWay(AbstractSpec withVirtuals, AbstractSpec withProviders, IVirtualPackages packages)
    {
        foreach (AbstractSpec wanted in withVirtuals.Traverse())
        {
            if (wanted.Name.Length == 0 || !packages.IsVirtual(wanted.Name))
            {
                continue;
            }

            List<AbstractSpec> provided = [.. withProviders.Traverse().SelectMany(spec => ProvidedBy(spec, wanted.Name, packages))];
            if (provided.Count > 0 && !provided.Any(spec => spec.Intersects(wanted, packages, dependencies: false)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The virtual specs of one name that a package of the graph may provide.</summary>
    private static IEnumerable<AbstractSpec> ProvidedBy(AbstractSpec spec, string name, IVirtualPackages packages)
    {
        if (spec.Name.Length == 0 || packages.IsVirtual(spec.Name) || packages.ProvidedBy(spec.Name) is not { } provided)
        {
            yield break;
        }

        foreach (ProvidedVirtuals entry in provided)
        {
            foreach (AbstractSpec candidate in entry.Virtuals)
            {
                if (candidate.Name == name && spec.Intersects(entry.When, packages, dependencies: false))
                {
                    yield return candidate;
                }
            }
        }
    }

    private static bool Provides(
        AbstractSpec provider, AbstractSpec wanted, IVirtualPackages packages, Func<AbstractSpec, AbstractSpec, bool> applies)
    {
        if (packages.ProvidedBy(provider.FullName) is not { } provided
            || !provided.Any(entry => entry.Virtuals.Any(spec => spec.Name == wanted.Name) && provider.Intersects(entry.When, packages)))
        {
            return false;
        }

        return provided.Any(entry =>
            applies(provider, entry.When) && entry.Virtuals.Any(spec => spec.Intersects(wanted, packages)));
    }

    /// <summary>The packages that can provide a virtual spec, each with the condition under which it does.</summary>
    private static IEnumerable<AbstractSpec> Providers(AbstractSpec wanted, IVirtualPackages packages)
    {
        foreach (string name in packages.ProvidersOf(wanted.Name))
        {
            foreach (ProvidedVirtuals entry in packages.ProvidedBy(name) ?? [])
            {
                if (entry.Virtuals.Any(spec => spec.Name == wanted.Name && spec.Intersects(wanted, packages, dependencies: false)))
                {
                    yield return entry.When.Name.Length > 0 ? entry.When : entry.When.Renamed(name);
                }
            }
        }
    }
}

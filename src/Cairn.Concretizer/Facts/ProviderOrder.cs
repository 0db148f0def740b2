using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>The order in which providers of a virtual are wanted.</summary>
/// <remarks>Spack, <c>virtual_requirements_and_weights</c>: required ones, preferred ones, then <c>packages:all:providers</c>, less those in conflict.</remarks>
internal static class ProviderOrder
{
    /// <summary>The weight of a provider that nobody listed.</summary>
    public const int UnlistedWeight = 100;

    public static ImmutableArray<string> For(ProblemFacts facts, string virtualName)
    {
        var settings = facts.Configuration.For(virtualName);
        HashSet<string> removed = [];
        foreach (var conflict in settings.Conflicts)
        {
            if (conflict.When is null && AbstractSpec.Parse(conflict.Spec) is { Name.Length: > 0 } spec && SpecTree.IsBare(spec))
            {
                removed.Add(spec.Name);
            }
        }

        List<string> names = [];
        foreach (var requirement in settings.Requirements)
        {
            if (requirement.When is null)
            {
                names.AddRange(requirement.Specs.Select(NameOf));
            }
        }

        names.AddRange(settings.Preferences.Where(preference => preference.When is null).Select(preference => NameOf(preference.Spec)));
        if (facts.Configuration.ForAll.Providers.TryGetValue(virtualName, out var providers))
        {
            names.AddRange(providers.Select(NameOf));
        }

        return [.. names.Where(name => name.Length > 0 && !removed.Contains(name)).Distinct()];
    }

    private static string NameOf(string spec) => AbstractSpec.Parse(spec).Name;
}

using System.Collections.Immutable;
using Cairn.Build.Detection;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The externals that configuration files list: read by the commands on compilers and externals, and changed by them.</summary>
internal static class ExternalRecords
{
    private const string Section = "packages";
    private const string Externals = "externals";

    /// <summary>The file of a scope that lists externals.</summary>
    public static string FileOf(ConfigurationScope scope) => scope.FileOf(Section)!;

    /// <summary>All externals of a scope, or of all scopes together.</summary>
    public static IEnumerable<ListedExternal> Of(YamlNode? packages)
    {
        foreach (var entry in (packages as YamlMapping)?.Entries ?? [])
        {
            var externals = (entry.Value as YamlMapping)?[Externals] as YamlSequence;
            for (var i = 0; i < (externals?.Items.Length ?? 0); i++)
            {
                if (externals!.Items[i] is YamlMapping item && item["spec"] is YamlScalar { Text: var text })
                {
                    yield return new ListedExternal(entry.Key, i, AbstractSpec.Parse(text), item);
                }
            }
        }
    }

    /// <summary>Adds installations to a scope, those left out that the configuration has already.</summary>
    /// <returns>What was added.</returns>
    public static ImmutableArray<FoundExternal> Add(Session session, ConfigurationScope scope, ImmutableArray<FoundExternal> found, bool isNotBuildable)
    {
        var known = Of(session.Configuration.Section(Section)).Select(external => external.Spec).ToHashSet();
        var added = found.Where(external => !known.Contains(AbstractSpec.Parse(external.Installation.Spec))).ToImmutableArray();
        if (added.IsEmpty)
        {
            return added;
        }

        using var edit = ScopeEdit.Open(session, scope, Section);
        foreach (var package in added.GroupBy(external => external.Recipe, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            edit.Set([package.Key, Externals], new YamlSequence([.. ItemsOf(edit, package.Key), .. package.Select(HostDetection.External)], default));
        }

        if (isNotBuildable)
        {
            foreach (var name in added.Select(external => external.Recipe).Concat(VirtualsToClose(session, added)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                edit.Set([name, "buildable"], new YamlScalar("false", false, default));
            }
        }

        edit.Save();
        return added;
    }

    /// <summary>Takes externals out of the scopes that list them.</summary>
    /// <returns>Specs of what was taken out.</returns>
    public static ImmutableArray<AbstractSpec> Remove(Session session, IEnumerable<ConfigurationScope> scopes, Predicate<ListedExternal> isDoomed)
    {
        var removed = ImmutableArray.CreateBuilder<AbstractSpec>();
        foreach (var scope in scopes)
        {
            var doomed = Of(scope.Section(Section)?.Value).Where(external => isDoomed(external)).ToList();
            if (doomed.Count == 0)
            {
                continue;
            }

            using var edit = ScopeEdit.Open(session, scope, Section);
            foreach (var package in doomed.GroupBy(external => external.Package, StringComparer.Ordinal))
            {
                var places = package.Select(external => external.Index).ToHashSet();
                edit.Set([package.Key, Externals], new YamlSequence([.. ItemsOf(edit, package.Key).Where((_, index) => !places.Contains(index))], default));
                removed.AddRange(package.Select(external => external.Spec));
            }

            edit.Save();
        }

        return removed.DrainToImmutable();
    }

    /// <summary>
    /// What the packages that were found stand for, unless the user said how it is built: with `mpich` that must not be built, another
    /// `mpi` should not be either.
    /// </summary>
    private static IEnumerable<string> VirtualsToClose(Session session, ImmutableArray<FoundExternal> added)
    {
        var packages = session.Configuration.Section(Section) as YamlMapping;
        return added.Select(external => external.Recipe).Distinct(StringComparer.Ordinal)
            .SelectMany(name => session.Recipes.Get(name).Provided.Select(provided => provided.Virtual.Name!))
            .Where(name => (packages?[name] as YamlMapping)?["buildable"] is null);
    }

    private static ImmutableArray<YamlNode> ItemsOf(ScopeEdit edit, string package) => edit.Find(package, Externals) is YamlSequence list ? list.Items : [];
}

/// <summary>An external as a configuration lists it.</summary>
/// <param name="Package">The package.</param>
/// <param name="Index">Its position among the package's externals.</param>
/// <param name="Spec">What it is.</param>
/// <param name="Item">All that is said of it.</param>
internal sealed record ListedExternal(string Package, int Index, AbstractSpec Spec, YamlMapping Item)
{
    /// <summary>Its prefix, if one is given.</summary>
    public string? Prefix => (Item["prefix"] as YamlScalar)?.Text;

    /// <summary>The compilers' programs by language; empty for what is no compiler.</summary>
    public IEnumerable<KeyValuePair<string, string>> Compilers =>
        ((Item["extra_attributes"] as YamlMapping)?["compilers"] as YamlMapping)?.Entries
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString() ?? "")) ?? [];

    /// <summary>Modules that make it available.</summary>
    public IEnumerable<string> Modules => (Item["modules"] as YamlSequence)?.Items.Select(item => item.ToString() ?? "") ?? [];
}

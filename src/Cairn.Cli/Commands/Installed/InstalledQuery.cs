using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Concretization;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.UserEnvironment;

namespace Cairn.Cli.Commands;

/// <summary>Chooses among what is recorded by the switches of <c>find</c>.</summary>
internal sealed class InstalledQuery(Session session, FindSettings settings)
{
    /// <summary>What matches one of the specs, or everything if there are none, in the order of listings.</summary>
    public FoundSpecs Find(ImmutableArray<AbstractSpec> queries)
    {
        if (settings.ShowsConfiguredExternals)
        {
            var externals = ConfiguredExternals(queries);
            return new FoundSpecs(Filter(externals), []);
        }

        var matching = (queries.IsEmpty
                ? session.Database.Read(session.Cancellation).Values.Where(record => (record.State & settings.States) != 0)
                : queries.SelectMany(query => InstalledSpecs.Matching(session, query, settings.States)))
            .Where(Admits).Select(record => record.Spec);
        if (EnvironmentContent.OfActive(session) is not { } environment)
        {
            return new FoundSpecs(Filter(matching), []);
        }

        var records = session.Database.Read(session.Cancellation);
        var missing = environment.Specs.Values.Where(spec => !records.TryGetValue(spec.Hash, out var record) || !record.IsInstalled)
            .Where(spec => queries.IsEmpty || queries.Any(query => spec.Satisfies(query)));
        return new FoundSpecs(Filter(matching.Where(spec => environment.Specs.ContainsKey(spec.Hash))), Filter(missing));
    }

    private bool Admits(InstallRecord record)
    {
        if ((settings.OnlyExplicit is { } isExplicit && record.IsExplicit != isExplicit) || !IsInTree(record))
        {
            return false;
        }

        if (settings.Start is null && settings.End is null)
        {
            return true;
        }

        var time = DateTime.UnixEpoch.AddSeconds(record.InstallationTime).ToLocalTime();
        return (settings.Start is not { } start || time > start) && (settings.End is not { } end || time < end);
    }

    private bool IsInTree(InstallRecord record) => settings.Tree switch
    {
        "all" => true,
        "local" => record.Upstream is null,
        "upstream" => record.Upstream is not null,
        var name => (record.Upstream ?? session.Layout.Root) == TreeRoot(name),
    };

    private string TreeRoot(string nameOrPath) =>
        session.ConfiguredUpstreams().FirstOrDefault(upstream => upstream.Name == nameOrPath)?.Root
        ?? (nameOrPath.Contains('/')
            ? Path.GetFullPath(nameOrPath).TrimEnd('/')
            : throw new CairnException(new Diagnostic(
                "unknown-upstream", $"there is no upstream store `{nameOrPath}`", null,
                [.. session.ConfiguredUpstreams().Select(upstream => $"{upstream.Name} is {upstream.Root}")],
                "`--install-tree` takes all, local, upstream, a name of `upstreams.yaml` or a path")));

    private ImmutableArray<ConcreteSpec> Filter(IEnumerable<ConcreteSpec> specs)
    {
        if (settings.OnlyExternal)
        {
            specs = specs.Where(spec => spec.IsExternal);
        }

        if (settings.OnlyUnknown)
        {
            specs = specs.Where(spec => !session.Recipes.Contains(spec.Name));
        }

        if (settings.Tags.Length > 0)
        {
            specs = specs.Where(spec => TagsOf(spec.Name).Intersect(settings.Tags, StringComparer.Ordinal).Any());
        }

        if (settings.OnlyLoaded)
        {
            var loaded = LoadedHashes();
            specs = specs.Where(spec => loaded.Contains(spec.Hash));
        }

        var filtered = specs.DistinctBy(spec => spec.Hash).Order().ToImmutableArray();
        if (settings.Tags.Length > 0)
        {
            session.SaveRecipeCache();
        }

        return filtered;
    }

    /// <summary>The tags of a package; one whose recipe is gone or broken has none.</summary>
    private ImmutableArray<string> TagsOf(string package)
    {
        try
        {
            return session.Recipes.TryGet(package, out RecipeMetadata? recipe) ? [.. recipe.Tags] : [];
        }
        catch (CairnException broken)
        {
            session.Terminal.Warning(broken.Diagnostic.Message);
            return [];
        }
    }

    private static HashSet<string> LoadedHashes() => (Environment.GetEnvironmentVariable(RunEnvironment.LoadedVariable) ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    private IEnumerable<ConcreteSpec> ConfiguredExternals(ImmutableArray<AbstractSpec> queries) =>
        Concretization.ConfiguredExternals.Of(session.Recipes, session.ConcretizerConfiguration)
            .Where(spec => queries.IsEmpty || queries.Any(query => spec.Satisfies(query)));
}

/// <summary>What a query found.</summary>
/// <param name="Installed">What is recorded.</param>
/// <param name="NotInstalled">What the active environment decided and nobody has installed.</param>
internal sealed record FoundSpecs(ImmutableArray<ConcreteSpec> Installed, ImmutableArray<ConcreteSpec> NotInstalled);

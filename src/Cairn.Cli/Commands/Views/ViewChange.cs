using System.Collections.Immutable;
using Cairn.Build.Views;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Views;

namespace Cairn.Cli.Commands;

/// <summary>One change of a view, or a look at it.</summary>
internal sealed class ViewChange(Session session, ViewSettings settings)
{
    /// <summary>Adds packages.</summary>
    public int Add(string path, ViewProjections? projections, ViewMethod method, ImmutableArray<AbstractSpec> queries, bool ignoresConflicts)
    {
        var records = session.Database.Read(session.Cancellation);
        var seeds = queries.Select(query => InstalledSpecs.Single(session, query).Spec).Distinct().ToList();
        var view = Open(path, projections, method, seeds);
        var packages = new List<ViewPackage>();
        foreach (var package in PackagesOf(seeds, records))
        {
            var there = view.Find(package);
            if (there is null)
            {
                packages.Add(package);
            }
            else if (there.Equals(package.Spec))
            {
                session.Terminal.Note($"{package.Spec.Name}@{package.Spec.Version} is in the view already");
            }
            else
            {
                throw new CairnException(new Diagnostic(
                    "view-other-version", $"the view has another `{there.Name}`", null,
                    [$"there: {InstalledSpecs.Describe(there)}", $"wanted: {InstalledSpecs.Describe(package.Spec)}"],
                    $"`cairn view remove {path} {there.Name}` takes it out; projections give each a place of its own"));
            }
        }

        var ignored = view.Add(packages, ignoresConflicts);
        Tell(packages, "linked");
        if (ignored.Count > 0)
        {
            session.Terminal.Note($"{ignored.Count} file{(ignored.Count == 1 ? "" : "s")} of one name: the first was kept");
            foreach (var conflict in settings.IsVerbose ? ignored : [])
            {
                session.Terminal.ErrorLine($"    {conflict.Place}: {conflict.First}, not {conflict.Second}");
            }
        }

        if (view.NotRelocated.Count > 0)
        {
            session.Terminal.Warning(
                $"{view.NotRelocated.Count} binaries still point into the store, because their paths in the view are longer, for instance `{view.NotRelocated[0]}`");
        }

        return ExitCode.Success;
    }

    /// <summary>Takes packages out.</summary>
    public int Remove(string path, ImmutableArray<AbstractSpec> queries, bool withDependents)
    {
        var records = session.Database.Read(session.Cancellation);
        var view = Open(path, null, ViewMethod.Symlink, []);
        var inView = view.Packages();
        if (inView.IsEmpty)
        {
            session.Terminal.Warning($"there is no package in `{path}`");
            return ExitCode.Success;
        }

        var doomed = Doomed(inView, queries, withDependents);
        if (doomed.Count == 0)
        {
            return ExitCode.Success;
        }

        view = Open(path, null, MethodOf(view, inView, records), [.. inView]);
        var kept = inView.Where(spec => !doomed.Contains(spec)).Select(spec => PackageOf(spec, records)).ToList();
        // Dependents go first: at no time is there something whose dependencies are gone.
        var order = DagTraversal.Nodes(inView, TraversalOrder.Topological).Where(doomed.Contains).Select(spec => PackageOf(spec, records)).ToList();
        view.Remove(order, kept);
        Tell(order, "removed");
        return ExitCode.Success;
    }

    /// <summary>Shows what is in a view.</summary>
    public int Status(string path, ImmutableArray<AbstractSpec> queries, bool json)
    {
        var records = session.Database.Read(session.Cancellation);
        var view = Open(path, null, ViewMethod.Symlink, []);
        var inView = view.Packages();
        var wanted = queries.IsEmpty ? [.. inView] : queries.Select(query => Choose(inView, query)).ToList();
        var specs = settings.WithDependencies && !queries.IsEmpty ? PackagesOf(wanted, records).Select(package => package.Spec).ToList() : wanted;
        var code = ExitCode.Success;
        foreach (var spec in specs.Where(spec => !inView.Contains(spec)))
        {
            session.Terminal.ErrorLine($"{spec.Name}@{spec.Version}/{spec.ShortHash()} is not in the view");
            code = ExitCode.Negative;
        }

        var shown = specs.Where(spec => inView.Contains(spec)).Distinct().OrderBy(spec => spec).ToList();
        foreach (var spec in shown)
        {
            _ = view.Find(PackageOf(spec, records));
        }

        if (json)
        {
            session.Terminal.Line($"[{string.Join(',', shown.Select(spec => JsonText.Object(
                ("name", spec.Name), ("version", spec.Version.ToString()), ("hash", spec.Hash), ("place", view.PlaceOf(spec)))))}]");
            return code;
        }

        foreach (var spec in shown)
        {
            session.Terminal.Line($"{(settings.IsVerbose ? spec.ShortHash() + " " : "")}{spec.Name}@{spec.Version}  {view.PlaceOf(spec)}");
        }

        if (shown.Count == 0)
        {
            session.Terminal.Note($"no package in `{path}`");
        }

        return code;
    }

    private FilesystemView Open(string path, ViewProjections? projections, ViewMethod method, IReadOnlyList<ConcreteSpec> roots) =>
        FilesystemView.Open(path, projections, method, new RecipeViewHooks(() => session.WorldOf(roots)), session.PrefixOf);

    /// <summary>The packages that go into a view with some seeds, nearest first; external ones stay where they are.</summary>
    private List<ViewPackage> PackagesOf(IReadOnlyList<ConcreteSpec> seeds, ImmutableDictionary<string, InstallRecord> records)
    {
        var nodes = settings.WithDependencies ? DagTraversal.Nodes(seeds, TraversalOrder.Topological, DependencyTypes.Link | DependencyTypes.Run) : seeds;
        session.AskRecipes(seeds);
        return [.. nodes.Where(node => !node.IsExternal && !settings.Excludes(node)).Select(node => PackageOf(node, records))];
    }

    private ViewPackage PackageOf(ConcreteSpec spec, ImmutableDictionary<string, InstallRecord> records)
    {
        if (!records.TryGetValue(spec.Hash, out var record) || !record.IsInstalled)
        {
            throw new CairnException(new Diagnostic(
                "not-installed", $"`{spec.Name}@{spec.Version}/{spec.ShortHash()}` is not installed", null, [], "leave it out with `--exclude`, or install it again"));
        }

        var answers = session.AnswersOf(spec);
        var extendee = answers.Extendee is { } hash ? spec.Traverse().FirstOrDefault(node => node.Hash == hash) : null;
        return new ViewPackage(spec, record.Path!, extendee, answers.ViewHooks);
    }

    private HashSet<ConcreteSpec> Doomed(ImmutableArray<ConcreteSpec> inView, ImmutableArray<AbstractSpec> queries, bool withDependents)
    {
        if (queries.IsEmpty)
        {
            return [.. inView];
        }

        var doomed = queries.Select(query => Single(inView, query)).ToHashSet();
        if (settings.WithDependencies)
        {
            doomed = [.. DagTraversal.Nodes(doomed).Where(inView.Contains)];
        }

        doomed.RemoveWhere(settings.Excludes);
        var dependents = inView.Where(spec => !doomed.Contains(spec) && spec.Traverse(types: DependencyTypes.Run | DependencyTypes.Link).Any(doomed.Contains)).ToList();
        if (dependents.Count > 0)
        {
            var names = string.Join(", ", dependents.Select(spec => spec.Name));
            session.Terminal.Warning(withDependents ? $"what depends on them is removed, too: {names}" : $"what depends on them will not work any more: {names}");
            doomed.UnionWith(withDependents ? dependents : []);
        }

        return doomed;
    }

    private static ConcreteSpec Single(ImmutableArray<ConcreteSpec> inView, AbstractSpec query)
    {
        var found = inView.Where(spec => InstalledSpecs.Matches(spec, query)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CairnException(new Diagnostic("not-in-view", $"no package of the view matches `{query}`", null, [], "`cairn view status` shows what is in it")),
            _ => throw new CairnException(new Diagnostic(
                "ambiguous", $"`{query}` matches {found.Count} packages of the view", null, [.. found.Select(InstalledSpecs.Describe)],
                $"say which by its hash, as in `/{found[0].ShortHash()}`")),
        };
    }

    private ConcreteSpec Choose(ImmutableArray<ConcreteSpec> inView, AbstractSpec query) =>
        inView.Where(spec => InstalledSpecs.Matches(spec, query)).ToList() is [var only] ? only : InstalledSpecs.Single(session, query).Spec;

    /// <summary>How a view was made, as one of its files tells: what is put back in place of a removed file is made alike.</summary>
    private ViewMethod MethodOf(FilesystemView view, ImmutableArray<ConcreteSpec> inView, ImmutableDictionary<string, InstallRecord> records)
    {
        var package = PackageOf(inView[0], records);
        _ = view.Find(package);
        return FilesystemView.MethodOf(
            Path.Combine(view.PlaceOf(package.Spec), ".spack", package.Spec.Name, "spec.json"), Store.Layout.InstallLayout.SpecFileOf(package.Prefix));
    }

    private void Tell(IEnumerable<ViewPackage> packages, string what)
    {
        if (settings.IsVerbose)
        {
            foreach (var package in packages)
            {
                session.Terminal.Note($"{what} {package.Spec.Name}@{package.Spec.Version}");
            }
        }
    }
}

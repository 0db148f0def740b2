using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Modules;

namespace Cairn.Cli.Commands;

/// <summary>The work of <c>cairn module</c> on one set of modules.</summary>
internal sealed class ModuleWork(Session session, ModuleSet set)
{
    /// <summary>Makes files anew.</summary>
    public int Refresh(ImmutableArray<AbstractSpec> queries, bool deletesTree, bool isConfirmed)
    {
        var specs = Matching(queries);
        if (specs.IsEmpty)
        {
            session.Terminal.Note("no package matches");
            return ExitCode.Success;
        }

        session.AskRecipes(specs);
        RefuseClashes(specs);
        var wanted = specs.Where(spec => !session.ModuleFiles.Of(set, spec).IsExcluded).ToImmutableArray();
        if (wanted.IsEmpty)
        {
            session.Terminal.Note("the configuration excludes all of them");
            return ExitCode.Success;
        }

        if (!isConfirmed && !Confirm($"{ModuleSystems.NameOf(set.System)} module files will be made anew for", wanted))
        {
            return ExitCode.Failure;
        }

        if (deletesTree && Directory.Exists(set.Root))
        {
            Directory.Delete(set.Root, recursive: true);
        }

        var failures = new List<(ConcreteSpec Spec, Diagnostic Problem)>();
        var written = session.ModuleFiles.Write(set, wanted, (file, problem) => failures.Add((file.Spec, problem.Diagnostic)));
        // What is wrong with a view is wrong for all of hundreds of packages: told once.
        foreach (var alike in failures.GroupBy(failure => (failure.Problem.Message, failure.Problem.Hint)))
        {
            var (spec, problem) = alike.First();
            string others = alike.Count() == 1 ? "" : $" and {alike.Count() - 1} more";
            session.Terminal.Error(problem with { Message = $"no module file for {InstalledSpecs.Describe(spec)}{others}: {problem.Message}" });
        }

        ModuleFiles.WriteIndex(set, written, keepsOthers: !deletesTree);
        session.Terminal.Note($"{written.Count} {ModuleSystems.NameOf(set.System)} module file{(written.Count == 1 ? "" : "s")} in {set.Root}");
        return failures.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>Prints names or files.</summary>
    public int Find(AbstractSpec query, bool fullPath, bool withDependencies, bool json)
    {
        var spec = InstalledSpecs.Single(session, query).Spec;
        var below = withDependencies ? spec.Traverse(TraversalOrder.Post, DependencyTypes.Link | DependencyTypes.Run, includeRoot: false) : [];
        var dependencies = below.Select(node => session.ModuleFiles.Of(set, node)).ToList();
        var file = session.ModuleFiles.Of(set, spec);
        if (!File.Exists(file.Path))
        {
            throw new CairnException(new Diagnostic(
                "no-module", $"there is no module file for {InstalledSpecs.Describe(spec)}", null, [file.IsExcluded ? "the configuration excludes it" : $"it would be {file.Path}"],
                $"`cairn module {ModuleSystems.NameOf(set.System)} refresh` makes module files"));
        }

        var found = dependencies.Where(module => File.Exists(module.Path)).Append(file).ToList();
        if (found.Count <= dependencies.Count)
        {
            session.Terminal.Warning("some of what it needs has no module file: excluded, or not made yet");
        }

        session.Terminal.Line(json
            ? $"[{string.Join(',', found.Select(module => JsonText.Object(("name", module.Spec.Name), ("hash", module.Spec.Hash), ("module", module.UseName), ("path", module.Path))))}]"
            : string.Join(' ', found.Select(module => fullPath ? module.Path : module.UseName)));
        return ExitCode.Success;
    }

    /// <summary>Prints commands that load packages.</summary>
    public int Loads(ImmutableArray<AbstractSpec> queries, bool onlyNames, string prefix, IReadOnlyList<string> excluded, bool withDependencies)
    {
        var specs = Matching(queries);
        IEnumerable<ConcreteSpec> all = withDependencies ? DagTraversal.Nodes(specs, TraversalOrder.Post) : specs;
        var isComplete = true;
        foreach (var spec in all)
        {
            var module = session.ModuleFiles.Of(set, spec);
            if (module.IsExcluded || !File.Exists(module.Path))
            {
                isComplete = false;
                session.Terminal.Line($"## excluded or missing from upstream: {spec.Format(SpecFormat.Default)}");
                continue;
            }

            if (!onlyNames)
            {
                session.Terminal.Line($"# {spec.Format(SpecFormat.Default)}");
            }

            session.Terminal.Line($"{(excluded.Contains(spec.Name) ? "## " : "")}{(onlyNames ? "" : "module load ")}{prefix}{module.UseName}");
        }

        if (!isComplete)
        {
            session.Terminal.Warning("some packages have no module file: excluded, or not made yet");
        }

        return ExitCode.Success;
    }

    /// <summary>Removes files.</summary>
    public int Remove(ImmutableArray<AbstractSpec> queries, bool isConfirmed)
    {
        var specs = Matching(queries).Where(spec => File.Exists(session.ModuleFiles.Of(set, spec).Path)).ToImmutableArray();
        if (specs.IsEmpty)
        {
            throw new CairnException(new Diagnostic("no-module", "no module file matches"));
        }

        if (!isConfirmed && !Confirm($"{ModuleSystems.NameOf(set.System)} module files will be removed for", specs))
        {
            return ExitCode.Failure;
        }

        foreach (var spec in specs)
        {
            session.ModuleFiles.Of(set, spec).Remove();
        }

        return ExitCode.Success;
    }

    /// <summary>Makes a module the default of its name.</summary>
    public int SetDefault(AbstractSpec query)
    {
        var module = session.ModuleFiles.Of(set, InstalledSpecs.Single(session, query).Spec);
        if (!File.Exists(module.Path))
        {
            throw new CairnException(new Diagnostic(
                "no-module", $"there is no module file for {InstalledSpecs.Describe(module.Spec)}", null, [$"it would be {module.Path}"],
                $"`cairn module {ModuleSystems.NameOf(set.System)} refresh` makes module files"));
        }

        module.MakeDefault();
        return ExitCode.Success;
    }

    private ImmutableArray<ConcreteSpec> Matching(ImmutableArray<AbstractSpec> queries)
    {
        var records = session.Database.Read(session.Cancellation);
        return
        [
            .. (queries.IsEmpty ? records.Values.Where(record => record.IsInstalled) : queries.SelectMany(query => InstalledSpecs.Matching(session, query)))
                .Select(record => record.Spec).Distinct().Order(),
        ];
    }

    private void RefuseClashes(ImmutableArray<ConcreteSpec> specs)
    {
        var clashes = session.ModuleFiles.Clashes(set, specs).ToList();
        if (clashes.Count > 0)
        {
            throw new CairnException(new Diagnostic(
                "module-clash", $"{clashes.Count} module file{(clashes.Count == 1 ? "" : "s")} would be written for several packages", null,
                [.. clashes.Take(10).Select(clash => $"{clash.Key}: {string.Join(", ", clash.Select(file => InstalledSpecs.Describe(file.Spec)))}")],
                "let `projections`, `suffixes` or `hash_length` in `modules.yaml` tell them apart"));
        }
    }

    private bool Confirm(string what, ImmutableArray<ConcreteSpec> specs)
    {
        session.Terminal.ErrorLine($"{what}:");
        foreach (var spec in specs)
        {
            session.Terminal.ErrorLine($"    {InstalledSpecs.Describe(spec)}");
        }

        if (Console.IsInputRedirected)
        {
            session.Terminal.ErrorLine("\nhint: there is nobody to ask here; `--yes-to-all` confirms");
            return false;
        }

        Console.Error.Write("Do you want to proceed? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Build.PostInstall;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Changes;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn verify</c>: compares what is installed with what it should be.</summary>
internal static class VerifyCommand
{
    public static Command Create(Session session) => new("verify", "check what is installed")
    {
        CreateManifest(session),
        CreateLibraries(session),
        CreateVersions(session),
        CreateStore(session),
    };

    private static Command CreateManifest(Session session)
    {
        var words = new Argument<string[]>("spec-or-file") { Description = "what to check", Arity = ArgumentArity.ZeroOrMore };
        var local = new Option<bool>("-l", "--local") { Description = "only this store, not those that it builds on" };
        var json = new Option<bool>("-j", "--json") { Description = "print a JSON object of paths" };
        var all = new Option<bool>("-a", "--all") { Description = "check every package, or every one that matches" };
        var specs = new Option<bool>("-s", "--specs") { Description = "the words are specs (the default)" };
        var files = new Option<bool>("-f", "--files") { Description = "the words are files" };
        var command = new Command("manifest", "find files that were changed, added or removed since installation") { words, local, json, all, specs, files };
        Exclusive.Add(command, specs, files);
        Exclusive.Add(command, all, files);
        command.Validators.Add(result =>
        {
            if (result.GetValue(words) is not { Length: > 0 } && !result.GetValue(all))
            {
                result.AddError("give what to check, or `--all`");
            }
        });
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(words) ?? [];
            var deviations = parsed.GetValue(files)
                ? given.Select(file => (Title: (string?)null, Found: ManifestCheck.OfFile(file)))
                : Chosen(session, SpecArguments.Parse(given), parsed.GetValue(all), parsed.GetValue(local))
                    .Where(record => !record.Spec.IsExternal && record.Path is not null)
                    .Select(record => (Title: (string?)InstalledSpecs.Describe(record.Spec), Found: ManifestCheck.OfPrefix(record.Path!)));
            return PrintDeviations(session, deviations, parsed.GetValue(json));
        });
        return command;
    }

    private static int PrintDeviations(Session session, IEnumerable<(string? Title, ImmutableArray<ManifestDeviation> Found)> checks, bool json)
    {
        var all = new List<ManifestDeviation>();
        foreach (var (title, found) in checks)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            all.AddRange(found);
            if (json || found.IsEmpty)
            {
                continue;
            }

            if (title is not null)
            {
                session.Terminal.Line($"==> In package {title}");
            }

            foreach (var deviation in found)
            {
                session.Terminal.Line($"{deviation.Path} verification failed with error(s):");
                foreach (var what in deviation.What)
                {
                    session.Terminal.Line($"    {what}");
                }
            }
        }

        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                foreach (var deviation in all)
                {
                    RecipeJson.Texts(writer, deviation.Path, deviation.What);
                }

                writer.WriteEndObject();
            }));
        }

        return all.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static Command CreateLibraries(Session session)
    {
        var specs = SpecArguments.Create("what to check (default: everything)");
        var json = new Option<bool>("--json") { Description = "print a JSON object of packages" };
        var command = new Command("libraries", "find programs and libraries that would not find the libraries they need") { specs, json };
        command.SetAction(parsed =>
        {
            var records = Chosen(session, SpecArguments.Parse(parsed.GetValue(specs)), all: true, isLocal: false)
                .Where(record => !record.Spec.IsExternal && record.Path is not null && Directory.Exists(record.Path)).ToList();
            var libraries = new RunTimeLibraries();
            var problems = records.Select(record => (record, Missing: WithoutAllowed(session, record, libraries.FindMissing(record.Path!))))
                .Where(entry => !entry.Missing.IsEmpty).ToList();
            if (parsed.GetValue(json))
            {
                session.Terminal.Line(JsonText.Of(writer =>
                {
                    writer.WriteStartObject();
                    foreach (var (record, missing) in problems)
                    {
                        RecipeJson.Texts(writer, InstalledSpecs.Describe(record.Spec), missing);
                    }

                    writer.WriteEndObject();
                }));
            }
            else
            {
                foreach (var (record, missing) in problems)
                {
                    session.Terminal.Line($"{InstalledSpecs.Describe(record.Spec)}: {record.Path}");
                    foreach (var line in missing)
                    {
                        session.Terminal.Line($"    {line}");
                    }
                }

                session.Terminal.Note($"{records.Count} packages checked, {problems.Count} with libraries that cannot be found");
            }

            return problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    /// <summary>Recipes may say what is left to the machine that runs it (<c>unresolved_libraries</c>), such as a driver's library.</summary>
    private static ImmutableArray<string> WithoutAllowed(Session session, InstallRecord record, ImmutableArray<string> missing)
    {
        if (missing.IsEmpty)
        {
            return missing;
        }

        try
        {
            var allowed = session.Recipes.TryGet(record.Spec.FullName, out var recipe) ? recipe.Attributes["unresolved_libraries"]?.AsTexts ?? [] : [];
            return allowed.IsEmpty ? missing : [.. missing.Where(line => !allowed.Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, line.AsSpan(line.LastIndexOf(' ') + 1))))];
        }
        catch (CairnException broken)
        {
            session.Terminal.Warning(broken.Diagnostic.Message);
            return missing;
        }
    }

    private static Command CreateVersions(Session session)
    {
        var specs = SpecArguments.Create("what to check (default: everything)");
        var command = new Command("versions", "find installed packages whose recipes do not know their versions, or advise against them") { specs };
        command.SetAction(parsed =>
        {
            var findings = Chosen(session, SpecArguments.Parse(parsed.GetValue(specs)), all: true, isLocal: false)
                .Select(record => (record, Problem: VersionProblem(session, record.Spec))).Where(entry => entry.Problem is not null).ToList();
            foreach (var (record, problem) in findings)
            {
                session.Terminal.Line($"{InstalledSpecs.Describe(record.Spec)}: {problem}");
            }

            session.SaveRecipeCache();
            return findings.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static string? VersionProblem(Session session, ConcreteSpec spec)
    {
        RecipeMetadata? recipe;
        try
        {
            if (!session.Recipes.TryGet(spec.Name, out recipe))
            {
                return "there is no recipe";
            }
        }
        catch (CairnException broken)
        {
            return broken.Diagnostic.Message;
        }

        return recipe.FindVersion(spec.Version) switch
        {
            null => spec.IsExternal ? null : "its recipe does not know the version",
            { IsDeprecated: true } => "the version is deprecated",
            _ => null,
        };
    }

    private static Command CreateStore(Session session)
    {
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("store", "compare the database with the prefixes that are there") { json };
        command.SetAction(parsed =>
        {
            var findings = new StoreAudit(session.Layout, session.Database).Run(session.Cancellation);
            if (parsed.GetValue(json))
            {
                session.Terminal.Line(JsonText.Of(writer =>
                {
                    writer.WriteStartArray();
                    foreach (var finding in findings)
                    {
                        writer.WriteRawValue(JsonText.Object(("code", finding.Code), ("path", finding.Path), ("message", finding.Message), ("hint", finding.Hint)));
                    }

                    writer.WriteEndArray();
                }));
            }
            else
            {
                foreach (var finding in findings)
                {
                    session.Terminal.Line($"{finding.Code}: {finding.Path}: {finding.Message}\n    {finding.Hint}");
                }
            }

            return findings.IsEmpty ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static IEnumerable<InstallRecord> Chosen(Session session, ImmutableArray<AbstractSpec> queries, bool all, bool isLocal)
    {
        if (queries.IsEmpty)
        {
            var records = isLocal ? session.Database.ReadLocal(session.Cancellation) : session.Database.Read(session.Cancellation);
            return records.Values.Where(record => record.IsInstalled).OrderBy(record => record.Spec);
        }

        return queries.SelectMany(query => all
            ? InstalledSpecs.Matching(session, query, isLocalOnly: isLocal) is { IsEmpty: false } found ? found : throw InstalledSpecs.NotInstalled(query)
            : [InstalledSpecs.Single(session, query, isLocalOnly: isLocal)]).DistinctBy(record => record.Spec.Hash);
    }
}

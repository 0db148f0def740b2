using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Completion;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary>All commands. Only the one that was asked for is built: options cost start-up time.</summary>
internal static class CommandTree
{
    private static readonly ImmutableArray<CommandEntry> s_commands =
    [
        new("spec", SpecCommand.Create),
        new("solve", SolveCommand.Create),
        new("why", WhyCommand.Create),
        new("why-not", WhyNotCommand.Create),
        new("concretize", ConcretizeCommand.Create),
        new("env", EnvironmentCommand.Create),
        new("install", InstallCommand.Create),
        new("dev-build", InstallCommand.CreateDevelop),
        new("find", FindCommand.Create),
        new("location", LocationCommand.Create),
        new("uninstall", UninstallCommand.Create),
        new("load", LoadCommand.Create),
        new("unload", LoadCommand.CreateUnload),
        new("cd", CdCommand.Create),
        new("view", ViewCommand.Create),
        new("module", ModuleCommand.Create),
        new("extensions", ExtensionsCommand.Create),
        new("activate", ActivateCommand.Create),
        new("deactivate", ActivateCommand.CreateDeactivate),
        new("shell-init", ShellInitCommand.Create),
        new("complete", CompleteCommand.Create),
        new("gc", CollectGarbageCommand.Create),
        new("mark", MarkCommand.Create),
        new("deprecate", DeprecateCommand.Create),
        new("reindex", ReindexCommand.Create),
        new("diff", DiffCommand.Create),
        new("logs", LogsCommand.Create),
        new("graph", GraphCommand.Create),
        new("verify", VerifyCommand.Create),
        new("doctor", DoctorCommand.Create),
        new("list", ListCommand.Create),
        new("info", InfoCommand.Create),
        new("versions", VersionsCommand.Create),
        new("providers", ProvidersCommand.Create),
        new("dependencies", DependenciesCommand.Create),
        new("dependents", DependentsCommand.Create),
        new("maintainers", MaintainersCommand.Create),
        new("tags", TagsCommand.Create),
        new("recipes", RecipesCommand.Create),
        new("python", PythonCommand.Create),
        new("fetch", FetchCommand.Create),
        new("stage", StageCommand.Create),
        new("patch", PatchCommand.Create),
        new("restage", RestageCommand.Create),
        new("clean", CleanCommand.Create),
        new("purge", CleanCommand.CreatePurge),
        new("mirror", MirrorCommand.Create),
        new("checksum", ChecksumCommand.Create),
        new("md5", ChecksumCommand.CreateMd5),
        new("repo", RepoCommand.Create),
        new("config", ConfigCommand.Create),
        new("arch", ArchCommand.Create),
        new("compiler", CompilerCommand.Create),
        new("compilers", CompilerCommand.CreateShort),
        new("external", ExternalCommand.Create),
        new("build-env", BuildEnvironmentCommand.Create),
        new("test-env", BuildEnvironmentCommand.CreateTest),
        new("test", TestCommand.Create),
        new("debug", DebugCommand.Create),
        new("build-worker", BuildWorkerCommand.Create),
    ];

    /// <summary>Adds the command that the arguments name to the root, or every command if they name none that is known.</summary>
    public static void AddTo(RootCommand root, Session session, IReadOnlyList<string> arguments)
    {
        int at = GlobalOptions.FindCommand(arguments);
        if (at >= 0)
        {
            foreach (var entry in s_commands)
            {
                if (entry.Name == arguments[at])
                {
                    root.Subcommands.Add(entry.Create(session));
                    return;
                }
            }
        }

        foreach (var entry in s_commands)
        {
            root.Subcommands.Add(entry.Create(session));
        }
    }

    private sealed record CommandEntry(string Name, Func<Session, Command> Create);
}

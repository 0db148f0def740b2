using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Modules;
using Cairn.Store.UserEnvironment;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn shell-init SHELL</c>: prints what a shell evaluates to get the function <c>cairn</c>, completion and module paths.</summary>
internal static class ShellInitCommand
{
    public static Command Create(Session session)
    {
        var shell = new Argument<string>("shell")
        {
            Description = "sh, bash, zsh, dash, ksh, csh, tcsh or fish",
            DefaultValueFactory = _ => Path.GetFileName(session.Places.Environment.GetValueOrDefault("SHELL") ?? "sh"),
        };
        shell.CompletionSources.Add("bash", "zsh", "sh", "dash", "ksh", "csh", "tcsh", "fish");
        var program = new Option<string?>("--program") { Description = "the program that the function runs; this one if not given", HelpName = "PATH" };
        var command = new Command("shell-init", "print what sets up a shell: `eval \"$(cairn shell-init bash)\"`") { shell, program };
        command.SetAction(parsed =>
        {
            var directory = SharedFiles.Materialize(session.Places.Root);
            var path = Path.GetFullPath(parsed.GetValue(program) ?? Environment.ProcessPath!);
            session.Terminal.Write(Text(session, DialectOf(parsed.GetValue(shell)!), path, directory));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Text(Session session, ShellDialect dialect, string program, string directory)
    {
        string Quoted(string word) => ShellCode.Quote(dialect, word);
        var (set, read, file) = dialect switch
        {
            ShellDialect.Csh => ("set {0} = {1};\n", "source", "functions.csh"),
            ShellDialect.Fish => ("set -g {0} {1};\n", "source", "functions.fish"),
            _ => ("{0}={1};\n", ".", "functions.sh"),
        };
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return string.Format(culture, set, "_cairn_program", Quoted(program))
            + string.Format(culture, set, "_cairn_share", Quoted(directory))
            + ModulePaths(session, dialect)
            + $"{read} {Quoted(Path.Combine(directory, file))};\n";
    }

    /// <summary>The directories of module files that this machine can use, on <c>MODULEPATH</c>.</summary>
    private static string ModulePaths(Session session, ShellDialect dialect)
    {
        var environment = session.Places.Environment;
        if (environment.ContainsKey("CAIRN_SKIP_MODULES") || environment.ContainsKey("SPACK_SKIP_MODULES"))
        {
            return "";
        }

        var known = (environment.GetValueOrDefault("MODULEPATH") ?? "").Split(':');
        var changes = new EnvironmentChanges();
        foreach (var path in ModuleDirectories(session).Where(path => Directory.Exists(path) && !known.Contains(path)))
        {
            changes.PrependPath("MODULEPATH", path);
        }

        return ShellCode.Write(changes, dialect, environment);
    }

    private static IEnumerable<string> ModuleDirectories(Session session)
    {
        var host = ConcreteArchitecture.Host();
        // What was built for an older processor of the family runs here, too; the most specific comes first.
        var targets = host.Target.Ancestors.Reverse().Append(host.Target).ToList();
        foreach (var name in ModuleSet.NamesIn(session.Configuration))
        {
            var tcl = ModuleSet.From(session.Configuration, name, ModuleSystem.Tcl);
            foreach (var target in targets)
            {
                yield return tcl.HasArchitectureFolder ? Path.Combine(tcl.Root, $"{host.Platform}-{host.OperatingSystem}-{target.Name}") : tcl.Root;
            }

            if (ModuleSet.EnabledIn(session.Configuration, name).Contains(ModuleSystem.Lmod))
            {
                var lmod = ModuleSet.From(session.Configuration, name, ModuleSystem.Lmod);
                yield return Path.Combine(
                    [lmod.Root, .. lmod.HasArchitectureFolder ? new[] { $"{host.Platform}-{host.OperatingSystem}-{host.Target.Family.Name}" } : [], "Core"]);
            }
        }
    }

    private static ShellDialect DialectOf(string shell) => shell switch
    {
        "sh" or "bash" or "zsh" or "dash" or "ash" or "ksh" or "ksh93" or "mksh" or "busybox" => ShellDialect.Sh,
        "csh" or "tcsh" => ShellDialect.Csh,
        "fish" => ShellDialect.Fish,
        _ => throw new CairnException(new Diagnostic(
            "unknown-shell", $"there is no shell support for `{shell}`", null, [], "name one of sh, bash, zsh, dash, ksh, csh, tcsh, fish")),
    };
}

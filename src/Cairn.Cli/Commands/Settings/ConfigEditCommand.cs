using System.CommandLine;
using System.Diagnostics;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Schemas;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config edit</c>: opens a section's file in an editor, and takes the result over if it is sound.</summary>
internal static class ConfigEditCommand
{
    private static readonly string[] s_editors = ["vim", "vi", "emacs", "nano", "ed"];

    public static Command Create(Session session, Option<string?> scope)
    {
        var section = new Argument<string?>("section") { Description = "the section; an environment's file by default", Arity = ArgumentArity.ZeroOrOne };
        var print = new Option<bool>("--print-file") { Description = "only print the file's name" };
        var command = new Command("edit", "edit a configuration file") { section, print };
        command.SetAction(parsed => Run(session, parsed.GetValue(section), parsed.GetValue(scope), parsed.GetValue(print)));
        return command;
    }

    private static int Run(Session session, string? section, string? scopeName, bool onlyPrints)
    {
        if (section is null && session.ActiveEnvironment is null)
        {
            throw new CairnException(new Diagnostic("usage", "which section?", null, [], "`cairn config list` lists them"));
        }

        if (section is not null)
        {
            ConfigAddCommand.RequireSection(section);
        }

        string file = section is null
            ? session.ActiveEnvironment!.Manifest.File
            : FileOf(session, section, scopeName);
        if (onlyPrints)
        {
            session.Terminal.Line(file);
            return ExitCode.Success;
        }

        // A copy is edited: the file itself is replaced only by something that can be read.
        string draft = Path.Combine(session.Places.TemporaryDirectory, $"cairn-{Environment.ProcessId}-{Path.GetFileName(file)}");
        File.WriteAllText(draft, File.Exists(file) ? File.ReadAllText(file) : $"{section ?? "spack"}:\n");
        string before = File.ReadAllText(draft);
        Edit(session, draft);
        string after = File.ReadAllText(draft);
        if (after != before)
        {
            Check(draft, section);
            AtomicFile.WriteText(file, after);
            session.Terminal.Line($"wrote {file}");
        }

        File.Delete(draft);
        return ExitCode.Success;
    }

    /// <summary>The configuration may be what is broken: then the user's own file is edited.</summary>
    private static string FileOf(Session session, string section, string? scopeName)
    {
        try
        {
            return ScopeChoice.Choose(session, scopeName).FileOf(section)!;
        }
        catch (CairnException) when (scopeName is null)
        {
            return Path.Combine(session.Places.UserConfiguration, section + ".yaml");
        }
    }

    private static void Check(string draft, string? section)
    {
        try
        {
            var scope = section is null ? new FileScope("draft", draft, "spack") : (ConfigurationScope)new FileScope("draft", draft);
            foreach (string name in section is null ? SectionSchemas.Names : [section])
            {
                if (scope.Section(name) is { } entry)
                {
                    SectionSchemas.Check(name, entry.Value).ThrowIfWrong();
                }
            }
        }
        catch (CairnException exception)
        {
            throw new CairnException(
                exception.Diagnostic with { Notes = [.. exception.Diagnostic.Notes, "the file is as it was"], Hint = $"what you wrote is kept in `{draft}`" }, exception);
        }
    }

    private static void Edit(Session session, string draft)
    {
        string? editor = new[] { "VISUAL", "EDITOR" }.Select(name => session.Places.Environment.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?? s_editors.FirstOrDefault(name => (session.Places.Environment.GetValueOrDefault("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))))
            ?? throw new CairnException(new Diagnostic("missing-tool", "there is no editor", null, [], "name one in `VISUAL` or `EDITOR`"));

        // The variables hold a command line, as in `code --wait`.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$1\"", "sh", draft]))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new CairnException(new Diagnostic("editor", $"the editor `{editor}` ended with {process.ExitCode}", null, ["the file is as it was"], $"what you wrote is kept in `{draft}`"));
        }
    }
}

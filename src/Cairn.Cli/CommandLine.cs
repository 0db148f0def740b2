using System.CommandLine;
using System.CommandLine.Parsing;
using Cairn.Build.Worker;
using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli;

/// <summary>Finds the command that was asked for, runs it, and turns what goes wrong into a message and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        // Paid by every script that asks: answered before anything is set up.
        if (arguments is ["--version" or "-V"])
        {
            Console.Out.WriteLine(ProductVersion.Text);
            return ExitCode.Success;
        }

        (arguments, var passed) = PassedArguments.Split(arguments);
        var terminal = new Terminal();
        using var interruption = new Interruption();
        var globals = new GlobalOptions();
        var root = globals.CreateRoot();
        using var session = new Session(terminal, interruption.Token) { PassedArguments = passed, IsWorker = arguments.Contains("build-worker") };
        CommandTree.AddTo(root, session, arguments);

        var parsed = root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = true, ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            UsageErrors.Print(terminal, parsed);
            return ExitCode.Usage;
        }

        try
        {
            session.Apply(globals, parsed);
            // No time limit after a signal: what was begun is undone first, however slow the machine is. A second signal ends it at once.
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            try
            {
                return await parsed.InvokeAsync(invocation, interruption.Token);
            }
            catch (CairnException exception) when (exception.Diagnostic.Code == UnknownRecipe.Code && !terminal.HasOutput && session.CloneBuiltIn())
            {
                // The first need of `builtin`: a package that the repositories at hand do not have.
                return await parsed.InvokeAsync(invocation, interruption.Token);
            }
        }
        catch (CairnException exception)
        {
            terminal.Error(exception.Diagnostic);
            return exception.Diagnostic.Code == UsageErrors.Code ? ExitCode.Usage : ExitCode.Failure;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            terminal.ErrorLine("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (!session.IsDebug)
        {
            terminal.Error(Unexpected(exception));
            return ExitCode.Failure;
        }
    }

    /// <summary>A fault of Cairn itself: the user gets one sentence and a way to report it, not a stack of calls.</summary>
    private static Diagnostic Unexpected(Exception exception) => exception switch
    {
        // Parts of it are read when they are first needed.
        FileNotFoundException or FileLoadException or BadImageFormatException when RunningProgram.IsReplaced(Environment.ProcessPath!) => RunningProgram.Replaced,
        IOException or UnauthorizedAccessException => new Diagnostic("system", exception.Message, null, [], "`--debug` shows where it happened"),
        _ => new Diagnostic(
            "internal", $"internal error: {exception.Message}", null, [FirstFrame(exception)],
            "this is a fault of Cairn: run the command again with `--debug` and report what it prints"),
    };

    private static string FirstFrame(Exception exception) =>
        exception.StackTrace?.Split('\n', 2)[0].Trim() ?? exception.GetType().Name;
}

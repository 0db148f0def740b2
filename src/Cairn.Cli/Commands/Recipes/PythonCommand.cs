using System.CommandLine;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn python</c>: runs a script in the interpreter of recipes, with the Package API at hand.</summary>
internal static class PythonCommand
{
    public static Command Create(Session session)
    {
        var file = new Argument<string?>("file") { Description = "the script, or `-` for standard input; what follows is the script's", Arity = ArgumentArity.ZeroOrOne };
        var code = new Option<string?>("-c") { Description = "run this code; what follows is for the code", HelpName = "CODE" };
        var command = new Command("python", "run a Python script with Spack's modules, as recipes see them") { file, code };
        command.SetAction(parsed => Run(session, parsed.GetValue(file), parsed.GetValue(code)));
        return command;
    }

    private static int Run(Session session, string? file, string? code)
    {
        if (file is null && code is null && !Console.IsInputRedirected)
        {
            session.Terminal.ErrorLine("error: there is nothing to run\n\nhint: give a file, `-c CODE`, or a script on standard input; there is no interactive mode yet");
            return ExitCode.Usage;
        }

        var (name, text) = code is not null ? ("-c", code) : file is null or "-" ? ("-", Console.In.ReadToEnd()) : (file, Read(file));
        var host = new RealHost(arguments: [name, .. session.PassedArguments]);
        var world = new ScriptWorld(session.Recipes, session.Host, host, Services(session), session.Cancellation);
        int status = world.Run(name == "-c" ? "<string>" : name == "-" ? "<stdin>" : name, text);
        session.SaveRecipeCache();
        return status;
    }

    /// <summary>What the functions of the Package API need from the engine; nothing is being built, so nothing has a stage.</summary>
    private static IReadOnlyDictionary<string, NativeBody> Services(Session session)
    {
        int jobs = Math.Min(session.Configuration.GetInteger("config:build_jobs", 16), Environment.ProcessorCount);
        return new WorkerServices(session.Configuration, jobs, [session.Layout.Root], _ => throw PyRaise.ValueError("nothing is being built here, so nothing has a stage")).Functions;
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("script", $"cannot read the script `{file}`: {exception.Message}", null, [], null), exception);
        }
    }
}

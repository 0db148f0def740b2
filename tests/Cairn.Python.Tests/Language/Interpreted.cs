namespace Cairn.Python.Tests.Language;

/// <summary>Runs scripts in a load world and gives what they print.</summary>
internal static class Interpreted
{
    /// <summary>The printed text; an exception that escapes is appended as a traceback.</summary>
    public static string Run(string source, string path = "script.py", EvaluationLimits? limits = null, params IModuleFinder[] finders)
    {
        var host = new LoadHost(new HostFacts());
        string failure = "";

        // Deep recursion is part of what is tested; test threads have small stacks.
        var thread = new Thread(() => failure = Execute(host, source, path, limits, finders), 16 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return host.Printed + failure;
    }

    private static string Execute(LoadHost host, string source, string path, EvaluationLimits? limits, IModuleFinder[] finders)
    {
        var realm = new Realm(host, limits);
        foreach (IModuleFinder finder in finders)
        {
            realm.Finders.Add(finder);
        }

        try
        {
            realm.Run(ModuleCode.Compile(new SourceFile(path, source)));
            return "";
        }
        catch (PyRaise raised)
        {
            return TracebackText.Describe(raised.Value);
        }
        catch (RecipeSyntaxException problem)
        {
            return problem.Describe() + "\n";
        }
        catch (EvaluationLimitException stopped)
        {
            return $"{TracebackText.Entries(stopped.Traceback)}{stopped.Message}\n";
        }
    }
}

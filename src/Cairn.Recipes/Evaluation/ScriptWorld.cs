using System.Runtime.ExceptionServices;
using Cairn.Python;

namespace Cairn.Recipes;

/// <summary>
/// The world of <c>cairn python</c>: a script with the real files, environment and processes of this machine, the Package API and the
/// recipes of all repositories importable. Modules beside the script are importable too, as in Python.
/// </summary>
public sealed class ScriptWorld
{
    private readonly RecipeSession _session;

    /// <summary>Makes the world.</summary>
    /// <param name="repositories">Where the recipes are.</param>
    /// <param name="host">The facts that recipes may ask.</param>
    /// <param name="realHost">The machine, with the script's arguments.</param>
    /// <param name="services">What the functions of the Package API need from the engine, by the names under which <c>_cairn</c> has them.</param>
    /// <param name="cancellation">Ends the script from outside.</param>
    public ScriptWorld(
        RecipeRepositories repositories, HostDescription host, Host realHost, IReadOnlyDictionary<string, NativeBody>? services = null,
        CancellationToken cancellation = default)
    {
        _session = new RecipeSession(
            new RecipeModules(repositories.Path), new SpecLiterals(), host, realHost,
            new EvaluationLimits { Steps = long.MaxValue, Cancellation = cancellation }, services)
        {
            Virtuals = new RecipeVirtuals(repositories),
        };
    }

    /// <summary>Runs a script as <c>__main__</c>; a failure is written to standard error as Python writes it.</summary>
    /// <param name="path">The script's path, or a name in angle brackets for text from elsewhere.</param>
    /// <param name="text">The script.</param>
    /// <returns>The status that the script ends with: what it gives to <c>sys.exit</c>, 1 after a failure, else 0.</returns>
    /// <exception cref="OperationCanceledException">It was ended from outside.</exception>
    public int Run(string path, string text)
    {
        _session.Realm.Finders.Add(new ScriptDirectory(path.StartsWith('<') ? _session.Realm.Host.CurrentDirectory : Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/"));
        int status = 1;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    status = Execute(path, text);
                }
                catch (Exception unexpected)
                {
                    failure = ExceptionDispatchInfo.Capture(unexpected);
                }
            },
            RecipeEvaluator.StackSize);
        thread.Start();
        thread.Join();
        _session.Realm.Host.Output.Flush();
        failure?.Throw();
        return status;
    }

    private int Execute(string path, string text)
    {
        var error = _session.Realm.Host.Error;
        try
        {
            _session.Realm.Run(ModuleCode.Compile(new SourceFile(path, text)));
            return 0;
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.SystemExit))
        {
            return Status(raised.Value.GetAttribute("code"), error);
        }
        catch (PyRaise raised)
        {
            error.Write(TracebackText.Describe(raised.Value));
            return 1;
        }
        catch (RecipeSyntaxException problem)
        {
            error.WriteLine(problem.Describe());
            return 1;
        }
    }

    private static int Status(PyObject code, TextWriter error)
    {
        switch (code)
        {
            case PyNone:
                return 0;
            case PyInt number:
                return (int)(number.ToInt64() & 0xff);
            default:
                error.WriteLine(code.Str());
                return 1;
        }
    }

    /// <summary>The modules in one directory.</summary>
    private sealed class ScriptDirectory(string directory) : IModuleFinder
    {
        public ModuleSource? Find(Realm realm, string dottedName)
        {
            string path = Path.Combine(directory, dottedName.Replace('.', '/'));
            foreach (var (file, isPackage) in new[] { (path + ".py", false), (Path.Combine(path, "__init__.py"), true) })
            {
                if (File.Exists(file))
                {
                    return new PythonModuleSource(ModuleCode.Compile(new SourceFile(file, File.ReadAllText(file))), isPackage);
                }
            }

            return null;
        }
    }
}

using Cairn.Build.PostInstall;
using Cairn.Build.Processes;
using Cairn.Config;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>What is done with the shared libraries and programs of a finished prefix (<c>config:shared_linking</c>).</summary>
internal sealed class SharedLinking(Configuration configuration)
{
    private const string Patchelf = "patchelf";

    private bool Binds => configuration.GetBoolean("config:shared_linking:bind", false);

    /// <summary>Says before a build, not after it, that libraries are to be bound and that the tool for that is missing.</summary>
    /// <exception cref="CairnException">It is.</exception>
    public void RequireTools()
    {
        if (Binds && SearchPath.Find(Patchelf) is null)
        {
            throw new CairnException(new Diagnostic(
                "missing-tool", $"`config:shared_linking:bind` needs the program `{Patchelf}`, and PATH does not have it", null, [],
                "install it from your distribution, or set `config:shared_linking:bind` to false"));
        }
    }

    /// <summary>Takes useless directories out of search paths, tells what would not be found at run time, binds libraries where that is wanted.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="excluded">Names of files and directories that are not bound.</param>
    /// <param name="tell">Hears of warnings.</param>
    /// <exception cref="CairnException">Libraries are missing, and the configuration calls that an error.</exception>
    public void Apply(string prefix, IEnumerable<string> excluded, Action<WorkerMessage> tell)
    {
        RunTimeLibraries.DropRedundantPaths(prefix);
        Check(prefix, tell);
        if (Binds && SearchPath.Find(Patchelf) is { } patchelf)
        {
            foreach (var failure in new BoundLibraries(patchelf).Bind(prefix, excluded.ToHashSet(StringComparer.Ordinal)))
            {
                tell(new WorkerNoted($"warning: a library keeps its short name: {failure}"));
            }
        }
    }

    private void Check(string prefix, Action<WorkerMessage> tell)
    {
        var policy = configuration.GetString("config:shared_linking:missing_library_policy") ?? "warn";
        if (policy == "ignore" || new RunTimeLibraries().FindMissing(prefix) is not { IsEmpty: false } missing)
        {
            return;
        }

        if (policy == "error")
        {
            throw new CairnException(new Diagnostic(
                "missing-libraries", "libraries that it needs would not be found at run time", null, missing,
                "let the recipe depend on what provides them, or set `config:shared_linking:missing_library_policy` to `warn`"));
        }

        foreach (var line in missing)
        {
            Console.WriteLine($"==> warning: not found at run time: {line}");
        }

        tell(new WorkerNoted($"warning: libraries would not be found at run time: {missing[0]}{(missing.Length > 1 ? $" (and {missing.Length - 1} more; see the log)" : "")}"));
    }
}

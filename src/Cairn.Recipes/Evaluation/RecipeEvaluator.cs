using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Evaluates recipes with a pool of realms; any number of threads may ask at once.</summary>
internal sealed class RecipeEvaluator(RecipeRepositoryPath path, HostDescription host)
{
    /// <summary>Enough for the depth that the realms allow.</summary>
    public const int StackSize = 16 << 20;

    private readonly RecipeModules _modules = new(path);
    private readonly SpecLiterals _literals = new();
    private readonly ConcurrentBag<RecipeSession> _idle = [];
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _usedFiles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _directoryUsers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _filesThatAskedForDirectory = new(StringComparer.Ordinal);

    /// <exception cref="CairnException">The recipe is broken.</exception>
    public RecipeMetadata Evaluate(RecipeRepository repository, string package) => With(session =>
    {
        try
        {
            session.AsksForDirectory = false;
            return session.Guarded(repository, package, type =>
            {
                string name = $"{repository.Namespace}.{package}";
                var used = _usedFiles[name] = session.FilesOf(type);
                var recipe = new RecipeClass(session, type).Evaluate();
                NoteDirectory(name, [repository.RecipeFile(package), .. used], session.AsksForDirectory);
                return recipe;
            });
        }
        finally
        {
            session.Forget(repository, package);
        }
    });

    /// <summary>The files of repositories that are not recipes and were loaded so far: build systems and what they import.</summary>
    public ImmutableArray<string> SharedFiles() => _modules.SharedFiles();

    /// <summary>The files besides its own that the recipe was evaluated from; empty if it was not evaluated here.</summary>
    public ImmutableArray<string> UsedFiles(string fullName) => _usedFiles.GetValueOrDefault(fullName, []);

    /// <summary>True if the recipe, or one that it inherits from, asked for the working directory.</summary>
    public bool AskedForDirectory(string fullName) => _directoryUsers.ContainsKey(fullName);

    /// <summary>Runs <c>runtime_constraints</c> of a compiler's recipe and records what it says.</summary>
    /// <exception cref="CairnException">The recipe is broken.</exception>
    public ImmutableArray<RuntimeConstraint> RuntimeConstraints(RecipeRepository repository, string package, AbstractSpec compiler) =>
        With(session => session.Guarded(repository, package, type =>
        {
            var recorder = new RuntimeRecorder();
            type.GetAttribute("runtime_constraints").Call(
                session.Realm, new CallArguments([new SpecObject(compiler), recorder], ["spec", "pkg"]));
            return recorder.Recorded;
        }));

    /// <summary>Asks the functions of a variant; null if they accept the values, else their reason.</summary>
    /// <exception cref="CairnException">The recipe is broken.</exception>
    public string? AcceptsVariantValue(
        RecipeRepository repository, string package, VariantDefinition variant, ImmutableArray<string> values) =>
        With(session => session.Guarded(repository, package, type =>
        {
            var directive = DirectiveQueue.Of(type).OfType<VariantDirective>()
                .LastOrDefault(candidate => candidate.Name == variant.Name && variant.When.Equals(candidate.When));
            return directive?.Reject(session.Realm, package, values);
        }));

    /// <summary>A parent may have asked when an earlier child loaded it, so whatever was loaded then counts as having asked.</summary>
    private void NoteDirectory(string name, ImmutableArray<string> files, bool asks)
    {
        if (asks)
        {
            foreach (string file in files)
            {
                _filesThatAskedForDirectory[file] = true;
            }
        }

        if (asks || files.Any(_filesThatAskedForDirectory.ContainsKey))
        {
            _directoryUsers[name] = true;
        }
    }

    private T With<T>(Func<RecipeSession, T> action)
    {
        if (!_idle.TryTake(out var session))
        {
            session = new RecipeSession(_modules, _literals, host);
        }

        try
        {
            return action(session);
        }
        finally
        {
            _idle.Add(session);
        }
    }
}

using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>
/// One realm of the interpreter in which recipes are evaluated: the host gives facts only, steps and depth are bounded. Used by one
/// thread at a time; evaluates any number of recipes, one after the other, and keeps the modules that they share.
/// </summary>
internal sealed class RecipeSession : IModuleFinder
{
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT

    // The largest recipes need some 100,000 steps, their build systems included.
    private const long StepsPerRecipe = 20_000_000;

    private readonly RecipeModules _modules;
    private readonly NativeModule _native;

    public RecipeSession(RecipeModules modules, SpecLiterals literals, HostDescription host)
        : this(modules, literals, host, new LoadHost(host.ToFacts(), host.CurrentDirectory), new EvaluationLimits { Steps = StepsPerRecipe })
    {
    }

    public RecipeSession(RecipeModules modules, SpecLiterals literals, HostDescription description, Host host, EvaluationLimits limits,
        IReadOnlyDictionary<string, NativeBody>? services = null)
    {
        _modules = modules;
        Realm = new Realm(host, limits) { Tag = this };
        Realm.Finders.Add(this);
        Queue = new DirectiveQueue(Realm, literals);
        Results = new DirectiveResults(this);
        _native = new NativeModule(this, new DirectiveArguments(literals), description, services);
    }

    public Realm Realm { get; }

    /// <summary>True if something asked for the working directory since this was last set to false.</summary>
    public bool AsksForDirectory
    {
        get => Realm.Host is LoadHost { WasAskedForDirectory: true };
        set
        {
            if (Realm.Host is LoadHost host)
            {
                host.WasAskedForDirectory = value;
            }
        }
    }

    /// <summary>Virtual packages for comparing specs; null while recipes are loaded, where asking would load others.</summary>
    public IVirtualPackages? Virtuals { get; init; }

    public DirectiveQueue Queue { get; }

    public DirectiveResults Results { get; }

    public ModuleSource? Find(Realm realm, string dottedName) =>
        dottedName == "_cairn" ? new NativeModuleSource(_ => _native.Create()) : _modules.Find(dottedName);

    /// <summary>Does something with the class of a recipe.</summary>
    /// <exception cref="CairnException">The recipe is broken, or what is done with its class fails.</exception>
    public T Guarded<T>(RecipeRepository repository, string package, Func<PyType, T> action)
    {
        string name = $"{repository.Namespace}.{package}";
        return Guarded(name, () =>
        {
            Realm.ResetSteps();
            Queue.Clear();
            return action(ClassOf(repository, package));
        });
    }

    /// <summary>Does something for a recipe; what goes wrong becomes a domain failure that names the recipe's line.</summary>
    /// <exception cref="CairnException">It failed.</exception>
    public T Guarded<T>(string name, Func<T> action, string? activity = null)
    {
        try
        {
            return action();
        }
        catch (PyRaise failure) when (activity is not null)
        {
            throw RecipeFailure.While(activity, failure, IsRecipeFile);
        }
        catch (PyRaise failure)
        {
            throw RecipeFailure.Of(name, failure, IsRecipeFile);
        }
        catch (EvaluationLimitException failure)
        {
            throw RecipeFailure.Of(name, failure, IsRecipeFile);
        }
        catch (RecipeSyntaxException failure)
        {
            throw RecipeFailure.Of(name, failure);
        }
        catch (IOException failure) when (activity is not null)
        {
            throw new CairnException(
                new Diagnostic(
                    RecipeFailure.Code, $"{activity} failed: {failure.Message}", null, [],
                    failure.HResult is NoSpace or QuotaExceeded ? "free some space in the place that the message names, then run the command again" : null),
                failure);
        }
        catch (IOException failure)
        {
            throw new CairnException(new Diagnostic(RecipeFailure.Code, $"the recipe of `{name}` cannot be read: {failure.Message}"), failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new CairnException(new Diagnostic(RecipeFailure.Code, $"the recipe of `{name}` cannot be read: {failure.Message}"), failure);
        }
    }

    /// <summary>Drops the module of a recipe, so that evaluating thousands of them does not keep them all.</summary>
    public void Forget(RecipeRepository repository, string package)
    {
        string name = repository.ModuleName(package);
        Realm.Forget(repository.Api.HasModuleNames ? name[..name.LastIndexOf('.')] : name);
    }

    public bool IsPackageModule(string moduleName) =>
        moduleName.StartsWith("spack.pkg.", StringComparison.Ordinal)
        || (moduleName.StartsWith("spack_repo.", StringComparison.Ordinal) && moduleName.EndsWith(".package", StringComparison.Ordinal));

    public string PackageOfModule(string moduleName) => _modules.RecipeOf(moduleName) is var (_, package)
        ? package
        : throw PyRaise.ValueError($"`{moduleName}` is not the module of a package");

    public string NamespaceOfModule(string moduleName) => _modules.RecipeOf(moduleName)?.Repository.Namespace ?? moduleName;

    public string? FileOfModule(string moduleName) => _modules.FileOf(moduleName);

    public RepositoryTree TreeOfModule(string moduleName) => _modules.RecipeOf(moduleName)?.Repository.Tree ?? RepositoryTree.Disk;

    /// <summary>The files besides its own that a class was made from: those of the classes that it inherits from.</summary>
    public ImmutableArray<string> FilesOf(PyType type) =>
    [
        .. type.Mro.Select(parent => parent.Module).Where(module => module != type.Module).Distinct(StringComparer.Ordinal)
            .Select(_modules.SourceOf).OfType<string>(),
    ];

    public PyType ClassOf(RecipeRepository repository, string package)
    {
        var module = Realm.Import(repository.ModuleName(package));
        string className = PackageNaming.ClassName(package);
        return module.TryGetAttribute(className) switch
        {
            PyType type => type,
            null => throw NoClass($"it defines no class `{className}`", "the class is named after the package"),
            _ => throw NoClass($"`{className}` is not a class", null),
        };

        CairnException NoClass(string problem, string? hint) => new(new Diagnostic(
            RecipeFailure.Code, $"the recipe of `{repository.Namespace}.{package}` is broken: {problem}",
            new SourceLocation(repository.RecipeFile(package), 1, 1), hint));
    }

    private bool IsRecipeFile(string file) => !file.StartsWith('<');
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Cairn.Specs;
using Cairn.Store.UserEnvironment;

namespace Cairn.Store.Modules;

/// <summary>Where the module of a package lies in Lmod's hierarchy, and which parts of it the module opens.</summary>
/// <remarks>
/// Spack docs, "Modules: hierarchical module files": a package lies below the providers of the virtual packages of the hierarchy that it
/// needs, and below its compiler; <c>Core</c> stands for the compilers of the system. A provider opens what needs it.
/// </remarks>
internal sealed partial class LmodHierarchy
{
    private const string Compiler = "compiler";
    private const string Core = "Core";

    private readonly ConcreteSpec _spec;
    private readonly ModuleRules _rules;
    private readonly ModuleWorld _world;
    private readonly ImmutableArray<string> _tokens;
    private readonly Dictionary<string, string> _requires = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _provides = new(StringComparer.Ordinal);

    public LmodHierarchy(ConcreteSpec spec, ModuleRules rules, ModuleWorld world)
    {
        (_spec, _rules, _world) = (spec, rules, world);
        _tokens = rules.Hierarchy();
        FindRequirements();
        FindProvided();
    }

    /// <summary>The services that the package provides, in the order in which the module tells them.</summary>
    public IReadOnlyCollection<string> Provides => _provides.Keys;

    /// <summary>The levels of the hierarchy for which the package neither needs nor is a provider.</summary>
    public ImmutableArray<string> Missing => [.. _tokens.Where(token => !_requires.ContainsKey(token) && !_provides.ContainsKey(token))];

    /// <summary>The directories between the root and the module.</summary>
    public string Directory => Path.Combine([.. _tokens.Where(_requires.ContainsKey).Select(token => _requires[token])]);

    /// <summary>True if the package opens a part of the hierarchy, compilers aside.</summary>
    public bool OpensLevel => _tokens.Any(token => _world.AnswersOf(_spec).Provides.Contains(token));

    /// <summary>The paths that the module opens, each as parts; the key is what else has to be loaded, empty for nothing.</summary>
    public IReadOnlyList<(ImmutableArray<string> Needs, ImmutableArray<string> Parts)> UnlockedPaths()
    {
        var required = _requires.Keys.Where(token => token != Compiler || !_provides.ContainsKey(Compiler)).ToList();
        var available = new List<ImmutableArray<string>>();
        var paths = new List<(ImmutableArray<string>, ImmutableArray<string>)>();
        foreach (var combination in Combinations([.. _provides.Keys]))
        {
            ImmutableArray<string> levels = [.. _tokens.Where(token => combination.Contains(token) || required.Contains(token))];
            available.Add(levels);
            AddDistinct(paths, [], [.. levels.Select(PartOf)]);
        }

        foreach (var needs in Combinations([.. Missing]))
        {
            foreach (var levels in available)
            {
                AddDistinct(paths, needs, [.. _tokens.Where(token => needs.Contains(token) || levels.Contains(token)).Select(PartOf)]);
            }
        }

        return paths;
    }

    /// <summary>True if a part of a path is a level whose provider is known only when the module is loaded.</summary>
    public bool IsOpen(string part) => _tokens.Contains(part) && Missing.Contains(part);

    private static void AddDistinct(List<(ImmutableArray<string> Needs, ImmutableArray<string> Parts)> paths, ImmutableArray<string> needs, ImmutableArray<string> parts)
    {
        if (!paths.Exists(path => path.Needs.SequenceEqual(needs) && path.Parts.SequenceEqual(parts)))
        {
            paths.Add((needs, parts));
        }
    }

    /// <summary>All combinations of some things, the small ones first.</summary>
    private static IEnumerable<ImmutableArray<string>> Combinations(ImmutableArray<string> items)
    {
        return Enumerable.Range(1, items.Length).SelectMany(size => Of(items, size));

        static IEnumerable<ImmutableArray<string>> Of(ImmutableArray<string> items, int size) => size == 0
            ? [[]]
            : items.SelectMany((item, i) => Of(items[(i + 1)..], size - 1).Select(rest => rest.Insert(0, item)));
    }

    private string PartOf(string token) => _provides.TryGetValue(token, out var provided) ? provided : _requires.GetValueOrDefault(token, token);

    private void FindRequirements()
    {
        var compiler = _spec.Traverse(types: DependencyTypes.Link | DependencyTypes.Run)
            .SelectMany(node => node.DirectDependencies(virtualName: "c")).FirstOrDefault();
        if (_rules.IsCoreSpec || compiler is null)
        {
            _requires.Add(Compiler, Core);
            return;
        }

        _requires.Add(Compiler, CompilerPart(compiler));
        var filtered = _rules.FilteredLevels();
        var own = _world.AnswersOf(_spec).Provides;
        foreach (var token in _tokens.Where(token => token != Compiler && !filtered.Contains(token) && !own.Contains(token)))
        {
            if (_spec.Find(token) is { } provider)
            {
                _requires.Add(token, $"{Polite(provider.Name)}/{Polite(provider.Version.ToString())}-{provider.ShortHash()}");
            }
        }
    }

    private void FindProvided()
    {
        var answers = _world.AnswersOf(_spec);
        if (answers.Tags.Contains(Compiler))
        {
            _provides.Add(Compiler, CompilerPart(_spec));
        }

        foreach (var token in _tokens.Where(answers.Provides.Contains))
        {
            _provides.TryAdd(token, $"{Polite(_spec.Name)}/{Polite(_spec.Version.ToString())}-{_spec.ShortHash()}");
        }
    }

    private string CompilerPart(ConcreteSpec compiler) => IsCore(compiler) ? Core : $"{Polite(compiler.Name)}/{Polite(compiler.Version.ToString())}";

    /// <summary>True for a compiler that the configuration lists; without a list, for those of the system.</summary>
    private bool IsCore(ConcreteSpec compiler)
    {
        var listed = _rules.CoreCompilers();
        return listed.IsEmpty
            ? compiler.IsExternal && compiler.ExternalPath is { } path && SystemDirectories.Contains(path)
            : listed.Any(core => compiler.Satisfies(CompilerNames.Package(core.Name) is var name && name != core.Name ? AbstractSpec.Parse(name).WithVersions(core.Versions) : core));
    }

    private static string Polite(string text) => Impolite().Replace(text, "_");

    [GeneratedRegex(@"[^\w.-]")]
    private static partial Regex Impolite();
}

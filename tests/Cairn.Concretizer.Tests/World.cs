using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Tests;

/// <summary>A tiny world: a few recipes, a compiler, a C library, and what the configuration says.</summary>
internal sealed class World
{
    private readonly Dictionary<string, RecipeBuilder> _recipes = [];

    public World(bool withCompiler = true)
    {
        Configuration = new ConcretizerConfiguration { Host = new HostSettings("linux", "debian12", "x86_64_v3") };
        if (!withCompiler)
        {
            return;
        }

        Package("gcc", "14.1", "12.2.0").Provides("c", "languages=c").Provides("cxx", "languages=c++").Provides("fortran", "languages=fortran")
            .Variant("languages", "c,c++,fortran", ["c", "c++", "fortran"], multi: true);
        _recipes["gcc"].Tags = ["compiler"];
        Package("gcc-runtime").DependsOn("gcc", types: DependencyTypes.Build).Provides("fortran-rt");
        Package("glibc", "2.39", "2.36").Provides("libc");
        Package("compiler-wrapper", "1.0");
        Set("gcc", settings => settings with { Externals = [new ExternalSetting("gcc@12.2.0 languages:='c,c++,fortran'") { Prefix = "/usr" }] });
        Set("glibc", settings => settings with { IsBuildable = false });
        Configuration = Configuration with
        {
            Host = Configuration.Host with { Libcs = [new LibcSettings("glibc", "2.36", "/usr", [])] },
        };
    }

    public ConcretizerConfiguration Configuration { get; set; }

    /// <summary>Declares a package with versions; call again to say more about it.</summary>
    public RecipeBuilder Package(string name, params string[] versions)
    {
        if (!_recipes.TryGetValue(name, out var recipe))
        {
            _recipes.Add(name, recipe = new RecipeBuilder(name));
        }

        foreach (string version in versions)
        {
            recipe.Version(version);
        }

        return recipe;
    }

    /// <summary>Changes what <c>packages.yaml</c> says of a package.</summary>
    public World Set(string name, Func<PackageSettings, PackageSettings> change)
    {
        Configuration = Configuration with { Packages = Configuration.Packages.SetItem(name, change(Configuration.For(name))) };
        return this;
    }

    public World Require(string name, params string[] specs) => Set(name, settings => settings with
    {
        Requirements = [.. settings.Requirements, .. specs.Select(spec => new RequirementSetting(false, [spec]) { IsPlain = true })],
    });

    public World Providers(string virtualName, params string[] names) => Set("all", settings => settings with
    {
        Providers = settings.Providers.SetItem(virtualName, [.. names]),
    });

    public ConcretizationResult TrySolve(ConcretizationOptions? options, params string[] requests) =>
        new Concretizer(Source(), Configuration).Solve([.. requests.Select(ConcretizationRequest.Parse)], options);

    public ConcretizationResult TrySolve(params string[] requests) => TrySolve(null, requests);

    /// <summary>The answer's root.</summary>
    public ConcreteSpec Solve(string request, ConcretizationOptions? options = null)
    {
        var result = TrySolve(options, request);
        return result.RootsOrThrow()[0]!;
    }

    public InMemoryRecipes Source() => new(_recipes.Values.Select(recipe => recipe.Build()))
    {
        Runtimes = new Dictionary<string, Func<AbstractSpec, ImmutableArray<RuntimeConstraint>>> { ["gcc"] = GccRuntimes },
    };

    private static ImmutableArray<RuntimeConstraint> GccRuntimes(AbstractSpec compiler)
    {
        var version = compiler.Versions.Concrete!;
        var rules = ImmutableArray.CreateBuilder<RuntimeConstraint>();
        foreach (string language in new[] { "c", "cxx", "fortran" })
        {
            rules.Add(new RuntimeConstraint.DependsOn(
                AbstractSpec.Parse($"gcc-runtime@{version}:"),
                AbstractSpec.Parse($"%[deptypes=build virtuals={language}] gcc@={version}"),
                DependencyTypes.Link, "compiled with gcc"));
        }

        rules.Add(new RuntimeConstraint.Requires(
            AbstractSpec.Parse($"gcc-runtime@={version}"), AbstractSpec.Parse($"gcc-runtime%[deptypes=build] gcc@={version}")));
        rules.Add(new RuntimeConstraint.Propagates(
            AbstractSpec.Parse($"gcc@:{version}"), AbstractSpec.Parse($"%[deptypes=build] gcc@={version}")));
        return rules.ToImmutable();
    }
}

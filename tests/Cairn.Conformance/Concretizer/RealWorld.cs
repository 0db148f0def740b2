using Cairn.Concretization;
using Cairn.Config;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Conformance.Concretizer;

/// <summary>The real recipes with the configuration of the recorded answers, on the machine on which they were recorded.</summary>
/// <param name="before">Folders of repositories that count before the recorded one.</param>
internal sealed class RealWorld(params string[] before)
{
    /// <summary>The recipes.</summary>
    public RecipeRepositories Recipes { get; } = new(
        new RecipeRepositoryPath([.. before.Select(RecipeRepository.Open), RecipeRepository.Open(Material.Builtin())]),
        HostDescription.OfThisMachine("debian12", "x86_64_v4"));

    /// <summary>The directory of the configuration.</summary>
    public string Settings { get; } = Path.Combine(Path.GetDirectoryName(Material.Oracle("concrete.jsonl.gz"))!, "config");

    /// <summary>The concretizer with a <c>packages.yaml</c> of the user on top.</summary>
    public Cairn.Concretization.Concretizer With(string? packages = null, UnifyMode unify = UnifyMode.Together)
    {
        List<ConfigurationScope> scopes = [new DefaultScope(), new DirectoryScope("oracle", Settings)];
        if (packages is not null)
        {
            scopes.Add(new MappingScope("user", YamlReader.Read(packages, "packages.yaml") as YamlMapping));
        }

        var configuration = new Configuration(
            [.. scopes],
            new PathVariables(CairnPlaces.From(new Dictionary<string, string>()), () => new HostNames("linux", "debian12", "x86_64_v4", "x86_64")));
        return new Cairn.Concretization.Concretizer(Recipes, ConcretizerConfigurationReader.Read(
            configuration, new HostSettings("linux", "debian12", "x86_64_v4") { Libcs = [new LibcSettings("glibc", "2.36", "/usr", [])] }) with { Unify = unify });
    }
}

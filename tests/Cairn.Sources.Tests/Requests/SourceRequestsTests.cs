using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class SourceRequestsTests : IDisposable
{
    private static readonly string ShaOne = new('1', 64);
    private static readonly string ShaTwo = new('2', 64);
    private static readonly string ShaOther = new('3', 64);

    private readonly TemporaryFolder _folder = new();
    private readonly InMemoryRecipes _world;
    private readonly string _shaOfFile;

    public SourceRequestsTests()
    {
        string file = _folder.Write("fix.patch", "--- a\n+++ b\n");
        _shaOfFile = Digest.ComputeFile(DigestAlgorithm.Sha256, file).Hex;
        RecipeBuilder package = new RecipeBuilder("p", "test")
            .Attribute("url", new MetadataValue.Text("https://example.org/p-1.0.tar.gz"))
            .Version("1.0")
            .Version("2.0")
            .Patch(Patch("", "test.p", 0, url: "https://example.org/one.patch", sha256: ShaOne))
            .Patch(Patch("", "test.p", 1, file: file) with { Level = 0, IsReversed = true, WorkingDirectory = "src" })
            .Patch(Patch("@3:", "test.p", 2, url: "https://example.org/never.patch", sha256: ShaTwo))
            .Resource(new ResourceDeclaration(
                AbstractSpec.Parse("@1"),
                "res",
                "into",
                new MetadataValue.Mapping([new("a", new MetadataValue.Text("b"))]),
                [new("url", new MetadataValue.Text("https://example.org/res.tar.gz")), new("sha256", new MetadataValue.Text(ShaOther))],
                default));
        RecipeBuilder user = new RecipeBuilder("user", "test")
            .Attribute("url", new MetadataValue.Text("https://example.org/user-5.tar.gz"))
            .Version("5")
            .DependsOn(AbstractSpec.Parse("p"), AbstractSpec.Parse("@5:"), DependencyTypes.Link, [Patch("@1", "test.user", 0, url: "https://example.org/other.patch", sha256: ShaOther)]);
        _world = new InMemoryRecipes(package, user);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Patches_and_resources_follow_their_conditions()
    {
        SourceRequest request = Request(Spec("p", "1.0"));

        request.Patches.Select(p => p.Sha256?.Hex).ShouldBe([ShaOne, _shaOfFile]);
        request.Patches[0].ShouldBeOfType<UrlPatchRequest>().Alias.ShouldBe("p/one.patch-1111111");
        FilePatchRequest second = request.Patches[1].ShouldBeOfType<FilePatchRequest>();
        (second.Level, second.Reverse, second.WorkingDirectory).ShouldBe((0, true, "src"));
        ResourceRequest resource = request.Resources.ShouldHaveSingleItem();
        resource.Placements.ShouldBe([new ResourcePlacement("a", "b")]);
        resource.Origin.ShouldBeOfType<ArchiveOrigin>().Digest.ShouldNotBeNull().Hex.ShouldBe(ShaOther);
        request.Subject.ShouldBe("p@1.0");
        Request(Spec("p", "2.0")).Resources.ShouldBeEmpty();
    }

    [Fact]
    public void A_solved_spec_says_which_patches_in_which_order()
    {
        Request(Spec("p", "1.0", patches: [_shaOfFile, ShaOne])).Patches.Select(p => p.Sha256?.Hex).ShouldBe([_shaOfFile, ShaOne]);
        Request(Spec("p", "1.0", patches: [])).Patches.ShouldBeEmpty();

        Should.Throw<SourceException>(() => Request(Spec("p", "1.0", patches: [new string('9', 64)]))).Message.ShouldContain("which no recipe has");
    }

    [Fact]
    public void Dependents_bring_patches_of_their_own()
    {
        ConcreteSpec dependency = Spec("p", "1.0", patches: [ShaOther]);
        ConcreteSpec dependent = Spec("user", "5", dependencies: [new ConcreteEdge(dependency, DependencyTypes.Link)]);

        SourceRequests.Of(dependency, _world, DeclaredUrlsOnly.Instance, [dependent]).Patches
            .ShouldHaveSingleItem().ShouldBeOfType<UrlPatchRequest>().Owner.ShouldBe("test.user");
    }

    [Fact]
    public void A_version_alone_brings_everything_that_may_belong_to_it()
    {
        SourceRequest request = SourceRequests.Of(_world.Get("p"), Version.Parse("1.0"), _world, DeclaredUrlsOnly.Instance);

        request.Hash.ShouldBeNull();
        request.Patches.Length.ShouldBe(2);
        request.Resources.ShouldHaveSingleItem();
    }

    private SourceRequest Request(ConcreteSpec spec) => SourceRequests.Of(spec, _world, DeclaredUrlsOnly.Instance);

    private static ConcreteSpec Spec(string name, string version, ImmutableArray<string> patches = default, ImmutableArray<ConcreteEdge> dependencies = default) => new()
    {
        Name = name,
        Namespace = "test",
        Version = Version.Parse(version),
        Architecture = ConcreteArchitecture.Host(),
        Patches = patches,
        Dependencies = dependencies.IsDefault ? [] : dependencies,
        Hash = $"{name}{version}hash",
    };

    private static PatchDeclaration Patch(string when, string owner, int order, string? url = null, string? sha256 = null, string? file = null) => new(
        AbstractSpec.Parse(when), owner, file is null ? null : Path.GetFileName(file), file, url, sha256, null, 1, ".", false, order, default);
}

using Cairn.Concretization.Environments;
using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

public sealed class EnvironmentSolveTests
{
    [Theory]
    [InlineData(UnifyMode.Together)]
    [InlineData(UnifyMode.WhenPossible)]
    [InlineData(UnifyMode.Separately)]
    public void What_was_decided_stays_although_there_is_something_newer(UnifyMode unify)
    {
        var old = Zlib("1.2").Solve("app");
        var answer = Run(Zlib("1.2", "1.3"), unify, [("app", old), ("other", null)]);

        answer.Roots[0].Spec.ShouldBe(old);
        answer.Roots.Select(root => root.IsNew).ShouldBe([false, true]);
    }

    [Theory]
    [InlineData(UnifyMode.Together, "1.2")]
    [InlineData(UnifyMode.WhenPossible, "1.2")]
    [InlineData(UnifyMode.Separately, "1.3")]
    public void New_roots_fit_what_stays_where_the_environment_is_one(UnifyMode unify, string zlib)
    {
        var answer = Run(Zlib("1.2", "1.3"), unify, [("app", Zlib("1.2").Solve("app")), ("other", null)]);

        answer.Roots[1].Spec["zlib"]!.Version.ToString().ShouldBe(zlib);
    }

    [Fact]
    public void Where_a_new_root_cannot_fit_it_differs_if_it_may()
    {
        var old = Zlib("1.2").Solve("app");
        var answer = Run(Zlib("1.2", "1.3"), UnifyMode.WhenPossible, [("app", old), ("other ^zlib@1.3", null)]);

        answer.Roots[0].Spec.ShouldBe(old);
        answer.Roots[1].Spec["zlib"]!.Version.ToString().ShouldBe("1.3");
    }

    [Fact]
    public void Where_it_may_not_the_refusal_says_what_would_help()
    {
        var old = Zlib("1.2").Solve("app");
        var hint = Should.Throw<CairnException>(() => Run(Zlib("1.2", "1.3"), UnifyMode.Together, [("app", old), ("other ^zlib@1.3", null)])).Diagnostic.Hint!;

        hint.ShouldContain("`cairn concretize --force`");
        hint.ShouldContain("`concretizer:unify: when_possible`");
    }

    [Fact]
    public void Without_new_roots_nothing_is_solved()
    {
        var old = Zlib("1.2").Solve("app");
        var answer = EnvironmentSolve.Run(
            _ => throw new InvalidOperationException("solved"), UnifyMode.Together, [ConcretizationRequest.Parse("app")],
            new Dictionary<AbstractSpec, ConcreteSpec> { [AbstractSpec.Parse("app")] = old });

        answer.Roots.Single().Spec.ShouldBe(old);
        answer.Result.ShouldBeNull();
    }

    [Fact]
    public void What_is_given_is_taken_even_where_nothing_may_be_reused()
    {
        // Both need zlib, but want it in different versions; the second round takes what the first one made of `base`.
        var world = new World(false);
        world.Configuration = world.Configuration with { Unify = UnifyMode.WhenPossible, Reuse = new ReuseSettings() };
        world.Package("zlib", "1.2", "1.3");
        world.Package("base", "1").Variant("x", false);
        world.Package("one", "1").DependsOn("zlib@1.3").DependsOn("base+x");
        world.Package("two", "1").DependsOn("zlib@1.2").DependsOn("base");
        var roots = world.TrySolve("one", "two").RootsOrThrow();

        roots[1]!["base"].ShouldBe(roots[0]!["base"]);
    }

    private static EnvironmentAnswer Run(World world, UnifyMode unify, (string Request, ConcreteSpec? Kept)[] roots)
    {
        world.Configuration = world.Configuration with { Unify = unify, Reuse = new ReuseSettings() };
        var concretizer = new Concretizer(world.Source(), world.Configuration);
        return EnvironmentSolve.Run(
            requests => concretizer.Solve(requests), unify, [.. roots.Select(root => ConcretizationRequest.Parse(root.Request))],
            roots.Where(root => root.Kept is not null).ToDictionary(root => AbstractSpec.Parse(root.Request), root => root.Kept!));
    }

    private static World Zlib(params string[] versions)
    {
        var world = new World(false);
        world.Package("zlib", versions);
        world.Package("app", "1").DependsOn("zlib");
        world.Package("other", "1").DependsOn("zlib");
        return world;
    }
}

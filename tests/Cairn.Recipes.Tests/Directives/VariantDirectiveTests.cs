using Cairn.Specs;

namespace Cairn.Recipes.Tests.Directives;

public sealed class VariantDirectiveTests
{
    [Fact]
    public void Package_brings_the_variant_of_its_build_system()
    {
        var variant = World.Recipe("").Variants.ShouldHaveSingleItem();

        (variant.Name, variant.DefaultText, variant.Kind).ShouldBe(("build_system", "generic", VariantKind.Single));
    }

    [Fact]
    public void Booleans_have_two_values()
    {
        var variant = Variant("variant('x', default=False, description='  Does x. ')");

        (variant.Kind, variant.DefaultText, variant.DefaultIsFlag, variant.Description).ShouldBe((VariantKind.Boolean, "False", true, "Does x."));
        variant.Choices.Select(choice => choice.Value).ShouldBe(["True", "False"]);
    }

    [Fact]
    public void Listed_values_may_be_conditional()
    {
        var variant = Variant("variant('std', default='11', values=('11', conditional('17', '20', when='@2:'), conditional('23', when=False)), multi=False)");

        variant.Kind.ShouldBe(VariantKind.Single);
        variant.Choices.Select(choice => (choice.Value, choice.When!.ToString())).ShouldBe([("11", ""), ("17", "@2:"), ("20", "@2:")]);
        ((VariantValues.Listed)variant.Values).Choices.Length.ShouldBe(4);
    }

    [Fact]
    public void Several_defaults_are_joined_by_commas()
    {
        var variant = Variant("variant('libs', default=('shared', 'static'), values=('shared', 'static'), multi=True)");

        variant.Kind.ShouldBe(VariantKind.Multiple);
        variant.Default.ShouldBe(["shared", "static"]);
    }

    [Fact]
    public void Any_combination_excludes_none()
    {
        var variant = Variant("variant('gpu', values=any_combination_of('70', '80'), sticky=True)");

        var sets = variant.Values.ShouldBeOfType<VariantValues.DisjointSets>();
        sets.Sets.Select(set => string.Join(' ', set.Select(choice => choice.Value))).ShouldBe(["none", "70 80"]);
        sets.FeatureValues.Select(choice => choice.Value).ShouldBe(["70", "80"]);
        (variant.DefaultText, variant.Kind, variant.IsSticky, variant.HasGroupValidator).ShouldBe(("none", VariantKind.Multiple, true, true));
    }

    [Fact]
    public void Disjoint_sets_with_own_error_and_default()
    {
        var variant = Variant("variant('f', values=disjoint_sets(('auto',), ('a', 'b')).prohibit_empty_set().with_default('auto').with_error('no')"
            + ".with_non_feature_values('auto'))");

        var sets = variant.Values.ShouldBeOfType<VariantValues.DisjointSets>();
        sets.FeatureValues.Select(choice => choice.Value).ShouldBe(["a", "b"]);
        sets.ErrorFormat.ShouldBe("no");
        variant.DefaultText.ShouldBe("auto");
    }

    [Theory]
    [InlineData("variant('n', default='1')", typeof(VariantValues.Anything))]
    [InlineData("variant('n', default='1', values='*')", typeof(VariantValues.Anything))]
    [InlineData("variant('n', default='1', values=int)", typeof(VariantValues.Predicate))]
    [InlineData("variant('n', default='1', values=lambda x: True)", typeof(VariantValues.Predicate))]
    public void Values_may_be_open(string directive, Type kind)
    {
        var variant = Variant(directive);

        variant.Values.ShouldBeOfType(kind);
        variant.AcceptsAnyText.ShouldBeTrue();
    }

    [Fact]
    public void Functions_of_the_recipe_are_asked_about_values()
    {
        var recipes = World.Of(("a", World.Class("variant('n', default='1', values=int)\nvariant('m', default='x', values=lambda v: v != 'bad')")));
        var recipe = recipes.Get("a");

        recipes.AcceptsVariantValue(recipe, recipe.VariantDefinitions("n").Single(), ["12"]).ShouldBeNull();
        recipes.AcceptsVariantValue(recipe, recipe.VariantDefinitions("n").Single(), ["twelve"])!.ShouldContain("`twelve`");
        recipes.AcceptsVariantValue(recipe, recipe.VariantDefinitions("m").Single(), ["bad"])!.ShouldContain("`bad`");
    }

    [Fact]
    public void Later_definitions_replace_those_of_the_same_condition_and_take_precedence_over_others()
    {
        var definitions = World.Recipe("variant('x', default=True)\nvariant('x', default=False, when='@2:')\nvariant('x', default=False)")
            .VariantDefinitions("x").ToArray();

        definitions.Select(variant => (variant.When.ToString(), variant.DefaultText)).ShouldBe([("@2:", "False"), ("", "False")], ignoreOrder: true);
    }

    [Theory]
    [InlineData("variant('patches', default='x')", "reserved")]
    [InlineData("variant('x', values=('a',))", "default was not explicitly set")]
    [InlineData("variant('x', default='', values=('a',))", "empty string")]
    [InlineData("variant('x', default='a', values=any_combination_of('a'))", "Remove specification of default")]
    public void Wrong_definitions_are_errors(string directive, string message)
    {
        var failure = World.Failure(() => World.Recipe(directive));

        failure.Message.ShouldContain(message);
        failure.Location!.Line.ShouldBe(6);
    }

    private static VariantDefinition Variant(string directive) =>
        World.Recipe(directive).Variants.Single(variant => variant.Name != "build_system");
}

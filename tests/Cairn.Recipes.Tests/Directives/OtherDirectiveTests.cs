namespace Cairn.Recipes.Tests.Directives;

public sealed class OtherDirectiveTests
{
    [Fact]
    public void Virtuals_are_provided_by_condition()
    {
        var recipe = World.Recipe("provides('blas', 'lapack@3')\nprovides('mpi@:3', when='@2:')");

        recipe.Provided.Select(p => $"{p.Virtual} when {p.When}").ShouldBe(["blas when ", "lapack@3 when ", "mpi@:3 when @2:"]);
        recipe.ProvidedTogether.ShouldHaveSingleItem().Names.ShouldBe(["blas", "lapack"]);
    }

    [Fact]
    public void Conflicts_carry_the_package_in_their_message() =>
        World.Recipe("conflicts('%gcc@:4', when='+x', msg='too old')\nconflicts('+y')").Conflicts
            .Select(c => (c.Spec.ToString(), c.When.ToString(), c.Message)).ShouldBe([("%gcc@:4", "+x", "a: too old"), ("+y", "", null)]);

    [Fact]
    public void Requirements_have_alternatives_and_a_policy()
    {
        var requirement = World.Recipe("requires('%gcc', '%clang', policy='any_of', when='+x', msg='sorry')").Requirements.ShouldHaveSingleItem();

        requirement.Alternatives.Select(spec => spec.ToString()).ShouldBe(["%gcc", "%clang"]);
        (requirement.Policy, requirement.Message).ShouldBe((RequirementPolicy.AnyOf, "a: sorry"));
    }

    [Fact]
    public void Patches_from_the_net_need_digests()
    {
        var patch = World.Recipe("patch('https://x/y.patch', sha256='ab', level=0, when='@1', working_dir='src', reverse=True)").Patches.ShouldHaveSingleItem();

        (patch.Url, patch.Sha256, patch.Level, patch.WorkingDirectory, patch.IsReversed).ShouldBe(("https://x/y.patch", "ab", 0, "src", true));
    }

    [Fact]
    public void Resources_keep_their_keywords()
    {
        var resource = World.Recipe("resource(name='data', url='https://x/d.tar.gz', sha256='ab', destination='d', placement={'a': 'b'}, when='+d')")
            .Resources.ShouldHaveSingleItem();

        (resource.Name, resource.Destination, resource.When.ToString()).ShouldBe(("data", "d", "+d"));
        resource.Attributes.Select(attribute => attribute.Key).ShouldBe(["url", "sha256"]);
        resource.Placement.ShouldBeOfType<MetadataValue.Mapping>();
    }

    [Fact]
    public void Resources_stay_within_the_stage() =>
        World.Failure(() => World.Recipe("resource(name='d', url='u', destination='../..')")).Message.ShouldContain("within the stage");

    [Fact]
    public void Licences_must_not_overlap()
    {
        World.Recipe("license('MIT', when='@2:')\nlicense('BSD', when='@:1', checked_by='me')").Licenses.Length.ShouldBe(2);
        World.Failure(() => World.Recipe("license('MIT')\nlicense('BSD', when='@1')")).Message.ShouldContain("overlap");
    }

    [Fact]
    public void Maintainers_are_collected_and_sorted() =>
        World.Recipe("maintainers('b', 'c')\nmaintainers('a')").Maintainers.ShouldBe(["a", "b", "c"]);

    [Fact]
    public void Splices_and_redistribution()
    {
        var recipe = World.Recipe("can_splice('b@1', when='@2', match_variants=['x'])\nredistribute(source=False, when='@:1')\nredistribute(binary=False)");

        recipe.Splices.ShouldHaveSingleItem().MatchedVariants.ShouldBe(["x"]);
        recipe.RedistributionLimits.Select(limit => (limit.When.ToString(), limit.ForbidsSource, limit.ForbidsBinary))
            .ShouldBe([("@:1", true, false), ("", false, true)]);
    }

    [Fact]
    public void Loops_and_helpers_issue_directives()
    {
        var recipe = World.Of(("a", World.Class(
            """
            for v, deps in {"1": ["x"], "2": ["x", "y"]}.items():
                version(v)
                for d in deps:
                    depends_on(f"{d}@{v}", when="@{0}".format(v))
            """))).Get("a");

        recipe.Dependencies.Select(d => $"{d.Spec} when {d.When}").ShouldBe(["x@1 when @1", "x@2 when @2", "y@2 when @2"]);
    }

    [Fact]
    public void Class_attributes_and_tags()
    {
        var recipe = World.Recipe("homepage = 'https://x'\nurl = 'https://x/a-1.tar.gz'\ntags = ['t']\nexecutables = ['^a$']\nparallel = False");

        (recipe.Attributes.Homepage, recipe.Attributes.Url).ShouldBe(("https://x", "https://x/a-1.tar.gz"));
        recipe.Attributes["parallel"]!.AsFlag.ShouldBe(false);
        recipe.Tags.ShouldBe(["t", "detectable"]);
        recipe.Description.ShouldBe("For tests.");
    }
}

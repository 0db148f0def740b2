namespace Cairn.Recipes.Tests.Evaluation;

/// <summary>What recipes see of specs that are not solved; the expectations are Spack's own answers.</summary>
public sealed class AbstractSpecObjectTests
{
    [Theory]
    [InlineData("repr(Spec('hdf5+mpi'))", "hdf5+mpi")]
    [InlineData("repr(Spec('%gcc').name)", "''")]
    [InlineData("'zlib' in Spec('%gcc')", "False")]
    [InlineData("'zlib' in Spec('hdf5 ^zlib@1.2')", "True")]
    [InlineData("'zlib@1.3' in Spec('hdf5 ^zlib@1.2')", "False")]
    [InlineData("[s.name for s in Spec('hdf5 ^zlib').traverse(root=False)]", "['zlib']")]
    [InlineData("[s.name for s in Spec('hdf5 ^zlib').traverse()]", "['hdf5', 'zlib']")]
    [InlineData("(Spec('a target=zen2').target, Spec('a target=zen2').os)", "('zen2', None)")]
    [InlineData("hasattr(Spec('a'), 'target')", "False")]
    [InlineData("Version('12.2b').dotted_numeric_string", "12.2.0")]
    [InlineData("(Version('1.2-3').dotted, Version('1.2.3').up_to(2))", "(Version(\"1.2.3\"), Version(\"1.2\"))")]
    public void Specs_answer_as_in_Spack(string expression, string answer) => Value(expression).ShouldBe(answer);

    [Fact]
    public void A_commit_of_unknown_version_ends_in_an_exception_of_the_recipe()
    {
        string commit = new('a', 40);

        World.Failure(() => World.Recipe($"x = ver('1:2').intersection(Version('{commit}'))")).Message.ShouldContain(commit);
    }

    private static string Value(string expression) =>
        World.Recipe($"homepage = str({expression})").Attributes["homepage"].ShouldBeOfType<MetadataValue.Text>().Value;
}

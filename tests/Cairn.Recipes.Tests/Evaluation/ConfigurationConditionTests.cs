using Cairn.Specs;

namespace Cairn.Recipes.Tests.Evaluation;

public sealed class ConfigurationConditionTests
{
    private static readonly HostDescription s_host = new() { Platform = "linux", OperatingSystem = "debian12", Target = "zen3" };

    [Theory]
    [InlineData("True", true)]
    [InlineData("platform == 'linux' and target == 'zen3'", true)]
    [InlineData("os in ('debian11', 'ubuntu22.04')", false)]
    [InlineData("re.match(r'debian\\d+', os) is not None", true)]
    [InlineData("'zen' in arch_str", true)]
    [InlineData("arch.satisfies('target=x86_64:')", true)]
    [InlineData("env.get('CAIRN_NO_SUCH_VARIABLE', 'no') == 'yes'", false)]
    [InlineData("hostname", true)]
    public void A_condition_is_an_expression_about_the_machine(string expression, bool expected) =>
        new ConfigurationConditions(s_host).Hold(expression, null).ShouldBe(expected);

    [Theory]
    [InlineData("platfrom == 'linux'", "platfrom")]
    [InlineData("1 +", "cannot be evaluated")]
    [InlineData("[x for x in iter(int, 1)]", "cannot be evaluated")]
    public void What_is_none_is_refused_with_its_place(string expression, string words)
    {
        var diagnostic = Should.Throw<CairnException>(() =>
            new ConfigurationConditions(s_host).Hold(expression, new SourceLocation("spack.yaml", 3, 5))).Diagnostic;

        diagnostic.Message.ShouldContain(words);
        diagnostic.Location!.Line.ShouldBe(3);
    }
}

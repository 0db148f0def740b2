using Cairn.Specs;

namespace Cairn.Specs.Tests.Targets;

public sealed class CompilerSupportTests
{
    [Theory]
    [InlineData("x86_64_v3", "gcc", "12.2.0", "-march=x86-64-v3 -mtune=generic")]
    [InlineData("haswell", "gcc", "4.8.5", "-march=core-avx2 -mtune=core-avx2")]
    [InlineData("haswell", "gcc", "4.9.0", "-march=haswell -mtune=haswell")]
    [InlineData("zen3", "gcc", "11.1", "-march=znver3 -mtune=znver3")]
    [InlineData("zen3", "intel", "2021.4.0", "-march=core-avx2 -mtune=core-avx2")]
    [InlineData("power9le", "gcc", "9.3.0", "-mcpu=power9 -mtune=power9")]
    [InlineData("neoverse_n1", "gcc", "9.0", "-mcpu=neoverse-n1")]
    [InlineData("haswell", "chibicc", "1.0", "")]
    [InlineData("arm", "clang", "15", "-march=arm -mcpu=generic")]
    public void A_compiler_is_told_in_its_own_words(string target, string compiler, string version, string flags) =>
        Microarchitectures.Get(target).OptimizationFlags(compiler, version).ShouldBe(flags);

    [Fact]
    public void A_version_that_is_too_old_is_refused_with_the_versions_that_would_do()
    {
        var refused = Should.Throw<UnsupportedMicroarchitectureException>(
            () => Microarchitectures.Get("zen4").OptimizationFlags("gcc", "9.4.0"));
        refused.Diagnostic.Message.ShouldBe(
            $"`gcc@9.4.0` cannot optimize for `zen4` (versions that can: {Versions("zen4", "gcc")})");
        refused.Diagnostic.Hint.ShouldBe("`target=zen2` works with `gcc@9.4.0`");
    }

    [Fact]
    public void A_compiler_that_stops_earlier_is_refused_with_what_it_can_do()
    {
        var support = Microarchitectures.Get("cortex_a72").SupportBy("nvhpc", "22.3");
        support.IsSupported.ShouldBeFalse();
        support.Refusal.ShouldBe("`nvhpc` optimizes no further than `aarch64` in the `aarch64` family");
    }

    [Fact]
    public void A_compiler_without_flags_for_a_target_says_so() =>
        Microarchitectures.Get("nehalem").SupportBy("nvhpc", "22.3").Refusal
            .ShouldBe("`nvhpc@22.3` cannot optimize for `nehalem` (no version of it can)");

    [Theory]
    [InlineData("master")]
    [InlineData("13.1.0-rc2")]
    [InlineData("")]
    public void A_version_that_is_no_number_is_refused(string version) =>
        Microarchitectures.Get("zen2").SupportBy("gcc", version).Refusal.ShouldBe($"`{version}` is not a compiler version of dotted digits");

    [Fact]
    public void A_half_hearted_support_comes_with_a_warning() =>
        Microarchitectures.Get("zen4").SupportBy("nvhpc", "23.5").ShouldBe(
            new CompilerSupport("-tp zen3", null, "nvhpc before 23.9 does not know zen4; it optimizes for zen3 instead"));

    [Theory]
    [InlineData("icelake", "gcc", "7.5.0", "skylake_avx512")]
    [InlineData("zen5", "gcc", "12.3.0", "zen4")]
    [InlineData("zen5", "gcc", "12.2.0", "zen3")]
    [InlineData("x86_64_v4", "gcc", "4.4.7", "x86_64")]
    public void The_best_target_of_a_compiler_is_the_nearest_ancestor(string target, string compiler, string version, string best) =>
        Microarchitectures.Get(target).BestSupportedBy(compiler, version)!.Name.ShouldBe(best);

    [Fact]
    public void Every_compiler_line_of_the_table_can_be_read()
    {
        foreach (var target in Microarchitectures.Known)
        {
            foreach (var entry in target.Compilers.Where(entry => entry.Low is not null))
            {
                entry.Flags.ShouldStartWith("-");
                entry.Flags.ShouldNotContain('$');
            }
        }
    }

    private static string Versions(string target, string compiler) => string.Join(
        ", ", Microarchitectures.Get(target).Compilers.Where(entry => entry.Compiler == compiler).Select(entry => entry.Versions));
}

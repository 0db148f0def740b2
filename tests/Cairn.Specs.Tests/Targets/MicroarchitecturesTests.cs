using Cairn.Specs;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Targets;

public sealed class MicroarchitecturesTests
{
    private static readonly Arbitrary<Microarchitecture> AnyTarget = Gen.Elements(Microarchitectures.Known.ToArray()).ToArbitrary();

    [Fact]
    public void Ancestors_stand_before_descendants()
    {
        var seen = new HashSet<string>();
        foreach (var target in Microarchitectures.Known)
        {
            target.Ancestors.ShouldAllBe(ancestor => seen.Contains(ancestor.Name), target.Name);
            seen.Add(target.Name).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("haswell", "x86_64", "x86_64_v3", "GenuineIntel")]
    [InlineData("zen4", "x86_64", "x86_64_v4", "AuthenticAMD")]
    [InlineData("x86_64_v3", "x86_64", "x86_64_v3", "generic")]
    [InlineData("power9le", "ppc64le", "ppc64le", "IBM")]
    [InlineData("neoverse_v2", "aarch64", "armv9.0a", "ARM")]
    [InlineData("u74mc", "riscv64", "riscv64", "SiFive")]
    public void A_target_has_a_family_a_level_and_a_vendor(string name, string family, string level, string vendor)
    {
        var target = Microarchitectures.Get(name);
        target.Family.Name.ShouldBe(family);
        target.Generic.Name.ShouldBe(level);
        target.Vendor.ShouldBe(vendor);
    }

    [Fact]
    public void Features_are_those_of_the_parents_and_more()
    {
        Microarchitectures.Get("broadwell").Features.ShouldBe(
        [
            "abm", "adx", "aes", "avx", "avx2", "bmi1", "bmi2", "cx16", "f16c", "fma", "lahf_lm", "mmx", "movbe",
            "pclmulqdq", "popcnt", "rdrand", "rdseed", "sse", "sse2", "sse3", "sse4_1", "sse4_2", "ssse3", "xsave",
        ]);
    }

    [Theory]
    [InlineData("haswell", "avx2", true)]
    [InlineData("haswell", "avx512", false)]
    [InlineData("skylake_avx512", "avx512", true)]
    [InlineData("haswell", "sse4.1", true)]
    [InlineData("haswell", "neon", false)]
    [InlineData("a64fx", "neon", true)]
    [InlineData("power9le", "vsx", true)]
    [InlineData("haswell", "fma", true)]
    [InlineData("ivybridge", "fma", false)]
    public void Features_have_aliases(string target, string feature, bool has) =>
        Microarchitectures.Get(target).HasFeature(feature).ShouldBe(has);

    [Fact]
    public void An_unknown_name_is_a_family_of_its_own()
    {
        var target = Microarchitectures.Get("quantum9");
        target.IsKnown.ShouldBeFalse();
        target.Family.ShouldBe(target);
        target.IsGeneric.ShouldBeTrue();
        (target <= Microarchitectures.Get("quantum9")).ShouldBeTrue();
        (target <= Microarchitectures.Get("zen")).ShouldBeFalse();
        Microarchitectures.Find("quantum9").ShouldBeNull();
    }

    [Fact]
    public void What_runs_on_a_target_is_listed_best_first() =>
        Microarchitectures.CompatibleWith(Microarchitectures.Get("haswell")).Select(target => target.Name).ShouldBe(
        [
            "haswell", "ivybridge", "sandybridge", "westmere", "nehalem", "x86_64_v3", "core2", "x86_64_v2", "nocona", "x86_64",
        ]);

    [Fact]
    public void Order_is_reflexive_and_antisymmetric() =>
        Prop.ForAll(AnyTarget, AnyTarget, (a, b) => a <= Microarchitectures.Get(a.Name) && (!(a <= b && b <= a) || a == b) && (a < b) == (a <= b && a != b))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Order_is_transitive()
    {
        foreach (var a in Microarchitectures.Known)
        {
            foreach (var b in a.Ancestors)
            {
                b.Ancestors.ShouldAllBe(c => c < a && c < b);
            }
        }
    }

    [Fact]
    public void More_is_possible_on_a_descendant() =>
        Prop.ForAll(AnyTarget, AnyTarget, (a, b) => !(a <= b) || a.Family == b.Family).QuickCheckThrowOnFailure();
}

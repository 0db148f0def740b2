using Cairn.Specs;

namespace Cairn.Specs.Tests.Targets;

public sealed class HostProcessorTests
{
    private const string Level1 = "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat clflush mmx fxsr sse sse2 syscall nx lm";
    private const string Level2 = Level1 + " pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm";
    private const string Haswell = Level2 + " aes pclmulqdq avx rdrand f16c movbe fma avx2 bmi1 bmi2 abm xsave";
    private const string Skylake = Haswell + " rdseed adx clflushopt xsavec xsaveopt";
    private const string Cascadelake = Skylake + " avx512f avx512dq avx512cd avx512bw avx512vl clwb avx512_vnni";
    private const string Zen = Haswell + " sse4a fsgsbase rdseed adx sha_ni clflushopt xsavec xsaveopt clzero";

    [Theory]
    [InlineData("GenuineIntel", Level1, "x86_64")]
    [InlineData("GenuineIntel", Level1 + " ssse3", "core2")]
    [InlineData("GenuineIntel", Level2, "nehalem")]
    [InlineData("GenuineIntel", Haswell, "haswell")]
    [InlineData("GenuineIntel", Skylake, "skylake")]
    [InlineData("GenuineIntel", Cascadelake, "cascadelake")]
    [InlineData("AuthenticAMD", Haswell, "x86_64_v3")]
    [InlineData("AuthenticAMD", Zen, "zen")]
    [InlineData("AuthenticAMD", Zen + " clwb", "zen2")]
    [InlineData("HygonGenuine", Zen, "x86_64_v3")]
    public void An_x86_processor_is_known_by_vendor_and_features(string vendor, string flags, string expected) =>
        Choose("x86_64", $"processor\t: 0\nvendor_id\t: {vendor}\ncpu family\t: 6\nflags\t\t: {flags}\nbugs\t\t: \n\nprocessor\t: 1\nvendor_id\t: Other\n")
            .ShouldBe(expected);

    [Fact]
    public void A_feature_that_firmware_switched_off_leaves_the_level() =>
        Choose("x86_64", $"vendor_id : GenuineIntel\nflags : {Cascadelake.Replace(" aes", "")}\n").ShouldBe("x86_64_v4");

    [Theory]
    [InlineData("0x41", "0xd0c", "fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp ssbs", "neoverse_n1")]
    [InlineData("0x41", "0xd08", "fp asimd evtstrm aes pmull sha1 sha2 crc32 cpuid", "cortex_a72")]
    [InlineData("0x41", "0xfff", "fp asimd evtstrm aes pmull sha1 sha2 crc32 cpuid", "cortex_a72")]
    [InlineData("0x46", "0x001", "fp asimd evtstrm sha1 sha2 crc32 atomics cpuid asimdrdm fphp asimdhp dcpop sve fcma", "a64fx")]
    [InlineData("0x41", "0xd08", "fp asimd", "aarch64")]
    [InlineData("0x7f", "0x001", "fp asimd", "aarch64")]
    public void An_arm_processor_is_known_by_implementer_part_and_features(string implementer, string part, string features, string expected) =>
        Choose("aarch64", $"processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: {features}\nCPU implementer\t: {implementer}\nCPU part\t: {part}\n")
            .ShouldBe(expected);

    [Theory]
    [InlineData("ppc64le", "POWER9, altivec supported", "power9le")]
    [InlineData("ppc64le", "POWER8E (raw), altivec supported", "power8le")]
    [InlineData("ppc64", "POWER7 (architected), altivec supported", "power7")]
    [InlineData("ppc64le", "an emulator", "ppc64le")]
    [InlineData("ppc64le", "POWER11 (architected)", "power10le")]
    public void A_power_processor_is_known_by_its_generation(string machine, string cpu, string expected) =>
        Choose(machine, $"processor\t: 0\ncpu\t\t: {cpu}\nclock\t\t: 2.3GHz\n").ShouldBe(expected);

    [Theory]
    [InlineData("uarch : sifive,u74-mc\n", "u74mc")]
    [InlineData("uarch : thead,c906\n", "riscv64")]
    [InlineData("", "riscv64")]
    public void A_riscv_processor_is_known_by_its_name(string cpuInfo, string expected) => Choose("riscv64", cpuInfo).ShouldBe(expected);

    [Fact]
    public void A_machine_that_nobody_knows_is_a_family_of_its_own() => Choose("s390x", "vendor_id : IBM/S390\n").ShouldBe("s390x");

    [Fact]
    public void A_machine_without_cpuinfo_is_its_family() => Choose("x86_64", "").ShouldBe("x86_64");

    private static string Choose(string machine, string cpuInfo) => HostProcessor.Parse(machine, cpuInfo).Choose().Name;
}

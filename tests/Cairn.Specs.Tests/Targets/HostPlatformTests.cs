using ProcessorArchitecture = System.Runtime.InteropServices.Architecture;
using System.Runtime.InteropServices;
using Cairn.Specs;

namespace Cairn.Specs.Tests.Targets;

public sealed class HostPlatformTests
{
    [Theory]
    [InlineData("ID=debian\nVERSION_ID=\"12\"\n", "", "debian12")]
    [InlineData("ID=ubuntu\nID_LIKE=debian\nVERSION_ID=\"22.04\"\n", "bookworm/sid\n", "ubuntu22.04")]
    [InlineData("ID=\"rocky\"\nVERSION_ID=\"9.3\"\n", "", "rocky9")]
    [InlineData("ID=\"rhel\"\nVERSION_ID='8.9'\n", "", "rhel8")]
    [InlineData("ID=\"ol\"\nVERSION_ID=\"8.9\"\n", "", "oracle8")]
    [InlineData("ID=\"opensuse-leap\"\nVERSION_ID=\"15.5\"\n", "", "opensuse15")]
    [InlineData("ID=debian\nPRETTY_NAME=\"Debian GNU/Linux trixie/sid\"\n", "trixie/sid\n", "debiantrixie")]
    [InlineData("ID=\"almalinux\"\nVERSION_ID=\"9.4\"\n", "", "almalinux9")]
    [InlineData("# comment\nID=\"sle-hpc\"\nVERSION_ID=\"15.4\"\n", "", "sle_hpc15")]
    [InlineData("ID=amzn\nVERSION_ID=2023\n", "", "amzn2023")]
    [InlineData("", "", "unknown")]
    public void An_operating_system_is_named_by_id_and_major_version(string osRelease, string debianVersion, string expected) =>
        HostPlatform.NameOperatingSystem(osRelease, debianVersion).ShouldBe(expected);

    [Fact]
    public void A_rolling_opensuse_is_named_by_its_c_library() =>
        HostPlatform.NameOperatingSystem("ID=\"opensuse-tumbleweed\"\nVERSION_ID=\"20260101\"\n", "", () => "2.42")
            .ShouldBe("opensusetumbleweed2.42");

    [Fact]
    public void Machines_have_the_names_of_uname()
    {
        HostPlatform.MachineName(ProcessorArchitecture.X64).ShouldBe("x86_64");
        HostPlatform.MachineName(ProcessorArchitecture.Arm64).ShouldBe("aarch64");
        HostPlatform.MachineName(ProcessorArchitecture.Ppc64le).ShouldBe("ppc64le");
    }

    [Fact]
    public void This_machine_has_a_name()
    {
        HostPlatform.Name.ShouldNotBeEmpty();
        HostPlatform.OperatingSystem.ShouldNotBeEmpty();
        Microarchitectures.Host().Family.Name.ShouldBe(HostPlatform.MachineName(RuntimeInformation.OSArchitecture));
    }
}

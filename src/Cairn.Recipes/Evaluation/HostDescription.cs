using System.Runtime.InteropServices;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The facts about a machine that recipes may ask while they are loaded. Everything else they cannot see.</summary>
public sealed record HostDescription
{
    /// <summary>The platform as specs spell it: <c>linux</c>, <c>darwin</c>, <c>windows</c>, <c>freebsd</c>.</summary>
    public string Platform { get; init; } = "linux";

    /// <summary>The operating system as specs spell it: <c>debian12</c>.</summary>
    public string OperatingSystem { get; init; } = "unknown";

    /// <summary>The target as specs spell it: <c>zen4</c>.</summary>
    public string Target { get; init; } = "x86_64";

    /// <summary>What <c>platform.machine()</c> answers: <c>x86_64</c>.</summary>
    public string Machine { get; init; } = "x86_64";

    /// <summary>The version of macOS, empty elsewhere.</summary>
    public string MacVersion { get; init; } = "";

    /// <summary>The working directory that <c>os.getcwd()</c> answers (recipes with manual downloads look there).</summary>
    public string CurrentDirectory { get; init; } = "/";

    /// <summary>The machine that this runs on, for specs of this operating system and target.</summary>
    public static HostDescription OfThisMachine(string operatingSystem, string target) => new()
    {
        Platform = System.OperatingSystem.IsMacOS() ? "darwin" : System.OperatingSystem.IsWindows() ? "windows"
            : System.OperatingSystem.IsFreeBSD() ? "freebsd" : "linux",
        OperatingSystem = operatingSystem,
        Target = target,
        Machine = RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.Arm64 => System.OperatingSystem.IsMacOS() ? "arm64" : "aarch64",
            System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
            System.Runtime.InteropServices.Architecture.RiscV64 => "riscv64",
            System.Runtime.InteropServices.Architecture.S390x => "s390x",
            _ => "x86_64",
        },
        MacVersion = System.OperatingSystem.IsMacOS() ? Environment.OSVersion.Version.ToString() : "",
        CurrentDirectory = Environment.CurrentDirectory,
    };

    /// <summary>The same facts in the words of Python's modules.</summary>
    public HostFacts ToFacts() => new()
    {
        Platform = Platform == "windows" ? "win32" : Platform,
        System = Platform switch
        {
            "darwin" => "Darwin",
            "windows" => "Windows",
            "freebsd" => "FreeBSD",
            _ => "Linux",
        },
        Machine = Machine,
        MacVersion = MacVersion,
    };
}

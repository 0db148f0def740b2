using System.Runtime.InteropServices;
using ProcessorArchitecture = System.Runtime.InteropServices.Architecture;

namespace Cairn.Specs;

/// <summary>The platform and the operating system of this machine as specs name them.</summary>
public static partial class HostPlatform
{
    private static readonly Lazy<string> OperatingSystemOnce = new(DetectOperatingSystem);

    /// <summary>The platform: <c>linux</c>, <c>darwin</c>, <c>freebsd</c> or <c>windows</c>.</summary>
    public static string Name =>
        System.OperatingSystem.IsMacOS() ? "darwin"
        : System.OperatingSystem.IsWindows() ? "windows"
        : System.OperatingSystem.IsFreeBSD() ? "freebsd"
        : "linux";

    /// <summary>The distribution and its version, such as <c>debian12</c>, <c>rocky9</c>, <c>ubuntu22.04</c>.</summary>
    public static string OperatingSystem => OperatingSystemOnce.Value;

    /// <summary>The name of a processor family as <c>uname -m</c> gives it.</summary>
    public static string MachineName(ProcessorArchitecture architecture) => architecture switch
    {
        ProcessorArchitecture.X64 => "x86_64",
        ProcessorArchitecture.X86 => "i686",
        ProcessorArchitecture.Arm64 => "aarch64",
        ProcessorArchitecture.Arm or ProcessorArchitecture.Armv6 => "arm",
        ProcessorArchitecture.Ppc64le => "ppc64le",
        ProcessorArchitecture.S390x => "s390x",
        ProcessorArchitecture.LoongArch64 => "loongarch64",
        ProcessorArchitecture.RiscV64 => "riscv64",
        _ => architecture.ToString().ToLowerInvariant(),
    };

    /// <summary>The operating system that an <c>os-release</c> file describes (os-release(5)), named as Spack names it.</summary>
    /// <param name="osRelease">The text of the file; may be empty.</param>
    /// <param name="debianVersion">The text of <c>/etc/debian_version</c>, the last resort of testing releases.</param>
    /// <param name="glibcVersion">The version of the C library, part of the name of a rolling openSUSE.</param>
    internal static string NameOperatingSystem(string osRelease, string debianVersion = "", Func<string>? glibcVersion = null)
    {
        var facts = ReadOsRelease(osRelease);
        var id = facts.GetValueOrDefault("ID", "").ToLowerInvariant().Replace(' ', '_');
        id = id switch { "" => "unknown", "ol" => "oracle", "opensuse-leap" => "opensuse", _ => id };
        var version = facts.GetValueOrDefault("VERSION_ID", "");
        if (version.Length == 0)
        {
            version = VersionInPrettyName(facts.GetValueOrDefault("PRETTY_NAME", ""));
        }

        var isLikeDebian = id == "debian" || facts.GetValueOrDefault("ID_LIKE", "").Split(' ').Contains("debian");
        if (version.Length == 0 && isLikeDebian)
        {
            version = debianVersion.Trim();
        }

        if (id.Contains("opensuse-tumbleweed", StringComparison.Ordinal))
        {
            var glibc = glibcVersion?.Invoke() ?? "";
            return "opensusetumbleweed" + (glibc.Length > 0 ? glibc : FirstIdentifiers(version, 1));
        }

        var name = id + FirstIdentifiers(version, id.Contains("ubuntu", StringComparison.Ordinal) ? 2 : 1);
        return name.Replace('-', '_');
    }

    private static string DetectOperatingSystem()
    {
        if (System.OperatingSystem.IsMacOS())
        {
            return "macos" + Environment.OSVersion.Version.Major;
        }

        if (System.OperatingSystem.IsWindows())
        {
            return "windows" + Environment.OSVersion.Version;
        }

        var osRelease = File.Exists("/etc/os-release") ? "/etc/os-release" : "/usr/lib/os-release";
        return NameOperatingSystem(
            File.Exists(osRelease) ? File.ReadAllText(osRelease) : "",
            File.Exists("/etc/debian_version") ? File.ReadAllText("/etc/debian_version") : "",
            GlibcVersion);
    }

    /// <summary>The version of the GNU C library of this process, or the empty text where another one is in use.</summary>
    private static string GlibcVersion()
    {
        try
        {
            return Marshal.PtrToStringUTF8(GnuGetLibcVersion()) ?? "";
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GnuGetLibcVersion();

    private static Dictionary<string, string> ReadOsRelease(string text)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var assignment = line.AsSpan().Trim();
            var equals = assignment.IndexOf('=');
            if (equals > 0 && assignment[0] != '#')
            {
                facts[assignment[..equals].ToString()] = Unquote(assignment[(equals + 1)..]);
            }
        }

        return facts;
    }

    private static string Unquote(ReadOnlySpan<char> value) =>
        value is ['"', .. var inDouble, '"'] ? inDouble.ToString()
        : value is ['\'', .. var inSingle, '\''] ? inSingle.ToString()
        : value.ToString();

    /// <summary>The number after the name in a text like <c>Scientific Linux 7.9 (Nitrogen)</c>.</summary>
    private static string VersionInPrettyName(string prettyName)
    {
        foreach (var word in prettyName.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            if (char.IsAsciiDigit(word[0]))
            {
                return word;
            }
        }

        return "";
    }

    /// <summary>The first identifiers of a version: <c>9</c> of <c>9.3</c>, <c>bookworm</c> of <c>bookworm/sid</c>.</summary>
    private static string FirstIdentifiers(string version, int count)
    {
        var position = 0;
        while (position < version.Length && count > 0)
        {
            var isPart = char.IsLetterOrDigit(version[position]) || version[position] is '_' or '-';
            if (!isPart && --count == 0)
            {
                break;
            }

            position++;
        }

        return version[..position];
    }
}

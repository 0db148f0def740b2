using System.Runtime.InteropServices;

namespace Cairn.Python;

/// <summary>What a recipe may want from the machine.</summary>
public enum HostAccess
{
    /// <summary>Looking at a file or directory (exists, list, stat).</summary>
    Inspect,

    /// <summary>Reading the contents of a file.</summary>
    Read,

    /// <summary>Creating, changing or removing files.</summary>
    Write,

    /// <summary>Starting or signalling a process.</summary>
    Process,

    /// <summary>Reading the environment.</summary>
    Environment,

    /// <summary>Changing the environment or the current directory of the evaluation.</summary>
    ChangeEnvironment,

    /// <summary>The time of day, sleeping.</summary>
    Clock,

    /// <summary>The network.</summary>
    Network,

    /// <summary>Random numbers that differ from run to run.</summary>
    Entropy,
}

/// <summary>Facts about the machine that recipes may ask at load time.</summary>
public sealed record HostFacts
{
    /// <summary><c>sys.platform</c>, as <c>linux</c> or <c>darwin</c>.</summary>
    public string Platform { get; init; } = "linux";

    /// <summary><c>platform.system()</c></summary>
    public string System { get; init; } = "Linux";

    /// <summary><c>platform.machine()</c></summary>
    public string Machine { get; init; } = "x86_64";

    /// <summary><c>platform.processor()</c></summary>
    public string Processor { get; init; } = "";

    /// <summary><c>platform.release()</c>, the kernel release.</summary>
    public string Release { get; init; } = "";

    /// <summary><c>platform.mac_ver()[0]</c></summary>
    public string MacVersion { get; init; } = "";

    /// <summary><c>socket.gethostname()</c></summary>
    public string HostName { get; init; } = "localhost";

    /// <summary><c>sys.executable</c></summary>
    public string Executable { get; init; } = "";

    /// <summary>The fields of <c>/etc/os-release</c>.</summary>
    public IReadOnlyDictionary<string, string> OsRelease { get; init; } = new Dictionary<string, string>();

    /// <summary>Number of processors.</summary>
    public int ProcessorCount { get; init; } = 1;
}

/// <summary>The capabilities of one evaluation. Native modules ask <see cref="Demand"/> before they touch the machine.</summary>
public abstract class Host
{
    /// <summary>The facts.</summary>
    public abstract HostFacts Facts { get; }

    /// <summary>The current directory of this evaluation, against which relative paths are resolved.</summary>
    public abstract string CurrentDirectory { get; set; }

    /// <summary>The environment of this evaluation. Ask <see cref="Demand"/> first.</summary>
    public abstract IDictionary<string, string> Environment { get; }

    /// <summary>Arguments for <c>sys.argv</c>.</summary>
    public virtual IReadOnlyList<string> Arguments => [];

    /// <summary>Standard output.</summary>
    public abstract TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public abstract TextWriter Error { get; }

    /// <summary>Standard input.</summary>
    public abstract TextReader Input { get; }

    /// <summary>Permits an access, or fails naming what was attempted, as in <c>"open `/etc/passwd`"</c>.</summary>
    /// <exception cref="PyRaise"><c>PermissionError</c>: this world does not give it.</exception>
    public abstract void Demand(HostAccess access, string attempted);

    /// <summary>True if an access would be permitted.</summary>
    public abstract bool Permits(HostAccess access);
}

/// <summary>The load world: facts, no capabilities.</summary>
public sealed class LoadHost(HostFacts facts, string currentDirectory = "/") : Host
{
    private readonly StringWriter _output = new();

    /// <inheritdoc/>
    public override HostFacts Facts => facts;

    /// <inheritdoc/>
    public override string CurrentDirectory
    {
        get
        {
            WasAskedForDirectory = true;
            return currentDirectory;
        }
        set => Demand(HostAccess.ChangeEnvironment, $"change the directory to `{value}`");
    }

    /// <inheritdoc/>
    public override IDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    /// <summary>True if something asked for <see cref="CurrentDirectory"/> since this was last set to false: what came of it holds only there.</summary>
    public bool WasAskedForDirectory { get; set; }

    /// <summary>What was printed while loading.</summary>
    public string Printed => _output.ToString();

    /// <inheritdoc/>
    public override TextWriter Output => _output;

    /// <inheritdoc/>
    public override TextWriter Error => _output;

    /// <inheritdoc/>
    public override TextReader Input => TextReader.Null;

    /// <inheritdoc/>
    public override void Demand(HostAccess access, string attempted) =>
        throw PyRaise.Of(BuiltinTypes.PermissionError, $"not available while loading a recipe: {attempted}");

    /// <inheritdoc/>
    public override bool Permits(HostAccess access) => false;
}

/// <summary>The build world: everything the process itself may do.</summary>
public sealed class RealHost : Host
{
    private readonly Dictionary<string, string> _environment = [];
    private readonly string[] _arguments;
    private string _currentDirectory = System.Environment.CurrentDirectory;

    /// <summary>The machine as it is.</summary>
    public RealHost(HostFacts? facts = null, IEnumerable<string>? arguments = null)
    {
        Facts = facts ?? HostFactsOfThisMachine.Read();
        _arguments = [.. arguments ?? []];
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            _environment[(string)variable.Key] = (string?)variable.Value ?? "";
        }
    }

    /// <inheritdoc/>
    public override HostFacts Facts { get; }

    /// <inheritdoc/>
    public override string CurrentDirectory
    {
        get => _currentDirectory;
        set => _currentDirectory = Path.GetFullPath(value, _currentDirectory);
    }

    /// <inheritdoc/>
    public override IDictionary<string, string> Environment => _environment;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Arguments => _arguments;

    /// <inheritdoc/>
    public override TextWriter Output => Console.Out;

    /// <inheritdoc/>
    public override TextWriter Error => Console.Error;

    /// <inheritdoc/>
    public override TextReader Input => Console.In;

    /// <inheritdoc/>
    public override void Demand(HostAccess access, string attempted)
    {
    }

    /// <inheritdoc/>
    public override bool Permits(HostAccess access) => true;
}

internal static class HostFactsOfThisMachine
{
    public static HostFacts Read() => new()
    {
        Platform = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "win32" : "linux",
        System = OperatingSystem.IsMacOS() ? "Darwin" : OperatingSystem.IsWindows() ? "Windows" : "Linux",
        Machine = RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.Arm64 => OperatingSystem.IsMacOS() ? "arm64" : "aarch64",
            System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
            System.Runtime.InteropServices.Architecture.S390x => "s390x",
            System.Runtime.InteropServices.Architecture.RiscV64 => "riscv64",
            _ => "x86_64",
        },
        Release = Kernel("osrelease") ?? RuntimeInformation.OSDescription.Split(' ').ElementAtOrDefault(1) ?? "",
        MacVersion = OperatingSystem.IsMacOS() ? Environment.OSVersion.Version.ToString() : "",
        HostName = Kernel("hostname") ?? Environment.MachineName,
        Executable = Environment.ProcessPath ?? "",
        ProcessorCount = Environment.ProcessorCount,
        OsRelease = OsRelease(),
    };

    /// <summary>What the Linux kernel says of itself; .NET cuts its release and the host name short.</summary>
    private static string? Kernel(string name) =>
        File.Exists($"/proc/sys/kernel/{name}") ? File.ReadAllText($"/proc/sys/kernel/{name}").Trim() : null;

    private static Dictionary<string, string> OsRelease()
    {
        var fields = new Dictionary<string, string>();
        if (!File.Exists("/etc/os-release"))
        {
            return fields;
        }

        foreach (string line in File.ReadLines("/etc/os-release"))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                fields[line[..equals]] = line[(equals + 1)..].Trim('"', '\'');
            }
        }

        return fields;
    }
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cairn.Specs;

/// <summary>The microarchitectures that Cairn knows, and the one of this machine.</summary>
/// <remarks>Nothing is read before the first question; compiler entries are decoded per microarchitecture when asked for.</remarks>
public static class Microarchitectures
{
    private static readonly Lazy<MicroarchitectureTable> Table = new(MicroarchitectureTable.Load);
    private static readonly Lazy<Microarchitecture> HostOnce = new(DetectHost);

    /// <summary>All known microarchitectures, ancestors before descendants.</summary>
    public static ImmutableArray<Microarchitecture> Known => Table.Value.All;

    /// <summary>The known microarchitecture of that name, or null.</summary>
    public static Microarchitecture? Find(string name) => Table.Value.Find(name);

    /// <summary>The known microarchitecture of that name, or else a family of its own with no features.</summary>
    public static Microarchitecture Get(string name) => Table.Value.Find(name) ?? Unknown(name);

    /// <summary>The microarchitecture of the machine that runs this process, chosen as archspec chooses it.</summary>
    /// <remarks>Detected once per process: a machine doesn't change its processor.</remarks>
    public static Microarchitecture Host() => HostOnce.Value;

    /// <summary>Every known microarchitecture whose code runs on <paramref name="target"/>, itself included, best first.</summary>
    public static ImmutableArray<Microarchitecture> CompatibleWith(Microarchitecture target)
    {
        var compatible = new List<Microarchitecture>(target.Ancestors) { target };
        // A stable order: more ancestors, then more features, then the table's order.
        return
        [
            .. compatible.OrderByDescending(each => each.Ancestors.Length).ThenByDescending(each => each.Features.Length),
        ];
    }

    /// <summary>A microarchitecture that a newer engine described in a spec file and that is not in the table.</summary>
    internal static Microarchitecture Foreign(
        string name, string vendor, IEnumerable<string> parents, IEnumerable<string> features, int generation, string cpuPart) =>
        new(name, vendor, [.. parents.Select(Get)], [.. features.Order(StringComparer.Ordinal)], generation, cpuPart);

    internal static Microarchitecture Unknown(string name) => new(name, Microarchitecture.GenericVendor, [], []);

    private static Microarchitecture DetectHost()
    {
        var machine = HostPlatform.MachineName(RuntimeInformation.OSArchitecture);
        const string CpuInfo = "/proc/cpuinfo";
        var text = File.Exists(CpuInfo) ? File.ReadAllText(CpuInfo) : "";
        return HostProcessor.Parse(machine, text).Choose();
    }
}

using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>What a machine says about its processor, and the microarchitecture that fits it best.</summary>
/// <remarks>The choice is archspec's, so that both engines name the same machine the same way.</remarks>
internal sealed record HostProcessor(
    string Machine, string Name, string Vendor, IReadOnlySet<string> Features, int Generation, string CpuPart)
{
    /// <summary>Reads the first processor of a text like <c>/proc/cpuinfo</c>.</summary>
    /// <param name="machine">The family as <c>uname -m</c> names it.</param>
    /// <param name="cpuInfo">The text; may be empty.</param>
    public static HostProcessor Parse(string machine, string cpuInfo)
    {
        var facts = FirstProcessor(cpuInfo);
        var nothing = new HostProcessor(machine, "", "", new HashSet<string>(), 0, "");
        return machine switch
        {
            "x86_64" => nothing with
            {
                Vendor = facts.GetValueOrDefault("vendor_id", Microarchitecture.GenericVendor),
                Features = Words(facts.GetValueOrDefault("flags", "")),
            },
            "aarch64" => nothing with
            {
                Vendor = ArmVendor(facts),
                Features = Words(facts.GetValueOrDefault("Features", "")),
                CpuPart = facts.GetValueOrDefault("CPU part", ""),
            },
            "ppc64le" or "ppc64" => nothing with { Generation = PowerGeneration(facts.GetValueOrDefault("cpu", "")) },
            "riscv64" => nothing with
            {
                Name = facts.GetValueOrDefault("uarch", machine) is var name && name == "sifive,u74-mc" ? "u74mc" : name,
            },
            _ => nothing with { Name = machine, Vendor = Microarchitecture.GenericVendor },
        };
    }

    /// <summary>The best known microarchitecture whose code runs on this processor.</summary>
    public Microarchitecture Choose()
    {
        var candidates = Microarchitectures.Known.Where(IsCompatible).ToList();
        if (candidates.Count == 0)
        {
            return Microarchitectures.Get(Machine);
        }

        var bestGeneric = Best(candidates.Where(candidate => candidate.IsGeneric))!;
        if (CpuPart.Length > 0 && candidates.Any(candidate => candidate.CpuPart == CpuPart))
        {
            candidates.RemoveAll(candidate => candidate.CpuPart != CpuPart);
        }

        // A firmware may switch off a niche feature; then the level that the machine surely has is the better answer
        // than an old model that happens not to need the feature.
        return Best(candidates.Where(candidate => candidate > bestGeneric)) ?? bestGeneric;
    }

    private bool IsCompatible(Microarchitecture target)
    {
        if (target.Family.Name != Machine)
        {
            return false;
        }

        return Machine switch
        {
            "x86_64" => IsOfVendor(target) && HasAll(target.Features),
            // The version of the Arm architecture can't be told from the features, so its levels are no candidates.
            "aarch64" => (!target.IsGeneric || target.Name == Machine) && IsOfVendor(target) && HasAll(target.Features),
            "ppc64le" or "ppc64" => target.Generation <= Generation,
            "riscv64" => target.Name == Name || target.IsGeneric,
            _ => false,
        };
    }

    private bool HasAll(ImmutableArray<string> features)
    {
        foreach (var feature in features)
        {
            if (!Features.Contains(feature))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsOfVendor(Microarchitecture target) => target.IsGeneric || target.Vendor == Vendor;

    private static Microarchitecture? Best(IEnumerable<Microarchitecture> candidates)
    {
        Microarchitecture? best = null;
        foreach (var candidate in candidates)
        {
            if (best is null || Microarchitecture.IsBetter(candidate, best))
            {
                best = candidate;
            }
        }

        return best;
    }

    private static Dictionary<string, string> FirstProcessor(string cpuInfo)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = cpuInfo.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            var colon = line.IndexOf(':');
            if (colon >= 0)
            {
                facts[line[..colon].Trim().ToString()] = line[(colon + 1)..].Trim().ToString();
            }
            else if (facts.Count > 0)
            {
                break;
            }
        }

        return facts;
    }

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.Ordinal);
        // Linux reports sse3 as `pni`; ssse3 includes it.
        if (words.Contains("ssse3"))
        {
            words.Add("sse3");
        }

        return words;
    }

    private static int PowerGeneration(string cpu)
    {
        var start = cpu.IndexOf("POWER", StringComparison.Ordinal);
        if (start < 0)
        {
            return 0;
        }

        var digits = cpu.AsSpan(start + "POWER".Length);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], out var generation) ? generation : 0;
    }

    private static string ArmVendor(Dictionary<string, string> facts) =>
        facts.TryGetValue("CPU implementer", out var code) ? VendorOfImplementer(code) : Microarchitecture.GenericVendor;

    /// <summary>The implementer codes of the main ID register (Arm Architecture Reference Manual, MIDR_EL1).</summary>
    private static string VendorOfImplementer(string code) => code switch
    {
        "0x41" => "ARM",
        "0x42" => "Broadcom",
        "0x43" => "Cavium",
        "0x44" => "DEC",
        "0x46" => "Fujitsu",
        "0x48" => "HiSilicon",
        "0x49" => "Infineon Technologies AG",
        "0x4d" => "Motorola",
        "0x4e" => "Nvidia",
        "0x50" => "APM",
        "0x51" => "Qualcomm",
        "0x53" => "Samsung",
        "0x56" => "Marvell",
        "0x61" => "Apple",
        "0x66" => "Faraday",
        "0x68" => "HXT",
        "0x69" => "Intel",
        _ => code,
    };
}

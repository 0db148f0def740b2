using Cairn.Python.Modules.Files;

namespace Cairn.Python.Modules.Machine;

/// <summary>The module <c>platform</c>: facts of the host, the same while loading and while building.</summary>
internal static class PlatformModule
{
    private static readonly StructShape UnameShape = new("uname_result", "platform", "system", "node", "release", "version", "machine", "processor");

    public static PyModule Create(Realm realm)
    {
        HostFacts facts = realm.Host.Facts;
        string release = facts.Release.Length > 0 ? $"-{facts.Release}" : "";
        return new PyModule("platform")
            .Function("machine", "", (_, _) => new PyStr(facts.Machine))
            .Function("system", "", (_, _) => new PyStr(facts.System))
            .Function("processor", "", (_, _) => new PyStr(facts.Processor))
            .Function("release", "", (_, _) => new PyStr(facts.Release))
            .Function("version", "", (_, _) => PyStr.Empty)
            .Function("node", "", (_, _) => new PyStr(facts.HostName))
            .Function("platform", "aliased=, terse=", (_, _) => new PyStr($"{facts.System}{release}-{facts.Machine}"))
            .Function("architecture", "executable=, bits=, linkage=", (_, _) => new PyTuple(
                new PyStr("64bit"), new PyStr(facts.System == "Linux" ? "ELF" : "")))
            .Function("python_version", "", (_, _) => new PyStr(SysModule.Version))
            .Function("python_version_tuple", "", (_, _) => new PyTuple([.. SysModule.Version.Split('.').Select(part => new PyStr(part))]))
            .Function("python_implementation", "", (_, _) => new PyStr("Cairn"))
            .Function("mac_ver", "release=, versioninfo=, machine=", (_, _) => new PyTuple(
                new PyStr(facts.MacVersion), new PyTuple(PyStr.Empty, PyStr.Empty, PyStr.Empty), new PyStr(facts.MacVersion.Length > 0 ? facts.Machine : "")))
            .Function("libc_ver", "executable=, lib=, version=, chunksize=", (_, _) => new PyTuple(new PyStr("glibc"), PyStr.Empty))
            .Function("freedesktop_os_release", "", (_, _) => OsRelease(facts))
            .Function("uname", "", (_, _) => new StructSequence(
                UnameShape,
                [
                    new PyStr(facts.System), new PyStr(facts.HostName), new PyStr(facts.Release), PyStr.Empty, new PyStr(facts.Machine),
                    new PyStr(facts.Processor),
                ]));
    }

    private static PyDict OsRelease(HostFacts facts)
    {
        if (facts.OsRelease.Count == 0)
        {
            throw Libc.Error(2, "/etc/os-release");
        }

        var fields = new PyDict();
        foreach ((string name, string value) in facts.OsRelease)
        {
            fields.Set(name, new PyStr(value));
        }

        return fields;
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Build.PostInstall;

/// <summary>The list of what is in a prefix, <c>.spack/install_manifest.json</c>, by which it can be verified later; the form is Spack's.</summary>
public static class InstallManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "install_manifest.json";

    /// <summary>The file in which phases of a build are timed. It is not listed: Spack writes it after the list, and takes a listed one for deleted.</summary>
    public const string TimesFileName = "install_times.json";

    /// <summary>Writes it; afterwards nothing in the prefix should change.</summary>
    public static void Write(string prefix)
    {
        var entries = PrefixFiles.All(prefix).Where(entry => entry.Name != InstallLayout.IncompleteMark).ToList();
        using var stream = File.Create(Path.Combine(InstallLayout.MetadataOf(prefix), FileName));
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        WriteEntry(json, new DirectoryInfo(prefix));
        foreach (var entry in entries.Where(entry => entry.Name is not (FileName or TimesFileName)))
        {
            WriteEntry(json, entry);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, FileSystemInfo entry)
    {
        var status = FileStatus.Of(entry.FullName);
        json.WriteStartObject(entry.FullName);
        json.WriteNumber("mode", status.Mode);
        json.WriteNumber("owner", status.Owner);
        json.WriteNumber("group", status.Group);
        if (entry.LinkTarget is { } target)
        {
            json.WriteString("dest", target);
        }
        else if (entry is FileInfo)
        {
            using var file = File.OpenRead(entry.FullName);
            json.WriteString("hash", Base32.Encode(SHA1.HashData(file)).ToUpperInvariant());
            json.WriteNumber("time", status.ModificationTime);
            json.WriteNumber("size", status.Size);
        }

        json.WriteEndObject();
    }
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Cairn.Sources;

/// <summary>How far a stage is.</summary>
internal enum StageProgress
{
    /// <summary>Unpacked, with its resources.</summary>
    Expanded,

    /// <summary>Patches are being applied; found at the beginning it means that the process died over it.</summary>
    Patching,

    /// <summary>A patch did not apply.</summary>
    PatchFailed,

    /// <summary>All patches are in.</summary>
    Patched,
}

/// <summary>What a stage remembers between commands. Without it the stage counts as empty, so that a half one is never built.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Directory">The name of the archive's own directory, if it had one.</param>
/// <param name="Provenance">Where the sources came from and what proved them.</param>
/// <param name="Patches">What was applied.</param>
internal sealed record StageState(
    StageProgress Progress, string? Directory, ImmutableArray<SourceProvenance> Provenance, ImmutableArray<string> Patches)
{
    private const string FileName = ".cairn-stage.json";

    public static StageState? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes = DiskFailure.Guard("reading", path, () => File.ReadAllBytes(path));
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (!Enum.TryParse(root.GetProperty("progress").GetString(), out StageProgress progress))
            {
                return null;
            }

            return new StageState(
                progress,
                root.GetProperty("directory").GetString(),
                [
                    .. root.GetProperty("sources").EnumerateArray().Select(s => new SourceProvenance(
                        s.GetProperty("name").GetString()!, s.GetProperty("origin").GetString()!, s.GetProperty("proof").GetString()!, s.GetProperty("verified").GetBoolean())),
                ],
                [.. root.GetProperty("patches").EnumerateArray().Select(p => p.GetString()!)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A state that can't be read is none: the stage is made anew.
            return null;
        }
    }

    public static void Forget(string folder) => Trees.Delete(Path.Combine(folder, FileName));

    public void Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        DiskFailure.Guard("writing", path, () =>
        {
            string temporary = path + ".part";
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write))
            {
                using Utf8JsonWriter writer = new(file, new JsonWriterOptions { Indented = true });
                writer.WriteStartObject();
                writer.WriteString("progress", Progress.ToString());
                writer.WriteString("directory", Directory);
                writer.WriteStartArray("sources");
                foreach (SourceProvenance source in Provenance)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", source.Name);
                    writer.WriteString("origin", source.Origin);
                    writer.WriteString("proof", source.Proof);
                    writer.WriteBoolean("verified", source.IsVerified);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteStartArray("patches");
                foreach (string patch in Patches)
                {
                    writer.WriteStringValue(patch);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            File.Move(temporary, path, overwrite: true);
        });
    }
}

/// <summary>Where a source came from and what proved it: recorded with an installation.</summary>
/// <param name="Name">The package, or the resource or patch of it.</param>
/// <param name="Origin">Where it came from, redacted.</param>
/// <param name="Proof">What proved it, such as <c>sha256:…</c>, <c>commit:…</c> or <c>unverified: …</c>.</param>
/// <param name="IsVerified">False if a check was skipped.</param>
public sealed record SourceProvenance(string Name, string Origin, string Proof, bool IsVerified);

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>What a worker tells its parent, one line of JSON each.</summary>
public abstract record WorkerMessage
{
    /// <summary>Reads one line; null for a line that is none of ours.</summary>
    public static WorkerMessage? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return root.GetProperty("kind").GetString() switch
            {
                "step" => new WorkerStepped(root.GetProperty("text").GetString()!),
                "note" => new WorkerNoted(root.GetProperty("text").GetString()!),
                "stopped" => new WorkerStopped(root.GetProperty("text").GetString()!),
                "staged" => new WorkerStaged(root.GetProperty("text").GetString()!),
                "failed" => new WorkerFailed(ReadDiagnostic(root)),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The line that tells this message.</summary>
    public string ToLine()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            WriteMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private protected abstract void WriteMembers(Utf8JsonWriter json);

    private static Diagnostic ReadDiagnostic(JsonElement root)
    {
        var location = root.GetProperty("file").GetString() is { } file
            ? new SourceLocation(file, root.GetProperty("line").GetInt32(), root.GetProperty("column").GetInt32(), root.GetProperty("source").GetString())
            : null;
        return new Diagnostic(
            root.GetProperty("code").GetString()!,
            root.GetProperty("message").GetString()!,
            location,
            [.. root.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)],
            root.GetProperty("hint").GetString());
    }
}

/// <summary>The worker came to another step.</summary>
/// <param name="Text">The step.</param>
public sealed record WorkerStepped(string Text) : WorkerMessage
{
    private protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("kind", "step");
        json.WriteString("text", Text);
    }
}

/// <summary>Something that people should read.</summary>
/// <param name="Text">What.</param>
public sealed record WorkerNoted(string Text) : WorkerMessage
{
    private protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("kind", "note");
        json.WriteString("text", Text);
    }
}

/// <summary>The worker stopped where the user wanted it to: nothing is installed, and nothing failed.</summary>
/// <param name="Text">Before or after which phase.</param>
public sealed record WorkerStopped(string Text) : WorkerMessage
{
    private protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("kind", "stopped");
        json.WriteString("text", Text);
    }
}

/// <summary>The package is built in a directory from now on.</summary>
/// <param name="Path">The stage.</param>
public sealed record WorkerStaged(string Path) : WorkerMessage
{
    private protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("kind", "staged");
        json.WriteString("text", Path);
    }
}

/// <summary>The package cannot be installed.</summary>
/// <param name="Failure">Why.</param>
public sealed record WorkerFailed(Diagnostic Failure) : WorkerMessage
{
    private protected override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("kind", "failed");
        json.WriteString("code", Failure.Code);
        json.WriteString("message", Failure.Message);
        json.WriteString("file", Failure.Location?.File);
        json.WriteNumber("line", Failure.Location?.Line ?? 0);
        json.WriteNumber("column", Failure.Location?.Column ?? 0);
        json.WriteString("source", Failure.Location?.SourceLine);
        json.WriteStartArray("notes");
        foreach (var note in Failure.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteString("hint", Failure.Hint);
    }
}

using System.Globalization;
using System.Text.Json;
using Cairn.Build.Installation;
using Cairn.Cli.Commands;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Installing;

/// <summary>Tells an installation to programs: one JSON object a line on standard output, as <c>docs/formats/install-events.md</c> describes.</summary>
internal sealed class JsonInstallEvents(Terminal terminal) : IInstallObserver
{
    public void Observe(InstallEvent happening)
    {
        switch (happening)
        {
            case InstallPlanned planned:
                Write("planned", null, json =>
                {
                    json.WriteStartArray("build");
                    foreach (var spec in planned.ToBuild)
                    {
                        json.WriteStartObject();
                        WriteSpec(json, spec);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteNumber("installed", planned.Installed);
                    json.WriteNumber("external", planned.External);
                    WriteSeconds(json, "estimate", planned.Estimate);
                });
                break;
            case PackageStarted started:
                Write("started", started.Spec, json =>
                {
                    json.WriteString("log", started.LogPath);
                    WriteSeconds(json, "estimate", started.Estimate);
                });
                break;
            case PackageStepped step:
                Write("step", step.Spec, json => json.WriteString("step", step.Step));
                break;
            case StoreRepaired repaired:
                Write("repaired", null, json => json.WriteString("text", repaired.Text));
                break;
            case PackageNoted note:
                Write("note", note.Spec, json => json.WriteString("text", note.Text));
                break;
            case PackageInstalled installed:
                Write("installed", installed.Spec, json =>
                {
                    json.WriteString("prefix", installed.Prefix);
                    json.WriteBoolean("built_here", installed.IsOurs);
                    WriteSeconds(json, "seconds", installed.Duration);
                });
                break;
            case PackageStopped stopped:
                Write("stopped", stopped.Spec, json =>
                {
                    json.WriteString("where", stopped.Where);
                    json.WriteString("stage", stopped.StagePath);
                });
                break;
            case PackageFailed failed:
                Write("failed", failed.Spec, json => WriteFailure(json, failed));
                break;
            case PackageSkipped skipped:
                Write("skipped", skipped.Spec, json => json.WriteString("because", skipped.Because.Hash));
                break;
        }
    }

    /// <summary>The last line.</summary>
    public void Finish(InstallSummary summary, TimeSpan duration) => Write("finished", null, json =>
    {
        json.WriteNumber("installed", summary.Installed.Length);
        json.WriteNumber("failed", summary.Failed.Length);
        json.WriteNumber("skipped", summary.Skipped.Length);
        json.WriteNumber("stopped", summary.Stopped.Length);
        WriteSeconds(json, "seconds", duration);
    });

    private void Write(string name, ConcreteSpec? spec, Action<Utf8JsonWriter> writeMembers) => terminal.Line(JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("event", name);
        json.WriteString("time", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        if (spec is not null)
        {
            WriteSpec(json, spec);
        }

        writeMembers(json);
        json.WriteEndObject();
    }));

    private static void WriteSpec(Utf8JsonWriter json, ConcreteSpec spec)
    {
        json.WriteString("name", spec.Name);
        json.WriteString("version", spec.Version.ToString());
        json.WriteString("hash", spec.Hash);
    }

    private static void WriteFailure(Utf8JsonWriter json, PackageFailed failed)
    {
        json.WriteString("code", failed.Failure.Code);
        json.WriteString("message", failed.Failure.Message);
        json.WriteString("phase", failed.Phase);
        json.WriteString("file", failed.Failure.Location?.File);
        if (failed.Failure.Location is { } location)
        {
            json.WriteNumber("line", location.Line);
        }

        json.WriteStartArray("notes");
        foreach (var note in failed.Failure.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteString("hint", failed.Failure.Hint);
        json.WriteStartArray("excerpt");
        foreach (var line in failed.Excerpt)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteString("log", failed.LogPath);
        json.WriteString("stage", failed.StagePath);
        WriteSeconds(json, "seconds", failed.Duration);
    }

    private static void WriteSeconds(Utf8JsonWriter json, string key, TimeSpan? time)
    {
        if (time is { } known)
        {
            json.WriteNumber(key, Math.Round(known.TotalSeconds, 3));
        }
        else
        {
            json.WriteNull(key);
        }
    }
}

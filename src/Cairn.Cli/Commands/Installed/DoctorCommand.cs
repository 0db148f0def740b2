using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Doctor;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn doctor</c>: looks at everything that installations depend on, and says what to do about what is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create(Session session)
    {
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("doctor", "look for what is wrong with configuration, store and machine") { json };
        command.SetAction(parsed => Run(session, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Session session, bool json)
    {
        var checks = new (string Area, Func<IEnumerable<HealthFinding>> Look)[]
        {
            ("configuration", () => ConfigurationHealth.Files(session)),
            ("repositories", () => ConfigurationHealth.Repositories(session)),
            ("compilers", () => MachineHealth.Compilers(session)),
            ("externals", () => ConfigurationHealth.Externals(session)),
            ("tools", MachineHealth.Tools),
            ("store", () => StoreHealth.Repair(session)),
            ("store", () => StoreHealth.Content(session)),
            ("locks", () => StoreHealth.Locks(session)),
            ("disk", () => StoreHealth.Disk(session)),
        };
        var findings = new List<HealthFinding>();
        foreach (var (area, look) in checks)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            var found = Look(area, look);
            findings.AddRange(found);
            if (!json)
            {
                found.ForEach(finding => Print(session.Terminal, finding));
            }
        }

        if (json)
        {
            PrintJson(session.Terminal, findings);
        }
        else
        {
            var broken = findings.Count(finding => finding.Verdict == HealthVerdict.Broken);
            session.Terminal.Line(broken == 0 ? "nothing is wrong" : broken == 1 ? "1 thing is wrong" : $"{broken} things are wrong");
        }

        return findings.Any(finding => finding.Verdict == HealthVerdict.Broken) ? ExitCode.Failure : ExitCode.Success;
    }

    /// <summary>One thing that cannot be looked at is a finding, and no reason not to look at the others.</summary>
    private static List<HealthFinding> Look(string area, Func<IEnumerable<HealthFinding>> look)
    {
        var found = new List<HealthFinding>();
        try
        {
            found.AddRange(look());
        }
        catch (CairnException exception)
        {
            found.Add(new HealthFinding(area, HealthVerdict.Broken, exception.Diagnostic.Message, exception.Diagnostic.Hint));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            found.Add(new HealthFinding(area, HealthVerdict.Broken, exception.Message, "check the permissions"));
        }

        return found;
    }

    private static void Print(Terminal terminal, HealthFinding finding)
    {
        var sign = finding.Verdict switch
        {
            HealthVerdict.Sound => terminal.Paint("ok      ", Style.Success),
            HealthVerdict.Advice => terminal.Paint("advice  ", Style.Warning),
            HealthVerdict.Repaired => terminal.Paint("repaired", Style.Success),
            _ => terminal.Paint("wrong   ", Style.Error),
        };
        terminal.Line($"{sign}  {finding.Area,-13}  {finding.Message}");
        if (finding.Hint is not null && finding.Verdict != HealthVerdict.Sound)
        {
            terminal.Line($"{"",25}hint: {finding.Hint}");
        }
    }

    private static void PrintJson(Terminal terminal, List<HealthFinding> findings) => terminal.Line(JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteRawValue(JsonText.Object(
                ("area", finding.Area), ("verdict", finding.Verdict.ToString().ToLowerInvariant()), ("message", finding.Message), ("hint", finding.Hint)));
        }

        json.WriteEndArray();
    }));
}

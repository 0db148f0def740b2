using System.Text;
using Cairn.Concretization;
using Shouldly;
using Xunit.Abstractions;

namespace Cairn.Conformance.Concretizer;

/// <summary>
/// What users read when real packages cannot be had as they ask. Each file of <c>Refusals</c> is one case: the request, settings if
/// there are any, and the message. <c>CAIRN_ACCEPT_GOLDEN=1</c> writes the messages anew, to be read and committed.
/// </summary>
public sealed class RefusalTests(ITestOutputHelper output)
{
    private const string Prompt = "$ cairn spec ";
    private const string SettingsMark = "--- packages.yaml";
    private const string EndMark = "---";

    [SkippableFact]
    public void Messages_are_those_of_the_golden_files()
    {
        var world = new RealWorld();
        var accepts = Environment.GetEnvironmentVariable("CAIRN_ACCEPT_GOLDEN") == "1";
        var files = Directory.GetFiles(accepts ? SourceFolder() : Path.Combine(AppContext.BaseDirectory, "Concretizer", "Refusals"), "*.txt").Order(StringComparer.Ordinal).ToList();
        files.Count.ShouldBeGreaterThanOrEqualTo(40);
        List<string> wrong = [];
        foreach (var file in files)
        {
            var golden = Golden.Read(file);
            var failure = world.With(golden.Settings).Solve([ConcretizationRequest.Parse(golden.Request)]).Failure;
            var message = failure?.ToString().Replace(world.Settings, "CONFIG", StringComparison.Ordinal) ?? "there is an answer\n";
            if (accepts)
            {
                File.WriteAllText(file, golden.Head + message);
            }

            if (failure is null || (!accepts && message != golden.Message))
            {
                wrong.Add($"{Path.GetFileName(file)}:\n{golden.Head}{message}");
            }
        }

        wrong.ForEach(output.WriteLine);
        wrong.ShouldBeEmpty();
    }

    private static string SourceFolder()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Cairn.slnx")))
            {
                return Path.Combine(directory.FullName, "tests", "Cairn.Conformance", "Concretizer", "Refusals");
            }
        }

        throw new InvalidOperationException("the sources are not here");
    }

    private sealed record Golden(string Request, string? Settings, string Head, string Message)
    {
        public static Golden Read(string file)
        {
            var lines = File.ReadAllLines(file);
            var at = 1;
            StringBuilder? settings = null;
            if (lines.Length > 1 && lines[1] == SettingsMark)
            {
                settings = new StringBuilder();
                for (at = 2; lines[at] != EndMark; at++)
                {
                    settings.Append(lines[at]).Append('\n');
                }

                at++;
            }

            return new Golden(
                lines[0][Prompt.Length..], settings?.ToString(),
                string.Concat(lines[..at].Select(line => line + "\n")), string.Concat(lines[at..].Select(line => line + "\n")));
        }
    }
}

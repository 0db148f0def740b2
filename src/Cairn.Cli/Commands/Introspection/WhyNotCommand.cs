using System.CommandLine;
using System.Globalization;
using System.Text;
using Cairn.Cli.Composition;
using Cairn.Concretization;
using Cairn.Concretization.Introspection;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn why-not PKG@VERSION in SPEC</c>: what forbids something, or which criterion outranks it.</summary>
internal static class WhyNotCommand
{
    private const int ShownDifferences = 4;

    public static Command Create(Session session)
    {
        var question = QuestionArguments.Create();
        var concretize = new ConcretizeArguments();
        var json = new Option<bool>("--json") { Description = "print the reason as JSON" };
        var command = new Command("why-not", "show why something is not in an answer: why-not PKG@VERSION in SPEC") { question, json };
        concretize.AddTo(command);
        command.SetAction(parsed =>
        {
            var (package, spec) = QuestionArguments.Parse(parsed.GetValue(question)!, "why-not", session.SpecOptions);
            var options = concretize.Read(parsed);
            var alternative = Alternatives.Explain(SpecCommand.RequestFor(spec), package, request => session.Concretize([request], options));
            session.Terminal.Write(parsed.GetValue(json) ? Json(alternative, package, spec) : Text(alternative, package, spec));
            return ExitCode.Success;
        });
        return command;
    }

    private static string Text(Alternative alternative, AbstractSpec package, AbstractSpec spec)
    {
        var wanted = package.ToString().Trim();
        var request = alternative.Request.ToQualifiedString();
        if (alternative.IsChosen)
        {
            return $"`{wanted}` is in the answer to `{spec}`\n\nhint: `cairn why {wanted} in {spec}` shows what brings it in\n";
        }

        if (alternative.Failure is { } failure)
        {
            // The message of the refusal, told as the answer to a question.
            var reason = failure.ToString();
            return $"`{wanted}` is impossible: {reason[(reason.IndexOf(": ", StringComparison.Ordinal) + 2)..]}";
        }

        var text = new StringBuilder();
        if (alternative.Decisive is not { } decisive)
        {
            text.Append(CultureInfo.InvariantCulture, $"`{wanted}` would be as good: no criterion tells the two answers apart\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"`{wanted}` is possible, but \"{decisive.Criterion.Name}\" ({KindText(decisive.Criterion.Kind)}) would cost {decisive.Other} instead of {decisive.Criterion.Value}\n");
            text.Append("\npriority  chosen  with it  criterion\n");
            foreach (var difference in alternative.Differences.Take(ShownDifferences))
            {
                text.Append(CultureInfo.InvariantCulture, $"{difference.Criterion.Priority,8}  {difference.Criterion.Value,6}  {difference.Other,7}  {difference.Criterion.Name} ({KindText(difference.Criterion.Kind)})\n");
            }

            if (alternative.Differences.Length > ShownDifferences)
            {
                text.Append(CultureInfo.InvariantCulture, $"… and {alternative.Differences.Length - ShownDifferences} more, which count less\n");
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nhint: `cairn spec {request}` takes it all the same\n").ToString();
    }

    private static string KindText(CriterionKind kind) => kind switch
    {
        CriterionKind.Build => "to build",
        CriterionKind.Concrete => "reused",
        _ => "all",
    };

    private static string Json(Alternative alternative, AbstractSpec package, AbstractSpec spec) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("package", package.ToString().Trim());
        json.WriteString("spec", spec.ToQualifiedString());
        json.WriteString("request", alternative.Request.ToQualifiedString());
        json.WriteBoolean("chosen", alternative.IsChosen);
        json.WriteBoolean("possible", alternative.Failure is null);
        if (alternative.Failure is { } failure)
        {
            json.WriteString("error", failure.ToString());
        }

        json.WriteStartArray("differences");
        foreach (var difference in alternative.Differences)
        {
            json.WriteStartObject();
            json.WriteNumber("priority", difference.Criterion.Priority);
            json.WriteString("criterion", difference.Criterion.Name);
            json.WriteNumber("chosen", difference.Criterion.Value);
            json.WriteNumber("with_it", difference.Other);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }) + "\n";
}

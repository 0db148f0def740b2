using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Cairn.Cli.Composition;
using Cairn.Concretization.Introspection;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn why PKG in SPEC</c>: which chain of conditions brings a package into an answer.</summary>
internal static class WhyCommand
{
    private const int ShownChains = 3;

    public static Command Create(Session session)
    {
        var question = QuestionArguments.Create();
        var concretize = new ConcretizeArguments();
        var all = new Option<bool>("-a", "--all") { Description = "show a chain for every package that depends on it" };
        var json = new Option<bool>("--json") { Description = "print the chains as JSON" };
        var command = new Command("why", "show which dependencies bring a package into an answer: why PKG in SPEC") { question, all, json };
        concretize.AddTo(command);
        command.SetAction(parsed => Run(
            session, QuestionArguments.Parse(parsed.GetValue(question)!, "why", session.SpecOptions), concretize.Read(parsed), parsed.GetValue(all), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Session session, (AbstractSpec Package, AbstractSpec Spec) question, ConcretizeOptions options, bool all, bool json)
    {
        var root = SpecCommand.Concretized(session, [question.Spec], options)[0];
        var chains = new DependencyReasons(session.Recipes).Find(root, question.Package);
        session.SaveRecipeCache();
        if (json)
        {
            session.Terminal.Line(Json(root, question.Package, chains));
            return chains.IsEmpty ? ExitCode.Negative : ExitCode.Success;
        }

        if (chains.IsEmpty)
        {
            session.Terminal.ErrorLine(root.Satisfies(question.Package)
                ? $"`{question.Package}` is what you ask for"
                : $"`{question.Package}` is not in the answer to `{question.Spec}`; `cairn why-not {question.Package} in {question.Spec}` tells why");
            return ExitCode.Negative;
        }

        session.Terminal.Write(Text(chains, all ? chains.Length : ShownChains));
        return ExitCode.Success;
    }

    /// <summary>Each chain as lines, every step further in than the one before.</summary>
    private static string Text(ImmutableArray<ImmutableArray<DependencyReason>> chains, int shown)
    {
        var text = new StringBuilder();
        foreach (var chain in chains.Take(shown))
        {
            text.Append(Describe(chain[0].Parent)).Append('\n');
            for (var i = 0; i < chain.Length; i++)
            {
                text.Append(' ', 2 * (i + 1)).Append(Step(chain[i])).Append('\n');
            }

            text.Append('\n');
        }

        if (chains.Length > shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"{chains.Length - shown} more packages depend on it; `--all` shows them\n");
        }

        return text.ToString();
    }

    private static string Step(DependencyReason reason)
    {
        var child = Describe(reason.Child);
        if (reason.Declared is null)
        {
            return $"needs {child} [{reason.Types.ToText()}]: its compiler brings it";
        }

        var settings = string.Join(", ", reason.Settings.Select(each => $"`{each.Value}` is {(each.IsDefault ? "the default" : "not the default")}"));
        var when = reason.When.Length == 0 ? "" : $" when `{reason.When}`{(settings.Length == 0 ? "" : $" ({settings})")}";
        var place = reason.Place is null ? "" : $" ({reason.Place})";
        return reason.Virtual is null
            ? $"needs {child} [{reason.Types.ToText()}]: depends on `{reason.Declared}`{when}{place}"
            : $"needs {child} [{reason.Types.ToText()}]: depends on `{reason.Declared}`{when}{place}, for which `{reason.Child.Name}` stands";
    }

    private static string Describe(ConcreteSpec spec) => $"{spec.Name}@{spec.Version}";

    private static string Json(ConcreteSpec root, AbstractSpec package, ImmutableArray<ImmutableArray<DependencyReason>> chains) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("root", Describe(root));
        json.WriteString("package", package.ToString().Trim());
        json.WriteStartArray("chains");
        foreach (var chain in chains)
        {
            json.WriteStartArray();
            foreach (var reason in chain)
            {
                json.WriteStartObject();
                json.WriteString("parent", Describe(reason.Parent));
                json.WriteString("child", Describe(reason.Child));
                json.WriteString("virtual", reason.Virtual);
                json.WriteString("types", reason.Types.ToText());
                json.WriteString("declared", reason.Declared);
                json.WriteString("when", reason.When);
                json.WriteString("place", reason.Place);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}

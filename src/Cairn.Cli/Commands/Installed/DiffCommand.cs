using System.CommandLine;
using System.Text.Json;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn diff A B</c>: says in what two installed packages differ.</summary>
internal static class DiffCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("the two packages to compare", new ArgumentArity(1, 100_000));
        var json = new Option<bool>("--json") { Description = "print a JSON object" };
        var first = new Option<bool>("--first") { Description = "take the first of several packages that match" };
        var attributes = new Option<string[]>("-a", "--attribute")
        {
            Description = "show only differences of a kind, such as version or variant_value (may be repeated)",
            HelpName = "KIND",
            AllowMultipleArgumentsPerToken = false,
        };
        var ignore = new Option<string[]>("--ignore") { Description = "leave out a dependency (may be repeated)", HelpName = "PACKAGE", AllowMultipleArgumentsPerToken = false };
        var command = new Command("diff", "compare two installed packages") { specs, json, first, attributes, ignore };
        command.SetAction(parsed =>
        {
            var queries = SpecArguments.Parse(parsed.GetValue(specs));
            if (queries.Length != 2)
            {
                throw new CairnException(new Diagnostic("usage", $"`cairn diff` takes two specs, not {queries.Length}", null, [], "a hash names one package: `cairn diff /abc /def`"));
            }

            var (a, b) = (SpecOf(session, queries[0], parsed.GetValue(first)), SpecOf(session, queries[1], parsed.GetValue(first)));
            var comparison = SpecComparison.Of(a, b, (parsed.GetValue(ignore) ?? []).ToHashSet(StringComparer.Ordinal));
            session.Terminal.Write(parsed.GetValue(json) ? Json(a, b, comparison) : Text(session.Terminal, a, b, comparison, parsed.GetValue(attributes) ?? []));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>An installed spec, or in an environment one that it holds.</summary>
    private static ConcreteSpec SpecOf(Session session, AbstractSpec query, bool takesFirst)
    {
        if (EnvironmentContent.OfActive(session) is { } environment)
        {
            var found = environment.Specs.Values.Where(spec =>
                (query.AbstractHash is null || spec.Hash.StartsWith(query.AbstractHash, StringComparison.Ordinal)) && spec.Satisfies(query.WithAbstractHash(null))).Order().ToList();
            if (found.Count == 1 || (found.Count > 1 && takesFirst))
            {
                return found[0];
            }
        }

        return InstalledSpecs.Single(session, query, takesFirst).Spec;
    }

    private static string NameOf(ConcreteSpec spec) => $"{spec.Name}@{spec.Version}/{spec.Hash}";

    private static string Text(Terminal terminal, ConcreteSpec a, ConcreteSpec b, SpecComparison comparison, string[] kinds)
    {
        var text = new System.Text.StringBuilder();
        text.Append(terminal.Paint($"--- {NameOf(a)}", Style.Error)).Append('\n').Append(terminal.Paint($"+++ {NameOf(b)}", Style.Success)).Append('\n');
        if (comparison.OnlyFirst.IsEmpty && comparison.OnlySecond.IsEmpty)
        {
            return text.Append("No differences\n\n").ToString();
        }

        var (removed, added) = (comparison.OnlyFirst.ToLookup(fact => fact.Kind, fact => fact.Text), comparison.OnlySecond.ToLookup(fact => fact.Kind, fact => fact.Text));
        foreach (var kind in comparison.OnlySecond.Concat(comparison.OnlyFirst).Select(fact => fact.Kind).Distinct()
            .Where(kind => kinds.Length == 0 || kinds.Contains("all") || kinds.Contains(kind)))
        {
            text.Append(terminal.Paint($"@@ {kind} @@", Style.Strong)).Append('\n');
            var (before, after) = (removed[kind].ToList(), added[kind].ToList());
            for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
            {
                if (i < before.Count)
                {
                    text.Append(terminal.Paint($"-  {before[i]}", Style.Error)).Append('\n');
                }

                if (i < after.Count)
                {
                    text.Append(terminal.Paint($"+  {after[i]}", Style.Success)).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static string Json(ConcreteSpec a, ConcreteSpec b, SpecComparison comparison) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        WriteFacts(json, "intersect", comparison.Common);
        WriteFacts(json, "a_not_b", comparison.OnlyFirst);
        WriteFacts(json, "b_not_a", comparison.OnlySecond);
        json.WriteString("a_name", NameOf(a));
        json.WriteString("b_name", NameOf(b));
        json.WriteEndObject();
    }) + "\n";

    private static void WriteFacts(Utf8JsonWriter json, string name, IEnumerable<SpecFact> facts)
    {
        json.WriteStartArray(name);
        foreach (var fact in facts)
        {
            json.WriteStartArray();
            json.WriteStringValue(fact.Kind);
            json.WriteStringValue(fact.Text);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}

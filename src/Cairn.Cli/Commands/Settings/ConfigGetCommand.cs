using System.CommandLine;
using System.Text.Json;
using Cairn.Cli.Composition;
using Cairn.Config;
using Cairn.Config.Schemas;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config get</c> and <c>blame</c>: what is configured, and where each value comes from.</summary>
internal static class ConfigGetCommand
{
    public static Command Create(Session session, Option<string?> scope)
    {
        var path = PathArgument();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("get", "print what all scopes say together") { path, json };
        command.SetAction(parsed =>
        {
            var found = Find(session, parsed.GetValue(path), parsed.GetValue(scope));
            session.Terminal.Write(parsed.GetValue(json) ? JsonText.Of(writer => WriteJson(writer, found), indented: true) + "\n" : YamlWriter.Write(found));
            return ExitCode.Success;
        });
        return command;
    }

    public static Command CreateBlame(Session session, Option<string?> scope)
    {
        var path = PathArgument();
        var command = new Command("blame", "print the same with the place of every value") { path };
        command.SetAction(parsed =>
        {
            session.Terminal.Write(BlameText.Write(Find(session, parsed.GetValue(path), parsed.GetValue(scope))));
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string?> PathArgument() =>
        new("section") { Description = "a section such as `packages`, or a path such as `config:build_jobs`; everything by default", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The value under its keys again, so that what is printed can be put into a file.</summary>
    private static YamlNode Find(Session session, string? path, string? scopeName)
    {
        if (path is null)
        {
            var sections = SectionSchemas.Names.Select(name => (Name: name, Value: Section(session, name, scopeName))).Where(section => section.Value is not null);
            return new YamlMapping([.. sections.Select(section => new YamlEntry(section.Name, MergeMode.Merge, section.Value!, section.Value!.Mark))], default);
        }

        var elements = ConfigurationPath.Parse(path).Elements;
        var node = Section(session, elements[0].Name, scopeName);
        foreach (var element in elements[1..])
        {
            node = (node as YamlMapping)?[element.Name];
        }

        if (node is null)
        {
            throw Nothing(path, elements[0].Name, scopeName);
        }

        foreach (var element in elements.Reverse())
        {
            node = new YamlMapping([new YamlEntry(element.Name, MergeMode.Merge, node, node.Mark)], node.Mark);
        }

        return node;
    }

    private static YamlNode? Section(Session session, string section, string? scopeName) => scopeName is null
        ? session.Configuration.Section(section)
        : session.Configuration.SectionOf(ScopeChoice.Named(session, scopeName), section)?.Value;

    private static CairnException Nothing(string path, string section, string? scopeName) => new(new Diagnostic(
        "configuration-empty", $"nothing is configured under `{path}`{(scopeName is null ? "" : $" in the scope `{scopeName}`")}", null, [],
        SectionSchemas.Names.Contains(section) ? "`cairn config scopes` lists where configuration is read from"
        : NearestName.Of(section, SectionSchemas.Names) is { } near ? $"there is no section `{section}`: did you mean `{near}`?"
        : "`cairn config list` lists the sections"));

    private static void WriteJson(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    WriteJson(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlSequence list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    WriteJson(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlScalar { IsNull: true }:
                json.WriteNullValue();
                break;
            case YamlScalar { Kind: YamlScalarKind.Boolean } flag:
                json.WriteBooleanValue(flag.Text[0] is 't' or 'T');
                break;
            case YamlScalar { Kind: YamlScalarKind.Integer } number when long.TryParse(number.Text, out long whole):
                json.WriteNumberValue(whole);
                break;
            default:
                json.WriteStringValue(node.ToString());
                break;
        }
    }
}

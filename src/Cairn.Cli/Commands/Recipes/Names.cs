using Cairn.Cli.Presentation;

namespace Cairn.Cli.Commands;

/// <summary>Prints names: in columns, or as JSON.</summary>
internal static class Names
{
    /// <summary>Prints the names; <paramref name="none"/> goes to standard error if there are none.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<string> names, bool json, string none)
    {
        if (json)
        {
            terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartArray();
                foreach (var name in names)
                {
                    writer.WriteStringValue(name);
                }

                writer.WriteEndArray();
            }));
        }
        else if (names.Count == 0)
        {
            terminal.Note(none);
        }
        else
        {
            Columns.Print(terminal, names);
        }
    }

    /// <summary>Prints names under headings: <c>heading: name, name</c>.</summary>
    public static void PrintGroups(Terminal terminal, IReadOnlyList<(string Heading, IReadOnlyList<string> Names)> groups, bool json)
    {
        if (json)
        {
            terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                foreach (var (heading, names) in groups)
                {
                    RecipeJson.Texts(writer, heading, names);
                }

                writer.WriteEndObject();
            }));
            return;
        }

        terminal.Write(string.Concat(groups.Select(group => $"{terminal.Paint(group.Heading, Style.Name)}: {string.Join(", ", group.Names)}\n")));
    }
}

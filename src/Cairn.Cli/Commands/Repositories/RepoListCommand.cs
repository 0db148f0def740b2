using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Recipes;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo list</c>: the repositories in search order, broken ones included.</summary>
internal static class RepoListCommand
{
    public static Command Create(Session session)
    {
        var names = new Option<bool>("--names") { Description = "print only the names in the configuration" };
        var namespaces = new Option<bool>("--namespaces") { Description = "print only namespaces" };
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("list", "list the repositories in search order") { names, namespaces, json };
        command.Aliases.Add("ls");
        command.SetAction(parsed =>
        {
            var starter = session.Starter();
            List<ConfiguredRepository> all =
            [
                .. session.ConfiguredRepositories(),
                new ConfiguredRepository(new LocalRepositoryEntry(starter.Namespace, starter.Root, default), starter.Root, starter, null),
            ];
            if (parsed.GetValue(json))
            {
                session.Terminal.Line(Json(all));
            }
            else if (parsed.GetValue(names))
            {
                Columns.Print(session.Terminal, [.. all.Select(repository => repository.Name).Distinct(StringComparer.Ordinal)]);
            }
            else if (parsed.GetValue(namespaces))
            {
                Columns.Print(session.Terminal, [.. all.Where(repository => repository.Repository is not null).Select(repository => repository.Repository!.Namespace)]);
            }
            else
            {
                Print(session.Terminal, all);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(Terminal terminal, List<ConfiguredRepository> all)
    {
        int width = all.Max(repository => (repository.Repository?.Namespace ?? repository.Name).Length);
        foreach (var configured in all)
        {
            terminal.Line(configured switch
            {
                { Repository: { } repository } => $"{terminal.Paint("[+]", Style.Success)} {repository.Namespace.PadRight(width)}  {repository.Api,-4}  {repository.Root}",
                { IsWaiting: true, Entry: GitRepositoryEntry git } =>
                    $"{terminal.Paint(" - ", Style.Faint)} {configured.Name.PadRight(width)}  {"",-4}  {git.Reference.Url} (not cloned yet)",
                _ => $"{terminal.Paint("[-]", Style.Error)} {configured.Name.PadRight(width)}  {"",-4}  {(configured.Folder is null ? "" : configured.Folder + ": ")}{configured.Problem!.Message}",
            });
        }
    }

    private static string Json(List<ConfiguredRepository> all) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var configured in all)
        {
            json.WriteStartObject();
            json.WriteString("name", configured.Name);
            json.WriteString("namespace", configured.Repository?.Namespace);
            json.WriteString("path", configured.Repository?.Root ?? configured.Folder);
            json.WriteString("api", configured.Repository?.Api.ToString());
            json.WriteString("git", (configured.Entry as GitRepositoryEntry)?.Reference.Url);
            json.WriteBoolean("cloned", !configured.IsWaiting);
            json.WriteString("error", configured.Problem?.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

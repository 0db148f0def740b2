using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config</c>: looks into the configuration.</summary>
internal static class ConfigCommand
{
    public static Command Create(Session session) => new("config", "look into the configuration")
    {
        CreateGet(session),
        CreateBlame(session),
        CreateScopes(session),
    };

    private static Command CreateGet(Session session)
    {
        var path = new Argument<string>("section") { Description = "a section such as `packages`, or a path such as `config:build_jobs`" };
        var command = new Command("get", "print the merged configuration of a section") { path };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetValue(path)!;
            session.Terminal.Write(YamlWriter.Write(Wrap(wanted, Find(session, wanted))));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateBlame(Session session)
    {
        var path = new Argument<string>("section") { Description = "a section such as `packages`, or a path such as `config:build_jobs`" };
        var command = new Command("blame", "print the merged configuration of a section with the place of every value") { path };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetValue(path)!;
            session.Terminal.Write(BlameText.Write(Wrap(wanted, Find(session, wanted))));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateScopes(Session session)
    {
        var command = new Command("scopes", "list the scopes, highest precedence first");
        command.SetAction(_ =>
        {
            int width = session.Configuration.Scopes.Max(scope => scope.Name.Length);
            foreach (var scope in session.Configuration.Scopes.Reverse())
            {
                session.Terminal.Line($"{scope.Name.PadRight(width)}  {scope.Path ?? "(built in)"}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static YamlNode Find(Session session, string path) => session.Configuration.Get(path) ?? throw new CairnException(new Diagnostic(
        "configuration-empty", $"nothing is configured under `{path}`", null, [], "`cairn config scopes` lists where configuration is read from"));

    /// <summary>The value under its keys again, so that what is printed can be put into a file.</summary>
    private static YamlNode Wrap(string path, YamlNode value)
    {
        foreach (var element in Config.ConfigurationPath.Parse(path).Elements.Reverse())
        {
            value = new YamlMapping([new YamlEntry(element.Name, MergeMode.Merge, value, value.Mark)], value.Mark);
        }

        return value;
    }
}

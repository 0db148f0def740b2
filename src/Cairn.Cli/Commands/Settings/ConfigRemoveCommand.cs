using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config remove</c>: takes a key, or an item of a list, out of a scope.</summary>
internal static class ConfigRemoveCommand
{
    public static Command Create(Session session, Option<string?> scope)
    {
        var path = new Argument<string>("path") { Description = "a key, as in `config:build_jobs`, or an item of a list, as in `config:build_stage:/scratch`" };
        var command = new Command("remove", "take a value out of the configuration") { path };
        command.Aliases.Add("rm");
        command.SetAction(parsed => Run(session, parsed.GetValue(path)!, parsed.GetValue(scope)));
        return command;
    }

    private static int Run(Session session, string given, string? scopeName)
    {
        var path = ConfigurationPath.Parse(given);
        List<string> keys = [.. path.Elements.Skip(1).Select(element => element.Name)];
        string section = path.Elements[0].Name;
        ConfigAddCommand.RequireSection(section);
        using var edit = ScopeEdit.Open(session, ScopeChoice.Choose(session, scopeName), section);
        if (keys.Count > 0 && edit.Find(keys[..^1]) is YamlSequence list)
        {
            RemoveItems(edit, keys[..^1], list, path.Value(), given);
        }
        else if (keys.Count > 1 && edit.Find(keys) is null && edit.Find(keys[..^1]) is YamlScalar)
        {
            edit.Remove(keys[..^1]); // `config:build_jobs:8` names the value too
        }
        else
        {
            edit.Remove(keys);
        }

        edit.Save();
        session.Terminal.Line($"removed `{given}` from {edit.File}");
        return ExitCode.Success;
    }

    private static void RemoveItems(ScopeEdit edit, List<string> keys, YamlSequence list, YamlNode value, string given)
    {
        var unwanted = (value is YamlSequence several ? several.Items : [value]).Select(item => item.ToString()).ToHashSet(StringComparer.Ordinal);
        var kept = list.Items.RemoveAll(item => item is YamlScalar scalar && unwanted.Contains(scalar.Text));
        if (kept.Length == list.Items.Length)
        {
            throw new CairnException(new Diagnostic(
                "configuration-edit", $"`{given}` is not set in `{edit.File}`", null, ["the file is as it was"], "`cairn config blame` shows where a value comes from"));
        }

        edit.Set(keys, new YamlSequence(kept, list.Mark));
    }
}

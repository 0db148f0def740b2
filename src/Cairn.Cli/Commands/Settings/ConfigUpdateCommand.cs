using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Schemas;
using Cairn.Config.Yaml;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config update</c> and <c>revert</c>: brings files to today's form, and back.</summary>
internal static class ConfigUpdateCommand
{
    private const string Backup = ".bkp";

    public static Command Create(Session session, Option<string?> scope)
    {
        var section = new Argument<string>("section") { Description = "the section" };
        var yes = YesOption();
        var command = new Command("update", "bring the files of a section to today's form") { section, yes };
        command.SetAction(parsed => Update(session, parsed.GetValue(section)!, parsed.GetValue(scope), parsed.GetValue(yes)));
        return command;
    }

    public static Command CreateRevert(Session session, Option<string?> scope)
    {
        var section = new Argument<string>("section") { Description = "the section" };
        var yes = YesOption();
        var command = new Command("revert", "bring the files of a section back to what they were before an update") { section, yes };
        command.SetAction(parsed => Revert(session, parsed.GetValue(section)!, parsed.GetValue(scope), parsed.GetValue(yes)));
        return command;
    }

    private static Option<bool> YesOption() => new("-y", "--yes-to-all") { Description = "do not ask" };

    private static int Update(Session session, string section, string? scopeName, bool isAgreed)
    {
        ConfigAddCommand.RequireSection(section);
        int updated = 0;
        foreach (var scope in Scopes(session, scopeName))
        {
            using var edit = ScopeEdit.Open(session, scope, section);
            if (edit.Section is not { } value || Today(section, value) is not { } today)
            {
                continue;
            }

            if (!isAgreed && !Agrees(session, $"update {edit.File}?"))
            {
                throw new CairnException(new Diagnostic("aborted", "nothing was changed", null, [], "`--yes-to-all` does not ask"));
            }

            string before = edit.Text;
            Put(edit, [], value, today);
            AtomicFile.WriteText(edit.File + Backup, before);
            edit.Save();
            session.Terminal.Line($"updated {edit.File} (`cairn config revert {section}` brings it back)");
            updated++;
        }

        if (updated == 0)
        {
            session.Terminal.Line($"every file of `{section}` has today's form already");
        }

        return ExitCode.Success;
    }

    private static int Revert(Session session, string section, string? scopeName, bool isAgreed)
    {
        ConfigAddCommand.RequireSection(section);
        int reverted = 0;
        foreach (string file in Scopes(session, scopeName).Select(scope => scope.FileOf(section)!).Where(file => File.Exists(file + Backup)))
        {
            if (!isAgreed && !Agrees(session, $"bring {file} back from {file}{Backup}?"))
            {
                throw new CairnException(new Diagnostic("aborted", "nothing was changed", null, [], "`--yes-to-all` does not ask"));
            }

            File.Move(file + Backup, file, overwrite: true);
            session.Terminal.Line($"reverted {file}");
            reverted++;
        }

        if (reverted == 0)
        {
            session.Terminal.Line($"no file of `{section}` was updated");
        }

        return ExitCode.Success;
    }

    private static IEnumerable<ConfigurationScope> Scopes(Session session, string? scopeName) =>
        scopeName is null ? ScopeChoice.All(session) : [ScopeChoice.Choose(session, scopeName)];

    /// <summary>What a section says, in today's form; null if it has it.</summary>
    private static YamlNode? Today(string section, YamlNode value)
    {
        var today = (section, value) switch
        {
            ("repos", YamlSequence paths) => ByNamespace(paths),
            ("packages", YamlMapping packages) => WithVersionsAsTexts(packages),
            ("modules", YamlMapping modules) => Renamed(modules),
            _ => OlderForms.Today(section, value),
        };
        return ReferenceEquals(today, value) ? null : today;
    }

    /// <summary>Repositories get their namespaces as names; one that cannot be opened keeps its path.</summary>
    private static YamlMapping ByNamespace(YamlSequence paths)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        foreach (var path in paths.Items.OfType<YamlScalar>())
        {
            string name = path.Text;
            try
            {
                name = RecipeRepository.Open(path.Text).Namespace;
            }
            catch (CairnException)
            {
                // `repo list` says what is wrong with it.
            }

            entries.Add(new YamlEntry(name, MergeMode.Merge, path, path.Mark));
        }

        return new YamlMapping(entries.DrainToImmutable(), paths.Mark);
    }

    private static YamlMapping WithVersionsAsTexts(YamlMapping packages) => Each(packages, package => Each(package, "version", version =>
        version is YamlSequence list && list.Items.Any(IsNumber)
            ? new YamlSequence([.. list.Items.Select(item => IsNumber(item) ? new YamlScalar(item.ToString()!, isQuoted: true, item.Mark) : item)], list.Mark)
            : version));

    private static bool IsNumber(YamlNode node) => node is YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float };

    private static YamlMapping Renamed(YamlMapping modules) => Each(modules, set => set is not YamlMapping kinds ? set : Each(kinds, kind => kind is not YamlMapping settings ? kind : Renamed(
        settings, ("whitelist", "include"), ("blacklist", "exclude"), ("blacklist_implicits", "exclude_implicits"))));

    private static YamlMapping Renamed(YamlMapping mapping, params (string Old, string New)[] names) => mapping.Entries.Any(entry => names.Any(name => name.Old == entry.Key))
        ? new YamlMapping([.. mapping.Entries.Select(entry => entry with { Key = names.FirstOrDefault(name => name.Old == entry.Key).New ?? entry.Key })], mapping.Mark)
        : mapping;

    private static YamlMapping Each(YamlMapping mapping, Func<YamlNode, YamlNode> change)
    {
        var entries = mapping.Entries.Select(entry => entry with { Value = change(entry.Value) }).ToImmutableArray();
        return entries.Zip(mapping.Entries).All(pair => ReferenceEquals(pair.First.Value, pair.Second.Value)) ? mapping : new YamlMapping(entries, mapping.Mark);
    }

    private static YamlNode Each(YamlNode node, string key, Func<YamlNode, YamlNode> change) => node is YamlMapping mapping && mapping.TryGetEntry(key, out var entry)
        && change(entry.Value) is var changed && !ReferenceEquals(changed, entry.Value)
            ? new YamlMapping(mapping.Entries.Replace(entry, entry with { Value = changed }), mapping.Mark)
            : node;

    /// <summary>Writes only what differs, so that comments and everything else stay.</summary>
    private static void Put(ScopeEdit edit, ImmutableArray<string> keys, YamlNode before, YamlNode today)
    {
        if (before is YamlMapping old && today is YamlMapping wanted && old.Entries.Select(entry => entry.Key).SequenceEqual(wanted.Entries.Select(entry => entry.Key)))
        {
            foreach (var (left, right) in old.Entries.Zip(wanted.Entries).Where(pair => !ReferenceEquals(pair.First.Value, pair.Second.Value)))
            {
                Put(edit, keys.Add(left.Key), left.Value, right.Value);
            }

            return;
        }

        edit.Set(keys, today);
    }

    private static bool Agrees(Session session, string question)
    {
        if (Console.IsInputRedirected)
        {
            return false;
        }

        session.Terminal.Write($"{question} [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}

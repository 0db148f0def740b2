using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config prefer-upstream</c>: prefers the versions and variants of what upstream installations hold.</summary>
internal static class ConfigPreferUpstreamCommand
{
    public static Command Create(Session session, Option<string?> scope)
    {
        var local = new Option<bool>("--local") { Description = "look at what is installed here, not upstream" };
        var command = new Command("prefer-upstream", "prefer what upstream installations hold") { local };
        command.SetAction(parsed => Run(session, parsed.GetValue(scope), parsed.GetValue(local)));
        return command;
    }

    private static int Run(Session session, string? scopeName, bool isLocal)
    {
        var records = isLocal ? session.Database.Read(session.Cancellation).Values : Upstreams(session);
        var preferences = records.Where(record => record.IsInstalled).GroupBy(record => record.Spec.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Preference.Of(session, group.Key, [.. group.Select(record => record.Spec)])).ToList();
        if (preferences.Count == 0)
        {
            session.Terminal.Line(isLocal ? "nothing is installed here" : "no upstream installation holds anything");
            return ExitCode.Success;
        }

        using var edit = ScopeEdit.Open(session, ScopeChoice.Choose(session, scopeName), "packages");
        foreach (var preference in preferences)
        {
            edit.Set([preference.Name, "version"], RepositoryValue.Texts(preference.Versions));
            if (preference.Variants is { Length: > 0 } variants)
            {
                edit.Set([preference.Name, "variants"], RepositoryValue.Text(variants));
            }
        }

        edit.Save();
        session.SaveRecipeCache();
        session.Terminal.Line($"wrote preferences for {preferences.Count} packages to {edit.File}");
        List<string> ambiguous = [.. preferences.Where(preference => preference.Variants is null).Select(preference => preference.Name)];
        if (ambiguous.Count > 0)
        {
            session.Terminal.Warning($"several installations with different variants: {string.Join(", ", ambiguous.Select(name => $"`{name}`"))}; ask for the one that you want by its hash");
        }

        return ExitCode.Success;
    }

    private static IEnumerable<InstallRecord> Upstreams(Session session)
    {
        foreach (var entry in (session.Configuration.Section("upstreams") as YamlMapping)?.Entries ?? [])
        {
            if ((entry.Value as YamlMapping)?["install_tree"] is not YamlScalar { IsNull: false } tree)
            {
                continue;
            }

            // An upstream is somebody else's: it is only read.
            using var database = new InstallDatabase(new InstallLayout(session.Configuration.Expand(tree), []), new DatabaseOptions(UseLocks: false, null));
            foreach (var record in database.Read(session.Cancellation).Values)
            {
                yield return record;
            }
        }
    }

    /// <summary>What the installations of one package have in common.</summary>
    /// <param name="Name">The package.</param>
    /// <param name="Versions">Their versions, newest first.</param>
    /// <param name="Variants">Variants that differ from the recipe's defaults; null if the installations disagree.</param>
    private sealed record Preference(string Name, ImmutableArray<string> Versions, string? Variants)
    {
        public static Preference Of(Session session, string name, ImmutableArray<ConcreteSpec> specs)
        {
            var versions = specs.Select(spec => spec.Version).Distinct().OrderDescending().Select(version => version.ToString());
            var variants = specs.Select(spec => Differing(session, spec)).Distinct(StringComparer.Ordinal).ToList();
            return new Preference(name, [.. versions], variants.Count == 1 ? variants[0] : null);
        }

        private static string Differing(Session session, ConcreteSpec spec)
        {
            if (!session.Recipes.TryGet(spec.FullName, out var recipe) && !session.Recipes.TryGet(spec.Name, out recipe))
            {
                return "";
            }

            var chosen = spec.Variants.Where(variant => recipe.Variants.Any(known => known.Name == variant.Name)
                && !recipe.Variants.Where(known => known.Name == variant.Name).Any(known => string.Join(',', known.Default) == string.Join(',', variant.Values)));
            return string.Join(' ', chosen.Select(variant => variant.ToString()).Order(StringComparer.Ordinal));
        }
    }
}

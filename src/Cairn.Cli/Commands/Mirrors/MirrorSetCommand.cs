using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn mirror set</c> and <c>set-url</c>.</summary>
internal static class MirrorSetCommand
{
    public static Command Create(Session session)
    {
        var url = new Option<string?>("--url") { Description = "its URL or directory", HelpName = "URL" };
        return Create(session, "set", "change what is said of a mirror", url, parsed => parsed.GetValue(url));
    }

    /// <summary><c>set-url</c>: the URL is an argument.</summary>
    public static Command CreateUrl(Session session)
    {
        var url = new Argument<string>("url") { Description = "its URL or directory" };
        return Create(session, "set-url", "change where a mirror is", url, parsed => parsed.GetValue(url));
    }

    private static Command Create(Session session, string name, string description, Symbol url, Func<ParseResult, string?> urlOf)
    {
        var mirror = new Argument<string>("name") { Description = "the mirror" };
        var scope = MirrorCommand.ScopeOption("the scope of the configuration to change (default: the highest that names it)");
        var push = new Option<bool>("--push") { Description = "change only how it is written" };
        var fetch = new Option<bool>("--fetch") { Description = "change only how it is read" };
        var connection = new MirrorConnection();
        var command = new Command(name, description) { mirror };
        if (url is Argument argument)
        {
            command.Arguments.Add(argument);
        }
        else
        {
            command.Options.Add((Option)url);
        }

        command.Options.Add(scope);
        command.Options.Add(push);
        command.Options.Add(fetch);
        connection.AddTo(command);
        command.SetAction(parsed =>
        {
            string changed = parsed.GetValue(mirror)!;
            using var edit = ScopeEdit.Open(session, MirrorChange.Scopes(session, changed, parsed.GetValue(scope))[0], MirrorCommand.Section);
            ImmutableArray<YamlEntry> changes =
            [
                .. urlOf(parsed) is { } place ? [MirrorConnection.Text("url", MirrorConnection.Url(place))] : ImmutableArray<YamlEntry>.Empty,
                .. connection.Read(parsed),
            ];
            if (changes.IsEmpty)
            {
                session.Terminal.Note("nothing to change");
                return ExitCode.Success;
            }

            string? direction = parsed.GetValue(push) ? "push" : parsed.GetValue(fetch) ? "fetch" : null;
            edit.Set([changed], MirrorChange.Applied(edit.Find(changed)!, direction, changes));
            edit.Save();
            return ExitCode.Success;
        });
        return command;
    }
}

/// <summary>Changes of a mirror's description.</summary>
internal static class MirrorChange
{
    // What is said of the mirror as a whole, whatever direction is changed.
    private static readonly ImmutableHashSet<string> s_ofTheWhole = ["source", "binary", "autopush", "signed"];

    /// <summary>The scopes that name a mirror and can be changed, highest precedence first; never empty.</summary>
    /// <exception cref="CairnException">None does.</exception>
    public static ImmutableArray<ConfigurationScope> Scopes(Session session, string mirror, string? scope)
    {
        var candidates = scope is null ? ScopeChoice.All(session) : [ScopeChoice.Choose(session, scope)];
        ImmutableArray<ConfigurationScope> naming =
            [.. candidates.Where(candidate => (candidate.Section(MirrorCommand.Section)?.Value as YamlMapping)?[mirror] is not null)];
        if (!naming.IsEmpty)
        {
            return naming;
        }

        bool isDefault = scope is null && session.Configuration.Section(MirrorCommand.Section) is YamlMapping all && all[mirror] is not null;
        throw new CairnException(new Diagnostic(
            "no-mirror", $"no {(scope is null ? "" : $"`{scope}` ")}configuration file names a mirror `{mirror}`", null, [],
            isDefault
                ? $"`{mirror}` is one of the defaults: say `{mirror}: {{source: false, binary: false, url: …}}` in your `mirrors.yaml` to switch it off"
                : "`cairn mirror list` shows the mirrors"));
    }

    /// <summary>A mirror's description with some entries changed, for one direction or for both.</summary>
    public static YamlMapping Applied(YamlNode before, string? direction, ImmutableArray<YamlEntry> changes)
    {
        var mapping = before as YamlMapping ?? new YamlMapping([new YamlEntry("url", MergeMode.Merge, before, default)], default);
        if (direction is null)
        {
            return With(mapping, changes);
        }

        var whole = With(mapping, [.. changes.Where(change => s_ofTheWhole.Contains(change.Key))]);
        var connection = whole[direction] switch
        {
            YamlMapping known => known,
            YamlScalar url => new YamlMapping([new YamlEntry("url", MergeMode.Merge, url, default)], default),
            _ when whole["url"] is { } url => new YamlMapping([new YamlEntry("url", MergeMode.Merge, url, default)], default),
            _ => new YamlMapping([], default),
        };
        return With(whole, [new YamlEntry(
            direction, MergeMode.Merge, With(connection, [.. changes.Where(change => !s_ofTheWhole.Contains(change.Key))]), default)]);
    }

    private static YamlMapping With(YamlMapping mapping, ImmutableArray<YamlEntry> changes) => new(
    [
        .. mapping.Entries.Select(entry => changes.Any(change => change.Key == entry.Key) ? changes.Last(change => change.Key == entry.Key) : entry),
        .. changes.Where(change => mapping[change.Key] is null),
    ], default);
}

using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config;
using Cairn.Config.Merging;
using Cairn.Config.Schemas;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config add</c>: writes a value, or all values of a file, into a scope.</summary>
internal static class ConfigAddCommand
{
    public static Command Create(Session session, Option<string?> scope)
    {
        var path = new Argument<string?>("path") { Description = "keys and a value, as in `config:build_jobs:8`; what stands there in a list or mapping is added to", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("-f", "--file") { Description = "add everything that a file says", HelpName = "FILE" };
        var command = new Command("add", "write a value into the configuration") { path, file };
        command.SetAction(parsed =>
        {
            string? given = parsed.GetValue(path), from = parsed.GetValue(file);
            if (given is null && from is null)
            {
                throw new CairnException(new Diagnostic("usage", "there is nothing to add", null, [], "give a path with a value, as in `config:build_jobs:8`, or `--file`"));
            }

            var target = ScopeChoice.Choose(session, parsed.GetValue(scope));
            if (from is not null)
            {
                AddFile(session, target, from);
            }

            if (given is not null)
            {
                AddPath(session, target, given);
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Adds a value to a scope.</summary>
    /// <param name="session">The session.</param>
    /// <param name="target">The scope.</param>
    /// <param name="keys">Keys from the section down, with their merge signs.</param>
    /// <param name="value">The value.</param>
    public static void Add(Session session, ConfigurationScope target, ImmutableArray<ConfigurationPath.Element> keys, YamlNode value)
    {
        string section = keys[0].Name;
        RequireSection(section);
        using var edit = ScopeEdit.Open(session, target, section);
        if (SectionSchemas.IsList(keys.AsSpan()) && value is YamlScalar { IsNull: false } item && !(edit.Find(keys.Skip(1).Select(key => key.Name)) is YamlScalar { IsNull: false }))
        {
            value = new YamlSequence([item], value.Mark);
        }

        edit.SetMode(keys[0].Mode);
        Put(edit, keys[1..], value);
        edit.Save();
        session.Terminal.Line($"set `{string.Join(':', keys.Select(key => key.Name))}` in {edit.File}");
    }

    private static void AddPath(Session session, ConfigurationScope target, string given)
    {
        var path = ConfigurationPath.Parse(given);
        if (path.Elements.Length < 2)
        {
            throw new CairnException(new Diagnostic("configuration-setting", $"`{given}` has no value", null, [], "write `section:key:value`, as in `config:build_jobs:8`"));
        }

        Add(session, target, path.Elements[..^1], path.Value());
    }

    private static void AddFile(Session session, ConfigurationScope target, string file)
    {
        if (!File.Exists(file))
        {
            throw new CairnException(new Diagnostic("configuration-unreadable", $"there is no file `{file}`"));
        }

        var document = YamlReader.ReadFile(file);
        var sections = document is YamlMapping { Entries: [{ Key: "spack", Value: YamlMapping below }] } ? below : document as YamlMapping
            ?? throw new CairnException(new Diagnostic("configuration-section", $"`{file}` should be a mapping of sections", null, [], null));
        foreach (var entry in sections.Entries.Where(entry => SectionSchemas.Names.Contains(entry.Key)))
        {
            SectionSchemas.Check(entry.Key, entry.Value).ThrowIfWrong();
            Add(session, target, [new ConfigurationPath.Element(entry.Key, entry.Mode)], entry.Value);
        }
    }

    /// <summary>Puts a value in; within mappings only what differs is touched, and lists grow in front.</summary>
    private static void Put(ScopeEdit edit, ImmutableArray<ConfigurationPath.Element> keys, YamlNode value)
    {
        var existing = edit.Find(keys.Select(key => key.Name));
        if (value is YamlMapping { Entries.IsEmpty: false } mapping && existing is YamlMapping && (keys.IsEmpty || keys[^1].Mode != MergeMode.Override))
        {
            foreach (var entry in mapping.Entries)
            {
                Put(edit, keys.Add(new ConfigurationPath.Element(entry.Key, entry.Mode)), entry.Value);
            }

            return;
        }

        var mode = keys.IsEmpty ? MergeMode.Merge : keys[^1].Mode;
        edit.Set(keys, YamlMerge.Join(existing, value, mode)!);
    }

    /// <exception cref="CairnException">There is no such section.</exception>
    internal static void RequireSection(string section)
    {
        if (!SectionSchemas.Names.Contains(section))
        {
            throw new CairnException(new Diagnostic(
                "unknown-section", $"there is no section `{section}`", null, [],
                NearestName.Of(section, SectionSchemas.Names) is { } near ? $"did you mean `{near}`?" : "`cairn config list` lists the sections"));
        }
    }
}

using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config change</c>: makes requirements of a package agree with a spec, in whatever scope they stand.</summary>
/// <remarks>Spack docs, "spack config change": requirements that contradict the spec take over what it says; if none does, it is added.</remarks>
internal static class ConfigChangeCommand
{
    public static Command Create(Session session)
    {
        var path = new Argument<string>("path") { Description = "the requirements and a spec, as in `packages:zlib:require:@1.3`" };
        var match = new Option<string?>("--match-spec") { Description = "only change requirements that satisfy this", HelpName = "SPEC" };
        var command = new Command("change", "change the requirements of a package") { path, match };
        command.SetAction(parsed => Run(session, parsed.GetValue(path)!, parsed.GetValue(match)));
        return command;
    }

    private static int Run(Session session, string given, string? match)
    {
        var elements = ConfigurationPath.Parse(given).Elements;
        if (elements is not [{ Name: "packages" }, var package, { Name: "require" }, var text])
        {
            throw new CairnException(new Diagnostic("usage", $"`{given}` does not name requirements", null, [], "write `packages:NAME:require:SPEC`"));
        }

        var change = new Change(AbstractSpec.Parse(text.Name).Renamed(package.Name), match is null ? null : AbstractSpec.Parse(match));
        string[] keys = [package.Name, "require"];
        int changed = 0;
        foreach (var scope in ScopeChoice.All(session))
        {
            using var edit = ScopeEdit.Open(session, scope, "packages");
            if (edit.Find(keys) is not { } require || require is YamlScalar { IsNull: true })
            {
                continue;
            }

            var result = change.Of(require);
            if (!ReferenceEquals(result, require))
            {
                Write(edit, keys, result);
                session.Terminal.Line($"changed the requirements of `{package.Name}` in {edit.File}");
                changed++;
            }
        }

        if (changed == 0)
        {
            AddRequirement(session, keys, text.Name);
        }

        return ExitCode.Success;
    }

    private static void Write(ScopeEdit edit, string[] keys, YamlNode value)
    {
        edit.Set(keys, value);
        edit.Save();
    }

    private static void AddRequirement(Session session, string[] keys, string spec)
    {
        if (session.Configuration.Get($"packages:{keys[0]}:require") is YamlScalar)
        {
            throw new CairnException(new Diagnostic(
                "configuration-edit", $"the requirement of `{keys[0]}` is a single spec that does not contradict `{spec}`", null, [], "make it a list by hand, then add to it"));
        }

        var all = ScopeChoice.All(session);
        var scope = all.FirstOrDefault(scope => scope.Section("packages") is { Value: YamlMapping packages } && (packages[keys[0]] as YamlMapping)?["require"] is not null)
            ?? ScopeChoice.Choose(session, null);
        using var edit = ScopeEdit.Open(session, scope, "packages");
        var existing = edit.Find(keys) as YamlSequence;
        Write(edit, keys, new YamlSequence([new YamlScalar(spec, isQuoted: true, default), .. existing?.Items ?? []], default));
        session.Terminal.Line($"added a requirement of `{keys[0]}` to {edit.File}");
    }

    /// <summary>Takes over what a spec says where a requirement contradicts it.</summary>
    private sealed class Change(AbstractSpec wanted, AbstractSpec? match)
    {
        public YamlNode Of(YamlNode require) => require switch
        {
            YamlScalar { IsNull: false } spec => OfSpec(spec),
            YamlSequence list => OfList(list),
            YamlMapping mapping => OfMapping(mapping),
            _ => require,
        };

        private YamlNode OfList(YamlSequence list)
        {
            var items = list.Items.Select(Of).ToList();
            return items.Zip(list.Items).All(pair => ReferenceEquals(pair.First, pair.Second)) ? list : new YamlSequence([.. items], list.Mark);
        }

        private YamlNode OfMapping(YamlMapping mapping)
        {
            var entries = mapping.Entries.Select(entry => entry.Key is "spec" or "one_of" or "any_of" ? entry with { Value = Of(entry.Value) } : entry).ToList();
            return entries.Zip(mapping.Entries).All(pair => ReferenceEquals(pair.First.Value, pair.Second.Value)) ? mapping : new YamlMapping([.. entries], mapping.Mark);
        }

        private YamlNode OfSpec(YamlScalar scalar)
        {
            var written = AbstractSpec.Parse(scalar.Text);
            var spec = written.Renamed(wanted.Name);
            if ((match is not null && !spec.Satisfies(match)) || spec.Intersects(wanted))
            {
                return scalar;
            }

            var result = spec;
            result = wanted.Versions == VersionList.Any ? result : result.WithVersions(wanted.Versions);
            foreach (var variant in wanted.Variants)
            {
                result = result.WithVariants(result.Variants.With(variant));
            }

            foreach (string kind in wanted.CompilerFlags.Kinds)
            {
                result = result.WithCompilerFlags(result.CompilerFlags.Add(kind, wanted.CompilerFlags[kind]));
            }

            if (wanted.Architecture is { } architecture)
            {
                var old = result.Architecture;
                result = result.WithArchitecture(new Architecture(
                    architecture.Platform ?? old?.Platform, architecture.OperatingSystem ?? old?.OperatingSystem, architecture.Target ?? old?.Target));
            }

            return new YamlScalar(result.Renamed(written.Name, written.Namespace).ToString(), isQuoted: true, scalar.Mark);
        }
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Cairn.Build.Detection;
using Cairn.Cli.Commands;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>The section <c>compilers</c> of before compilers were packages, read as externals.</summary>
/// <remarks>
/// As Spack 1.x does: it counts only while no scope describes a compiler under <c>packages</c>; what an entry's programs are, the recipes of
/// compilers tell, and the entry's flags, environment, run-time paths and modules go with them. Its <c>spec</c> and platform have no say.
/// </remarks>
internal static class OldCompilers
{
    // What an entry says under the same names as an external's `extra_attributes`.
    private static readonly string[] s_taken = ["flags", "environment", "extra_rpaths", "implicit_rpaths"];

    /// <summary>The section, if any scope has entries in it.</summary>
    public static YamlSequence? Section(Session session) => session.Configuration.Section("compilers") as YamlSequence is { Items.IsEmpty: false } list ? list : null;

    /// <summary>What tells whether a section is the one that was converted before.</summary>
    public static string DigestOf(YamlSequence section) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(YamlWriter.Write(section))))[..16];

    /// <summary>The compilers that the section describes, as items of <c>externals</c>; those that nothing is known of are told.</summary>
    public static ImmutableArray<(string Package, YamlMapping External)> Read(Session session, YamlSequence section, ImmutableArray<string> compilers)
    {
        var finder = HostDetection.Finder(session);
        var found = ImmutableArray.CreateBuilder<(string, YamlMapping)>();
        foreach (var entry in section.Items.Select(item => (item as YamlMapping)?["compiler"]).OfType<YamlMapping>())
        {
            string name = entry["spec"]?.ToString() ?? "";
            string[] programs = [.. (entry["paths"] as YamlMapping)?.Entries.Select(program => program.Value).OfType<YamlScalar>()
                .Where(program => !program.IsNull).Select(program => session.Configuration.Expand(program)).Distinct(StringComparer.Ordinal) ?? []];
            string[] present = [.. programs.Where(File.Exists)];
            ImmutableArray<FoundExternal> recognised = [.. Candidates(session, name, compilers).SelectMany(recipe => finder.Among(recipe, present))];
            if (recognised.IsEmpty)
            {
                session.Terminal.Warning(new Diagnostic(
                    "configuration-compilers", $"`{name}` of the section `compilers` is left out", YamlPlace(entry),
                    present.Length == programs.Length ? ["no recipe of a compiler recognises its programs"] : [.. programs.Except(present).Select(program => $"there is no `{program}`")],
                    "describe it as an external under `packages:`"));
            }

            found.AddRange(recognised.Select(one => (one.Recipe, With(HostDetection.External(one), entry))));
        }

        return found.DrainToImmutable();
    }

    /// <summary>The packages that an entry may be: the usual compilers, and the one that it names.</summary>
    private static IEnumerable<string> Candidates(Session session, string spec, ImmutableArray<string> compilers)
    {
        string named = CompilerNames.Package(spec.Split('@', '=', ' ')[0]);
        return compilers.Contains(named) || !session.Recipes.Contains(named) ? compilers : compilers.Add(named);
    }

    private static SourceLocation YamlPlace(YamlNode node) => new(node.Mark.File, node.Mark.Line, node.Mark.Column, null);

    private static YamlMapping With(YamlMapping external, YamlMapping entry)
    {
        if (entry["modules"] is YamlSequence { Items.IsEmpty: false } modules)
        {
            external = Put(external, "modules", modules);
        }

        var extra = external["extra_attributes"] as YamlMapping ?? new YamlMapping([], default);
        foreach (string key in s_taken)
        {
            extra = entry[key] is { } value and not (YamlMapping { Entries.IsEmpty: true } or YamlSequence { Items.IsEmpty: true } or YamlScalar { IsNull: true })
                ? Put(extra, key, value)
                : extra;
        }

        return Put(external, "extra_attributes", extra);
    }

    private static YamlMapping Put(YamlMapping mapping, string key, YamlNode value) => new(
        [.. mapping.Entries.Where(entry => entry.Key != key), new YamlEntry(key, MergeMode.Merge, value, default)], default);
}

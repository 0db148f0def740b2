using System.Text.Json;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Config.Yaml;

namespace Cairn.Cli.Commands;

/// <summary>Prints compilers: by package and architecture, or each with all that is known of it.</summary>
internal static class CompilerListing
{
    /// <summary>A list.</summary>
    public static int Print(Session session, IReadOnlyList<KnownCompiler> compilers, bool json)
    {
        if (json)
        {
            PrintJson(session, compilers);
            return compilers.Count > 0 ? ExitCode.Success : ExitCode.Negative;
        }

        if (compilers.Count == 0)
        {
            session.Terminal.Note("no compiler is known: `cairn compiler find` looks for those of the system");
            return ExitCode.Negative;
        }

        var groups = compilers.GroupBy(compiler => (compiler.Name, compiler.Architecture)).OrderBy(group => group.Key);
        foreach (var group in groups)
        {
            session.Terminal.Line(session.Terminal.Paint($"-- {group.Key.Name} {group.Key.Architecture}", Style.Name));
            foreach (var compiler in group.OrderByDescending(compiler => Specs.Version.Parse(compiler.Version.TrimStart('='))))
            {
                session.Terminal.Line($"{(compiler.IsInstalled ? "[+]" : "[e]")}  {compiler.Name}@{compiler.Version}");
            }
        }

        return ExitCode.Success;
    }

    /// <summary>All that is known of each.</summary>
    public static int PrintDetails(Session session, IReadOnlyList<KnownCompiler> compilers, bool json)
    {
        if (json)
        {
            PrintJson(session, compilers);
            return ExitCode.Success;
        }

        foreach (var compiler in compilers)
        {
            session.Terminal.Line($"{(compiler.IsInstalled ? "[+]" : "[e]")}  {compiler.Spec}");
            session.Terminal.Line($"  prefix: {compiler.Prefix ?? "(none; modules lead to it)"}");
            if (compiler.Programs.Count > 0)
            {
                session.Terminal.Line("  compilers:");
                foreach (var (language, program) in compiler.Programs)
                {
                    session.Terminal.Line($"    {language}: {program}");
                }
            }

            foreach (var entry in compiler.ExtraAttributes?.Entries ?? [])
            {
                if (entry.Key != "compilers")
                {
                    session.Terminal.Line($"  {entry.Key}:");
                    session.Terminal.Write(string.Concat(YamlWriter.Write(entry.Value).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"    {line}\n")));
                }
            }

            if (compiler.Modules.Count > 0)
            {
                session.Terminal.Line($"  modules: {string.Join(", ", compiler.Modules)}");
            }
        }

        return ExitCode.Success;
    }

    private static void PrintJson(Session session, IReadOnlyList<KnownCompiler> compilers) => session.Terminal.Line(JsonText.Of(
        writer =>
        {
            writer.WriteStartArray();
            foreach (var compiler in compilers)
            {
                WriteJson(writer, compiler);
            }

            writer.WriteEndArray();
        },
        indented: true));

    private static void WriteJson(Utf8JsonWriter writer, KnownCompiler compiler)
    {
        writer.WriteStartObject();
        writer.WriteString("name", compiler.Name);
        writer.WriteString("version", compiler.Version);
        writer.WriteString("spec", compiler.Spec);
        writer.WriteString("architecture", compiler.Architecture);
        writer.WriteString("prefix", compiler.Prefix);
        writer.WriteBoolean("installed", compiler.IsInstalled);
        writer.WriteStartObject("compilers");
        foreach (var (language, program) in compiler.Programs)
        {
            writer.WriteString(language, program);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

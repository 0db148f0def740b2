using System.CommandLine;
using System.IO.Compression;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn logs</c>: prints the log of a build: that of an installed package, or of one that failed or is being built.</summary>
internal static class LogsCommand
{
    private static readonly string[] s_names = ["spack-build-out.txt.gz", "spack-build-out.txt", "build.out"];

    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("whose log", ArgumentArity.OneOrMore);
        var path = new Option<bool>("--path") { Description = "print where the log is" };
        var command = new Command("logs", "print the log of a build") { specs, path };
        command.SetAction(parsed => Run(session, SpecArguments.ParseOne(parsed.GetValue(specs)), parsed.GetValue(path)));
        return command;
    }

    private static int Run(Session session, AbstractSpec query, bool showsPath)
    {
        var log = Find(session, query);
        if (showsPath)
        {
            session.Terminal.Line(log);
            return ExitCode.Success;
        }

        using var file = File.OpenRead(log);
        using Stream content = log.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var output = Console.OpenStandardOutput();
        content.CopyTo(output);
        return ExitCode.Success;
    }

    private static string Find(Session session, AbstractSpec query)
    {
        var installed = InstalledSpecs.Matching(session, query);
        if (installed.Length == 1)
        {
            return InPrefix(installed[0]);
        }

        if (installed.Length > 1)
        {
            throw InstalledSpecs.Ambiguous(query, installed);
        }

        // The log of a build that goes on or failed stays in the work directory under the package's name.
        var directory = Path.Combine(session.Places.UserCache, "logs");
        var logs = query.Name.Length > 0 && Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, $"{query.Name}-*.log").Where(file => IsOf(Path.GetFileNameWithoutExtension(file), query))
                .OrderByDescending(File.GetLastWriteTimeUtc).ToList()
            : [];
        return logs.Count > 0 ? logs[0] : throw new CairnException(new Diagnostic(
            "no-log", $"there is no log of `{query}`", null, [$"it is not installed, and no build of it left a log in {directory}"],
            $"`cairn install {query}` builds it"));
    }

    private static string InPrefix(InstallRecord record)
    {
        var metadata = InstallLayout.MetadataOf(record.Path ?? "");
        return s_names.Select(name => Path.Combine(metadata, name)).FirstOrDefault(File.Exists) ?? throw new CairnException(new Diagnostic(
            "no-log", $"`{InstalledSpecs.Describe(record.Spec)}` has no log", null,
            [record.Spec.IsExternal ? "it was not built here" : $"looked for {string.Join(", ", s_names)} in {metadata}"], null));
    }

    /// <summary>True if a log named <c>NAME-VERSION-HASH7</c> belongs to a spec.</summary>
    private static bool IsOf(string name, AbstractSpec query)
    {
        var rest = name[(query.Name.Length + 1)..];
        var dash = rest.LastIndexOf('-');
        if (dash <= 0 || (query.AbstractHash is { } hash && !hash.StartsWith(rest[(dash + 1)..], StringComparison.Ordinal) && !rest[(dash + 1)..].StartsWith(hash, StringComparison.Ordinal)))
        {
            return false;
        }

        try
        {
            return Specs.Version.Parse(rest[..dash]).Satisfies(query.Versions);
        }
        catch (CairnException)
        {
            return false; // the log of a package whose name begins with this one's
        }
    }
}

using System.Collections.Immutable;
using System.Text;

namespace Cairn.Sources;

/// <summary>An index of source packages that apt has on this machine.</summary>
/// <param name="File">The index, possibly compressed.</param>
/// <param name="Root">The repository's root, to which the paths in it are relative.</param>
internal sealed record AptList(string File, string Root);

/// <summary>What Cairn needs of apt: its configuration, its lists, its transports. Implemented by apt's own programs.</summary>
internal interface IAptSystem
{
    /// <summary>True where apt exists.</summary>
    bool IsAvailable { get; }

    /// <summary>The source indices that the system's own configuration already keeps.</summary>
    Task<ImmutableArray<AptList>> SystemListsAsync(CancellationToken cancellation);

    /// <summary>Fetches the source indices of the enabled repositories into a directory of Cairn's own.</summary>
    /// <returns>The indices, and what went wrong with some of them.</returns>
    Task<(ImmutableArray<AptList> Lists, ImmutableArray<string> Problems)> UpdateAsync(CancellationToken cancellation);

    /// <summary>Opens an index, decompressed.</summary>
    Stream OpenList(string file);

    /// <summary>Downloads a file through apt's transports and proxies.</summary>
    /// <returns>Null if it is there, otherwise why not.</returns>
    Task<string?> DownloadAsync(string uri, string target, Digest digest, CancellationToken cancellation);
}

/// <summary>apt's programs, run with a configuration of our own that is the system's without its hooks and with other directories.</summary>
internal sealed class AptSystem(string folder) : IAptSystem
{
    private static readonly SystemTool AptGet = new("apt-get", "apt", "apt");
    private static readonly SystemTool AptConfig = new("apt-config", "apt", "apt");
    private const string AptHelper = "/usr/lib/apt/apt-helper";

    private static readonly string[] OwnKeys =
    [
        "Dir::Etc::main", "Dir::Etc::parts", "Dir::Etc::sourcelist", "Dir::Etc::sourceparts", "Dir::State::lists", "Dir::Cache", "Dir::Log",
        "DPkg", "Acquire::Languages", "Acquire::Retries",
    ];

    public bool IsAvailable => OperatingSystem.IsLinux() && AptGet.Find() is not null && File.Exists(AptHelper);

    private string ConfigurationPath => Path.Combine(folder, "apt.conf");

    private Dictionary<string, string?> Environment => new() { ["APT_CONFIG"] = ConfigurationPath };

    public async Task<ImmutableArray<AptList>> SystemListsAsync(CancellationToken cancellation)
    {
        ToolResult result = await AptGet.RunAsync("to find source packages", ListArguments, cancellation: cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 ? ParseLists(result.Output) : [];
    }

    public async Task<(ImmutableArray<AptList> Lists, ImmutableArray<string> Problems)> UpdateAsync(CancellationToken cancellation)
    {
        await WriteConfigurationAsync(cancellation).ConfigureAwait(false);
        ToolResult update = await AptGet.RunAsync("to find source packages", ["-q", "update"], environment: Environment, cancellation: cancellation)
            .ConfigureAwait(false);
        ToolResult lists = await AptGet.RunAsync("to find source packages", ListArguments, environment: Environment, cancellation: cancellation)
            .ConfigureAwait(false);
        ImmutableArray<string> problems =
        [
            .. (update.Output + "\n" + update.Errors).Split('\n', StringSplitOptions.TrimEntries)
                .Where(line => line.StartsWith("E:", StringComparison.Ordinal) || line.StartsWith("Err:", StringComparison.Ordinal))
                .Select(RedactedUrl.InText),
        ];
        return (lists.ExitCode == 0 ? ParseLists(lists.Output) : [], problems);
    }

    public Stream OpenList(string file) => new HelperOutput(file);

    public async Task<string?> DownloadAsync(string uri, string target, Digest digest, CancellationToken cancellation)
    {
        if (!File.Exists(ConfigurationPath))
        {
            await WriteConfigurationAsync(cancellation).ConfigureAwait(false);
        }

        ToolResult result = await new SystemTool(AptHelper, "apt", "apt").RunAsync(
            "to download through apt", ["download-file", uri, target, $"SHA256:{digest.Hex}"], environment: Environment, cancellation: cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 && File.Exists(target) ? null : Reason(result, uri);
    }

    /// <summary>What apt says of a failed download: its last error that names the file, without repeating the file.</summary>
    private static string Reason(ToolResult result, string uri)
    {
        string? line = result.LastLines().LastOrDefault(
            l => l.StartsWith("E:", StringComparison.Ordinal) && !l.Contains("Download Failed", StringComparison.Ordinal));
        if (line is null)
        {
            return $"apt-helper ends with {result.ExitCode}";
        }

        string text = line[2..].Replace($"Failed to fetch {RedactedUrl.Of(uri)}", "", StringComparison.Ordinal).Trim();
        return text.Length == 0 ? "apt could not fetch it" : text;
    }

    private static string[] ListArguments => ["indextargets", "--format", "$(FILENAME)|$(REPO_URI)", "Created-By: Sources"];

    private static ImmutableArray<AptList> ParseLists(string output)
    {
        ImmutableArray<AptList>.Builder lists = ImmutableArray.CreateBuilder<AptList>();
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int bar = line.LastIndexOf('|');
            if (bar > 0 && File.Exists(line[..bar]))
            {
                lists.Add(new AptList(line[..bar], line[(bar + 1)..]));
            }
        }

        return lists.ToImmutable();
    }

    /// <summary>
    /// Writes the configuration: everything that <c>apt-config dump</c> shows (proxies, time-outs, credentials' places) but hooks, and then
    /// our directories. apt reads the file named by APT_CONFIG first, so it can tell apt to read no other.
    /// </summary>
    private async Task WriteConfigurationAsync(CancellationToken cancellation)
    {
        ToolResult dump = await AptConfig.RunAsync("to read apt's configuration", ["dump"], cancellation: cancellation).ConfigureAwait(false);
        if (dump.ExitCode != 0)
        {
            throw new SourceException("source-apt", "apt's configuration can't be read", dump.LastLines(3));
        }

        (string sourceList, string sourceParts) = await SourcePlacesAsync(cancellation).ConfigureAwait(false);
        DiskFailure.Guard("writing", folder, () =>
        {
            string parts = Path.Combine(folder, "sources.list.d");
            Directory.CreateDirectory(parts);
            Directory.CreateDirectory(Path.Combine(folder, "lists", "partial"));
            Directory.CreateDirectory(Path.Combine(folder, "cache", "archives", "partial"));
            WriteSourceLists(sourceList, sourceParts, parts);

            StringBuilder text = new();
            string nothing = Directory.CreateDirectory(Path.Combine(folder, "nothing")).FullName;
            text.AppendLine("Dir::Etc::main \"/dev/null\";").AppendLine($"Dir::Etc::parts \"{nothing}\";");
            foreach (string line in dump.Output.Split('\n'))
            {
                if (IsPlainSetting(line))
                {
                    text.AppendLine(line);
                }
            }

            text.AppendLine("Dir::Etc::sourcelist \"/dev/null\";")
                .AppendLine($"Dir::Etc::sourceparts \"{parts}\";")
                .AppendLine($"Dir::State::lists \"{Path.Combine(folder, "lists")}\";")
                .AppendLine($"Dir::Cache \"{Path.Combine(folder, "cache")}\";")
                .AppendLine("Acquire::Languages \"none\";")
                .AppendLine("Acquire::Retries \"2\";")
                .AppendLine("Acquire::http::Timeout \"20\";")
                .AppendLine("Acquire::https::Timeout \"20\";");
            File.WriteAllText(ConfigurationPath, text.ToString());
        });
    }

    private static bool IsPlainSetting(string line)
    {
        int space = line.IndexOf(' ');
        if (space <= 0 || !line.EndsWith("\";", StringComparison.Ordinal) || line.IndexOf('"', space + 2) != line.Length - 2 || line.EndsWith(" \"\";", StringComparison.Ordinal))
        {
            return false;
        }

        string key = line[..space];
        return !key.Contains("Invoke", StringComparison.OrdinalIgnoreCase)
            && !OwnKeys.Any(own => key.Equals(own, StringComparison.OrdinalIgnoreCase) || key.StartsWith(own + "::", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<(string List, string Parts)> SourcePlacesAsync(CancellationToken cancellation)
    {
        ToolResult shell = await AptConfig.RunAsync(
            "to read apt's configuration", ["shell", "LIST", "Dir::Etc::sourcelist/f", "PARTS", "Dir::Etc::sourceparts/d"], cancellation: cancellation).ConfigureAwait(false);
        string list = "/etc/apt/sources.list";
        string parts = "/etc/apt/sources.list.d/";
        foreach (string line in shell.Output.Split('\n'))
        {
            if (line.StartsWith("LIST='", StringComparison.Ordinal))
            {
                list = line["LIST='".Length..].TrimEnd('\'');
            }
            else if (line.StartsWith("PARTS='", StringComparison.Ordinal))
            {
                parts = line["PARTS='".Length..].TrimEnd('\'');
            }
        }

        return (list, parts);
    }

    private static void WriteSourceLists(string sourceList, string sourceParts, string target)
    {
        foreach (string old in Directory.GetFiles(target))
        {
            File.Delete(old);
        }

        List<string> files = File.Exists(sourceList) ? [sourceList] : [];
        if (Directory.Exists(sourceParts))
        {
            files.AddRange(Directory.GetFiles(sourceParts).Order(StringComparer.Ordinal));
        }

        foreach (string file in files)
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (file.EndsWith(".list", StringComparison.Ordinal))
            {
                ImmutableArray<string> lines = AptSourceLists.FromOneLineList(File.ReadAllText(file));
                if (!lines.IsEmpty)
                {
                    File.WriteAllLines(Path.Combine(target, $"{name}.list"), lines);
                }
            }
            else if (file.EndsWith(".sources", StringComparison.Ordinal))
            {
                ImmutableArray<string> stanzas = AptSourceLists.FromStanzas(File.ReadAllText(file));
                if (!stanzas.IsEmpty)
                {
                    File.WriteAllText(Path.Combine(target, $"{name}.sources"), string.Join("\n", stanzas));
                }
            }
        }
    }

    /// <summary>The output of <c>apt-helper cat-file</c>, which decompresses every form that apt stores.</summary>
    private sealed class HelperOutput : ForwardOnlyStream
    {
        private readonly System.Diagnostics.Process _process;
        private readonly Stream _output;
        private bool _disposed;

        public HelperOutput(string file)
        {
            _process = new SystemTool(AptHelper, "apt", "apt").Start("to read apt's lists", ["cat-file", file]);
            _process.StandardInput.Close();
            _output = _process.StandardOutput.BaseStream;
        }

        public override int Read(Span<byte> buffer)
        {
            int read = _output.Read(buffer);
            if (read == 0 && !buffer.IsEmpty)
            {
                _process.WaitForExit();
                if (_process.ExitCode != 0)
                {
                    // Half an index would hide half of the sources.
                    throw new SourceException("source-apt", "apt's list of source packages can't be read", [_process.StandardError.ReadToEnd().Trim()]);
                }
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_disposed)
            {
                _disposed = true;
                _output.Dispose();
                _process.WaitForExit();
                _process.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

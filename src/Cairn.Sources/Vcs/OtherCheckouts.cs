namespace Cairn.Sources;

/// <summary>Checks out Mercurial, Subversion, CVS and Go.</summary>
internal static class OtherCheckouts
{
    public static async Task<VersionControlCheckout> MercurialAsync(MercurialOrigin origin, string folder, CancellationToken cancellation)
    {
        // hg is a Python script: a build's PYTHONPATH must not reach it. HGPLAIN keeps the user's aliases out.
        Dictionary<string, string?> environment = new() { ["PYTHONPATH"] = null, ["HGPLAIN"] = "1" };
        List<string> arguments = ["clone", "--noninteractive", "--quiet"];
        if (origin.Revision is { } revision)
        {
            arguments.AddRange(["-r", revision]);
        }

        arguments.AddRange(["--", origin.Url]);
        await RunAsync(SystemTool.Mercurial, origin, arguments, folder, environment, cancellation).ConfigureAwait(false);
        string name = OnlyEntry(folder);
        List<string> update = ["update", "--noninteractive", "--quiet"];
        if (origin.Revision is not null)
        {
            update.Add(origin.Revision);
        }

        string repository = Path.Combine(folder, name);
        await RunAsync(SystemTool.Mercurial, origin, update, repository, environment, cancellation).ConfigureAwait(false);
        ToolResult head = await RunAsync(SystemTool.Mercurial, origin, ["identify", "--id", "--debug"], repository, environment, cancellation).ConfigureAwait(false);
        string node = head.Output.Trim();
        bool isFixed = origin.Revision is { Length: >= 12 } wanted && node.StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
        return new VersionControlCheckout(isFixed ? new CommitProof(node) : new Waiver($"{origin.Describe()}, which was {node}"), name);
    }

    public static async Task<VersionControlCheckout> SubversionAsync(SubversionOrigin origin, string folder, CancellationToken cancellation)
    {
        List<string> arguments = ["checkout", "--force", "--quiet", "--non-interactive"];
        if (origin.Revision is { } revision)
        {
            arguments.AddRange(["-r", revision]);
        }

        arguments.AddRange([origin.Url, "checkout"]);
        await RunAsync(SystemTool.Subversion, origin, arguments, folder, null, cancellation).ConfigureAwait(false);
        return new VersionControlCheckout(new Waiver(origin.Describe()), "checkout");
    }

    public static async Task<VersionControlCheckout> CvsAsync(CvsOrigin origin, string folder, CancellationToken cancellation)
    {
        int separator = origin.Url.IndexOf("%module=", StringComparison.Ordinal);
        if (separator < 0)
        {
            throw new SourceException("source-bad-url", $"`{RedactedUrl.Of(origin.Url)}` names no CVS module", null, "recipes write it as `root%module=name`");
        }

        List<string> arguments = ["-z9", "-d", origin.Url[..separator], "checkout"];
        if (origin.Branch is { } branch)
        {
            arguments.AddRange(["-r", branch]);
        }

        if (origin.Date is { } date)
        {
            arguments.AddRange(["-D", date]);
        }

        arguments.Add(origin.Url[(separator + "%module=".Length)..]);
        await RunAsync(SystemTool.Cvs, origin, arguments, folder, null, cancellation).ConfigureAwait(false);
        return new VersionControlCheckout(new Waiver(origin.Describe()), OnlyEntry(folder));
    }

    public static async Task<VersionControlCheckout> GoAsync(GoOrigin origin, string folder, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, "go");
        Directory.CreateDirectory(path);
        Dictionary<string, string?> environment = new() { ["GOPATH"] = path, ["GO111MODULE"] = "off" };
        await RunAsync(SystemTool.Go, origin, ["get", "-v", "-d", origin.Module], folder, environment, cancellation).ConfigureAwait(false);
        return new VersionControlCheckout(new Waiver(origin.Describe()), "go");
    }

    private static async Task<ToolResult> RunAsync(
        SystemTool tool, SourceOrigin origin, IEnumerable<string> arguments, string folder, Dictionary<string, string?>? environment, CancellationToken cancellation)
    {
        ToolResult result = await tool.RunAsync($"to check out {origin.Describe()}", arguments, folder, environment, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result
            : throw new SourceException("source-checkout-failed", $"cannot check out {origin.Describe()}", result.LastLines(6));
    }

    private static string OnlyEntry(string folder) => Directory.GetDirectories(folder) is [var only]
        ? Path.GetFileName(only)
        : throw new SourceException("source-checkout-failed", $"the checkout in `{folder}` is not one directory");
}

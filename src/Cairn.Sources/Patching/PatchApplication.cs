using System.Globalization;

namespace Cairn.Sources;

/// <summary>Applies patches by the system's <c>patch</c>, which knows every dialect of diff that recipes carry.</summary>
internal static class PatchApplication
{
    private const int LinesOfHunk = 24;

    /// <summary>Applies a patch.</summary>
    /// <exception cref="PatchFailedException">It does not apply; shows the hunk and leaves the tree as it is.</exception>
    public static async Task ApplyAsync(PatchRequest patch, string file, string source, CancellationToken cancellation)
    {
        string directory = Path.GetFullPath(Path.Combine(source, patch.WorkingDirectory));
        if (directory != source && !directory.StartsWith(source + "/", StringComparison.Ordinal))
        {
            throw new SourceException("source-bad-patch", $"patch `{patch.Describe()}` would be applied outside the source, in `{patch.WorkingDirectory}`");
        }

        if (!Directory.Exists(directory))
        {
            throw new PatchFailedException(patch.Describe(), source, [$"the source has no directory `{patch.WorkingDirectory}`"]);
        }

        HashSet<string> rejectsBefore = [.. Rejects(directory)];

        // --force: ask nothing, and don't take a patch that seems applied already for one to be reversed.
        List<string> arguments = ["--force", "-p", patch.Level.ToString(CultureInfo.InvariantCulture), "-i", Path.GetFullPath(file), "-d", directory];
        if (patch.Reverse)
        {
            arguments.Add("-R");
        }

        ToolResult result = await SystemTool.Patch.RunAsync("to apply patches", arguments, source, cancellation: cancellation).ConfigureAwait(false);
        if (result.ExitCode == 0)
        {
            return;
        }

        List<string> notes = [.. result.LastLines()];
        foreach (string reject in Rejects(directory).Where(r => !rejectsBefore.Contains(r)).Take(3))
        {
            notes.Add($"`{Path.GetRelativePath(source, reject)}`:");
            notes.AddRange(File.ReadLines(reject).Take(LinesOfHunk).Select(line => "  " + line));
        }

        notes.Add($"the tree was left as it is: `{source}`");
        throw new PatchFailedException(patch.Describe(), source, notes);
    }

    /// <summary>Compares a patch with the digest that the recipe gives for it.</summary>
    /// <exception cref="SourceException">It has another digest, or does not exist.</exception>
    public static void RequireDigest(PatchRequest patch, string file)
    {
        if (!File.Exists(file))
        {
            throw new SourceException("source-bad-patch", $"there is no patch `{file}`");
        }

        if (patch.Sha256 is not { } digest)
        {
            return;
        }

        VerificationResult result = digest.Verify(file);
        if (result.Proof is null)
        {
            throw new DigestMismatchException(
                $"patch `{patch.Describe()}`", digest, result.Actual, result.Size, null, ["a patch of the repository may have changed since the spec was concretized"]);
        }
    }

    private static IEnumerable<string> Rejects(string directory) => Directory.EnumerateFiles(directory, "*.rej", SearchOption.AllDirectories);
}

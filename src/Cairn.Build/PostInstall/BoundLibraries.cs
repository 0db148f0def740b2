using System.Collections.Immutable;
using System.Diagnostics;

namespace Cairn.Build.PostInstall;

/// <summary>
/// Gives shared libraries their own path as the name by which others need them: what is linked to them finds them without any search, and
/// nothing can take their place.
/// </summary>
/// <remarks>Spack docs, "config:shared_linking:bind". The table of names in a library has no room for a longer one: <c>patchelf</c> makes some.</remarks>
/// <param name="patchelf">The program.</param>
public sealed class BoundLibraries(string patchelf)
{
    /// <summary>Binds the libraries of a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="excluded">Names of files, links and directories that are left alone (<c>non_bindable_shared_objects</c> of recipes).</param>
    /// <returns>What could not be bound, one line for each.</returns>
    public ImmutableArray<string> Bind(string prefix, IReadOnlySet<string> excluded)
    {
        var behindLinks = PrefixFiles.All(prefix)
            .Where(entry => entry.LinkTarget is not null && excluded.Contains(entry.Name))
            .Select(link => link.ResolveLinkTarget(returnFinalTarget: true)?.FullName)
            .ToHashSet(StringComparer.Ordinal);
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var file in PrefixFiles.OfPackage(prefix))
        {
            var isExcluded = behindLinks.Contains(file.FullName) || Path.GetRelativePath(prefix, file.FullName).Split('/').Any(excluded.Contains);
            if (!isExcluded && ElfDynamicSection.Read(file.FullName) is { IsLibrary: true } && SetName(file) is { } failure)
            {
                failures.Add($"{file.FullName}: {failure}");
            }
        }

        return failures.ToImmutable();
    }

    /// <summary>What was wrong; null if it went well.</summary>
    private string? SetName(FileInfo file)
    {
        var mode = file.UnixFileMode;
        File.SetUnixFileMode(file.FullName, mode | UnixFileMode.UserWrite);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(patchelf, ["--set-soname", file.FullName, file.FullName]) { RedirectStandardError = true })!;
            var said = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : said.Length > 0 ? said : $"patchelf ended with {process.ExitCode}";
        }
        finally
        {
            File.SetUnixFileMode(file.FullName, mode);
        }
    }
}

using System.Text.RegularExpressions;
using Cairn.Specs;
using Cairn.Store.Environments;
using Cairn.Store.Files;

namespace Cairn.Cli.Environments;

/// <summary>Takes roots out of an environment: a line of its file, an entry of its lock file.</summary>
internal static partial class EnvironmentRoots
{
    /// <summary>Takes the roots with some hashes out; hashes that are no roots are passed over (as in Spack).</summary>
    /// <exception cref="CairnException">The file lists a root in a way that cannot be edited, or cannot be written.</exception>
    public static void Remove(EnvironmentContent environment, IReadOnlySet<string> hashes)
    {
        var removed = environment.Roots.Where(root => hashes.Contains(root.Spec.Hash)).ToList();
        if (removed.Count == 0)
        {
            return;
        }

        var file = environment.Environment.Manifest.File;
        var lines = File.ReadAllLines(file).ToList();
        foreach (var root in removed)
        {
            var wanted = AbstractSpec.Parse(root.Text);
            var at = lines.FindIndex(line => IsItem(line, wanted));
            if (at < 0)
            {
                throw new CairnException(new Diagnostic(
                    "manifest-edit", $"`{root.Text}` is not an item of its own in `{file}`", null, ["nothing was changed"],
                    "take it out of the file by hand, then uninstall it"));
            }

            lines.RemoveAt(at);
        }

        if (lines.FindIndex(line => line.TrimEnd() is "  specs:") is var specs and >= 0 && (specs + 1 == lines.Count || !Item().IsMatch(lines[specs + 1])))
        {
            lines[specs] = "  specs: []";
        }

        AtomicFile.WriteText(file, string.Join('\n', lines) + "\n");
        environment.Environment.WriteLock(new EnvironmentLock(environment.Roots.Except(removed)));
    }

    private static bool IsItem(string line, AbstractSpec wanted)
    {
        if (Item().Match(line) is not { Success: true } match)
        {
            return false;
        }

        try
        {
            return AbstractSpec.Parse(match.Groups["spec"].Value).Equals(wanted);
        }
        catch (CairnException)
        {
            return false; // an item of another list
        }
    }

    [GeneratedRegex("""^\s*-\s+(?<quote>["']?)(?<spec>.*?)\k<quote>\s*(#.*)?$""")]
    private static partial Regex Item();
}

using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Editing;
using Cairn.Config.Environments;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Environments;
using Cairn.Store.Files;

namespace Cairn.Cli.Environments;

/// <summary>Puts roots into an environment and takes them out: items of its file, whose comments stay, and entries of its lock file.</summary>
internal static class EnvironmentRoots
{
    private static readonly ImmutableArray<ConfigurationPath.Element> s_specs = [new("spack", MergeMode.Merge), new("specs", MergeMode.Merge)];

    private static readonly ImmutableArray<ConfigurationPath.Element> s_included = [new("spack", MergeMode.Merge), new("include_concrete", MergeMode.Merge)];

    /// <summary>Puts directories of environments whose decided specs are taken over into the file.</summary>
    /// <exception cref="CairnException">The file is written in a way that cannot be edited, or cannot be written.</exception>
    public static void AddIncluded(EnvironmentManifest manifest, ImmutableArray<string> paths)
    {
        if (paths.IsEmpty)
        {
            return;
        }

        var text = ConfigurationText.Read(manifest.File);
        ImmutableArray<YamlNode> old = text.Find(s_included.AsSpan()) is YamlSequence list ? list.Items : [];
        AtomicFile.WriteText(manifest.File, text.SetItems(s_included.AsSpan(), [.. old, .. paths.Select(path => new YamlScalar(path, isQuoted: false, default))]).Text);
    }

    /// <summary>Puts specs behind those that the file lists.</summary>
    /// <exception cref="CairnException">The file is written in a way that cannot be edited, or cannot be written.</exception>
    public static void Add(EnvironmentManifest manifest, IEnumerable<AbstractSpec> specs)
    {
        var text = ConfigurationText.Read(manifest.File);
        var added = specs.Select(spec => (YamlNode)new YamlScalar(spec.ToString().Trim(), isQuoted: false, default));
        AtomicFile.WriteText(manifest.File, text.SetItems(s_specs.AsSpan(), [.. Items(text), .. added]).Text);
    }

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
        var text = ConfigurationText.Read(file);
        var items = Items(text);
        foreach (var root in removed)
        {
            var wanted = AbstractSpec.Parse(root.Text);
            var at = items.ToList().FindIndex(item => Means(item, wanted));
            if (at < 0)
            {
                throw new CairnException(new Diagnostic(
                    "manifest-edit", $"`{root.Text}` is not an item of its own in `{file}`", null, ["nothing was changed"],
                    "take it out of the file by hand, then uninstall it"));
            }

            items = items.RemoveAt(at);
        }

        AtomicFile.WriteText(file, text.SetItems(s_specs.AsSpan(), items).Text);
        environment.Environment.WriteLock(new EnvironmentLock(environment.Roots.Except(removed), environment.Environment.Included));
    }

    private static ImmutableArray<YamlNode> Items(ConfigurationText text) => text.Find(s_specs.AsSpan()) is YamlSequence list ? list.Items : [];

    private static bool Means(YamlNode item, AbstractSpec wanted)
    {
        try
        {
            return item is YamlScalar scalar && AbstractSpec.Parse(scalar.Text).Equals(wanted);
        }
        catch (CairnException)
        {
            return false; // `$name` of a definition
        }
    }
}

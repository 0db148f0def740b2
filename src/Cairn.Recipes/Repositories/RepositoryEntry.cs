using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Cairn.Config;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>An entry of the section <c>repos</c>: a name, and where its repositories are.</summary>
/// <remarks>Spack docs, "Package Repositories (repos.yaml)".</remarks>
/// <param name="Name">Its name in the configuration; its path in lists of the old form.</param>
/// <param name="Mark">Where it is written.</param>
public abstract record RepositoryEntry(string Name, YamlMark Mark)
{
    /// <summary>The entries of a configuration, in search order.</summary>
    /// <exception cref="CairnException">The section is malformed.</exception>
    public static ImmutableArray<RepositoryEntry> Read(Configuration configuration) => configuration.Section("repos") is YamlMapping entries
        ? [.. entries.Entries.Select(entry => Read(entry.Key, entry.Value, entry.KeyMark, configuration))]
        : [];

    /// <summary>Reads one entry.</summary>
    public static RepositoryEntry Read(string name, YamlNode value, YamlMark mark, Configuration configuration)
    {
        switch (value)
        {
            case YamlScalar { IsNull: false } url when GitReference.IsUrl(configuration.Variables.Expand(url.Text)):
                var plain = new GitReference(configuration.Variables.Expand(url.Text));
                return new GitRepositoryEntry(name, plain, DefaultDestination(plain.Url, configuration), null, mark);
            case YamlScalar { IsNull: false } path:
                return new LocalRepositoryEntry(name, Path.TrimEndingDirectorySeparator(configuration.Expand(path)), mark);
            case YamlMapping described when described["git"] is YamlScalar git:
                var reference = new GitReference(
                    configuration.Variables.Expand(git.Text), Text(described, "branch"), Text(described, "tag"), Text(described, "commit"));
                string destination = described["destination"] is YamlScalar { IsNull: false } chosen
                    ? Path.TrimEndingDirectorySeparator(configuration.Expand(chosen))
                    : DefaultDestination(reference.Url, configuration);
                ImmutableArray<string>? paths = described["paths"] is YamlSequence { Items.IsEmpty: false } list
                    ? [.. list.Items.OfType<YamlScalar>().Select(item => item.Text)]
                    : null;
                return new GitRepositoryEntry(name, reference, destination, paths, mark);
            default:
                return new BrokenRepositoryEntry(name, new Diagnostic(
                    "bad-repository", $"the repository `{name}` has neither a path nor `git:`", new SourceLocation(mark.File, mark.Line, mark.Column), [],
                    "write `name: /path`, or `git:` with an address below the name"), mark);
        }
    }

    private static string? Text(YamlMapping mapping, string key) => mapping[key] is YamlScalar { IsNull: false } scalar ? scalar.Text : null;

    /// <summary>Where a clone is put if nobody says otherwise: below the user's caches, under a short hash of the address as in Spack.</summary>
    private static string DefaultDestination(string url, Configuration configuration) =>
        Path.Combine(configuration.Variables.Places.ClonedRepositories, ShortHash(url));

    private static string ShortHash(string url)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyz234567";
#pragma warning disable CA5350 // Not for security: it names a folder.
        byte[] digest = SHA1.HashData(Encoding.UTF8.GetBytes(url));
#pragma warning restore CA5350
        // The last seven letters in base 32 are the last 35 bits.
        ulong bits = 0;
        foreach (byte value in digest.AsSpan(^5..))
        {
            bits = (bits << 8) | value;
        }

        return string.Create(7, bits, (name, rest) =>
        {
            for (int i = name.Length - 1; i >= 0; i--, rest >>= 5)
            {
                name[i] = letters[(int)(rest & 31)];
            }
        });
    }
}

/// <summary>A folder on this machine.</summary>
public sealed record LocalRepositoryEntry(string Name, string Folder, YamlMark Mark) : RepositoryEntry(Name, Mark);

/// <summary>A git repository, cloned when it is first needed.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Reference">The address, and what of it is wanted.</param>
/// <param name="Destination">Where its clone is, or is to be.</param>
/// <param name="Paths">The folders of repositories in it; null if its <c>spack-repo-index.yaml</c> lists them.</param>
/// <param name="Mark">Where it is written.</param>
public sealed record GitRepositoryEntry(string Name, GitReference Reference, string Destination, ImmutableArray<string>? Paths, YamlMark Mark)
    : RepositoryEntry(Name, Mark)
{
    /// <summary>True if nobody configured it: it is there for whatever no other repository has.</summary>
    public bool IsBuiltIn => Mark.File.StartsWith("built-in ", StringComparison.Ordinal);

    /// <summary>The folders of its repositories, once it is cloned.</summary>
    /// <exception cref="CairnException">Its index is malformed, or a path leads out of it.</exception>
    public ImmutableArray<string> Folders()
    {
        if (Paths is not { } paths)
        {
            return RecipeRepository.FoldersOf(Destination);
        }

        return [.. paths.Select(path => Path.IsPathRooted(path) || path.Split('/').Contains("..")
            ? throw new CairnException(new Diagnostic("bad-repository", $"`{path}` under `{Name}` must be a path inside of the clone"))
            : Path.GetFullPath(path, Destination))];
    }
}

/// <summary>An entry that cannot be understood.</summary>
public sealed record BrokenRepositoryEntry(string Name, Diagnostic Problem, YamlMark Mark) : RepositoryEntry(Name, Mark);

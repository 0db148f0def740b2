using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Store.Layout;

/// <summary>Where specs are installed below the root of a store, and what lies in a prefix beside the software.</summary>
public sealed class InstallLayout
{
    /// <summary>The directory in a prefix that holds what is known of the installation.</summary>
    public const string MetadataDirectory = ".spack";

    /// <summary>The file that marks a prefix whose installation has not ended.</summary>
    public const string IncompleteMark = ".cairn-incomplete";

    /// <summary>What the mark says in a failed prefix that the user wanted to keep.</summary>
    public const string KeptMark = "kept for inspection\n";

    private const string DefaultProjection = "{architecture.platform}-{architecture.target}/{name}-{version}-{hash}";
    private const string RemovedSuffix = ".removed-";
    private const string AsideSuffix = ".aside";
    private const int MaximumDepth = 8;

    private readonly ImmutableArray<(AbstractSpec? When, string Format)> _projections;

    /// <summary>Creates a layout.</summary>
    /// <param name="root">The root of the store.</param>
    /// <param name="projections">Formats by the spec that they are for, <c>all</c> for any; the first that fits counts.</param>
    /// <param name="hashLength">How many letters of a hash are written where a format does not say it (<c>config:install_hash_length</c>); null for all.</param>
    /// <exception cref="CairnException">A format says that, too.</exception>
    public InstallLayout(string root, IEnumerable<KeyValuePair<string, string>> projections, int? hashLength = null)
    {
        Root = Path.GetFullPath(root);
        _projections =
        [
            .. projections.Where(entry => entry.Key != "all").Select(entry => ((AbstractSpec?)AbstractSpec.Parse(entry.Key), WithHashLength(entry.Value, hashLength))),
            .. projections.Where(entry => entry.Key == "all").Select(entry => ((AbstractSpec?)null, WithHashLength(entry.Value, hashLength))),
            (null, WithHashLength(DefaultProjection, hashLength)),
        ];
    }

    private static string WithHashLength(string format, int? length)
    {
        format = format.ToLowerInvariant();
        if (length is null)
        {
            return format;
        }

        return format.Contains("{hash:", StringComparison.Ordinal)
            ? throw new CairnException(new Diagnostic(
                "install-layout", $"`config:install_hash_length` and the projection `{format}` both say how long hashes are", null, [], "write `{hash}` in the projection, or drop `install_hash_length`"))
            : format.Replace("{hash}", $"{{hash:{length}}}", StringComparison.Ordinal);
    }

    /// <summary>The root of the store.</summary>
    public string Root { get; }

    /// <summary>The prefix of a spec; of an external one where it says that it is.</summary>
    public string PrefixOf(ConcreteSpec spec)
    {
        if (spec.IsExternal)
        {
            return spec.ExternalPath ?? "";
        }

        var format = _projections.First(projection => projection.When is null || spec.Satisfies(projection.When)).Format;
        return Path.Combine(Root, spec.Format(format));
    }

    /// <summary>The directory of what is known of an installation.</summary>
    public static string MetadataOf(string prefix) => Path.Combine(prefix, MetadataDirectory);

    /// <summary>The spec file of a prefix.</summary>
    public static string SpecFileOf(string prefix) => Path.Combine(prefix, MetadataDirectory, "spec.json");

    /// <summary>The mark of a prefix whose installation has not ended.</summary>
    public static string IncompleteMarkOf(string prefix) => Path.Combine(prefix, IncompleteMark);

    /// <summary>True if an installation into a prefix was interrupted; false for what is whole or was kept on purpose.</summary>
    public static bool IsInterrupted(string prefix)
    {
        try
        {
            return File.ReadAllText(IncompleteMarkOf(prefix)) != KeptMark;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>True if the prefix of a spec is there, whole, and holds that spec.</summary>
    public bool IsInstalled(ConcreteSpec spec)
    {
        var prefix = PrefixOf(spec);
        return File.Exists(SpecFileOf(prefix)) && !File.Exists(IncompleteMarkOf(prefix));
    }

    /// <summary>When a prefix was installed, in seconds since 1970, as its spec file tells.</summary>
    public double InstallationTimeOf(string prefix) =>
        (File.GetLastWriteTimeUtc(SpecFileOf(prefix)) - DateTime.UnixEpoch).TotalSeconds;

    /// <summary>All whole prefixes below the root, with those whose spec file cannot be read.</summary>
    public (ImmutableArray<(ConcreteSpec Spec, string Prefix)> Found, ImmutableArray<string> Unreadable) FindPrefixes()
    {
        var found = ImmutableArray.CreateBuilder<(ConcreteSpec, string)>();
        var unreadable = ImmutableArray.CreateBuilder<string>();
        foreach (var prefix in PrefixesBelow(Root, 0).Order(StringComparer.Ordinal))
        {
            if (File.Exists(IncompleteMarkOf(prefix)))
            {
                continue;
            }

            try
            {
                var path = SpecFileOf(prefix);
                found.Add((SpecJson.Read(File.ReadAllBytes(path), path), prefix));
            }
            catch (Exception exception) when (exception is CairnException or IOException or UnauthorizedAccessException)
            {
                unreadable.Add(prefix);
            }
        }

        return (found.DrainToImmutable(), unreadable.DrainToImmutable());
    }

    /// <summary>Prefixes that an installation left behind unfinished.</summary>
    public IEnumerable<string> FindIncomplete() => PrefixesBelow(Root, 0).Where(prefix => File.Exists(IncompleteMarkOf(prefix)));

    /// <summary>
    /// What was being removed when its process died, and prefixes that were put aside (<see cref="AsideOf"/>): neither is a prefix any more.
    /// </summary>
    public IEnumerable<string> FindLeftovers() => LeftoversBelow(Root, 0);

    /// <summary>Where a prefix is put aside while it is built anew.</summary>
    public static string AsideOf(string prefix) => Path.Combine(Path.GetDirectoryName(prefix)!, $".{Path.GetFileName(prefix)}{AsideSuffix}");

    /// <summary>The prefix that was put aside in a directory; null for another leftover.</summary>
    public static string? PrefixPutAside(string leftover)
    {
        var name = Path.GetFileName(leftover);
        return name.EndsWith(AsideSuffix, StringComparison.Ordinal) ? Path.Combine(Path.GetDirectoryName(leftover)!, name[1..^AsideSuffix.Length]) : null;
    }

    /// <summary>Deletes a leftover; that another process does the same at the same time is no failure.</summary>
    public static void DeleteTree(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else finished it.
        }
    }

    /// <summary>Removes a prefix, and the directories above it that are empty then.</summary>
    /// <exception cref="CairnException">Something in it cannot be removed.</exception>
    public void Remove(string prefix)
    {
        if (BeginRemoval(prefix) is { } doomed)
        {
            FinishRemoval(doomed);
        }
    }

    /// <summary>Takes a prefix out of sight: whoever looks finds it whole or not at all, even if removing is interrupted.</summary>
    /// <returns>What <see cref="FinishRemoval"/> has to remove; null if there is nothing left to do.</returns>
    /// <exception cref="CairnException">It may not be moved.</exception>
    public string? BeginRemoval(string prefix)
    {
        if (!Path.GetFullPath(prefix).StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{prefix} is not below the store's root {Root}");
        }

        try
        {
            if (new DirectoryInfo(prefix).LinkTarget is not null)
            {
                File.Delete(prefix); // the prefix of a deprecated spec is a link: what it points to belongs to another
            }
            else if (Directory.Exists(prefix))
            {
                // Hidden names are no prefixes.
                var doomed = Path.Combine(Path.GetDirectoryName(prefix)!, $".{Path.GetFileName(prefix)}{RemovedSuffix}{Environment.ProcessId}");
                Directory.Move(prefix, doomed);
                return doomed;
            }

            RemoveEmptyAbove(prefix);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotRemoved(prefix, exception);
        }
    }

    /// <summary>Deletes what <see cref="BeginRemoval"/> took out of sight.</summary>
    /// <exception cref="CairnException">Something in it cannot be removed.</exception>
    public void FinishRemoval(string doomed)
    {
        try
        {
            DeleteTree(doomed);
            RemoveEmptyAbove(doomed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotRemoved(doomed, exception);
        }
    }

    /// <summary>Creates a prefix; directories above it that are new are as open to others as the nearest one that was there.</summary>
    /// <remarks>So that several users can install below one root, as Spack does (Spack docs, "Package Permissions").</remarks>
    public void CreatePrefix(string prefix)
    {
        var missing = new Stack<string>();
        var above = Path.GetDirectoryName(prefix)!;
        for (; !Directory.Exists(above); above = Path.GetDirectoryName(above)!)
        {
            missing.Push(above);
        }

        // A root that is new itself is left to the umask.
        var isBelowRoot = above.StartsWith(Root, StringComparison.Ordinal);
        var mode = new DirectoryInfo(above).UnixFileMode;
        foreach (var directory in missing)
        {
            Directory.CreateDirectory(directory);
            if (isBelowRoot)
            {
                File.SetUnixFileMode(directory, mode);
            }
        }

        Directory.CreateDirectory(prefix);
    }

    private static CairnException NotRemoved(string prefix, Exception exception) => new(
        new Diagnostic("prefix-remove", $"cannot remove `{prefix}`: {exception.Message}", null, [], "check the permissions below it"), exception);

    private void RemoveEmptyAbove(string prefix)
    {
        for (var above = Path.GetDirectoryName(prefix)!; above != Root && Directory.Exists(above); above = Path.GetDirectoryName(above)!)
        {
            if (Directory.EnumerateFileSystemEntries(above).Any())
            {
                break;
            }

            Directory.Delete(above);
        }
    }

    private static IEnumerable<string> LeftoversBelow(string directory, int depth)
    {
        if (!Directory.Exists(directory) || depth > MaximumDepth)
        {
            yield break;
        }

        foreach (var below in Directory.EnumerateDirectories(directory))
        {
            var name = Path.GetFileName(below);
            if (name.StartsWith('.'))
            {
                if (name.EndsWith(AsideSuffix, StringComparison.Ordinal) || name.Contains(RemovedSuffix, StringComparison.Ordinal))
                {
                    yield return below;
                }
            }
            else if (!Directory.Exists(Path.Combine(below, MetadataDirectory)) && new DirectoryInfo(below).LinkTarget is null)
            {
                foreach (var leftover in LeftoversBelow(below, depth + 1))
                {
                    yield return leftover;
                }
            }
        }
    }

    private static IEnumerable<string> PrefixesBelow(string directory, int depth)
    {
        if (!Directory.Exists(directory) || depth > MaximumDepth)
        {
            yield break;
        }

        foreach (var below in Directory.EnumerateDirectories(directory))
        {
            var name = Path.GetFileName(below);
            if (name.StartsWith('.') || new DirectoryInfo(below).LinkTarget is not null)
            {
                continue;
            }

            if (Directory.Exists(Path.Combine(below, MetadataDirectory)) || File.Exists(IncompleteMarkOf(below)))
            {
                yield return below;
                continue;
            }

            foreach (var prefix in PrefixesBelow(below, depth + 1))
            {
                yield return prefix;
            }
        }
    }
}

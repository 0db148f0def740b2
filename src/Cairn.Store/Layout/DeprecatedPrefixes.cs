using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Store.Layout;

/// <summary>Specs that were replaced by others: their spec files lie in the prefixes of what replaces them, as Spack puts them.</summary>
public static class DeprecatedPrefixes
{
    private const string Directory = "deprecated";
    private const string Suffix = "_spec.json";

    /// <summary>Where the spec file of a replaced spec lies in the prefix of what replaces it.</summary>
    public static string SpecFile(string replacementPrefix, ConcreteSpec old) =>
        Path.Combine(InstallLayout.MetadataOf(replacementPrefix), Directory, old.Hash + Suffix);

    /// <summary>The replaced specs among prefixes that are there; a spec file that cannot be read is passed over.</summary>
    public static ImmutableArray<(ConcreteSpec Old, ConcreteSpec Replacement)> Find(ImmutableArray<(ConcreteSpec Spec, string Prefix)> installed)
    {
        var found = ImmutableArray.CreateBuilder<(ConcreteSpec, ConcreteSpec)>();
        foreach (var (spec, prefix) in installed)
        {
            var directory = Path.Combine(InstallLayout.MetadataOf(prefix), Directory);
            if (System.IO.Directory.Exists(directory))
            {
                foreach (var file in System.IO.Directory.EnumerateFiles(directory, "*" + Suffix).Order(StringComparer.Ordinal))
                {
                    if (TryRead(file) is { } old)
                    {
                        found.Add((old, spec));
                    }
                }
            }
        }

        return found.DrainToImmutable();
    }

    private static ConcreteSpec? TryRead(string file)
    {
        try
        {
            return SpecJson.Read(File.ReadAllBytes(file), file);
        }
        catch (Exception exception) when (exception is CairnException or IOException or UnauthorizedAccessException)
        {
            return null; // the record of the database, if any, says the same
        }
    }
}

using System.Collections.Immutable;
using Cairn.Config.Yaml;

namespace Cairn.Config.Merging;

/// <summary>Joins the values of two scopes by Spack's rules.</summary>
/// <remarks>
/// Spack docs, "Scope Precedence": mappings merge key by key, lists of the higher scope come first, everything else is replaced;
/// <c>key::</c> cuts off what lies below; <c>key+:</c> and <c>key-:</c> prepend and append, for strings too.
/// </remarks>
public static class YamlMerge
{
    /// <summary>The value of two scopes together.</summary>
    /// <param name="lower">The value of lower precedence; null if it has none.</param>
    /// <param name="higher">The value of higher precedence; null if it has none.</param>
    /// <param name="mode">The merge sign of the higher value's key.</param>
    public static YamlNode? Join(YamlNode? lower, YamlNode? higher, MergeMode mode = MergeMode.Merge)
    {
        if (higher is null)
        {
            return lower;
        }

        if (lower is null || mode == MergeMode.Override || higher is YamlScalar { IsNull: true } || lower is YamlScalar { IsNull: true })
        {
            return higher;
        }

        return (lower, higher) switch
        {
            (YamlMapping a, YamlMapping b) => JoinMappings(a, b),
            (YamlSequence a, YamlSequence b) => new YamlSequence(
                mode == MergeMode.Append ? [.. Without(a, b), .. b.Items] : [.. b.Items, .. Without(a, b)], b.Mark),
            (YamlScalar { Kind: YamlScalarKind.String } a, YamlScalar { Kind: YamlScalarKind.String } b) when mode == MergeMode.Prepend =>
                new YamlScalar(b.Text + a.Text, true, b.Mark),
            (YamlScalar { Kind: YamlScalarKind.String } a, YamlScalar { Kind: YamlScalarKind.String } b) when mode == MergeMode.Append =>
                new YamlScalar(a.Text + b.Text, true, b.Mark),
            _ => higher,
        };
    }

    private static YamlMapping JoinMappings(YamlMapping lower, YamlMapping higher)
    {
        // The higher scope's keys come first, so that listings show what the user wrote before the defaults.
        var entries = ImmutableArray.CreateBuilder<YamlEntry>(lower.Entries.Length + higher.Entries.Length);
        foreach (var entry in higher.Entries)
        {
            if (entry.Mode == MergeMode.Override || !lower.TryGetEntry(entry.Key, out var below))
            {
                entries.Add(entry);
                continue;
            }

            entries.Add(entry with { Value = Join(below.Value, entry.Value, entry.Mode)! });
        }

        foreach (var entry in lower.Entries)
        {
            if (!higher.TryGetEntry(entry.Key, out _))
            {
                entries.Add(entry);
            }
        }

        return new YamlMapping(entries.DrainToImmutable(), higher.Mark);
    }

    /// <summary>The items of a list of lower precedence that the higher one does not repeat.</summary>
    private static IEnumerable<YamlNode> Without(YamlSequence lower, YamlSequence higher)
    {
        var repeated = new HashSet<string>(higher.Items.OfType<YamlScalar>().Select(item => item.Text), StringComparer.Ordinal);
        return lower.Items.Where(item => item is not YamlScalar scalar || !repeated.Contains(scalar.Text));
    }
}

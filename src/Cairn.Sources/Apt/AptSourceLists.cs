using System.Collections.Immutable;
using System.Text;

namespace Cairn.Sources;

/// <summary>apt's lists of repositories, turned into the same lists for source packages.</summary>
/// <remarks>
/// Both of apt's forms are read: one line each (<c>sources.list(5)</c>) and deb822 stanzas (<c>*.sources</c>). The options of an entry stay,
/// so that the same keys sign and the same transports fetch; only what concerns binaries (<c>arch</c>) is dropped.
/// </remarks>
internal static class AptSourceLists
{
    /// <summary>The deb-src lines for a one-line list; entries that are commented out stay out.</summary>
    public static ImmutableArray<string> FromOneLineList(string text)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        foreach (string raw in text.Split('\n'))
        {
            int comment = raw.IndexOf('#');
            string line = (comment < 0 ? raw : raw[..comment]).Trim();
            int typeEnd = line.IndexOfAny([' ', '\t']);
            if (typeEnd < 0 || line[..typeEnd] is not ("deb" or "deb-src"))
            {
                continue;
            }

            string rest = line[typeEnd..].Trim();
            string options = "";
            if (rest.StartsWith('['))
            {
                int end = rest.IndexOf(']');
                if (end < 0)
                {
                    continue;
                }

                string[] kept = [.. rest[1..end].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(o => !IsBinaryOption(o))];
                options = kept.Length == 0 ? "" : $"[{string.Join(' ', kept)}] ";
                rest = rest[(end + 1)..].Trim();
            }

            if (!rest.StartsWith("cdrom:", StringComparison.Ordinal))
            {
                lines.Add($"deb-src {options}{rest}");
            }
        }

        return [.. lines.Distinct()];
    }

    /// <summary>The deb-src stanzas for a deb822 list; disabled stanzas stay out.</summary>
    public static ImmutableArray<string> FromStanzas(string text)
    {
        ImmutableArray<string>.Builder stanzas = ImmutableArray.CreateBuilder<string>();
        foreach (List<(string Key, string Value)> stanza in ReadStanzas(text))
        {
            string types = Field(stanza, "Types") ?? "";
            bool enabled = Field(stanza, "Enabled") is not { } value || value.Trim().ToLowerInvariant() is "yes" or "true" or "1" or "with" or "on" or "enable";
            if (!enabled || !types.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Any(t => t is "deb" or "deb-src"))
            {
                continue;
            }

            StringBuilder written = new("Types: deb-src\n");
            foreach ((string key, string fieldValue) in stanza)
            {
                if (!key.Equals("Types", StringComparison.OrdinalIgnoreCase)
                    && !key.Equals("Enabled", StringComparison.OrdinalIgnoreCase)
                    && !key.StartsWith("Architectures", StringComparison.OrdinalIgnoreCase)
                    && !key.StartsWith("Languages", StringComparison.OrdinalIgnoreCase)
                    && !key.StartsWith("Targets", StringComparison.OrdinalIgnoreCase))
                {
                    written.Append(key).Append(':').Append(fieldValue).Append('\n');
                }
            }

            stanzas.Add(written.ToString());
        }

        return stanzas.ToImmutable();
    }

    private static IEnumerable<List<(string Key, string Value)>> ReadStanzas(string text)
    {
        List<(string Key, string Value)> stanza = [];
        foreach (string line in text.Replace("\r", "", StringComparison.Ordinal).Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.Trim().Length == 0)
            {
                if (stanza.Count > 0)
                {
                    yield return stanza;
                    stanza = [];
                }

                continue;
            }

            if ((line[0] is ' ' or '\t') && stanza.Count > 0)
            {
                (string key, string value) = stanza[^1];
                stanza[^1] = (key, value + "\n" + line);
                continue;
            }

            int colon = line.IndexOf(':');
            if (colon > 0)
            {
                stanza.Add((line[..colon].Trim(), line[(colon + 1)..]));
            }
        }

        if (stanza.Count > 0)
        {
            yield return stanza;
        }
    }

    private static string? Field(List<(string Key, string Value)> stanza, string key)
    {
        foreach ((string name, string value) in stanza)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private static bool IsBinaryOption(string option) =>
        option.StartsWith("arch", StringComparison.Ordinal) || option.StartsWith("lang", StringComparison.Ordinal) || option.StartsWith("target", StringComparison.Ordinal);
}

using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>One compiler flag, with its argument if it has one (<c>-I dir</c>).</summary>
/// <param name="Text">The flag as it is passed to the compiler.</param>
/// <param name="Propagates">True if dependencies get the flag too (<c>cflags==-g</c>).</param>
/// <param name="Group">All flags that were given together, because their order matters.</param>
/// <param name="Source">Where the flag comes from, if it is known.</param>
public sealed record CompilerFlag(string Text, bool Propagates = false, string? Group = null, string? Source = null);

/// <summary>The compiler flags of a spec by kind (<c>cflags</c>, <c>ldflags</c>, …); immutable.</summary>
public sealed class CompilerFlags : IEquatable<CompilerFlags>
{
    private readonly ImmutableArray<FlagsOfKind> _kinds;

    private CompilerFlags(ImmutableArray<FlagsOfKind> kinds) => _kinds = kinds;

    /// <summary>No flags.</summary>
    public static CompilerFlags Empty { get; } = new([]);

    /// <summary>The kinds of flags there are, in the order in which Spack lists them.</summary>
    public static ImmutableArray<string> ValidKinds { get; } =
        ["cflags", "cxxflags", "fflags", "ldflags", "ldlibs", "cppflags"];

    /// <summary>True if there is no flag of any kind.</summary>
    public bool IsEmpty => _kinds.IsEmpty;

    /// <summary>The kinds that have flags, in the order in which they were given.</summary>
    public IEnumerable<string> Kinds => _kinds.Select(pair => pair.Key);

    /// <summary>The flags of one kind; empty if there are none.</summary>
    public ImmutableArray<CompilerFlag> this[string kind]
    {
        get
        {
            foreach (FlagsOfKind pair in _kinds)
            {
                if (pair.Key == kind)
                {
                    return pair.Value;
                }
            }

            return [];
        }
    }

    /// <summary>True if <paramref name="name"/> is a kind of compiler flags rather than a variant.</summary>
    public static bool IsKind(ReadOnlySpan<char> name)
        => name is "cflags" or "cxxflags" or "fflags" or "ldflags" or "ldlibs" or "cppflags";

    /// <summary>
    /// Splits the text of flags at white space. A word that doesn't start with <c>-</c> is the argument of the flag
    /// before it and stays with it.
    /// </summary>
    public static ImmutableArray<CompilerFlag> Tokenize(string text, bool propagates = false, string? source = null)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        List<string> flags = [];
        foreach (string word in words)
        {
            if (flags.Count == 0 || word.StartsWith('-'))
            {
                flags.Add(word);
            }
            else
            {
                flags[^1] += " " + word;
            }
        }

        string group = string.Join(' ', flags);
        return [.. flags.Select(flag => new CompilerFlag(flag, propagates, group, source))];
    }

    /// <summary>The same flags with <paramref name="flags"/> appended to those of <paramref name="kind"/>.</summary>
    public CompilerFlags Add(string kind, ImmutableArray<CompilerFlag> flags)
        => flags.IsEmpty ? this : Set(kind, this[kind].AddRange(flags));

    /// <summary>The same flags with those of <paramref name="kind"/> replaced.</summary>
    public CompilerFlags Set(string kind, ImmutableArray<CompilerFlag> flags)
    {
        for (int i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i].Key == kind)
            {
                return new CompilerFlags(_kinds.SetItem(i, new FlagsOfKind(kind, flags)));
            }
        }

        return new CompilerFlags(_kinds.Add(new FlagsOfKind(kind, flags)));
    }

    /// <summary>True if every flag of <paramref name="other"/> is among these.</summary>
    public bool Satisfies(CompilerFlags other)
    {
        foreach ((string kind, ImmutableArray<CompilerFlag> required) in other._kinds)
        {
            ImmutableArray<CompilerFlag> present = this[kind];
            foreach (CompilerFlag flag in required)
            {
                if (!present.Any(candidate => candidate.Text == flag.Text))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// These flags and those of <paramref name="other"/> that are missing. A flag that propagates here but not there
    /// propagates no longer. Returns this very object if nothing changes.
    /// </summary>
    public CompilerFlags Constrain(CompilerFlags other)
    {
        CompilerFlags result = this;
        foreach ((string kind, ImmutableArray<CompilerFlag> added) in other._kinds)
        {
            if (!_kinds.Any(pair => pair.Key == kind))
            {
                result = result.Set(kind, added);
                continue;
            }

            ImmutableArray<CompilerFlag> present = this[kind];
            ImmutableArray<CompilerFlag> merged = present.AddRange(
                added.Where(flag => !present.Any(candidate => candidate.Text == flag.Text)));
            foreach (CompilerFlag flag in added.DistinctBy(flag => flag.Text).Where(flag => !flag.Propagates))
            {
                int index = IndexOf(present, flag.Text);
                if (index >= 0 && present[index].Propagates)
                {
                    merged = merged.SetItem(index, merged[index] with { Propagates = false });
                }
            }

            if (!merged.SequenceEqual(present))
            {
                result = result.Set(kind, merged);
            }
        }

        return result;
    }

    internal static int Compare(CompilerFlags left, CompilerFlags right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        string[] a = [.. left.SortKeys()];
        string[] b = [.. right.SortKeys()];
        for (int i = 0; i < a.Length && i < b.Length; i++)
        {
            int result = string.CompareOrdinal(a[i], b[i]);
            if (result != 0)
            {
                return result;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    /// <summary>Kinds, flags and whether they propagate in one sequence; the end of a kind sorts before everything else.</summary>
    private IEnumerable<string> SortKeys()
    {
        foreach ((string kind, ImmutableArray<CompilerFlag> flags) in _kinds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return kind;
            foreach (CompilerFlag flag in flags)
            {
                yield return flag.Text;
                yield return flag.Propagates ? "1" : "0";
            }

            yield return "";
        }
    }

    private static int IndexOf(ImmutableArray<CompilerFlag> flags, string text)
    {
        for (int i = 0; i < flags.Length; i++)
        {
            if (flags[i].Text == text)
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool Equals(CompilerFlags? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other._kinds.Length != _kinds.Length)
        {
            return false;
        }

        foreach ((string kind, ImmutableArray<CompilerFlag> flags) in _kinds)
        {
            ImmutableArray<CompilerFlag> theirs = other[kind];
            if (theirs.Length != flags.Length)
            {
                return false;
            }

            for (int i = 0; i < flags.Length; i++)
            {
                if (flags[i].Text != theirs[i].Text || flags[i].Propagates != theirs[i].Propagates)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CompilerFlags);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = _kinds.Length;
        foreach ((string kind, ImmutableArray<CompilerFlag> flags) in _kinds)
        {
            HashCode one = default;
            one.Add(kind);
            foreach (CompilerFlag flag in flags)
            {
                one.Add(flag.Text);
                one.Add(flag.Propagates);
            }

            // The kinds are unordered: combine without regard to order.
            hash += one.ToHashCode();
        }

        return hash;
    }

    /// <summary>The flags as they stand in a spec: <c> cflags='-O2 -g' </c>, with the blanks around them.</summary>
    public override string ToString()
    {
        if (IsEmpty)
        {
            return "";
        }

        System.Text.StringBuilder text = new();
        foreach ((string kind, ImmutableArray<CompilerFlag> flags) in _kinds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            AppendKind(text, kind, "=", flags.Where(flag => !flag.Propagates));
            AppendKind(text, kind, "==", flags.Where(flag => flag.Propagates));
        }

        return text.Length == 0 ? "" : text.Append(' ').ToString();
    }

    private static void AppendKind(System.Text.StringBuilder text, string kind, string sign, IEnumerable<CompilerFlag> flags)
    {
        string joined = string.Join(' ', flags.Select(flag => flag.Text));
        if (joined.Length > 0)
        {
            text.Append(' ').Append(kind).Append(sign).Append(SpecQuoting.QuoteIfNeeded(joined));
        }
    }

    // A class, so that the lists of it need no code that is compiled at every start.
    private sealed record FlagsOfKind(string Key, ImmutableArray<CompilerFlag> Value);
}

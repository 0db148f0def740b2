using System.Globalization;
using System.Numerics;

namespace Cairn.Specs;

/// <summary>One part of a version: a number, a word, or one of the words that stand above every number.</summary>
/// <remarks>Order: words, then numbers, then <c>stable nightly trunk head master main develop</c> in that order.</remarks>
public readonly struct VersionComponent : IEquatable<VersionComponent>, IComparable<VersionComponent>
{
    // The names in ascending order; the position is the value.
    private static readonly string[] InfinityNames = ["stable", "nightly", "trunk", "head", "master", "main", "develop"];

    private readonly Kind _kind;
    private readonly long _number;
    private readonly string? _text;

    private VersionComponent(Kind kind, long number, string? text) => (_kind, _number, _text) = (kind, number, text);

    private enum Kind : byte
    {
        Word,
        Number,
        BigNumber,
        Infinity,
    }

    internal static VersionComponent AboveEverything { get; } = new(Kind.Infinity, InfinityNames.Length, null);

    /// <summary>True for <c>develop</c>, <c>main</c> and the other words that are greater than any number.</summary>
    public bool IsInfinity => _kind == Kind.Infinity;

    /// <summary>True for a number of any size.</summary>
    public bool IsNumber => _kind is Kind.Number or Kind.BigNumber;

    /// <summary>The value of a number that fits.</summary>
    public long? Number => _kind == Kind.Number ? _number : null;

    internal static VersionComponent FromDigits(ReadOnlySpan<char> digits)
    {
        ReadOnlySpan<char> significant = digits.TrimStart('0');
        if (significant.Length <= 18)
        {
            long number = 0;
            foreach (char digit in significant)
            {
                number = (number * 10) + (digit - '0');
            }

            return new VersionComponent(Kind.Number, number, null);
        }

        return long.TryParse(significant, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? new VersionComponent(Kind.Number, value, null)
            : new VersionComponent(Kind.BigNumber, 0, significant.ToString());
    }

    internal static VersionComponent FromWord(ReadOnlySpan<char> word)
    {
        if (word.Length >= 4)
        {
            for (int i = 0; i < InfinityNames.Length; i++)
            {
                if (word.SequenceEqual(InfinityNames[i]))
                {
                    return new VersionComponent(Kind.Infinity, i, null);
                }
            }
        }

        return new VersionComponent(Kind.Word, 0, word.ToString());
    }

    /// <summary>The least component that is greater than this one and everything that starts with it.</summary>
    internal VersionComponent Successor() => _kind switch
    {
        Kind.Infinity => new VersionComponent(Kind.Infinity, _number + 1, null),
        Kind.Number when _number < long.MaxValue => new VersionComponent(Kind.Number, _number + 1, null),
        Kind.Word => NextWord(),
        _ => FromDigits((BigInteger.Parse(ToString(), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>The inverse of <see cref="Successor"/>.</summary>
    internal VersionComponent Predecessor() => _kind switch
    {
        Kind.Infinity => new VersionComponent(Kind.Infinity, _number - 1, null),
        Kind.Number => new VersionComponent(Kind.Number, _number - 1, null),
        Kind.Word => PreviousWord(),
        _ => FromDigits((BigInteger.Parse(_text!, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture)),
    };

    private VersionComponent NextWord()
    {
        string word = _text!;
        do
        {
            word = word.Length == 0 || word[^1] == 'z'
                ? word + "A"
                : word[..^1] + (word[^1] == 'Z' ? 'a' : (char)(word[^1] + 1));
        }
        while (Array.IndexOf(InfinityNames, word) >= 0);

        return new VersionComponent(Kind.Word, 0, word);
    }

    private VersionComponent PreviousWord()
    {
        string word = _text!;
        do
        {
            word = word.Length == 0 || word[^1] == 'A'
                ? word[..Math.Max(0, word.Length - 1)]
                : word[..^1] + (word[^1] == 'a' ? 'Z' : (char)(word[^1] - 1));
        }
        while (Array.IndexOf(InfinityNames, word) >= 0);

        return new VersionComponent(Kind.Word, 0, word);
    }

    /// <inheritdoc/>
    public int CompareTo(VersionComponent other)
    {
        if (_kind != other._kind)
        {
            return _kind < other._kind ? -1 : 1;
        }

        switch (_kind)
        {
            case Kind.Word:
                return string.CompareOrdinal(_text, other._text);
            case Kind.BigNumber:
                int byLength = _text!.Length.CompareTo(other._text!.Length);
                return byLength != 0 ? byLength : string.CompareOrdinal(_text, other._text);
            default:
                return _number.CompareTo(other._number);
        }
    }

    /// <inheritdoc/>
    public bool Equals(VersionComponent other)
        => _kind == other._kind && _number == other._number && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is VersionComponent other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
        => _text is null ? HashCode.Combine(_kind, _number) : _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The component as it is printed when a version is put together anew.</summary>
    public override string ToString() => _kind switch
    {
        Kind.Infinity => _number >= InfinityNames.Length ? "infinity" : InfinityNames[_number],
        Kind.Number => _number.ToString(CultureInfo.InvariantCulture),
        _ => _text!,
    };
}

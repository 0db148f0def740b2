using System.Globalization;
using System.Text;

namespace Cairn.Python;

/// <summary>A string. Positions count code points, as in Python, although the value is held in UTF-16.</summary>
public class PyStr : PyObject
{
    private int _hash;
    private sbyte _hasSurrogates;

    /// <summary>The empty string.</summary>
    public static readonly PyStr Empty = new("");

    /// <summary>A string.</summary>
    public PyStr(string value)
        : base(BuiltinTypes.Str) => Value = value;

    /// <summary>A string of a derived class.</summary>
    protected PyStr(string value, PyType type)
        : base(type) => Value = value;

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>A string out of a C# one.</summary>
    public static implicit operator PyStr(string value) => new(value);

    /// <summary>A string of the class <paramref name="type"/>, which is <c>str</c> or derives from it.</summary>
    public static PyStr OfType(PyType type, string value) => type.IsHeap ? new Instance(value, type) : new PyStr(value);

    /// <summary>True if a position in UTF-16 may differ from a position in code points.</summary>
    internal bool HasSurrogates
    {
        get
        {
            if (_hasSurrogates == 0)
            {
                _hasSurrogates = Value.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? (sbyte)1 : (sbyte)-1;
            }

            return _hasSurrogates > 0;
        }
    }

    internal int CachedHash => _hash != 0 ? _hash : _hash = HashOf(Value);

    internal static int HashOf(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        hash ^= hash >> 15;
        return hash == 0 ? 1 : (int)hash;
    }

    /// <summary>The code points, each as a string.</summary>
    internal IEnumerable<string> Characters()
    {
        string text = Value;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                yield return text.Substring(i++, 2);
            }
            else
            {
                yield return Character(text[i]);
            }
        }
    }

    internal static string Character(char c) => c < 128 ? Ascii[c] : c.ToString();

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Value.Length != 0;

    /// <inheritdoc/>
    protected internal override int LengthCore() => HasSurrogates ? Characters().Count() : Value.Length;

    /// <inheritdoc/>
    protected internal override long HashCore() => CachedHash;

    /// <inheritdoc/>
    protected internal override string StrCore() => Value;

    /// <inheritdoc/>
    protected internal override string ReprCore() => Quote(Value);

    /// <inheritdoc/>
    protected internal override string FormatCore(string specification) => TextFormatting.FormatText(Value, specification);

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        if (other is not PyStr text)
        {
            return null;
        }

        return comparison switch
        {
            Comparison.Equal => PyBool.Of(Value == text.Value),
            Comparison.NotEqual => PyBool.Of(Value != text.Value),
            _ => PyBool.Of(Operators.Holds(comparison, CompareText(this, text))),
        };
    }

    private static int CompareText(PyStr left, PyStr right)
    {
        if (!left.HasSurrogates && !right.HasSurrogates)
        {
            return string.CompareOrdinal(left.Value, right.Value);
        }

        int[] a = [.. left.Value.EnumerateRunes().Select(rune => rune.Value)];
        int[] b = [.. right.Value.EnumerateRunes().Select(rune => rune.Value)];
        return a.AsSpan().SequenceCompareTo(b);
    }

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        switch (operation)
        {
            case BinaryOperator.Add:
                return right is PyStr text
                    ? new PyStr(string.Concat(Value, text.Value))
                    : throw PyRaise.TypeError($"can only concatenate str (not \"{right.Type.Name}\") to str");
            case BinaryOperator.Multiply when Operators.TryIndex(right) is { } count:
                return Repeat(count);
            case BinaryOperator.Modulo:
                return new PyStr(TextFormatting.Percent(Value, right));
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    protected internal override PyObject? ReflectedCore(BinaryOperator operation, PyObject left) =>
        operation == BinaryOperator.Multiply && Operators.TryIndex(left) is { } count ? Repeat(count) : null;

    private PyStr Repeat(PyInt count)
    {
        int times = Limits.RepeatCount(Value.Length, count);
        return times == 1 ? new PyStr(Value) : new PyStr(new StringBuilder(Value.Length * times).Insert(0, Value, times).ToString());
    }

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key)
    {
        if (key is PySlice slice)
        {
            return Slice(slice);
        }

        PyInt position = Operators.TryIndex(key) ?? throw PyRaise.TypeError($"string indices must be integers, not '{key.Type.Name}'");
        if (HasSurrogates)
        {
            string[] characters = [.. Characters()];
            return new PyStr(characters[PySlice.Position(position, characters.Length, "string index out of range")]);
        }

        return new PyStr(Character(Value[PySlice.Position(position, Value.Length, "string index out of range")]));
    }

    private PyStr Slice(PySlice slice)
    {
        if (HasSurrogates)
        {
            string[] characters = [.. Characters()];
            return new PyStr(string.Concat(slice.Indices(characters.Length).Enumerate().Select(index => characters[index])));
        }

        SliceIndices indices = slice.Indices(Value.Length);
        if (indices.Step == 1)
        {
            return new PyStr(Value.Substring(indices.Start, indices.Count));
        }

        return new PyStr(string.Create(indices.Count, (Value, indices), static (target, state) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = state.Value[state.indices.Start + (i * state.indices.Step)];
            }
        }));
    }

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) => item is PyStr text
        ? Value.Contains(text.Value, StringComparison.Ordinal)
        : throw PyRaise.TypeError($"'in <string>' requires string as left operand, not {item.Type.Name}");

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() => PyIterator.Over(Characters().Select(character => new PyStr(character)));

    /// <summary>The representation of a string: quoted, with escapes.</summary>
    public static string Quote(string text)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var result = new StringBuilder(text.Length + 2).Append(quote);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '\\' => result.Append(@"\\"),
                '\n' => result.Append(@"\n"),
                '\r' => result.Append(@"\r"),
                '\t' => result.Append(@"\t"),
                _ when c == quote => result.Append('\\').Append(c),
                < ' ' or '\x7f' or (>= '\x80' and <= '\xa0') or '\xad' => result.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ when char.IsSurrogate(c) || !IsPrintable(c) => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => result.Append(c),
            };
        }

        return result.Append(quote).ToString();
    }

    private static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && (char.GetUnicodeCategory(c) != UnicodeCategory.SpaceSeparator || c == ' ');

    private sealed class Instance(string value, PyType type) : PyStr(value, type)
    {
        private PyDict? _attributes;

        public override PyDict? Attributes => _attributes ??= new PyDict();
    }
}

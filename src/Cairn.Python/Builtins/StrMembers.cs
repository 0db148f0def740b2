using System.Globalization;
using System.Text;

namespace Cairn.Python;

/// <summary>The members of <c>str</c>.</summary>
internal static class StrMembers
{
    public static void Define(NativeTypeBuilder type)
    {
        type.Constructor(Create)
            .RawMethod("__init__", (_, _) => PyNone.Instance)
            .Protocols(
                "__len__", "__getitem__", "__iter__", "__contains__", "__add__", "__mul__", "__rmul__", "__mod__",
                "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__str__", "__repr__", "__format__")
            .Method<PyStr>("join", "iterable, /", Join)
            .Method<PyStr>("format", "*args, **kwargs", (realm, self, a) => new PyStr(TextFormatting.Template(realm, self.Value, Call(a))))
            .Method<PyStr>("format_map", "mapping, /", (realm, self, a) =>
            {
                PyDict values = a[0] as PyDict ?? throw PyRaise.Unsupported("format_map of something that is no dict");
                string[] names = [.. values.Keys().OfType<PyStr>().Select(key => key.Value)];
                return new PyStr(TextFormatting.Template(
                    realm, self.Value, new CallArguments([.. names.Select(name => values.GetItem(new PyStr(name)))], names)));
            });
        DefineCase(type);
        DefineSearch(type);
        DefineSplit(type);
        DefineTests(type);
    }

    private static CallArguments Call(BoundArguments a)
    {
        KeyValuePair<PyObject, PyObject>[] keywords = a.Keywords(1).Snapshot();
        return new CallArguments(
            [.. a.Rest(0).Items, .. keywords.Select(item => item.Value)], [.. keywords.Select(item => ((PyStr)item.Key).Value)]);
    }

    private static PyObject Create(Realm realm, PyType type, CallArguments arguments)
    {
        if (arguments.PositionalCount + arguments.KeywordCount == 0)
        {
            return PyStr.OfType(type, "");
        }

        PyObject value = (arguments.PositionalCount > 0 ? arguments[0] : arguments.Keyword("object")) ?? PyStr.Empty;
        PyObject? encoding = arguments.PositionalCount > 1 ? arguments[1] : arguments.Keyword("encoding");
        if (encoding is PyStr name && value is PyBytes bytes)
        {
            PyObject? errors = arguments.PositionalCount > 2 ? arguments[2] : arguments.Keyword("errors");
            return PyStr.OfType(type, Encodings.Decode(bytes.Value, name.Value, (errors as PyStr)?.Value ?? "strict"));
        }

        return value is PyStr { Type.IsHeap: false } text && !type.IsHeap ? text : PyStr.OfType(type, value.Str());
    }

    private static PyStr Join(Realm realm, PyStr self, BoundArguments a)
    {
        var result = new StringBuilder();
        int index = 0;
        if (a[0].TryIterate() is null)
        {
            throw PyRaise.TypeError("can only join an iterable");
        }

        foreach (PyObject item in realm.Enumerate(a[0]))
        {
            if (item is not PyStr text)
            {
                throw PyRaise.TypeError($"sequence item {index}: expected str instance, {item.Type.Name} found");
            }

            if (index++ > 0)
            {
                result.Append(self.Value);
            }

            result.Append(text.Value);
        }

        return new PyStr(result.ToString());
    }

    private static void DefineCase(NativeTypeBuilder type) => type
        .Method<PyStr>("lower", "", (_, self, _) => new PyStr(self.Value.ToLowerInvariant()))
        .Method<PyStr>("upper", "", (_, self, _) => new PyStr(self.Value.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant()))
        .Method<PyStr>("casefold", "", (_, self, _) => new PyStr(self.Value.ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal)))
        .Method<PyStr>("capitalize", "", (_, self, _) => new PyStr(
            self.Value.Length == 0 ? "" : char.ToUpperInvariant(self.Value[0]) + self.Value[1..].ToLowerInvariant()))
        .Method<PyStr>("title", "", (_, self, _) => new PyStr(MapWords(self.Value, (c, begins) =>
            begins ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))))
        .Method<PyStr>("swapcase", "", (_, self, _) => new PyStr(MapWords(self.Value, (c, _) =>
            char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))))
        .Method<PyStr>("ljust", "width, fillchar=, /", (_, self, a) => Pad(self, a, left: 0, right: 1))
        .Method<PyStr>("rjust", "width, fillchar=, /", (_, self, a) => Pad(self, a, left: 1, right: 0))
        .Method<PyStr>("center", "width, fillchar=, /", (_, self, a) => Pad(self, a, left: 1, right: 1))
        .Method<PyStr>("zfill", "width, /", (_, self, a) =>
        {
            int missing = Limits.RepeatCount(1, PyInt.Of(Math.Max(0, Math.Max(0, a.Integer(0)) - self.LengthCore())));
            string sign = self.Value is ['+' or '-', ..] ? self.Value[..1] : "";
            return new PyStr(sign + new string('0', missing) + self.Value[sign.Length..]);
        })
        .Method<PyStr>("expandtabs", "tabsize=", (_, self, a) => new PyStr(ExpandTabs(self.Value, (int)a.Integer(0, 8))))
        .Method<PyStr>("translate", "table, /", Translate)
        .Member("maketrans", new PyStaticMethod(new NativeFunction("maketrans", "x, y=, z=, /", MakeTranslation)))
        .Method<PyStr>("encode", "encoding=, errors=", (_, self, a) =>
            new PyBytes(Encodings.Encode(self.Value, a.Text(0, "utf-8")!, a.Text(1, "strict")!)));

    private static string MapWords(string text, Func<char, bool, char> map)
    {
        bool inWord = false;
        return string.Create(text.Length, text, (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = map(source[i], !inWord);
                inWord = char.IsLetter(source[i]);
            }
        });
    }

    private static PyStr Pad(PyStr self, BoundArguments a, int left, int right)
    {
        long missing = Math.Max(0, a.Integer(0)) - self.LengthCore();
        if (missing <= 0)
        {
            return new PyStr(self.Value);
        }

        string fill = a.Text(1, " ")!;
        if (fill.Length != 1)
        {
            throw PyRaise.TypeError("The fill character must be exactly one character long");
        }

        int count = Limits.RepeatCount(1, PyInt.Of(missing));

        // As CPython: the odd one goes to the left if the width is odd.
        int before = left * right == 1 ? (count / 2) + (count & (int)a.Integer(0) & 1) : left * count;
        return new PyStr(new string(fill[0], before) + self.Value + new string(fill[0], count - before));
    }

    private static string ExpandTabs(string text, int size)
    {
        var result = new StringBuilder();
        int column = 0;
        foreach (char c in text)
        {
            if (c == '\t')
            {
                int count = size <= 0 ? 0 : size - (column % size);
                result.Append(' ', count);
                column += count;
            }
            else
            {
                result.Append(c);
                column = c is '\n' or '\r' ? 0 : column + 1;
            }
        }

        return result.ToString();
    }

    private static PyObject MakeTranslation(Realm realm, BoundArguments a)
    {
        var table = new PyDict();
        if (!a.Has(1))
        {
            foreach ((PyObject key, PyObject value) in ((PyDict)a[0]).Snapshot())
            {
                table.Set(key is PyStr text ? PyInt.Of(char.ConvertToUtf32(text.Value, 0)) : key, value);
            }

            return table;
        }

        Rune[] from = [.. a.Text(0).EnumerateRunes()];
        Rune[] to = [.. a.Text(1).EnumerateRunes()];
        if (from.Length != to.Length)
        {
            throw PyRaise.ValueError("the first two maketrans arguments must have equal length");
        }

        for (int i = 0; i < from.Length; i++)
        {
            table.Set(PyInt.Of(from[i].Value), PyInt.Of(to[i].Value));
        }

        foreach (Rune rune in a.Text(2, "")!.EnumerateRunes())
        {
            table.Set(PyInt.Of(rune.Value), PyNone.Instance);
        }

        return table;
    }

    private static PyStr Translate(Realm realm, PyStr self, BoundArguments a)
    {
        var result = new StringBuilder();
        foreach (Rune rune in self.Value.EnumerateRunes())
        {
            PyObject? mapped = null;
            try
            {
                mapped = a[0].GetItem(PyInt.Of(rune.Value));
            }
            catch (PyRaise raised) when (raised.Is(BuiltinTypes.LookupError))
            {
                result.Append(rune.ToString());
            }

            _ = mapped switch
            {
                null or PyNone => result,
                PyInt code => result.Append(char.ConvertFromUtf32(code.ToInt32())),
                _ => result.Append(mapped.Str()),
            };
        }

        return new PyStr(result.ToString());
    }

    // ---- searching ----

    /// <summary>The part of the text between two optional code point positions, and where it begins in UTF-16.</summary>
    private static string Window(PyStr self, BoundArguments a, int first, out int start)
    {
        if (!a.Has(first) && !a.Has(first + 1))
        {
            start = 0;
            return self.Value;
        }

        var slice = new PySlice(a.Optional(first) ?? PyNone.Instance, a.Optional(first + 1) ?? PyNone.Instance, PyNone.Instance);
        int length = self.LengthCore();
        SliceIndices indices = slice.Indices(length);

        // A start beyond the end finds nothing, not even the empty string.
        if (a.Given(first) is { } given && Operators.Index(given).Clamp() > length)
        {
            start = -1;
            return "";
        }

        start = Utf16Offset(self, indices.Start);
        return self.Value[start..Utf16Offset(self, indices.Start + indices.Count)];
    }

    private static int Utf16Offset(PyStr text, int position) =>
        text.HasSurrogates ? text.Characters().Take(position).Sum(character => character.Length) : position;

    private static int CodePointOffset(PyStr text, int offset) =>
        text.HasSurrogates ? new PyStr(text.Value[..offset]).LengthCore() : offset;

    private static void DefineSearch(NativeTypeBuilder type) => type
        .Method<PyStr>("find", "sub, start=, end=, /", (_, self, a) => PyInt.Of(Find(self, a, fromEnd: false)))
        .Method<PyStr>("rfind", "sub, start=, end=, /", (_, self, a) => PyInt.Of(Find(self, a, fromEnd: true)))
        .Method<PyStr>("index", "sub, start=, end=, /", (_, self, a) => Found(Find(self, a, fromEnd: false)))
        .Method<PyStr>("rindex", "sub, start=, end=, /", (_, self, a) => Found(Find(self, a, fromEnd: true)))
        .Method<PyStr>("count", "sub, start=, end=, /", (_, self, a) => PyInt.Of(Count(Window(self, a, 1, out int start), a.Text(0), start)))
        .Method<PyStr>("startswith", "prefix, start=, end=, /", (_, self, a) => PyBool.Of(Matches(self, a, "startswith", static (text, part) =>
            text.StartsWith(part, StringComparison.Ordinal))))
        .Method<PyStr>("endswith", "suffix, start=, end=, /", (_, self, a) => PyBool.Of(Matches(self, a, "endswith", static (text, part) =>
            text.EndsWith(part, StringComparison.Ordinal))))
        .Method<PyStr>("removeprefix", "prefix, /", (_, self, a) => new PyStr(
            self.Value.StartsWith(a.Text(0), StringComparison.Ordinal) ? self.Value[a.Text(0).Length..] : self.Value))
        .Method<PyStr>("removesuffix", "suffix, /", (_, self, a) => new PyStr(
            a.Text(0).Length > 0 && self.Value.EndsWith(a.Text(0), StringComparison.Ordinal) ? self.Value[..^a.Text(0).Length] : self.Value))
        .Method<PyStr>("replace", "old, new, count=, /", (_, self, a) => new PyStr(Replace(self, a.Text(0), a.Text(1), a.Integer(2, -1))));

    private static int Find(PyStr self, BoundArguments a, bool fromEnd)
    {
        string sub = a[0] is PyStr text ? text.Value : throw PyRaise.TypeError($"must be str, not {a[0].Type.Name}");
        string window = Window(self, a, 1, out int start);
        if (start < 0)
        {
            return -1;
        }

        int found = fromEnd ? window.AsSpan().LastIndexOf(sub) : window.IndexOf(sub, StringComparison.Ordinal);
        if (fromEnd && sub.Length == 0)
        {
            found = window.Length;
        }

        return found < 0 ? -1 : CodePointOffset(self, start + found);
    }

    private static PyInt Found(int position) => position < 0 ? throw PyRaise.ValueError("substring not found") : PyInt.Of(position);

    private static int Count(string window, string sub, int start)
    {
        if (start < 0)
        {
            return 0;
        }

        return sub.Length == 0 ? new PyStr(window).LengthCore() + 1 : window.AsSpan().Count(sub);
    }

    private static bool Matches(PyStr self, BoundArguments a, string method, Func<string, string, bool> test)
    {
        string window = Window(self, a, 1, out int start);
        return a[0] switch
        {
            PyStr part => start >= 0 && test(window, part.Value),
            PyTuple parts => start >= 0 && Array.Exists(parts.Items, part => test(window, part is PyStr text
                ? text.Value
                : throw PyRaise.TypeError($"tuple for {method} must only contain str, not {part.Type.Name}"))),
            _ => throw PyRaise.TypeError($"{method} first arg must be str or a tuple of str, not {a[0].Type.Name}"),
        };
    }

    private static string Replace(PyStr self, string old, string replacement, long count)
    {
        string text = self.Value;
        if (old.Length > 0 && count < 0)
        {
            return text.Replace(old, replacement, StringComparison.Ordinal);
        }

        var result = new StringBuilder();
        if (old.Length == 0)
        {
            long left = count < 0 ? long.MaxValue : count;
            foreach (string character in self.Characters())
            {
                if (left-- > 0)
                {
                    result.Append(replacement);
                }

                result.Append(character);
            }

            return left > 0 ? result.Append(replacement).ToString() : result.ToString();
        }

        int position = 0;
        while (count-- > 0)
        {
            int found = text.IndexOf(old, position, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            result.Append(text, position, found - position).Append(replacement);
            position = found + old.Length;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    // ---- splitting ----

    private static void DefineSplit(NativeTypeBuilder type) => type
        .Method<PyStr>("strip", "chars=, /", (_, self, a) => new PyStr(Strip(self.Value, a.Text(0, null), 3)))
        .Method<PyStr>("lstrip", "chars=, /", (_, self, a) => new PyStr(Strip(self.Value, a.Text(0, null), 1)))
        .Method<PyStr>("rstrip", "chars=, /", (_, self, a) => new PyStr(Strip(self.Value, a.Text(0, null), 2)))
        .Method<PyStr>("split", "sep=, maxsplit=", (_, self, a) => PyList.OfStrings(Split(self.Value, Separator(a), a.Integer(1, -1))))
        .Method<PyStr>("rsplit", "sep=, maxsplit=", (_, self, a) => PyList.OfStrings(SplitFromEnd(self.Value, Separator(a), a.Integer(1, -1))))
        .Method<PyStr>("splitlines", "keepends=", (_, self, a) => PyList.OfStrings(Lines(self.Value, a.Flag(0))))
        .Method<PyStr>("partition", "sep, /", (_, self, a) => Partition(self.Value, a.Text(0), fromEnd: false))
        .Method<PyStr>("rpartition", "sep, /", (_, self, a) => Partition(self.Value, a.Text(0), fromEnd: true));

    private static string? Separator(BoundArguments a) => a.Text(0, null) switch
    {
        null => null,
        "" => throw PyRaise.ValueError("empty separator"),
        var separator => separator,
    };

    internal static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    private static string Strip(string text, string? characters, int sides)
    {
        int start = 0;
        int end = text.Length;
        bool IsStripped(char c) => characters is null ? IsSpace(c) : characters.Contains(c);
        while ((sides & 1) != 0 && start < end && IsStripped(text[start]))
        {
            start++;
        }

        while ((sides & 2) != 0 && end > start && IsStripped(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    internal static List<string> Split(string text, string? separator, long limit)
    {
        var parts = new List<string>();
        int position = 0;
        if (separator is not null)
        {
            while (limit < 0 || parts.Count < limit)
            {
                int found = text.IndexOf(separator, position, StringComparison.Ordinal);
                if (found < 0)
                {
                    break;
                }

                parts.Add(text[position..found]);
                position = found + separator.Length;
            }

            parts.Add(text[position..]);
            return parts;
        }

        while (true)
        {
            while (position < text.Length && IsSpace(text[position]))
            {
                position++;
            }

            if (position >= text.Length)
            {
                return parts;
            }

            if (limit >= 0 && parts.Count >= limit)
            {
                parts.Add(text[position..]);
                return parts;
            }

            int start = position;
            while (position < text.Length && !IsSpace(text[position]))
            {
                position++;
            }

            parts.Add(text[start..position]);
        }
    }

    private static List<string> SplitFromEnd(string text, string? separator, long limit)
    {
        var parts = new List<string>();
        int end = text.Length;
        if (separator is not null)
        {
            while (limit < 0 || parts.Count < limit)
            {
                int found = end == 0 ? -1 : text.AsSpan(0, end).LastIndexOf(separator);
                if (found < 0)
                {
                    break;
                }

                parts.Add(text[(found + separator.Length)..end]);
                end = found;
            }

            parts.Add(text[..end]);
            parts.Reverse();
            return parts;
        }

        while (true)
        {
            while (end > 0 && IsSpace(text[end - 1]))
            {
                end--;
            }

            if (end == 0)
            {
                break;
            }

            if (limit >= 0 && parts.Count >= limit)
            {
                parts.Add(text[..end]);
                break;
            }

            int stop = end;
            while (end > 0 && !IsSpace(text[end - 1]))
            {
                end--;
            }

            parts.Add(text[end..stop]);
        }

        parts.Reverse();
        return parts;
    }

    internal static IEnumerable<string> Lines(string text, bool keepEnds)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029'))
            {
                continue;
            }

            int end = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? i + 2 : i + 1;
            yield return text[start..(keepEnds ? end : i)];
            start = end;
            i = end - 1;
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    private static PyTuple Partition(string text, string separator, bool fromEnd)
    {
        if (separator.Length == 0)
        {
            throw PyRaise.ValueError("empty separator");
        }

        int found = fromEnd ? text.AsSpan().LastIndexOf(separator) : text.IndexOf(separator, StringComparison.Ordinal);
        if (found < 0)
        {
            return fromEnd
                ? new PyTuple(PyStr.Empty, PyStr.Empty, new PyStr(text))
                : new PyTuple(new PyStr(text), PyStr.Empty, PyStr.Empty);
        }

        return new PyTuple(new PyStr(text[..found]), new PyStr(separator), new PyStr(text[(found + separator.Length)..]));
    }

    // ---- tests ----

    private static void DefineTests(NativeTypeBuilder type) => type
        .Method<PyStr>("isdigit", "", (_, self, _) => All(self, c => char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber || c is '²' or '³' or '¹'))
        .Method<PyStr>("isdecimal", "", (_, self, _) => All(self, c => char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber))
        .Method<PyStr>("isnumeric", "", (_, self, _) => All(self, char.IsNumber))
        .Method<PyStr>("isalpha", "", (_, self, _) => All(self, char.IsLetter))
        .Method<PyStr>("isalnum", "", (_, self, _) => All(self, c => char.IsLetter(c) || char.IsNumber(c)))
        .Method<PyStr>("isspace", "", (_, self, _) => All(self, IsSpace))
        .Method<PyStr>("isascii", "", (_, self, _) => PyBool.Of(Ascii.IsValid(self.Value)))
        .Method<PyStr>("isprintable", "", (_, self, _) => PyBool.Of(PyStr.Quote(self.Value.Replace("\\", "", StringComparison.Ordinal)
            .Replace("'", "", StringComparison.Ordinal)).IndexOf('\\', StringComparison.Ordinal) < 0))
        .Method<PyStr>("islower", "", (_, self, _) => PyBool.Of(self.Value.Any(char.IsLower) && !self.Value.Any(char.IsUpper)))
        .Method<PyStr>("isupper", "", (_, self, _) => PyBool.Of(self.Value.Any(char.IsUpper) && !self.Value.Any(char.IsLower)))
        .Method<PyStr>("istitle", "", (_, self, _) => PyBool.Of(IsTitle(self.Value)))
        .Method<PyStr>("isidentifier", "", (_, self, _) => PyBool.Of(self.Value.Length > 0 && (char.IsLetter(self.Value[0]) || self.Value[0] == '_')
            && self.Value.All(c => char.IsLetterOrDigit(c) || c == '_')));

    private static PyBool All(PyStr self, Func<char, bool> test) => PyBool.Of(self.Value.Length > 0 && self.Value.All(test));

    private static bool IsTitle(string text)
    {
        bool inWord = false;
        bool any = false;
        foreach (char c in text)
        {
            if (char.IsUpper(c) ? inWord : char.IsLower(c) && !inWord)
            {
                return false;
            }

            inWord = char.IsLetter(c);
            any |= inWord;
        }

        return any;
    }
}

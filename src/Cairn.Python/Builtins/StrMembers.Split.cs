namespace Cairn.Python;

/// <content>Taking texts apart.</content>
internal static partial class StrMembers
{
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
}

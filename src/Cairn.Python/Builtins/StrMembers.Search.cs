using System.Text;

namespace Cairn.Python;

/// <content>Finding and replacing.</content>
internal static partial class StrMembers
{
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
}

using System.Text;

namespace Cairn.Python;

/// <content>Letters, widths and characters: what gives another text of the same words.</content>
internal static partial class StrMembers
{
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
}

using System.Globalization;
using System.Text;

namespace Cairn.Python;

/// <summary>The members of <c>str</c>.</summary>
internal static partial class StrMembers
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

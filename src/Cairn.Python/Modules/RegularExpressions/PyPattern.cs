using System.Text;
using System.Text.RegularExpressions;
using Cairn.Python.Text;
using Cairn.Python.Text.Patterns;

namespace Cairn.Python.Modules.RegularExpressions;

/// <summary><c>re.Pattern</c>.</summary>
internal sealed class PyPattern(CompiledPattern pattern) : PyObject(ReTypes.Pattern)
{
    public CompiledPattern Pattern { get; } = pattern;

    public static void Define(NativeTypeBuilder type)
    {
        type.Method<PyPattern>("search", "string, pos=, endpos=", (realm, self, a) => self.Find(realm, a, (p, s, i, j) => p.Search(s, i, j)))
            .Method<PyPattern>("match", "string, pos=, endpos=", (realm, self, a) => self.Find(realm, a, (p, s, i, j) => p.Match(s, i, j)))
            .Method<PyPattern>("fullmatch", "string, pos=, endpos=", (realm, self, a) =>
                self.Find(realm, a, (p, s, i, j) => p.FullMatch(s, i, j)))
            .Method<PyPattern>("findall", "string, pos=, endpos=", (realm, self, a) => self.FindAll(realm, a))
            .Method<PyPattern>("finditer", "string, pos=, endpos=", (realm, self, a) => PyIterator.Over(self.Matches(realm, a)))
            .Method<PyPattern>("split", "string, maxsplit=", (realm, self, a) => self.Split(realm, a[0], a.Integer(1, 0)))
            .Method<PyPattern>("sub", "repl, string, count=", (realm, self, a) => self.Substitute(realm, a[0], a[1], a.Integer(2, 0)).Text)
            .Method<PyPattern>("subn", "repl, string, count=", (realm, self, a) =>
            {
                (PyObject text, int count) = self.Substitute(realm, a[0], a[1], a.Integer(2, 0));
                return new PyTuple(text, PyInt.Of(count));
            })
            .Method<PyPattern>("__copy__", "", (_, self, _) => self)
            .Method<PyPattern>("__deepcopy__", "memo", (_, self, _) => self)
            .Property<PyPattern>("pattern", self => self.Wrap(self.Pattern.Source))
            .Property<PyPattern>("flags", self => PyInt.Of((int)self.Pattern.Flags))
            .Property<PyPattern>("groups", self => PyInt.Of(self.Pattern.GroupCount))
            .Property<PyPattern>("groupindex", self => self.GroupIndex())
            .Final();
    }

    /// <summary>Text or bytes as this pattern's subjects are.</summary>
    public PyObject Wrap(string? text) => text is null ? PyNone.Instance : Pattern.IsText ? new PyStr(text) : new PyBytes(Encoding.Latin1.GetBytes(text));

    public string Subject(PyObject value)
    {
        switch (value)
        {
            case PyStr text when Pattern.IsText:
                return text.Value;
            case PyBytes bytes when !Pattern.IsText:
                return Encoding.Latin1.GetString(bytes.Value);
            case PyStr:
                throw PyRaise.TypeError("cannot use a bytes pattern on a string-like object");
            case PyBytes:
                throw PyRaise.TypeError("cannot use a string pattern on a bytes-like object");
            default:
                throw PyRaise.TypeError($"expected string or bytes-like object, got '{value.Type.Name}'");
        }
    }

    public PyObject Find(Realm realm, BoundArguments arguments, Func<CompiledPattern, string, int, int, PatternMatch?> find)
    {
        string subject = Subject(arguments[0]);
        (int start, int end) = Bounds(subject, arguments);
        return Guard(realm, this, () => find(Pattern, subject, start, end)) is { } match
            ? new PyMatchResult(this, match, arguments[0])
            : PyNone.Instance;
    }

    public PyObject Search(Realm realm, PyObject subject, Func<CompiledPattern, string, PatternMatch?> find)
    {
        string text = Subject(subject);
        return Guard(realm, this, () => find(Pattern, text)) is { } match ? new PyMatchResult(this, match, subject) : PyNone.Instance;
    }

    public PyObject FindAll(Realm realm, BoundArguments arguments)
    {
        var found = new List<PyObject>();
        foreach (PyObject item in Matches(realm, arguments))
        {
            PatternMatch match = ((PyMatchResult)item).Match;
            found.Add(Pattern.GroupCount switch
            {
                0 => Wrap(match.Group(0)),
                1 => Wrap(match.Group(1) ?? ""),
                _ => new PyTuple([.. Enumerable.Range(1, Pattern.GroupCount).Select(group => Wrap(match.Group(group) ?? ""))]),
            });
        }

        return new PyList(found);
    }

    public IEnumerable<PyObject> Matches(Realm realm, BoundArguments arguments)
    {
        string subject = Subject(arguments[0]);
        (int start, int end) = Bounds(subject, arguments);
        return Matches(realm, arguments[0], subject, start, end);
    }

    public PyObject Split(Realm realm, PyObject subject, long most)
    {
        string text = Subject(subject);
        IReadOnlyList<string?> parts = Guard(realm, this, () => Pattern.Split(text, (int)Math.Clamp(most, -1, int.MaxValue)));
        return new PyList(parts.Select(Wrap));
    }

    public (PyObject Text, int Count) Substitute(Realm realm, PyObject replacement, PyObject subject, long most)
    {
        string text = Subject(subject);
        Func<PatternMatch, string> replace;
        if (replacement is PyStr or PyBytes)
        {
            ReplacementTemplate template = ReModule.Checked(() => ReplacementTemplate.Parse(Subject(replacement), Pattern));
            replace = template.Expand;
        }
        else
        {
            replace = match =>
            {
                PyObject result = replacement.Call(realm, new PyMatchResult(this, match, subject));
                return result is PyNone ? "" : Subject(result);
            };
        }

        (string result, int count) = Guard(realm, this, () => Pattern.Substitute(text, replace, (int)Math.Clamp(most, -1, int.MaxValue)));
        return (count == 0 ? subject : Wrap(result), count);
    }

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        comparison is Comparison.Equal or Comparison.NotEqual && other is PyPattern pattern
            ? PyBool.Of((Pattern.Source == pattern.Pattern.Source && Pattern.Flags == pattern.Pattern.Flags
                && Pattern.IsText == pattern.Pattern.IsText) == (comparison == Comparison.Equal))
            : null;

    /// <inheritdoc/>
    protected internal override long HashCore() => Wrap(Pattern.Source).Hash() ^ (long)Pattern.Flags;

    /// <inheritdoc/>
    protected internal override string ReprCore()
    {
        PatternFlags shown = Pattern.Flags & ~(Pattern.IsText ? PatternFlags.Unicode : PatternFlags.None);
        string flags = string.Join('|', ReModule.FlagNames.Where(flag => shown.HasFlag(flag.Value)).Select(flag => $"re.{flag.Key}"));
        return flags.Length == 0 ? $"re.compile({Wrap(Pattern.Source).Repr()})" : $"re.compile({Wrap(Pattern.Source).Repr()}, {flags})";
    }

    /// <summary>Runs a match; one that takes too long ends the evaluation, not only the statement.</summary>
    internal static T Guard<T>(Realm realm, PyPattern pattern, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new EvaluationLimitException(
                $"stopped: the regular expression {pattern.Wrap(pattern.Pattern.Source).Repr()} takes too long", realm.CurrentFrame?.TracebackToHere());
        }
    }

    private IEnumerable<PyObject> Matches(Realm realm, PyObject subject, string text, int start, int end)
    {
        using IEnumerator<PatternMatch> matches = Pattern.Matches(text, start, end).GetEnumerator();
        while (Guard(realm, this, matches.MoveNext))
        {
            realm.Step();
            yield return new PyMatchResult(this, matches.Current, subject);
        }
    }

    /// <summary>Positions come in code points and go to the engine in UTF-16 units.</summary>
    private static (int Start, int End) Bounds(string subject, BoundArguments arguments)
    {
        int start = arguments.Has(1) ? Operators.Index(arguments[1]).Clamp() : 0;
        int end = arguments.Has(2) ? Operators.Index(arguments[2]).Clamp() : int.MaxValue;
        return (Units(subject, start), Units(subject, end));
    }

    private static int Units(string subject, int codePoints)
    {
        if (codePoints <= 0 || codePoints >= subject.Length)
        {
            return codePoints;
        }

        int units = 0;
        for (; codePoints > 0 && units < subject.Length; codePoints--)
        {
            units += units + 1 < subject.Length && char.IsSurrogatePair(subject[units], subject[units + 1]) ? 2 : 1;
        }

        return units;
    }

    private MappingProxy GroupIndex()
    {
        var names = new PyDict();
        for (int group = 1; group <= Pattern.GroupCount; group++)
        {
            if (Pattern.GroupNames[group] is { } name)
            {
                names.Set(name, PyInt.Of(group));
            }
        }

        return new MappingProxy(names);
    }
}

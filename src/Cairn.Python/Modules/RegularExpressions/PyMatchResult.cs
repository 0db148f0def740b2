using Cairn.Python.Text.Patterns;

namespace Cairn.Python.Modules.RegularExpressions;

/// <summary><c>re.Match</c>.</summary>
internal sealed class PyMatchResult(PyPattern pattern, PatternMatch match, PyObject subject) : PyObject(ReTypes.Match)
{
    public PatternMatch Match { get; } = match;

    public static void Define(NativeTypeBuilder type)
    {
        type.Method<PyMatchResult>("group", "*groups", (_, self, a) => self.Groups(a.Rest(0).Items))
            .Method<PyMatchResult>("groups", "default=", (_, self, a) => new PyTuple(
                [.. Enumerable.Range(1, self.Match.Pattern.GroupCount).Select(group => self.Text(group, a.Optional(0)))]))
            .Method<PyMatchResult>("groupdict", "default=", (_, self, a) => self.GroupDict(a.Optional(0)))
            .Method<PyMatchResult>("start", "group=", (_, self, a) => self.Position(self.Match.Start(self.Number(a.Optional(0)))))
            .Method<PyMatchResult>("end", "group=", (_, self, a) => self.Position(self.Match.End(self.Number(a.Optional(0)))))
            .Method<PyMatchResult>("span", "group=", (_, self, a) =>
            {
                int group = self.Number(a.Optional(0));
                return new PyTuple(self.Position(self.Match.Start(group)), self.Position(self.Match.End(group)));
            })
            .Method<PyMatchResult>("expand", "template", (_, self, a) => self.Expand(a[0]))
            .Method<PyMatchResult>("__copy__", "", (_, self, _) => self)
            .Method<PyMatchResult>("__deepcopy__", "memo", (_, self, _) => self)
            .Property<PyMatchResult>("string", self => self.Subject)
            .Property<PyMatchResult>("re", self => self.Pattern)
            .Property<PyMatchResult>("pos", self => self.Position(self.Match.Position))
            .Property<PyMatchResult>("endpos", self => self.Position(self.Match.EndPosition))
            .Property<PyMatchResult>("lastindex", self => self.Match.LastIndex is { } last ? PyInt.Of(last) : PyNone.Instance)
            .Property<PyMatchResult>("lastgroup", self =>
                self.Match.LastIndex is { } last && self.Match.Pattern.GroupNames[last] is { } name ? new PyStr(name) : PyNone.Instance)
            .Property<PyMatchResult>("regs", self => new PyTuple(
                [.. Enumerable.Range(0, self.Match.Pattern.GroupCount + 1)
                    .Select(group => new PyTuple(self.Position(self.Match.Start(group)), self.Position(self.Match.End(group))))]))
            .Protocols("__getitem__")
            .Final();
    }

    private PyPattern Pattern { get; } = pattern;

    private PyObject Subject { get; } = subject;

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key) => Text(Number(key), null);

    /// <inheritdoc/>
    protected internal override string ReprCore() =>
        $"<re.Match object; span=({Position(Match.Start(0)).Repr()}, {Position(Match.End(0)).Repr()}), match={Text(0, null).Repr()}>";

    private PyObject Groups(PyObject[] groups) => groups.Length switch
    {
        0 => Text(0, null),
        1 => Text(Number(groups[0]), null),
        _ => new PyTuple([.. groups.Select(group => Text(Number(group), null))]),
    };

    private PyObject Text(int group, PyObject? absent) =>
        Match.Group(group) is { } text ? Pattern.Wrap(text) : absent ?? PyNone.Instance;

    private PyDict GroupDict(PyObject? absent)
    {
        var result = new PyDict();
        for (int group = 1; group <= Match.Pattern.GroupCount; group++)
        {
            if (Match.Pattern.GroupNames[group] is { } name)
            {
                result.Set(name, Text(group, absent));
            }
        }

        return result;
    }

    private PyObject Expand(PyObject template) => Pattern.Wrap(
        ReModule.Checked(() => ReplacementTemplate.Parse(Pattern.Subject(template), Match.Pattern)).Expand(Match));

    private int Number(PyObject? group)
    {
        int number = group switch
        {
            null => 0,
            PyStr name => Match.Pattern.GroupNumber(name.Value),
            _ => Operators.TryIndex(group)?.Clamp() ?? -1,
        };
        return number >= 0 && number <= Match.Pattern.GroupCount ? number : throw PyRaise.IndexError("no such group");
    }

    private PyInt Position(int unit)
    {
        if (unit > 0 && Subject is PyStr { HasSurrogates: true } text)
        {
            int pairs = 0;
            for (int i = 1; i < unit; i++)
            {
                if (char.IsSurrogatePair(text.Value[i - 1], text.Value[i]))
                {
                    pairs++;
                }
            }

            return PyInt.Of(unit - pairs);
        }

        return PyInt.Of(unit);
    }
}

using Cairn.Python.Text;
using Cairn.Python.Text.Patterns;

namespace Cairn.Python.Modules.RegularExpressions;

/// <summary>The types of the module <c>re</c>.</summary>
internal static class ReTypes
{
    public static readonly PyType Pattern = PyType.Define("Pattern", PyPattern.Define, module: "re");

    public static readonly PyType Match = PyType.Define("Match", PyMatchResult.Define, module: "re");

    public static readonly PyType Error = BuiltinTypes.Error("error", BuiltinTypes.Exception, "re");
}

/// <summary>The module <c>re</c>.</summary>
internal static class ReModule
{
    private const int CacheSize = 512;

    /// <summary>A match of the load world ends after this time: patterns can take exponentially long.</summary>
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(2);

    public static readonly IReadOnlyList<KeyValuePair<string, PatternFlags>> FlagNames =
    [
        new("TEMPLATE", PatternFlags.Template), new("IGNORECASE", PatternFlags.IgnoreCase), new("LOCALE", PatternFlags.Locale),
        new("MULTILINE", PatternFlags.MultiLine), new("DOTALL", PatternFlags.DotAll), new("UNICODE", PatternFlags.Unicode),
        new("VERBOSE", PatternFlags.Verbose), new("DEBUG", PatternFlags.Debug), new("ASCII", PatternFlags.Ascii),
    ];

    public static PyModule Create(Realm realm)
    {
        var module = new PyModule("re");
        var cache = new Dictionary<(string Source, PatternFlags Flags, bool IsText), PyPattern>();
        foreach ((string name, PatternFlags flag) in FlagNames)
        {
            module.Member(name, PyInt.Of((int)flag));
            if (flag != PatternFlags.Debug)
            {
                // Every flag but DEBUG has a short form; DOTALL's is S and VERBOSE's is X.
                string shortName = flag switch { PatternFlags.DotAll => "S", PatternFlags.Verbose => "X", _ => name[..1] };
                module.Member(shortName, PyInt.Of((int)flag));
            }
        }

        return module
            .Member("NOFLAG", PyInt.Of(0))
            .Member("RegexFlag", BuiltinTypes.Int)
            .Member("Pattern", ReTypes.Pattern)
            .Member("Match", ReTypes.Match)
            .Member("error", ReTypes.Error)
            .Function("compile", "pattern, flags=", (r, a) => Get(r, cache, a[0], a.Optional(1)))
            .Function("search", "pattern, string, flags=", (r, a) =>
                Get(r, cache, a[0], a.Optional(2)).Search(r, a[1], (p, s) => p.Search(s)))
            .Function("match", "pattern, string, flags=", (r, a) =>
                Get(r, cache, a[0], a.Optional(2)).Search(r, a[1], (p, s) => p.Match(s)))
            .Function("fullmatch", "pattern, string, flags=", (r, a) =>
                Get(r, cache, a[0], a.Optional(2)).Search(r, a[1], (p, s) => p.FullMatch(s)))
            .Function("findall", "pattern, string, flags=", (r, a) =>
                Get(r, cache, a[0], a.Optional(2)).FindAll(r, Subject(a[1])))
            .Function("finditer", "pattern, string, flags=", (r, a) =>
                PyIterator.Over(Get(r, cache, a[0], a.Optional(2)).Matches(r, Subject(a[1]))))
            .Function("split", "pattern, string, maxsplit=, flags=", (r, a) =>
                Get(r, cache, a[0], a.Optional(3)).Split(r, a[1], a.Integer(2, 0)))
            .Function("sub", "pattern, repl, string, count=, flags=", (r, a) =>
                Get(r, cache, a[0], a.Optional(4)).Substitute(r, a[1], a[2], a.Integer(3, 0)).Text)
            .Function("subn", "pattern, repl, string, count=, flags=", (r, a) =>
            {
                (PyObject text, int count) = Get(r, cache, a[0], a.Optional(4)).Substitute(r, a[1], a[2], a.Integer(3, 0));
                return new PyTuple(text, PyInt.Of(count));
            })
            .Function("escape", "pattern", (_, a) => a[0] is PyBytes bytes
                ? new PyBytes(System.Text.Encoding.Latin1.GetBytes(CompiledPattern.Escape(System.Text.Encoding.Latin1.GetString(bytes.Value))))
                : new PyStr(CompiledPattern.Escape(a.Text(0))))
            .Function("purge", "", (_, _) =>
            {
                cache.Clear();
                return PyNone.Instance;
            });
    }

    /// <summary>Runs a pattern operation; its failure becomes <c>re.error</c> or what else Python raises.</summary>
    internal static T Checked<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (TextException error)
        {
            throw TextFormatting.ToRaise(error);
        }
        catch (PatternException error)
        {
            throw ToRaise(error);
        }
    }

    private static BoundArguments Subject(PyObject subject) => new([subject, null, null]);

    private static PyPattern Get(
        Realm realm, Dictionary<(string Source, PatternFlags Flags, bool IsText), PyPattern> cache, PyObject pattern, PyObject? flags)
    {
        var wanted = (PatternFlags)(flags is null ? 0 : Operators.Index(flags).ToInt32());
        if (pattern is PyPattern compiled)
        {
            return wanted == PatternFlags.None
                ? compiled
                : throw PyRaise.ValueError("cannot process flags argument with a compiled pattern");
        }

        bool isText = pattern is PyStr;
        string source = pattern switch
        {
            PyStr text => text.Value,
            PyBytes bytes => System.Text.Encoding.Latin1.GetString(bytes.Value),
            _ => throw PyRaise.TypeError("first argument must be string or compiled pattern"),
        };
        if (cache.TryGetValue((source, wanted, isText), out PyPattern? known))
        {
            return known;
        }

        TimeSpan? timeout = realm.Host.Permits(HostAccess.Read) ? null : LoadTimeout;
        var made = new PyPattern(Checked(() => CompiledPattern.Compile(source, wanted, isText, timeout)));
        if (cache.Count >= CacheSize)
        {
            cache.Clear();
        }

        cache[(source, wanted, isText)] = made;
        return made;
    }

    private static PyRaise ToRaise(PatternException error)
    {
        var value = new PyException(ReTypes.Error, new PyStr(error.Message));
        PyDict attributes = value.Attributes!;
        attributes.Set("msg", new PyStr(error.Reason));
        attributes.Set("pattern", error.Pattern is { } pattern ? new PyStr(pattern) : PyNone.Instance);
        attributes.Set("pos", Number(error.Position));
        attributes.Set("lineno", Number(error.Line));
        attributes.Set("colno", Number(error.Column));
        return new PyRaise(value);
    }

    private static PyObject Number(int? value) => value is { } number ? PyInt.Of(number) : PyNone.Instance;
}

namespace Cairn.Specs;

/// <summary>What to say about a text that is no spec: the reason, and the correction where one is likely.</summary>
internal static class SpecSyntaxHints
{
    private const string Code = "spec-syntax";
    private const string Attributes = "the attributes are `virtuals=…`, `deptypes=…` and `when='…'`";

    /// <summary>
    /// The place that is really wrong when a name follows a complete spec: in <c>hdf5 cflags='-O2</c> the name is no
    /// second spec, but its value is broken.
    /// </summary>
    public static SpecToken Culprit(string text, SpecToken token)
    {
        if (token.Kind is not (SpecTokenKind.Name or SpecTokenKind.QualifiedName))
        {
            return token;
        }

        int next = token.End;
        while (next < text.Length && text[next] is ' ' or ':')
        {
            next++;
        }

        if (next < text.Length && text[next] == '=')
        {
            int value = next + 1;
            bool isBroken = value < text.Length && text[value] is '\'' or '"' or > '~';
            return SpecToken.UnexpectedAt(isBroken ? value : next);
        }

        return token.End < text.Length && text[token.End] > '~' && !SpecLexer.IsSpace(text[token.End])
            ? SpecToken.UnexpectedAt(token.End)
            : token;
    }

    /// <summary>Something follows a complete spec where only one is allowed.</summary>
    public static Diagnostic MoreThanOne(string text, SpecToken token)
    {
        string rest = text[token.Start..token.End];
        switch (token.Kind)
        {
            case SpecTokenKind.Unexpected:
                return UnexpectedCharacter.Explain(text, token.Start);
            case SpecTokenKind.EdgeAttributesEnd:
                return NotAStart(text, token);
            case SpecTokenKind.Hash:
                return new Diagnostic(Code, $"the spec has a hash already; `{rest}` is a second one");
            case SpecTokenKind.Name when rest == "*":
                return new Diagnostic(
                    Code,
                    "`*` stands for a package of any name and can't be part of one",
                    hint: "a version such as `@1.2` includes every 1.2.x without a `*`");
        }

        string previous = text[..token.Start].TrimEnd();
        bool isApart = previous.Length < token.Start;
        string? hint = (isApart, char.IsAsciiDigit(rest[0])) switch
        {
            (true, true) when LastWord(previous) is ['@', .. var version] => $"separate versions by commas: `@{version},{rest}`",
            (true, true) => $"did you mean the version `@{rest}`?",
            (true, false) => $"did you mean the dependency `^{rest}` or the variant `+{rest}`?",
            _ => null,
        };
        return new Diagnostic(Code, $"one spec is expected here, but `{rest}` begins another", hint: hint);
    }

    public static Diagnostic NotAStart(string text, SpecToken token) => token.Kind switch
    {
        SpecTokenKind.Unexpected => UnexpectedCharacter.Explain(text, token.Start),
        SpecTokenKind.EdgeAttributesEnd => new Diagnostic(
            Code, "this `]` closes nothing", hint: "attributes of dependencies look like `^[virtuals=mpi] openmpi`"),
        _ => new Diagnostic(Code, $"`{text[token.Start..token.End]}` can't begin a spec"),
    };

    public static Diagnostic SecondVersion(string text, SpecToken first, SpecToken second)
    {
        string one = text[first.Start..first.End];
        string two = text[second.Start..second.End];
        return new Diagnostic(
            Code, $"the spec has the version `{one}` already", hint: $"separate several by commas: `{one},{two[1..].TrimStart()}`");
    }

    public static Diagnostic NotABoolean(string name) => name is "arch" or "architecture" or "target"
        ? new Diagnostic(Code, $"`{name}` can't be switched on or off", hint: $"write `{name}=x86_64`")
        : VariantValue.IsReservedName(name)
            ? new Diagnostic(Code, $"`{name}` can't be propagated", hint: "a single sigil is enough")
            : new Diagnostic(Code, $"`{name}` can't be switched on or off", hint: $"write `{name}='-O2'`");

    public static Diagnostic EdgeAttribute(string text, SpecToken token)
    {
        string found = text[token.Start..token.End];
        switch (token.Kind)
        {
            case SpecTokenKind.End:
                return new Diagnostic(Code, "this `[` is never closed", hint: "add `]` behind the attributes");
            case SpecTokenKind.Unexpected:
                return UnexpectedCharacter.Explain(text, token.Start) with { Hint = Attributes };
            case SpecTokenKind.PropagatedPair:
                return new Diagnostic(Code, $"`{found}` can't be propagated", hint: $"write `{found.Replace("==", "=", StringComparison.Ordinal)}`");
            case SpecTokenKind.Name when found == "when" && Condition(text, token.End) is { } condition:
                return new Diagnostic(Code, $"the condition `{condition}` needs quotes", hint: $"write `when='{condition}'`");
            case SpecTokenKind.Name when found is "virtuals" or "deptypes" or "when":
                return new Diagnostic(Code, $"`{found}` needs a value", hint: Attributes);
            case SpecTokenKind.Name or SpecTokenKind.QualifiedName when !text.AsSpan(token.Start).Contains(']'):
                return new Diagnostic(Code, $"the `[` is not closed before `{found}`", hint: $"write `] {found}`");
            default:
                return new Diagnostic(Code, $"`{found}` is no attribute of a dependency", hint: Attributes);
        }
    }

    public static Diagnostic UnknownEdgeAttribute(string name)
    {
        string? meant = name switch
        {
            "virtual" or "provides" => "virtuals",
            "type" or "types" or "deptype" or "dep_types" => "deptypes",
            "if" or "condition" => "when",
            _ => null,
        };
        return new Diagnostic(
            Code, $"dependencies have no attribute `{name}`", hint: meant is null ? Attributes : $"did you mean `{meant}`?");
    }

    public static Diagnostic DependencyType(string type) => new(
        Code,
        $"`{type}` is no type of dependency",
        hint: type == "all" ? "write `deptypes=build,link,run,test`" : "the types are `build`, `link`, `run` and `test`");

    public static Diagnostic MissingCompiler(string text, SpecToken sigil)
    {
        string written = text[sigil.Start..sigil.End];
        return new Diagnostic(
            Code, $"the name of a direct dependency, such as a compiler, follows `{written}`", hint: $"write `{written}gcc`");
    }

    private static string? Condition(string text, int start)
    {
        int end = text.IndexOf(']', start);
        return end > start + 1 && text[start] == '=' ? text[(start + 1)..end] : null;
    }

    private static string LastWord(string text)
    {
        string trimmed = text.TrimEnd();
        return trimmed[(trimmed.LastIndexOfAny([' ', '[', '^', '%']) + 1)..] is var word && word.Contains('@')
            ? word[word.LastIndexOf('@')..]
            : word;
    }
}

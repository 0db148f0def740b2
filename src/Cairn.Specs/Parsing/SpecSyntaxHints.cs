namespace Cairn.Specs;

/// <summary>What to say about a text that is no spec: the reason, and the correction where one is likely.</summary>
internal static class SpecSyntaxHints
{
    private const string Code = "spec-syntax";

    public static Diagnostic MoreThanOne(string text, SpecToken token)
    {
        string rest = text[token.Start..token.End];
        string? hint = token.Kind switch
        {
            SpecTokenKind.EdgeAttributesEnd => "there is no `[` before this `]`",
            SpecTokenKind.Hash => "a spec has one hash",
            SpecTokenKind.Name when rest == "*" => "`*` stands for a package of any name; it can't be part of one",
            SpecTokenKind.Name or SpecTokenKind.QualifiedName when token.Start > 0 && SpecLexer.IsSpace(text[token.Start - 1])
                => $"did you mean the dependency `^{rest}` or the variant `+{rest}`?",
            _ => null,
        };
        return new Diagnostic(Code, $"one spec is expected here, but `{rest}` begins another", hint: hint);
    }

    public static Diagnostic NotAStart(string text, SpecToken token)
        => token.Kind == SpecTokenKind.EdgeAttributesEnd
            ? new Diagnostic(Code, "`]` closes nothing", hint: "attributes of dependencies look like `^[virtuals=mpi] openmpi`")
            : new Diagnostic(Code, $"`{text[token.Start..token.End]}` can't begin a spec");

    public static Diagnostic SecondVersion(string text, SpecToken token)
    {
        string version = text[token.Start..token.End];
        return new Diagnostic(
            Code, $"the spec has a version already; `{version}` is a second one", hint: $"separate several by commas: `@1.2,{version[1..]}`");
    }

    public static Diagnostic NotABoolean(string name)
        => new(Code, $"`{name}` is no boolean variant", hint: $"give it a value: `{name}=…`");

    public static Diagnostic EdgeAttribute(string text, SpecToken token)
        => token.Kind == SpecTokenKind.End
            ? new Diagnostic(Code, "the `[` is never closed", hint: "add `]` behind the attributes")
            : new Diagnostic(
                Code,
                $"`{text[token.Start..token.End]}` is no attribute of a dependency",
                hint: "the attributes are `virtuals=…`, `deptypes=…` and `when=…`");

    public static Diagnostic UnknownEdgeAttribute(string name)
        => new(Code, $"dependencies have no attribute `{name}`", hint: "the attributes are `virtuals=…`, `deptypes=…` and `when=…`");

    public static Diagnostic DependencyType(string type)
        => new(Code, $"`{type}` is no type of dependency", hint: "the types are `build`, `link`, `run` and `test`");

    public static Diagnostic MissingCompiler(string text)
        => new(Code, "nothing follows the `%`", hint: $"name a compiler or another direct dependency: `{text.TrimEnd()}gcc`");

    public static Diagnostic Unexpected(string text, SpecToken token, SpecToken before, bool isDependency)
        => new(Code, $"`{text[token.Start]}` is not expected here");
}

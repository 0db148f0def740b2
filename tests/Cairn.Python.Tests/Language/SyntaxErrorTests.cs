namespace Cairn.Python.Tests.Language;

/// <summary>Kind, line and message of syntax errors; where nothing else is said they are CPython's.</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("x = (1,\n", "SyntaxError", 1, "'(' was never closed")]
    [InlineData("if x\n  pass\n", "SyntaxError", 1, "expected ':'")]
    [InlineData("  x = 1\n", "IndentationError", 1, "unexpected indent")]
    [InlineData("if 1:\nx\n", "IndentationError", 2, "expected an indented block after 'if' statement on line 1")]
    [InlineData("if 1:\n    x\n  y\n", "IndentationError", 3, "unindent does not match any outer indentation level")]
    [InlineData("def f():\n\tx = 1\n        y = 2\n", "TabError", 3, "inconsistent use of tabs and spaces in indentation")]
    [InlineData("f(a=1, 2)\n", "SyntaxError", 1, "positional argument follows keyword argument")]
    [InlineData("f(a=1, a=2)\n", "SyntaxError", 1, "keyword argument repeated: a")]
    [InlineData("def f(a, a): pass\n", "SyntaxError", 1, "duplicate argument 'a' in function definition")]
    [InlineData("def f(a=1, b): pass\n", "SyntaxError", 1, "non-default argument follows default argument")]
    [InlineData("1 = x\n", "SyntaxError", 1, "cannot assign to literal here. Maybe you meant '==' instead of '='?")]
    [InlineData("None = 1\n", "SyntaxError", 1, "cannot assign to None")]
    [InlineData("del f()\n", "SyntaxError", 1, "cannot delete function call")]
    [InlineData("return 1\n", "SyntaxError", 1, "'return' outside function")]
    [InlineData("break\n", "SyntaxError", 1, "'break' outside loop")]
    [InlineData("x = yield\n", "SyntaxError", 1, "'yield' outside function")]
    [InlineData("x = [1, 2\ny = 3\n", "SyntaxError", 1, "'[' was never closed")]
    [InlineData("x = (]\n", "SyntaxError", 1, "closing parenthesis ']' does not match opening parenthesis '('")]
    [InlineData("x := 1\n", "SyntaxError", 1, "invalid syntax")]
    [InlineData("foo(1, 2 3)\n", "SyntaxError", 1, "invalid syntax. Perhaps you forgot a comma?")]
    [InlineData("a, *b, *c = x\n", "SyntaxError", 1, "multiple starred expressions in assignment")]
    [InlineData("x = 5a\n", "SyntaxError", 1, "invalid decimal literal")]
    [InlineData("class A:\n    def f(self):\n        return (1\n", "SyntaxError", 3, "'(' was never closed")]
    public void An_error_has_cpythons_kind_line_and_message(string source, string kind, int line, string message)
    {
        var problem = Should.Throw<RecipeSyntaxException>(() => ModuleCode.Compile(new SourceFile("t.py", source)));

        (problem.ErrorName, problem.Line, problem.Message).ShouldBe((kind, line, message));
    }

    [Theory]
    [InlineData("print 'x'\n", "Missing parentheses in call to 'print'. Did you mean print(...)? (Python 2 only)")]
    [InlineData("try:\n    pass\nexcept A, e:\n    pass\n", "multiple exception types must be parenthesized (Python 2 only: `except Class, name`)")]
    [InlineData("raise A, 'x'\n", "invalid syntax (Python 2 only: `raise Class, value`)")]
    [InlineData("x = `y`\n", "invalid syntax (Python 2 only: back-quotes)")]
    [InlineData("if a <> b: pass\n", "invalid syntax (Python 2 only: `<>`)")]
    public void What_only_python_2_understands_is_named(string source, string message)
    {
        var problem = Should.Throw<RecipeSyntaxException>(() => ModuleCode.Compile(new SourceFile("t.py", source)));

        problem.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("async def f(): pass\n", "not supported by the recipe language: async")]
    [InlineData("def f():\n    await x\n", "not supported by the recipe language: await")]
    [InlineData("match x:\n    case 1: pass\n", "not supported by the recipe language: the match statement")]
    [InlineData("x = 1j\n", "not supported by the recipe language: complex numbers")]
    [InlineData("try:\n    pass\nexcept* A:\n    pass\n", "not supported by the recipe language: except*")]
    public void What_the_recipe_language_leaves_out_is_said(string source, string message)
    {
        var problem = Should.Throw<RecipeSyntaxException>(() => ModuleCode.Compile(new SourceFile("t.py", source)));

        problem.Message.ShouldBe(message);
    }

    [Fact]
    public void The_description_points_at_the_place()
    {
        var problem = Should.Throw<RecipeSyntaxException>(() => ModuleCode.Compile(new SourceFile("p.py", "x = 1\n    y = $\n")));

        problem.Describe().ShouldBe("  File \"p.py\", line 2\n    y = $\n        ^\nSyntaxError: invalid syntax");
    }

    [Fact]
    public void Names_that_are_keywords_elsewhere_are_names()
    {
        Interpreted.Run("match = 1\ncase = 2\ntype = 3\n_ = 4\nmatch.x if False else print(match, case, type, _)\n").ShouldBe("1 2 3 4\n");
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_not_a_crash()
    {
        foreach (string source in (string[])[new string('(', 500), new string('-', 100_000) + "1", string.Join("+", Enumerable.Repeat("1", 50_000)),
            "x" + string.Concat(Enumerable.Repeat(".a", 50_000)), string.Concat(Enumerable.Repeat("not ", 50_000)) + "1",
            string.Concat(Enumerable.Repeat("lambda: ", 20_000)) + "1", "f'" + string.Concat(Enumerable.Repeat("{f'", 500))])
        {
            Should.Throw<RecipeSyntaxException>(() => ModuleCode.Compile(new SourceFile("deep.py", source + "\n")));
        }
    }
}

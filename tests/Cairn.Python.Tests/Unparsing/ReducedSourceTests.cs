using Shouldly;

namespace Cairn.Python.Tests.Unparsing;

/// <summary>Sources written in their fixed form. What is expected is what CPython's own <c>ast.unparse</c> writes, with tuples in brackets.</summary>
public sealed class ReducedSourceTests
{
    [Theory]
    [InlineData("x = 1,2", "x = (1, 2)")]
    [InlineData("for a,b in c: pass", "for (a, b) in c:\n    pass")]
    [InlineData("x = a[1:2, ::3]", "x = a[1:2, ::3]")]
    [InlineData("x = a[1,]", "x = a[1,]")]
    [InlineData("x = (a or b) and not (c and d)", "x = (a or b) and (not (c and d))")]
    [InlineData("x = a and b and c or d", "x = a and b and c or d")]
    [InlineData("x = a or b or c < d", "x = a or b or c < d")]
    [InlineData("x = a or b or c or d < e", "x = a or b or c or (d < e)")]
    [InlineData("x = -a ** -b * (c + d) - (e - f)", "x = -a ** (-b) * (c + d) - (e - f)")]
    [InlineData("x = (a ** b) ** c ** d", "x = (a ** b) ** c ** d")]
    [InlineData("x = a if b else c if d else e", "x = a if b else c if d else e")]
    [InlineData("x = (a if b else c) if d else e", "x = (a if b else c) if d else e")]
    [InlineData("x = lambda: 0", "x = lambda : 0")]
    [InlineData("x = lambda a, *b, c=1, **d: (yield)", "x = lambda a, *b, c=1, **d: (yield)")]
    [InlineData("f(k=1, *a, **b)", "f(*a, k=1, **b)")]
    [InlineData("f(x for x in y if z if w)", "f((x for x in y if z if w))")]
    [InlineData("x = {**a, 'b': [*c]}", "x = {**a, 'b': [*c]}")]
    [InlineData("x = 3 .real + 1e400 + 0x10 + 1.50", "x = 3 .real + 1e309 + 16 + 1.5")]
    [InlineData("x = 'a' \"b'\" '''c\"'''", "x = 'ab\\'c\"'")]
    [InlineData("x = b'\\x00a' b\"'\"", "x = b\"\\x00a'\"")]
    [InlineData("x = f'{a!r:>{b}}c{{'", "x = f'{a!r:>{b}}c{{'")]
    [InlineData("x = f\"a'{b['c']}\"", "x = f\"a'{b['c']}\"")]
    [InlineData("x = f'\\n{a}\"\\t'", "x = f'\\n{a}\"\\t'")]
    [InlineData("x = f'{a=}'", "x = f'a={a!r}'")]
    [InlineData("x = f'{(a, b)}{ {1: 2} }{lambda_()}'", "x = f'{(a, b)}{ {1: 2}}{lambda_()}'")]
    [InlineData("def f(a, /, b: int=1, *, c) -> str:\n  return", "def f(a, /, b: int=1, *, c) -> str:\n    return")]
    [InlineData("if a:\n  b\nelse:\n  if c:\n    d\n  else:\n    e", "if a:\n    b\nelif c:\n    d\nelse:\n    e")]
    [InlineData("try:\n  a\nexcept (B, C) as d:\n  raise E from d\nelse:\n  f\nfinally:\n  g", "try:\n    a\nexcept (B, C) as d:\n    raise E from d\nelse:\n    f\nfinally:\n    g")]
    [InlineData("with a as b, c: d", "with a as b, c:\n    d")]
    [InlineData("from . import a as b\nimport c.d as e, f", "from . import a as b\nimport c.d as e, f")]
    [InlineData("x: int = 1\n(y): int", "x: int = 1\n(y): int")]
    [InlineData("global_ = a is not b not in c", "global_ = a is not b not in c")]
    [InlineData("del a, b[0]\nassert a, 'b'", "del a, b[0]\nassert a, 'b'")]
    [InlineData("@d(1)\nclass A(B, metaclass=C):\n  x += 1", "\n@d(1)\nclass A(B, metaclass=C):\n    x += 1")]
    [InlineData("x = yield_\ndef f():\n  x = yield a\n  yield from b", "x = yield_\n\ndef f():\n    x = (yield a)\n    yield from b")]
    public void Source_is_written_in_one_form(string source, string expected) => Text(source).Trim('\n').ShouldBe(expected.Trim('\n'));

    [Theory]
    [InlineData("\"\"\"doc\"\"\"\n# comment\nx = 1  # more", "x = 1")]
    [InlineData("class A:\n  'doc'\n  url = 'x'\n  depends_on('b')\n", "class A:\n    pass")]
    [InlineData("class A:\n  with when('+x'):\n    depends_on('b')\n  for i in j:\n    depends_on(i)\n", "class A:\n    pass")]
    [InlineData("class A:\n  if a:\n    depends_on('b')\n  else:\n    x = 1\n", "class A:\n    if a:\n        pass\n    else:\n        x = 1")]
    [InlineData("class A:\n  def f(self):\n    'doc'\n", "class A:\n\n    def f(self):\n        pass")]
    [InlineData("class A:\n  def f(self):\n    url = 1\n    depends_on(self)\n", "class A:\n\n    def f(self):\n        url = 1\n        depends_on(self)")]
    [InlineData("class A:\n  class B:\n    url = 1\n", "class A:\n\n    class B:\n        url = 1")]
    public void What_does_not_matter_is_left_out(string source, string expected) => Text(source).Trim('\n').ShouldBe(expected);

    [Theory]
    [InlineData("@1", "two", "def f(self):\n    one")]
    [InlineData("@2", "one", "def f(self):\n    two")]
    [InlineData("@3", "", "def f(self):\n    one")]
    public void Conditions_choose_among_functions(string held, string not, string expected)
    {
        const string Source = "def f(self):\n  one\n@when('@2')\ndef f(self):\n  two\n";
        string text = Text(Source, condition => condition == held).Trim('\n');
        text.ShouldBe(expected);
        text.ShouldNotContain(not.Length == 0 ? "two" : not);
    }

    [Fact]
    public void A_function_without_conditions_replaces_those_before_it_even_in_another_class()
    {
        Text("class A:\n  def f(self): one\nclass B:\n  def f(self): two\n").Trim('\n').ShouldBe(
            "class A:\n\nclass B:\n\n    def f(self):\n        two");
    }

    [Fact]
    public void What_cannot_be_known_beforehand_stays()
    {
        var source = ReducedSource.Of(new SourceFile("a.py", "@when(x)\n@other\ndef f(): a\n@when('@1')\ndef f(): b\n@when(False)\ndef f(): c\n"), Rules);
        source.Conditions.ShouldBe(["@1"]);
        source.Text(_ => true).Trim('\n').ShouldBe("@other\ndef f():\n    a\n\ndef f():\n    b");
        source.Text(_ => false).Trim('\n').ShouldBe("@other\ndef f():\n    a");
    }

    private static readonly SourceReduction Rules = new(new HashSet<string> { "depends_on" }, new HashSet<string> { "url" }, "when");

    private static string Text(string source, Func<string, bool?>? holds = null) =>
        ReducedSource.Of(new SourceFile("a.py", source), Rules).Text(holds ?? (_ => null));
}

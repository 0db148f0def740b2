namespace Cairn.Python.Tests.Language;

public sealed class EvaluationLimitTests
{
    private static readonly EvaluationLimits Small = new() { Steps = 100_000 };

    [Theory]
    [InlineData("while True:\n    pass\n")]
    [InlineData("for i in range(10**12):\n    pass\n")]
    [InlineData("x = [i for i in range(10**12)]\n")]
    [InlineData("sum(range(10**12))\n")]
    [InlineData("list(range(10**12))\n")]
    [InlineData("def g():\n    while True:\n        yield 1\nlist(g())\n")]
    [InlineData("while True:\n    try:\n        raise ValueError\n    except ValueError:\n        pass\n")]
    [InlineData("while True:\n    try:\n        1 / 0\n    finally:\n        continue\n")]
    [InlineData("def f():\n    f()\ntry:\n    while True:\n        try:\n            f()\n        except RecursionError:\n            pass\nfinally:\n    print('never')\n")]
    [InlineData("x = iter(int, 1)\nfor y in x: pass\n")]
    [InlineData("import itertools\nlist(itertools.count())\n")]
    [InlineData("sorted(range(10**9))\n")]
    [InlineData("a, *b = iter(int, 1)\n")]
    [InlineData("','.join(map(str, iter(int, 1)))\n")]
    [InlineData("dict.fromkeys(range(10**10))\n")]
    [InlineData("set(range(10**10))\n")]
    [InlineData("any(range(0) for _ in iter(int, 1))\n")]
    [InlineData("max(iter(int, 1))\n")]
    public void An_endless_script_is_stopped_and_its_place_named(string source)
    {
        string text = Interpreted.Run(source, limits: Small);

        text.ShouldContain("File \"script.py\", line ");
        text.ShouldEndWith("stopped after 100000 steps\n");
        text.ShouldNotContain("never");
    }

    [Theory]
    [InlineData("'a' * 10**12\n")]
    [InlineData("[0] * 10**12\n")]
    [InlineData("10**10**10\n")]
    [InlineData("1 << 10**12\n")]
    [InlineData("x = 'ab'\nwhile True:\n    x = x * 1000\n")]
    public void A_single_operation_cannot_eat_the_machine(string source)
    {
        Interpreted.Run(source, limits: Small).ShouldContain("MemoryError: ");
    }

    [Theory]
    [InlineData("def f(): return f()\nf()\n")]
    [InlineData("class A:\n    def __repr__(self): return repr(self)\nrepr(A())\n")]
    [InlineData("class A:\n    def __getattr__(self, n): return self.x\nA().y\n")]
    [InlineData("class A:\n    def __eq__(self, o): return self == o\nA() == A()\n")]
    [InlineData("f = lambda: f()\nf()\n")]
    [InlineData("class M(type):\n    def __call__(cls): return cls()\nclass A(metaclass=M): pass\nA()\n")]
    public void Endless_nesting_is_a_recursion_error(string source)
    {
        Interpreted.Run(source).ShouldContain("RecursionError: maximum recursion depth exceeded");
    }

    [Theory]
    [InlineData("x = []\nfor i in range(100000): x = [x]\nrepr(x)\n")]
    [InlineData("x = ()\nfor i in range(1000000): x = (x,)\nhash(x)\n")]
    [InlineData("x = []\ny = []\nfor i in range(100000): x, y = [x], [y]\nx == y\n")]
    [InlineData("import copy\nx = []\nfor i in range(100000): x = [x]\ncopy.deepcopy(x)\n")]
    public void Deeply_nested_values_do_not_crash(string source)
    {
        Interpreted.Run(source).ShouldContain("RecursionError");
    }

    [Fact]
    public void A_cancelled_evaluation_stops()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var realm = new Realm(new LoadHost(new HostFacts()), new EvaluationLimits { Cancellation = cancellation.Token });

        Should.Throw<OperationCanceledException>(() => realm.Run(ModuleCode.Compile(new SourceFile("s.py", "while True: pass"))));
    }

    [Fact]
    public void Loading_may_not_touch_the_machine()
    {
        Interpreted.Run("open('/etc/passwd')\n").ShouldEndWith("PermissionError: not available while loading a recipe: open `/etc/passwd`\n");
    }
}

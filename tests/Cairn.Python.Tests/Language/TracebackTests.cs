namespace Cairn.Python.Tests.Language;

public sealed class TracebackTests
{
    [Fact]
    public void A_traceback_names_file_line_and_function_of_each_call()
    {
        const string Script = """
            def a(x):
                return b(x) + 1

            def b(x):
                try:
                    return {}[x]
                except KeyError as e:
                    raise ValueError("bad value") from e

            class Body:
                y = a("key")
            """;

        Interpreted.Run(Script, "dir/script.py").ShouldBe("""
            Traceback (most recent call last):
              File "dir/script.py", line 6, in b
                return {}[x]
            KeyError: 'key'

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "dir/script.py", line 10, in <module>
                class Body:
              File "dir/script.py", line 11, in Body
                y = a("key")
              File "dir/script.py", line 2, in a
                return b(x) + 1
              File "dir/script.py", line 8, in b
                raise ValueError("bad value") from e
            ValueError: bad value

            """);
    }

    [Fact]
    public void An_exception_while_handling_another_shows_both()
    {
        const string Script = """
            class E(Exception):
                pass
            try:
                raise E("first")
            except E:
                undefined_name
            """;

        Interpreted.Run(Script).ShouldBe("""
            Traceback (most recent call last):
              File "script.py", line 4, in <module>
                raise E("first")
            E: first

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "script.py", line 6, in <module>
                undefined_name
            NameError: name 'undefined_name' is not defined

            """);
    }

    [Fact]
    public void Repeated_calls_are_counted_and_not_listed()
    {
        string text = Interpreted.Run("def f(n):\n    return f(n + 1)\nf(0)\n");

        text.ShouldContain("[Previous line repeated ");
        text.ShouldEndWith("RecursionError: maximum recursion depth exceeded\n");
    }

    [Fact]
    public void An_error_in_a_generator_names_the_generator()
    {
        Interpreted.Run("def g():\n    yield 1\n    raise ValueError('x')\nlist(g())\n").ShouldBe("""
            Traceback (most recent call last):
              File "script.py", line 4, in <module>
                list(g())
              File "script.py", line 3, in g
                raise ValueError('x')
            ValueError: x

            """);
    }
}

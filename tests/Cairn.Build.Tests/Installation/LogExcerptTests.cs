using Cairn.Build.Installation;

namespace Cairn.Build.Tests.Installation;

public sealed class LogExcerptTests : IDisposable
{
    private readonly string _log = Path.GetTempFileName();

    public void Dispose() => File.Delete(_log);

    [Fact]
    public void First_error_is_marked_with_what_stands_around_it()
    {
        Write([.. Lines("before", 10), "x.c:3:5: error: unknown type name", .. Lines("after", 20), "make: *** [all] Error 2"]);

        var excerpt = LogExcerpt.Of(_log);

        excerpt.Length.ShouldBe(12);
        excerpt[0].ShouldBe("   before 6");
        excerpt[4].ShouldBe(">> x.c:3:5: error: unknown type name");
    }

    [Theory]
    [InlineData("/usr/bin/ld: x.o: undefined reference to `f'")]
    [InlineData("make[2]: *** [Makefile:12: x.o] Error 1")]
    [InlineData("CMake Error at CMakeLists.txt:3 (find_package):")]
    [InlineData("configure: error: no acceptable C compiler found in $PATH")]
    [InlineData("Traceback (most recent call last):")]
    [InlineData("sh: 1: makeinfo: command not found")]
    [InlineData("ninja: error: loading 'build.ninja'")]
    [InlineData("/usr/bin/ld: cannot find -lfoo")]
    [InlineData("cc: internal compiler error: Segmentation fault")]
    public void What_tools_call_an_error_is_found(string line)
    {
        Write([.. Lines("quiet", 30), line]);

        LogExcerpt.Of(_log)[^1].ShouldBe($">> {line}");
    }

    [Fact]
    public void What_the_compiler_wrapper_refuses_goes_before_what_its_caller_says_of_it()
    {
        Write(["CMake Error at CMakeTestCCompiler.cmake:70 (message):", .. Lines("what was run", 20), "    [cairn cc] error: the variables SPACK_CC_* are not set", "gmake: *** [x.o] Error 1"]);

        LogExcerpt.Of(_log)[4].ShouldBe(">>     [cairn cc] error: the variables SPACK_CC_* are not set");
    }

    [Theory]
    [InlineData("gcc -Werror=format -c error.c")]
    [InlineData("checking for strerror... error: no")]
    [InlineData("x.c:3: warning: this is an error: in C23")]
    [InlineData("0 errors: fine")]
    [InlineData("==> [2026-11-27-13:10:57.514461] 'sed' '-i' 's/error: //' 'x'")]
    public void What_only_looks_like_an_error_is_not_taken(string line)
    {
        Write([line, "the end"]);

        LogExcerpt.Of(_log).ShouldBe([$"   {line}", "   the end"]);
    }

    [Fact]
    public void Without_an_error_the_last_lines_are_shown()
    {
        Write([.. Lines("quiet", 50)]);

        var excerpt = LogExcerpt.Of(_log);

        excerpt.Length.ShouldBe(20);
        excerpt[^1].ShouldBe("   quiet 49");
    }

    [Fact]
    public void What_cairn_says_about_the_end_is_no_part_of_the_build()
    {
        Write(["last words", $"{LogExcerpt.EndMark} error: the phase failed", "error: again"]);

        LogExcerpt.Of(_log).ShouldBe(["   last words"]);
    }

    [Fact]
    public void Very_long_lines_are_cut()
    {
        Write([new string('x', 1000)]);

        LogExcerpt.Of(_log)[0].Length.ShouldBeLessThan(450);
    }

    [Fact]
    public void Log_that_is_missing_has_nothing_to_show() => LogExcerpt.Of("/nowhere/log").ShouldBeEmpty();

    private static IEnumerable<string> Lines(string text, int count) => Enumerable.Range(0, count).Select(i => $"{text} {i}");

    private void Write(string[] lines) => File.WriteAllLines(_log, lines);
}

using System.Diagnostics;
using Cairn.Build.PostInstall;
using Cairn.Specs;

namespace Cairn.Build.Tests.PostInstall;

public sealed class LongShebangsTests : IDisposable
{
    private readonly string _store = Directory.CreateTempSubdirectory("cairn-sbang-").FullName;
    private readonly string _prefix;
    private readonly string _far;

    public LongShebangsTests()
    {
        _prefix = Path.Combine(_store, "prefix");
        _far = Path.Combine([_store, .. Enumerable.Repeat("a-long-name-of-a-directory", 6)]);
        Directory.CreateDirectory(_prefix);
        Directory.CreateDirectory(_far);
    }

    public void Dispose() => Directory.Delete(_store, recursive: true);

    [Fact]
    public void Script_with_a_long_first_line_runs_through_sbang()
    {
        File.CreateSymbolicLink(Path.Combine(_far, "sh"), "/bin/sh");
        var script = Script($"#!{_far}/sh -e\necho \"got $1 of $0\"\n");

        new LongShebangs(_store).Filter(_prefix);

        File.ReadLines(script).First().ShouldBe($"#!/bin/sh {_store}/bin/sbang");
        using var process = Process.Start(new ProcessStartInfo(script, ["this"]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd().ShouldBe($"got this of {script}\n");
        File.GetUnixFileMode(script).ShouldBe((UnixFileMode)Convert.ToInt32("755", 8));
    }

    [Theory]
    [InlineData("lua", "--!", "")]
    [InlineData("luajit", "--!", "")]
    [InlineData("node", "//!", "")]
    [InlineData("php", "<?php #!", " ?>")]
    [InlineData("perl", "#!", "")]
    public void Second_line_is_a_comment_of_the_language(string interpreter, string start, string end)
    {
        var script = Script($"#!{_far}/{interpreter}\nrest\n");

        new LongShebangs(_store).FilterFile(script).ShouldBeTrue();

        File.ReadAllLines(script)[1..].ShouldBe([$"{start}{_far}/{interpreter}{end}", "rest"]);
    }

    [Fact]
    public void Changing_twice_changes_once()
    {
        var script = Script($"#!{_far}/perl\n");
        var shebangs = new LongShebangs(_store);
        shebangs.FilterFile(script).ShouldBeTrue();

        shebangs.FilterFile(script).ShouldBeFalse();
    }

    [Theory]
    [InlineData("#!/bin/sh\necho\n")]
    [InlineData("")]
    [InlineData("no script")]
    [InlineData("#!")]
    public void Other_files_stay_as_they_are(string content)
    {
        var script = Script(content);

        new LongShebangs(_store).FilterFile(script).ShouldBeFalse();

        File.ReadAllText(script).ShouldBe(content);
        Directory.Exists(Path.Combine(_store, "bin")).ShouldBeFalse();
    }

    [Fact]
    public void Files_that_cannot_be_executed_are_left_alone()
    {
        var script = Script($"#!{_far}/perl\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        new LongShebangs(_store).Filter(_prefix);

        File.ReadAllText(script).ShouldBe($"#!{_far}/perl\n");
    }

    [Fact]
    public void Store_with_a_path_too_long_itself_is_an_error()
    {
        var script = Script($"#!{_far}/perl\n");

        Should.Throw<CairnException>(() => new LongShebangs(_far).FilterFile(script)).Diagnostic.Code.ShouldBe("sbang");
    }

    private string Script(string content)
    {
        var path = Path.Combine(_prefix, "script");
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
        return path;
    }
}

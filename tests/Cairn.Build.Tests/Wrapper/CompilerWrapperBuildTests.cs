using Cairn.Build.Wrapper;
using Cairn.Specs;

namespace Cairn.Build.Tests.Wrapper;

public sealed class CompilerWrapperBuildTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cairn-wrapper-build-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Wrapper_is_compiled_once_for_each_compiler()
    {
        var cache = Path.Combine(_directory, "cache");
        var first = new CompilerWrapper(cache).Build("/usr/bin/cc");
        var written = File.GetLastWriteTimeUtc(first);

        new CompilerWrapper(cache).Build("/usr/bin/cc").ShouldBe(first);
        File.GetLastWriteTimeUtc(first).ShouldBe(written);
        Directory.GetFiles(Path.GetDirectoryName(first)!).ShouldBe([first]);
    }

    [Fact]
    public void Installing_replaces_the_file_and_makes_it_executable()
    {
        var path = Path.Combine(_directory, "cc");
        File.WriteAllText(path, "#!/bin/sh\n");

        new CompilerWrapper(Path.Combine(_directory, "cache")).Install(path, "/usr/bin/cc");

        File.ReadAllBytes(path)[..4].ShouldBe([0x7F, (byte)'E', (byte)'L', (byte)'F']);
        File.GetUnixFileMode(path).ShouldBe((UnixFileMode)Convert.ToInt32("755", 8));
    }

    [Fact]
    public void Compiler_that_does_not_work_is_an_error_with_its_output() =>
        Should.Throw<CairnException>(() => new CompilerWrapper(_directory).Build("/bin/false")).Diagnostic.Code.ShouldBe("compiler-wrapper");

    [Fact]
    public void Compiler_that_is_missing_is_an_error() =>
        Should.Throw<CairnException>(() => new CompilerWrapper(_directory).Build("/nowhere/cc")).Message.ShouldContain("/nowhere/cc");
}

using System.Diagnostics;
using Cairn.Build.PostInstall;

namespace Cairn.Build.Tests.PostInstall;

public sealed class RunTimeLibrariesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cairn-libraries-").FullName;

    public RunTimeLibrariesTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "dep"));
        Directory.CreateDirectory(Path.Combine(_root, "prefix"));
        File.WriteAllText(Path.Combine(_root, "f.c"), "int f(void) { return 0; }\n");
        File.WriteAllText(Path.Combine(_root, "main.c"), "int f(void); int main(void) { return f(); }\n");
        Compile("-shared", "-fPIC", "-Wl,-soname,libf.so.1", "-o", "dep/libf.so", "f.c");
        File.Move(Path.Combine(_root, "dep/libf.so"), Path.Combine(_root, "dep/libf.so.1"));
    }

    private string Prefix => Path.Combine(_root, "prefix");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Dynamic_section_tells_names_and_paths()
    {
        Compile("-o", "prefix/main", "main.c", "dep/libf.so.1", "-Wl,-rpath,/a:/b");

        ElfDynamicSection.Read(Path.Combine(_root, "dep/libf.so.1"))!.Soname.ShouldBe("libf.so.1");
        var program = ElfDynamicSection.Read(Path.Combine(Prefix, "main")).ShouldNotBeNull();
        program.Soname.ShouldBeNull();
        program.Needed.ShouldContain("libf.so.1");
        program.RunPaths.ShouldBe(["/a", "/b"]);
        ElfDynamicSection.Read(Path.Combine(_root, "f.c")).ShouldBeNull();
    }

    [Fact]
    public void Library_that_is_on_no_path_is_missing()
    {
        Compile("-o", "prefix/main", "main.c", "dep/libf.so.1");

        new RunTimeLibraries().FindMissing(Prefix).ShouldBe([$"{Prefix}/main needs libf.so.1"]);
    }

    [Theory]
    [InlineData("-Wl,-rpath,{0}/dep")]
    [InlineData("-Wl,-rpath,$ORIGIN/../dep")]
    public void Library_on_the_path_is_found(string option)
    {
        Compile("-o", "prefix/main", "main.c", "dep/libf.so.1", option.Replace("{0}", _root, StringComparison.Ordinal));

        new RunTimeLibraries().FindMissing(Prefix).ShouldBeEmpty();
    }

    [Fact]
    public void Paths_that_do_not_exist_are_dropped_and_the_program_still_runs()
    {
        Compile("-o", "prefix/main", "main.c", "dep/libf.so.1", $"-Wl,-rpath,/nowhere/lib:{_root}/dep:/nowhere/lib64:$ORIGIN/lib");

        RunTimeLibraries.DropRedundantPaths(Prefix);

        ElfDynamicSection.Read(Path.Combine(Prefix, "main"))!.RunPaths.ShouldBe([$"{_root}/dep", "$ORIGIN/lib"]);
        using var process = Process.Start(Path.Combine(Prefix, "main"));
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    private void Compile(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("cc", arguments) { WorkingDirectory = _root })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}

using System.Diagnostics;
using Cairn.Build.PostInstall;
using Xunit;

namespace Cairn.Build.Tests.PostInstall;

public sealed class BoundLibrariesTests : IDisposable
{
    private const string Patchelf = "/usr/bin/patchelf";

    private readonly string _prefix = Directory.CreateTempSubdirectory("cairn-bound-").FullName;

    public void Dispose() => Directory.Delete(_prefix, recursive: true);

    [SkippableFact]
    public void Libraries_get_their_path_as_their_name_except_those_that_are_excluded()
    {
        Skip.IfNot(File.Exists(Patchelf), $"there is no {Patchelf}, which changes the names of libraries");
        Directory.CreateDirectory(Path.Combine(_prefix, "lib", "stubs"));
        File.WriteAllText(Path.Combine(_prefix, "f.c"), "int f(void) { return 0; }\n");
        File.WriteAllText(Path.Combine(_prefix, "main.c"), "int f(void); int main(void) { return f(); }\n");
        foreach (var library in new[] { "lib/libf.so", "lib/libvm.so.1", "lib/stubs/libcuda.so" })
        {
            Compile("-shared", "-fPIC", $"-Wl,-soname,{Path.GetFileName(library)}", "-o", library, "f.c");
        }

        File.CreateSymbolicLink(Path.Combine(_prefix, "lib", "libvm.so"), "libvm.so.1");
        Compile("-pie", "-o", "program", "main.c", "lib/libf.so");
        File.SetUnixFileMode(Path.Combine(_prefix, "lib", "libf.so"), UnixFileMode.UserRead);

        new BoundLibraries(Patchelf).Bind(_prefix, new HashSet<string> { "stubs", "libvm.so" }).ShouldBeEmpty();

        NameOf("lib/libf.so").ShouldBe(Path.Combine(_prefix, "lib", "libf.so"));
        File.GetUnixFileMode(Path.Combine(_prefix, "lib", "libf.so")).ShouldBe(UnixFileMode.UserRead);
        NameOf("lib/libvm.so.1").ShouldBe("libvm.so.1");
        NameOf("lib/stubs/libcuda.so").ShouldBe("libcuda.so");
        NameOf("program").ShouldBeNull();

        // What is linked now needs no search path.
        Compile("-o", "linked", "main.c", "lib/libf.so");
        using var process = Process.Start(Path.Combine(_prefix, "linked"));
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    private string? NameOf(string file) => ElfDynamicSection.Read(Path.Combine(_prefix, file))!.Soname;

    private void Compile(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("cc", arguments) { WorkingDirectory = _prefix })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}

using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn python</c>.</summary>
public sealed class PythonTests : IDisposable
{
    private readonly Place _place = new();

    public PythonTests() => _place.Repository("mylab", Recipes.Sound);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("from spack.spec import Spec; print(Spec('hdf5@1.14+mpi').satisfies('@1.10:'))", "True\n")]
    [InlineData("from spack.version import Version, ver; print(Version('1.10') > Version('1.9'), ver('1.2:1.4'))", "True 1.2:1.4\n")]
    [InlineData("from spack.package import *; print(join_path('a', 'b'))", "a/b\n")]
    [InlineData("from spack.spec import Spec; print(Spec('library').intersects('storage'))", "True\n")]
    [InlineData("from spack_repo.mylab.packages.library.package import Library; print(Library.homepage)", "https://library.example.org\n")]
    public void Code_sees_the_modules_of_recipes(string code, string printed) =>
        _place.Run("python", "-c", code).Succeeded().Output.ShouldBe(printed);

    [Fact]
    public void A_script_has_its_arguments_files_and_neighbours()
    {
        _place.Write("scripts/neighbour.py", "word = 'near'\n");
        string script = _place.Write("scripts/run.py", """
            import sys, os, neighbour
            with open("out.txt", "w") as f:
                f.write(neighbour.word)
            print(sys.argv[1:], os.path.exists("out.txt"))
            """);

        _place.Run("python", script, "-x", "--json", "b c").Succeeded().Output.ShouldBe("['-x', '--json', 'b c'] True\n");
        File.ReadAllText(_place.Path("out.txt")).ShouldBe("near");
    }

    [Theory]
    [InlineData("import sys; sys.exit(7)", 7, "")]
    [InlineData("import sys; sys.exit()", 0, "")]
    [InlineData("raise SystemExit('enough')", 1, "enough\n")]
    public void The_exit_code_is_the_scripts(string code, int expected, string error)
    {
        var outcome = _place.Run("python", "-c", code);

        outcome.ExitCode.ShouldBe(expected);
        outcome.Error.ShouldBe(error);
    }

    [Fact]
    public void A_failure_ends_in_a_traceback_on_standard_error()
    {
        string script = _place.Write("fail.py", "def f():\n    return {}['key']\n\nf()\n");
        var outcome = _place.Run("python", script);

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldStartWith("Traceback (most recent call last):\n");
        outcome.Error.ShouldContain($"File \"{script}\", line 2, in f\n    return {{}}['key']\n");
        outcome.Error.ShouldEndWith("KeyError: 'key'\n");
    }

    [Fact]
    public void Impossible_combinations_raise_the_errors_of_spack()
    {
        const string code = """
            from spack.spec import Spec
            for a, b in [("a@1", "a@2"), ("a+x", "a~x"), ("a", "b")]:
                try:
                    Spec(a).constrain(b)
                except Exception as e:
                    print(type(e).__name__)
            """;

        _place.Run("python", "-c", code).Succeeded().Lines.ShouldBe(
            ["UnsatisfiableVersionSpecError", "UnsatisfiableVariantSpecError", "UnsatisfiableSpecNameError"]);
    }
}

namespace Cairn.Recipes.Tests.Evaluation;

/// <summary>Functions of the Package API that need no machine; the expectations are what the same script prints under Spack.</summary>
public sealed class PackageApiTests
{
    [Theory]
    [InlineData("library_extensions", "['a', 'la', 'so', 'tbd', 'dylib']")]
    [InlineData("join_url('https://a/b', 'c', '../d')", "https://a/b/d")]
    [InlineData("join_url('https://a/b/', '/c')", "https://a/c")]
    [InlineData("join_url('s3://bucket/b', 'c/d')", "s3://bucket/b/c/d")]
    [InlineData("join_url('https://a/b/x', 'y', resolve_href=True)", "https://a/b/y")]
    [InlineData("(ver('1.2:1.4'), ver('1.2,1.4'), ver('=1.2'))", "(1.2:1.4, [1.2, 1.4], Version(\"1.2\"))")]
    [InlineData("shared_library_suffix(Spec('a platform=linux')) + static_library_suffix(Spec('a platform=linux'))", "soa")]
    [InlineData("(Spec('a target=zen2').architecture.target, Spec('a').architecture)", "('zen2', None)")]
    [InlineData("LibraryList(['/a/lib/libx.so', '/b/lib64/liby.a', '/a/lib/libz.so.1.2', '/a/lib/libx.so']).ld_flags", "-L/a/lib -L/b/lib64 -lx -ly -lz")]
    [InlineData("HeaderList(['/p/include/x.h', '/q/inc/z.h']).cpp_flags", "-I/p/include -I/q/inc")]
    public void Values_are_those_of_Spack(string expression, string value) => Value(expression).ShouldBe(value);

    [Fact]
    public void Shell_code_sets_what_changes_and_unsets_what_goes() => Value(
        "changes().shell_modifications('sh', env={'PATH': '/bin', 'Z': '1', 'SAME': 'x', 'MANPATH': '/m'})",
        """
        def changes():
            env = EnvironmentModifications()
            env.set("A", "a b'c$d")
            env.set("SAME", "x")
            env.prepend_path("PATH", "/n")
            env.prepend_path("MANPATH", "/n/man")
            env.unset("Z")
            return env
        """).ShouldBe("export A='a b'\"'\"'c$d';\nexport MANPATH=/n/man:/m:;\nexport PATH=/n:/bin;\nunset Z;\n");

    [Theory]
    [InlineData("{}", "{'A': '1', 'X_PATH': '/a', 'LIST': 'a;b'}", "SetEnv A 1; PrependPath LIST a;b; PrependPath X_PATH /a")]
    [InlineData("{'A': '1'}", "{}", "UnsetEnv A")]
    [InlineData("{'P': '/a:/b'}", "{'P': '/c:/a:/b:/d'}", "AppendPath P /d; PrependPath P /c")]
    [InlineData("{'P': '/a:/b:/c'}", "{'P': '/n:/b:/c'}", "RemovePath P /a; PrependPath P /n")]
    [InlineData("{'P': '/a:/b'}", "{'P': '/a:/x:/b'}", "PrependPath P /a:/x:/b")]
    [InlineData("{'P': '/a:/b'}", "{'P': '/c:/d'}", "PrependPath P /c:/d")]
    [InlineData("{'P': 'a'}", "{'P': 'b'}", "SetEnv P b")]
    public void Differences_of_environments_become_changes_of_single_directories(string before, string after, string changes) => Value(
        $"'; '.join(' '.join([type(m).__name__, m.name] + ([m.value] if hasattr(m, 'value') else [])) for m in EnvironmentModifications.from_environment_diff({before}, {after}))")
        .ShouldBe(changes);

    private static string Value(string expression, string imports = "") => World.Of(("a", World.Class($"homepage = str({expression})", imports: imports))).Get("a")
        .Attributes["homepage"].ShouldBeOfType<MetadataValue.Text>().Value;
}

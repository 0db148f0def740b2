namespace Cairn.Build.Tests.Wrapper;

/// <summary>One test for each rule of the compiler wrapper.</summary>
public sealed class CompilerWrapperTests(WrapperProgram wrapper) : IClassFixture<WrapperProgram>
{
    private static readonly (string, string?)[] Dependencies =
    [
        ("SPACK_STORE_INCLUDE_DIRS", "/store/a/include:/store/b/include"), ("SPACK_INCLUDE_DIRS", "/opt/e/include"),
        ("SPACK_STORE_LINK_DIRS", "/store/a/lib:/store/b/lib"), ("SPACK_LINK_DIRS", "/opt/e/lib"),
        ("SPACK_STORE_RPATH_DIRS", "/store/self/lib:/store/a/lib"), ("SPACK_RPATH_DIRS", "/opt/e/lib"),
    ];

    private static readonly (string, string?)[] Flags =
    [
        ("SPACK_CPPFLAGS", "-cpp"), ("SPACK_CFLAGS", "-c1 -c2"), ("SPACK_CXXFLAGS", "-cxx"), ("SPACK_FFLAGS", "-f"),
        ("SPACK_LDFLAGS", "-ld"), ("SPACK_LDLIBS", "-lm -lrt"),
    ];

    [Theory]
    [InlineData("cc", "-c x.c", "cc")]
    [InlineData("cc", "-S x.c", "as")]
    [InlineData("cc", "-E x.c", "cpp")]
    [InlineData("cpp", "x.c", "cpp")]
    [InlineData("ld", "x.o", "ld")]
    [InlineData("cc", "x.o", "ccld")]
    [InlineData("c++", "x.o -o x", "ccld")]
    [InlineData("cc", "-M x.c", "dep")]
    [InlineData("cc", "-MM x.c", "dep")]
    [InlineData("cc", "-MD -c x.c", "cc")]
    [InlineData("cc", "-v", "vcheck")]
    [InlineData("cc", "-V x.c", "vcheck")]
    [InlineData("ld", "--version", "vcheck")]
    [InlineData("ftn", "-dumpversion", "vcheck")]
    public void Mode_follows_name_and_arguments(string name, string arguments, string mode) => wrapper.ModeOf(name, arguments).ShouldBe(mode);

    [Theory]
    [InlineData("cc", "/bin/real-cc")]
    [InlineData("c++", "/bin/real-c++")]
    [InlineData("ftn", "/bin/real-fc")]
    [InlineData("f77", "/bin/real-f77")]
    [InlineData("ld", "ld")]
    public void Name_selects_the_real_tool(string name, string tool) => wrapper.CommandOf(name, "x.o")[0].ShouldBe(tool);

    [Fact]
    public void Compiling_adds_include_directories_but_nothing_of_linking() =>
        wrapper.CommandOf("cc", "-c x.c", Dependencies)
            .ShouldBe(["/bin/real-cc", "-I/store/a/include", "-I/store/b/include", "-I/opt/e/include", "-c", "x.c"]);

    [Fact]
    public void Linking_through_the_compiler_adds_libraries_and_runtime_paths() =>
        wrapper.CommandOf("cc", "x.o", Dependencies).ShouldBe([
            "/bin/real-cc", "-I/store/a/include", "-I/store/b/include", "-I/opt/e/include", "-L/store/a/lib", "-L/store/b/lib", "-L/opt/e/lib",
            "-Wl,-rpath,/store/self/lib", "-Wl,-rpath,/store/a/lib", "-Wl,-rpath,/opt/e/lib", "x.o"]);

    [Fact]
    public void Linker_gets_runtime_paths_as_two_arguments_and_no_include_directories() =>
        wrapper.CommandOf("ld", "x.o", Dependencies).ShouldBe([
            "ld", "-L/store/a/lib", "-L/store/b/lib", "-L/opt/e/lib", "-rpath", "/store/self/lib", "-rpath", "/store/a/lib", "-rpath", "/opt/e/lib", "x.o"]);

    [Fact]
    public void Search_paths_are_sorted_into_store_other_system() =>
        wrapper.CommandOf("cc", "-I/usr/include -I/opt/x -I/store/z -L/usr/lib -L/opt/x -L/stage/z x.c")[1..]
            .ShouldBe(["-I/store/z", "-I/opt/x", "-I/usr/include", "-L/stage/z", "-L/opt/x", "-L/usr/lib", "x.c"]);

    [Fact]
    public void Relative_directories_belong_to_the_build_and_come_first() =>
        wrapper.CommandOf("cc", "-c -I/opt/x -I../include -I. x.c")[1..].ShouldBe(["-I../include", "-I.", "-I/opt/x", "-c", "x.c"]);

    [Fact]
    public void Directories_of_the_command_line_precede_those_of_dependencies_of_the_same_kind() =>
        wrapper.CommandOf("cc", "-c -I/store/own x.c", Dependencies)[1..]
            .ShouldBe(["-I/store/own", "-I/store/a/include", "-I/store/b/include", "-I/opt/e/include", "-c", "x.c"]);

    [Fact]
    public void Values_may_stand_in_the_next_argument() =>
        wrapper.CommandOf("cc", "-I /opt/i -L /opt/l -l m -isystem /opt/s x.c")[1..]
            .ShouldBe(["-I/opt/i", "-isystem", "/opt/s", "-L/opt/l", "-lm", "x.c"]);

    [Theory]
    [InlineData("-I")]
    [InlineData("-L")]
    [InlineData("-isystem")]
    [InlineData("-Xlinker")]
    public void Flag_without_its_value_is_left_for_the_compiler_to_complain_about(string flag) =>
        wrapper.CommandOf("cc", $"x.c {flag}")[1..].ShouldBe(["x.c", flag]);

    [Fact]
    public void Where_a_build_uses_isystem_dependencies_come_as_isystem_too() =>
        wrapper.CommandOf("cc", "-c -I/opt/i -isystem /opt/s x.c", Dependencies)[1..].ShouldBe([
            "-I/opt/i", "-isystem", "/store/a/include", "-isystem", "/store/b/include", "-isystem", "/opt/s", "-isystem", "/opt/e/include", "-c", "x.c"]);

    [Theory]
    [InlineData("cc", "-c x.c", "-c x.c -cpp -c1 -c2")]
    [InlineData("c++", "-c x.cc", "-c x.cc -cpp -cxx")]
    [InlineData("ftn", "-c x.f90", "-c x.f90 -f -cpp")]
    [InlineData("f77", "-c x.f", "-c x.f -f -cpp")]
    [InlineData("cc", "x.o", "x.o -cpp -c1 -c2 -ld -lm -lrt")]
    [InlineData("cc", "-E x.c", "-E x.c -cpp")]
    [InlineData("cpp", "x.c", "x.c -cpp")]
    [InlineData("ld", "x.o", "x.o -lm -lrt")]
    public void Flags_of_the_spec_go_where_the_language_and_the_mode_want_them(string name, string arguments, string expected) =>
        string.Join(' ', wrapper.CommandOf(name, arguments, Flags)[1..]).ShouldBe(expected);

    [Fact]
    public void Directories_in_flags_of_the_spec_precede_those_of_the_command_line() =>
        wrapper.CommandOf("cc", "-I/opt/given x.o", ("SPACK_CPPFLAGS", "-I/opt/flag"), ("SPACK_LDFLAGS", "-Wl,-rpath,/opt/r"), ("SPACK_RPATH_DIRS", "/opt/e"))[1..]
            .ShouldBe(["-I/opt/flag", "-I/opt/given", "-Wl,-rpath,/opt/r", "-Wl,-rpath,/opt/e", "x.o"]);

    [Theory]
    [InlineData("cc", "CC", "CFLAGS")]
    [InlineData("c++", "CXX", "CXXFLAGS")]
    [InlineData("ftn", "FC", "FFLAGS")]
    public void Always_flags_precede_those_of_the_spec_and_reach_version_checks(string name, string component, string flags)
    {
        component.ShouldNotBeEmpty();
        (string, string?)[] variables = [($"SPACK_ALWAYS_{flags}", "-always"), ($"SPACK_{flags}", "-mine")];
        wrapper.CommandOf(name, "-c x", variables)[1..].ShouldBe(["-c", "x", "-always", "-mine"]);
        wrapper.CommandOf(name, "-v", variables)[1..].ShouldBe(["-always", "-v"]);
    }

    [Theory]
    [InlineData("cc", "-march=c")]
    [InlineData("c++", "-march=cxx")]
    [InlineData("ftn", "-march=fortran")]
    public void Target_flags_come_first_when_compiling(string name, string flag)
    {
        (string, string?)[] variables =
            [("SPACK_TARGET_ARGS_CC", "-march=c"), ("SPACK_TARGET_ARGS_CXX", "-march=cxx"), ("SPACK_TARGET_ARGS_FORTRAN", "-march=fortran")];
        wrapper.CommandOf(name, "-c x", variables)[1..].ShouldBe([flag, "-c", "x"]);
        wrapper.CommandOf(name, "-E x", variables)[1..].ShouldBe(["-E", "x"]);
    }

    [Fact]
    public void Version_check_adds_nothing() => wrapper.CommandOf("cc", "--version", [.. Dependencies, .. Flags]).ShouldBe(["/bin/real-cc", "--version"]);

    [Fact]
    public void Dynamic_tags_are_stripped_and_added_when_linking()
    {
        (string, string?)[] variables = [("SPACK_DTAGS_TO_STRIP", "--enable-new-dtags"), ("SPACK_DTAGS_TO_ADD", "--disable-new-dtags")];
        wrapper.CommandOf("cc", "-Wl,--enable-new-dtags -Xlinker --enable-new-dtags x.o", variables)[1..].ShouldBe(["-Wl,--disable-new-dtags", "x.o"]);
        wrapper.CommandOf("ld", "--enable-new-dtags x.o", variables)[1..].ShouldBe(["--disable-new-dtags", "x.o"]);
        wrapper.CommandOf("cc", "-c x.c", variables)[1..].ShouldBe(["-c", "x.c"]);
    }

    [Theory]
    [InlineData("-Werror", "-Wno-error")]
    [InlineData("-Werror=format", "-Wno-error=format")]
    [InlineData("-Werror-implicit", "-Wno-error=implicit")]
    public void Werror_is_replaced(string given, string expected) =>
        wrapper.CommandOf("cc", $"-c {given} x.c", ("SPACK_COMPILER_FLAGS_REPLACE", "-Werror-|-Wno-error= -Werror|-Wno-error"))[2].ShouldBe(expected);

    [Theory]
    [InlineData("-Werror=format", "-Werror=format")]
    [InlineData("-Werror", "-Wno-error")]
    public void Flags_to_keep_are_not_replaced(string given, string expected) =>
        wrapper.CommandOf(
            "cc", $"-c {given} x.c", ("SPACK_COMPILER_FLAGS_KEEP", "-Werror-*|-Werror=*"),
            ("SPACK_COMPILER_FLAGS_REPLACE", "-Werror-|-Wno-error= -Werror|-Wno-error"))[2].ShouldBe(expected);

    [Fact]
    public void Flag_replaced_by_nothing_disappears() =>
        wrapper.CommandOf("cc", "-c -Werror x.c", ("SPACK_COMPILER_FLAGS_REPLACE", "-Werror*|"))[1..].ShouldBe(["-c", "x.c"]);

    [Theory]
    [InlineData("cc", true)]
    [InlineData("c++", true)]
    [InlineData("ftn", false)]
    [InlineData("ld", false)]
    public void Ccache_stands_before_compilers_of_c_and_cxx(string name, bool isUsed) =>
        (wrapper.CommandOf(name, "x", ("SPACK_CCACHE_BINARY", "/usr/bin/ccache"))[0] == "/usr/bin/ccache").ShouldBe(isUsed);

    [Theory]
    [InlineData("-Wl,-rpath,/store/r")]
    [InlineData("-Wl,-rpath=/store/r")]
    [InlineData("-Wl,--rpath,/store/r")]
    [InlineData("-Wl,--rpath=/store/r")]
    [InlineData("-Wl,-rpath -Wl,/store/r")]
    [InlineData("-Xlinker -rpath -Xlinker /store/r")]
    [InlineData("-Xlinker -rpath=/store/r")]
    [InlineData("-Xlinker --rpath -Xlinker /store/r")]
    public void Every_spelling_of_a_runtime_path_is_understood(string spelling) =>
        wrapper.CommandOf("cc", $"-Wl,-rpath,/opt/r {spelling} x.o")[1..].ShouldBe(["-Wl,-rpath,/store/r", "-Wl,-rpath,/opt/r", "x.o"]);

    [Theory]
    [InlineData("-rpath /store/r")]
    [InlineData("-rpath=/store/r")]
    [InlineData("--rpath /store/r")]
    [InlineData("--rpath=/store/r")]
    public void Every_spelling_of_the_linkers_runtime_path_is_understood(string spelling) =>
        wrapper.CommandOf("ld", $"-rpath /opt/r {spelling} x.o")[1..].ShouldBe(["-rpath", "/store/r", "-rpath", "/opt/r", "x.o"]);

    [Fact]
    public void Other_linker_arguments_keep_their_order() =>
        wrapper.CommandOf("cc", "-Wl,-z,relro,-rpath,/store/r,--as-needed -Xlinker -z -Xlinker now x.o")[1..]
            .ShouldBe(["-Wl,-rpath,/store/r", "-Wl,-z", "-Wl,relro", "-Wl,--as-needed", "-Xlinker", "-z", "-Xlinker", "now", "x.o"]);

    [Fact]
    public void Nested_linker_arguments_are_left_alone() =>
        wrapper.CommandOf("cc", "-Wl,-Wl,,-rpath,,/x x.o")[1..].ShouldBe(["-Wl,-Wl,,-rpath,,/x", "x.o"]);

    [Fact]
    public void Runtime_path_that_never_comes_is_passed_on() =>
        wrapper.CommandOf("cc", "x.o -Wl,-rpath")[1..].ShouldBe(["x.o", "-Wl,-rpath"]);

    [Fact]
    public void Loopopt_is_dropped_when_linking_only()
    {
        wrapper.CommandOf("ftn", "-loopopt=0 x.o")[1..].ShouldBe(["x.o"]);
        wrapper.CommandOf("ftn", "-c -loopopt=0 x.f")[1..].ShouldBe(["-c", "-loopopt=0", "x.f"]);
    }

    [Fact]
    public void Runtime_paths_of_the_compiler_are_added_when_linking() =>
        wrapper.CommandOf("cc", "x.o", ("SPACK_COMPILER_EXTRA_RPATHS", "/opt/gcc/lib"), ("SPACK_COMPILER_IMPLICIT_RPATHS", "/opt/gcc/lib64"))[1..]
            .ShouldBe(["-L/opt/gcc/lib", "-Wl,-rpath,/opt/gcc/lib", "-Wl,-rpath,/opt/gcc/lib64", "x.o"]);

    [Theory]
    [InlineData("true", "-g")]
    [InlineData("custom", "-g3")]
    public void Debug_flags_are_added_when_wanted(string wanted, string flag) =>
        wrapper.CommandOf("cc", "-c x.c", ("SPACK_ADD_DEBUG_FLAGS", wanted), ("SPACK_DEBUG_FLAGS", "-g3"))[1..].ShouldBe([flag, "-c", "x.c"]);

    [Fact]
    public void Unknown_wish_for_debug_flags_is_an_error() =>
        wrapper.Run("cc", "-c x.c", ("SPACK_ADD_DEBUG_FLAGS", "maybe")).Error.ShouldContain("`true`, `false` or `custom`, not `maybe`");

    [Theory]
    [InlineData("SPACK_SYSTEM_DIRS")]
    [InlineData("SPACK_MANAGED_DIRS")]
    [InlineData("SPACK_COMPILER_WRAPPER_PATH")]
    [InlineData("SPACK_SHORT_SPEC")]
    public void Outside_of_a_build_the_missing_variable_is_named(string variable)
    {
        var (code, _, error) = wrapper.Run("cc", "x.c", (variable, ""));
        code.ShouldBe(1);
        error.ShouldContain($"the variable {variable} is missing");
    }

    [Fact]
    public void Language_that_the_recipe_does_not_depend_on_is_an_error()
    {
        var (code, _, error) = wrapper.Run("ftn", "x.f90", ("SPACK_FC_LINKER_ARG", ""));
        code.ShouldBe(1);
        error.ShouldContain("depends_on(\"fortran\", type=\"build\")");
    }

    [Fact]
    public void Unknown_name_is_an_error() => wrapper.Run("unheard-of", "").Error.ShouldContain("`unheard-of` is not the name of a compiler");

    [Fact]
    public void Wrapper_takes_itself_out_of_path_and_becomes_the_real_tool()
    {
        var (code, output, error) = wrapper.Run("cc", "", ("SPACK_CC", "/usr/bin/env"), ("PATH", $"{wrapper.Bin}/:/usr/bin:.:{wrapper.Bin}"));
        code.ShouldBe(0, error);
        output.Split('\n').ShouldContain("PATH=/usr/bin");
    }

    [Fact]
    public void Exit_code_is_that_of_the_real_tool() => wrapper.Run("cc", "x.c", ("SPACK_CC", "/bin/false")).Code.ShouldBe(1);

    [Fact]
    public void Real_tool_that_is_missing_is_an_error() =>
        wrapper.Run("cc", "x.c", ("SPACK_CC", "/nowhere/cc")).Error.ShouldContain("cannot run `/nowhere/cc`");

    [Fact]
    public void Debug_log_holds_what_came_in_and_what_went_out()
    {
        wrapper.Run("cc", "-c x.c", ("SPACK_CC", "/bin/true"), ("SPACK_DEBUG", "TRUE"), ("SPACK_CFLAGS", "-O2"), ("SPACK_DEBUG_LOG_ID", "logged-abcdefg")).Code.ShouldBe(0);

        var directory = Path.GetDirectoryName(wrapper.Bin)!;
        File.ReadAllText(Path.Combine(directory, "spack-cc-logged-abcdefg.in.log")).ShouldBe("[cc] /bin/true -c x.c\n");
        File.ReadAllText(Path.Combine(directory, "spack-cc-logged-abcdefg.out.log")).ShouldBe("[cc] /bin/true -c x.c -O2\n");
        wrapper.Run("cc", "-c x.c", ("SPACK_CC", "/bin/true"), ("SPACK_DEBUG_LOG_ID", "silent-abcdefg"));
        File.Exists(Path.Combine(directory, "spack-cc-silent-abcdefg.in.log")).ShouldBeFalse();
    }
}

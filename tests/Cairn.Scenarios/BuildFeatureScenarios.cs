using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Two small packages whose recipes use what the Package API offers and fail if it does not do what it should.</summary>
public sealed class BuildFeatureScenarios : IDisposable
{
    private const string Makefile = """
        CC = broken
        EDITED = @first@ @second@ a.b
        all: libfeat.so
        libfeat.so: feat.c
        	$(CC) -shared -fPIC -o $@ feat.c
        install:
        	mkdir -p $(PREFIX)/lib $(PREFIX)/include
        	cp libfeat.so $(PREFIX)/lib
        	cp feat.h $(PREFIX)/include

        """;

    private readonly ScenarioWorld _world = new();

    public BuildFeatureScenarios()
    {
        var repository = new SmallRepository(_world);
        var archive = repository.WriteArchive(
            "feat",
            SmallRepository.File("feat-1.0/Makefile", Makefile),
            SmallRepository.File("feat-1.0/feat.c", "int feat(void) { return 41; }\n"),
            SmallRepository.File("feat-1.0/feat.h", "int feat(void);\n"),
            SmallRepository.File("feat-1.0/data/deep/file", "deep\n"));
        var recipe = repository.WriteRecipeText("libfeat", $$"""
            from spack_repo.starter.build_systems.makefile import MakefilePackage

            from spack.package import *


            class Libfeat(MakefilePackage):
                "A library."

                homepage = "https://example.org"
                url = "file://{{archive.Path}}"
                version("1.0", sha256="{{archive.Digest}}")
                variant("extra", default=True, description="More")
                depends_on("c", type="build")
                depends_on("gmake", type="build")
                patch("answer.patch")
                parallel = False

                events = []

                @run_before("build")
                def before_build(self):
                    self.events.append("before build")

                @run_after("build")
                @when("+extra")
                def after_build(self):
                    self.events.append("after build")

                @run_after("install", when="~extra")
                def never(self):
                    raise InstallError("a condition that does not hold")

                @run_after("install")
                def after_install(self):
                    assert self.events == ["before build", "after build"], self.events
                    assert self.kind() == "extra"
                    assert self.module.make_jobs == 1, self.module.make_jobs

                @when("+extra")
                def kind(self):
                    return "extra"

                @when("~extra")
                def kind(self):
                    return "plain"

                def edit(self, spec, prefix):
                    filter_file(r"^CC\s*=.*", f"CC = {spack_cc}", "Makefile")
                    filter_file(r"@(\w+)@", lambda match: match.group(1).upper(), "Makefile", backup=True)
                    filter_file("a.b", "dotted", "Makefile", string=True)
                    with open("Makefile") as f:
                        assert "EDITED = FIRST SECOND dotted\n" in f.read()
                    with open("Makefile~") as f:
                        assert "@first@" in f.read()
                    with working_dir("data", create=True):
                        assert pwd().endswith("data")

                def install(self, spec, prefix):
                    make("install", f"PREFIX={prefix}")
                    install_tree("data", prefix.share.data)
                    mkdirp(prefix.bin)
                    with open(prefix.bin.join("long"), "w") as f:
                        f.write("#!" + prefix + "/very/long" * 20 + "/sh\n")
                    set_executable(prefix.bin.join("long"))

                def setup_dependent_package(self, module, dependent_spec):
                    module.feat_answer = lambda: 42

                def setup_dependent_build_environment(self, env, dependent_spec):
                    env.set("FEAT_PREFIX", self.prefix)
                    env.prepend_path("FEAT_PATH", "/b")
                    env.prepend_path("FEAT_PATH", "/a")
            """);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(recipe)!, "answer.patch"), """
            --- a/feat.c
            +++ b/feat.c
            @@ -1 +1 @@
            -int feat(void) { return 41; }
            +int feat(void) { return 42; }

            """);
        repository.WriteBundle("usefeat", """
            import os
            assert feat_answer() == 42
            assert os.environ["FEAT_PREFIX"] == spec["libfeat"].prefix
            assert os.environ["FEAT_PATH"] == "/a:/b"
            assert os.environ["CFLAGS"] == "-DFROM_SPEC=1", os.environ.get("CFLAGS")
            assert spec["libfeat"].libs.names == ["feat"]
            assert spec["libfeat"].headers.directories == [spec["libfeat"].prefix.include]
            assert spec["libfeat"].prefix.lib in self.rpath and prefix.lib in self.rpath
            assert os.path.realpath(which("cc").path).startswith(os.path.realpath(spec["compiler-wrapper"].prefix))
            assert self.compiler.cc_pic_flag == "-fPIC"
            assert not spec.installed and spec["libfeat"].installed
            assert self.log_path.endswith(".log") and os.path.basename(self.install_log_path) == "spack-build-out.txt.gz"
            assert os.path.isfile(self.env_path) and self.fetcher.stage.source_path == self.stage.source_path
            assert [extension for extension in library_extensions][:3] == ["a", "la", "so"]
            assert CompilerPropertyDetector(spec["c"]).default_libc().name in ("glibc", "musl")
            with working_dir("scripts", create=True):
                with open("relative", "w") as f:
                    f.write("#!/" + "very/long/" * 20 + "sh\n")
                assert filter_shebang("relative")
                with open("relative") as f:
                    assert f.readline() == sbang_shebang_line() + "\n"
            with open("main.c", "w") as f:
                f.write("#include <stdio.h>\n#include <feat.h>\nint main(void) { printf(\"%d %d\\n\", feat(), FROM_SPEC); return 0; }\n")
            cc = Executable(os.environ["CC"])
            cc(*os.environ["CFLAGS"].split(), "-c", "main.c")
            cc("main.o", "-o", "usefeat", "-lfeat")
            mkdirp(prefix.bin)
            install("usefeat", prefix.bin)
            """, """
            depends_on("c", type="build")
            depends_on("libfeat")
            sanity_check_is_file = ["bin/usefeat"]

            @property
            def archive_files(self):
                return ["spack-src/main.c"]

            def flag_handler(self, name, flags):
                return (None, flags, None) if name == "cflags" else (flags, None, None)
            """);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Recipes_get_what_the_guide_promises_and_their_programs_find_their_libraries()
    {
        (await _world.RunAsync("install", "usefeat", "cflags=-DFROM_SPEC=1")).ShouldSucceed();

        var prefix = _world.PrefixesOf("usefeat").ShouldHaveSingleItem();
        (await _world.RunInstalledAsync(Path.Combine(prefix, "bin", "usefeat"))).Output.ShouldBe("42 1\n");
        File.Exists(Path.Combine(prefix, ".spack", "archived-files", "spack-src", "main.c")).ShouldBeTrue();
        (await _world.RunAsync("logs", "usefeat")).ShouldSucceed().Output.ShouldMatch(@"\n==> \[[-0-9:.]+\] '.*/gcc' 'main.o' '-o' 'usefeat' '-lfeat'\n");
        var library = _world.PrefixesOf("libfeat").ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(Path.Combine(library, "share", "data", "deep", "file"))).ShouldBe("deep\n");
        (await File.ReadAllLinesAsync(Path.Combine(library, "bin", "long")))[0].ShouldEndWith("/sbang");

        var environment = (await _world.RunAsync("build-env", "usefeat", "cflags=-DFROM_SPEC=1", "--", "sh", "-c", "echo $FEAT_PREFIX $CFLAGS $SPACK_SHORT_SPEC")).ShouldSucceed();
        environment.Output.ShouldStartWith($"{library} -DFROM_SPEC=1 usefeat@1.0");
        var dump = Path.Combine(_world.Directory, "environment");
        (await _world.RunAsync("build-env", "--dump", dump, "usefeat", "cflags=-DFROM_SPEC=1")).ShouldSucceed().Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(dump)).ShouldContain($"FEAT_PREFIX='{library}'; export FEAT_PREFIX\n");
    }
}

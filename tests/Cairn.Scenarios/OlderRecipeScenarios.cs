using System.Formats.Tar;
using System.Security.Cryptography;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Recipes of older engines, of every form that their guides have, really built. The recipes fail if anything is not as it was.</summary>
public sealed class OlderRecipeScenarios : IDisposable
{
    private const string Makefile = """
        all: libbase.so
        libbase.so: base.c
        	$(CC) -shared -fPIC -o $@ base.c

        """;

    private const string ProgramMakefile = """
        all: program
        program: program.c
        	$(CC) -o $@ program.c -lbase

        """;

    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _sources;

    public OlderRecipeScenarios() => _sources = new SmallRepository(_world);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Packages_of_2016_are_built_with_all_that_their_guide_has()
    {
        var library = _sources.WriteArchive("base", SmallRepository.File("base-1.0/Makefile", Makefile), SmallRepository.File("base-1.0/base.c", "int base(void) { return 16; }\n"));
        var program = _sources.WriteArchive(
            "program", SmallRepository.File("program-1.0/Makefile", ProgramMakefile),
            SmallRepository.File("program-1.0/program.c", "#include <stdio.h>\nint base(void);\nint main(void) { printf(\"%d\\n\", base()); return 0; }\n"));
        Repository("old2016");
        Recipe("old2016", "base", $$"""
            from spack import *
            import os

            class Base(Package):
                "A library."
                homepage = "http://example.org"
                url = "file://{{library.Path}}"

                version('1.0', '{{Md5Of(library)}}')
                variant('fast', default=False, description='Faster')
                provides('elf')

                def setup_environment(self, spack_env, run_env):
                    spack_env.set('BASE_BUILD', self.name)
                    run_env.prepend_path('BASE_PATH', self.prefix.lib)

                def setup_dependent_environment(self, spack_env, run_env, dependent_spec):
                    spack_env.set('BASE_FOR', dependent_spec.name)
                    run_env.set('BASE_USED_BY', dependent_spec.name)

                def setup_dependent_package(self, module, dependent_spec):
                    module.base_library = join_path(self.prefix.lib, 'libbase.so')
                    self.spec.answer = 16

                def install(self, spec, prefix):
                    assert os.environ['BASE_BUILD'] == 'base'
                    assert 'BASE_PATH' not in os.environ
                    assert spec.satisfies('~fast') and '+fast' not in spec and '%gcc' in spec
                    assert self.compiler.name == 'gcc' and os.path.isfile(self.compiler.cc)
                    assert os.path.join('lib', self.version.up_to(1)) == 'lib/1'
                    make()
                    mkdirp(prefix.lib)
                    install('libbase.so', prefix.lib)
            """);
        Recipe("old2016", "generator", """
            from spack import *

            class Generator(Package):
                version('1.0')
                has_code = False

                def install(self, spec, prefix):
                    mkdirp(prefix.bin, prefix.lib)
                    with open(join_path(prefix.bin, 'generate'), 'w') as script:
                        script.write('#!/bin/sh\necho generated\n')
                    set_executable(join_path(prefix.bin, 'generate'))
            """);
        Recipe("old2016", "program", $$"""
            from spack import *
            import os

            class Program(Package):
                url = "file://{{program.Path}}"
                version('1.0', '{{Md5Of(program)}}')
                depends_on('base@1.0:', type=alldeps)
                depends_on('elf')
                depends_on('generator', type=nolink)
                depends_on('gcc@99:', when='@2:')

                def install(self, spec, prefix):
                    assert os.environ['BASE_FOR'] == 'program'
                    assert os.environ.get('BASE_BUILD') is None, 'only `setup_dependent_environment` counts where there is one'
                    assert base_library == spec['base'].prefix.lib + '/libbase.so' and spec['elf'].answer == 16
                    assert which('generate')(output=str) == 'generated\n'
                    assert [d.name for d in spec.traverse(root=False, deptypes=nolink, deptype_query='run') if d.name in ('base', 'generator')] == ['base', 'generator']
                    assert spec['generator'].prefix.lib not in os.environ['SPACK_STORE_RPATH_DIRS']
                    assert make_jobs >= 1 and env is os.environ and dso_suffix == 'so' and pwd() == self.stage.source_path
                    make(parallel=False)
                    mkdir(prefix.bin)
                    install('program', prefix.bin)
            """);
        Recipe("old2016", "staged", """
            from spack import *

            class Staged(StagedPackage):
                version('1.0')
                has_code = False
                depends_on('base')
                install_phases = set(['setup', 'configure', 'build', 'install', 'provenance'])
                done = []

                def install_setup(self):
                    self.done.append('setup')

                def install_configure(self):
                    self.done.append('configure')

                def install_build(self):
                    self.done.append('build')

                def install_install(self):
                    mkdirp(self.prefix.share)
                    with open(join_path(self.prefix.share, 'stages'), 'w') as stages:
                        stages.write(' '.join(self.done + ['install']))
            """);
        Recipe("old2016", "cmake", """
            from spack import *

            class Cmake(Package):
                "Notes what it is asked for, and writes a Makefile."
                version('3.5')
                has_code = False

                def install(self, spec, prefix):
                    mkdirp(prefix.bin)
                    with open(join_path(prefix.bin, 'cmake'), 'w') as script:
                        script.write('#!/bin/sh\n'
                                     'test "$MODE" = quick || exit 7\n'
                                     'test -f "$1/program.c" || exit 8\n'
                                     'test -n "$SPACK_TRANSITIVE_INCLUDE_PATH" || exit 9\n'
                                     'for word; do echo "$word"; done > asked\n'
                                     'printf "all:\\n\\t\\$(CC) -o program $1/program.c -lbase\\n" > Makefile\n'
                                     'printf "install:\\n\\tmkdir -p $PREFIX\\n\\tcp program asked $PREFIX\\n" >> Makefile\n')
                    set_executable(join_path(prefix.bin, 'cmake'))
            """);
        Recipe("old2016", "configured", $$"""
            from spack import *

            class Configured(CMakePackage):
                url = "file://{{program.Path}}"
                version('1.0', '{{Md5Of(program)}}')
                depends_on('cmake', type='build')
                depends_on('base')

                def configure_args(self):
                    return ['-DUSE_BASE=%s' % ('YES' if 'base' in self.spec else 'NO')]

                def configure_env(self):
                    return {'MODE': 'quick', 'PREFIX': self.prefix}
            """);

        var installed = (await _world.RunAsync("install", "program", "staged", "configured")).ShouldSucceed();

        installed.Error.ShouldContain("md5");
        string place = await _world.LocationAsync("program");
        (await _world.RunInstalledAsync(Path.Combine(place, "bin", "program"))).ShouldSucceed().Output.ShouldBe("16\n");
        File.ReadAllText(Path.Combine(await _world.LocationAsync("staged"), "share", "stages")).ShouldBe("setup configure build install");
        string configured = await _world.LocationAsync("configured");
        (await _world.RunInstalledAsync(Path.Combine(configured, "program"))).ShouldSucceed().Output.ShouldBe("16\n");
        string[] asked = File.ReadAllLines(Path.Combine(configured, "asked"));
        asked[1..].ShouldContain("-DUSE_BASE=YES");
        asked.ShouldContain($"-DCMAKE_INSTALL_PREFIX={configured}");
        asked.ShouldContain("-DCMAKE_BUILD_TYPE=RelWithDebInfo");
        asked.Single(word => word.StartsWith("-DCMAKE_INSTALL_RPATH=", StringComparison.Ordinal)).ShouldContain(await _world.LocationAsync("base"));
        string loaded = (await _world.RunAsync("load", "--sh", "program")).ShouldSucceed().Output;
        loaded.ShouldContain("BASE_USED_BY=program");
        loaded.ShouldContain($"BASE_PATH={await _world.LocationAsync("base")}/lib");
        loaded.ShouldNotContain("BASE_BUILD");
    }

    [Fact]
    public async Task Packages_of_the_first_Package_API_are_built_with_the_build_systems_of_the_engine()
    {
        const string configure = """
            #!/bin/sh
            test "$CONFIGURED" = yes || exit 7
            for word; do case $word in --prefix=*) prefix=${word#--prefix=} ;; --enable-extra) extra=yes ;; esac; done
            test "$extra" = yes || exit 8
            printf 'all:\n\t$(CC) -shared -fPIC -o libbase.so base.c\ninstall:\n\tmkdir -p %s/lib\n\tcp libbase.so %s/lib\n' "$prefix" "$prefix" > Makefile
            """;
        var library = _sources.WriteArchive(
            "base", new PaxTarEntry(TarEntryType.RegularFile, "base-1.0/configure")
            {
                Mode = (UnixFileMode)0b111_101_101,
                DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(configure)),
            },
            SmallRepository.File("base-1.0/base.c", "int base(void) { return 23; }\n"));
        var program = _sources.WriteArchive(
            "program", SmallRepository.File("program-1.0/Makefile", ProgramMakefile),
            SmallRepository.File("program-1.0/program.c", "#include <stdio.h>\nint base(void);\nint main(void) { printf(\"%d\\n\", base()); return 0; }\n"));
        Repository("old023");
        Recipe("old023", "base-lib", $$"""
            import spack.build_systems.autotools
            from spack.package import *


            class BaseLib(AutotoolsPackage):
                "A library."

                url = "file://{{library.Path}}"
                version("1.0", sha256="{{library.Digest}}")
                variant("extra", default=True, description="More")


            class AutotoolsBuilder(spack.build_systems.autotools.AutotoolsBuilder):
                def setup_build_environment(self, env):
                    env.set("CONFIGURED", "yes")

                def configure_args(self):
                    return self.enable_or_disable("extra")
            """);
        Recipe("old023", "plain", $$"""
            import os

            from spack.package import *


            class Plain(Package):
                "Uses `make` as one could: without depending on it."

                url = "file://{{program.Path}}"
                version("1.0", sha256="{{program.Digest}}")
                depends_on("base-lib ^gcc-runtime")
                program_name = "plain"

                def setup_run_environment(self, env):
                    env.set("PLAIN", self.prefix)

                def install(self, spec, prefix):
                    assert f"-DCMAKE_INSTALL_PREFIX:STRING={prefix}" in std_cmake_args, std_cmake_args
                    assert "--no-deps" in std_pip_args and f"-Dprefix={prefix}" in std_meson_args
                    assert os.path.basename(spack_cc) == "gcc" and self.compiler.cc
                    make()
                    mkdirp(prefix.bin)
                    install("program", join_path(prefix.bin, self.program_name))
            """);
        Recipe("old023", "child", """
            from spack.package import *
            from spack.pkg.old023.plain import Plain


            class Child(Plain):
                program_name = "child"
            """);

        (await _world.RunAsync("install", "child")).ShouldSucceed();

        string place = await _world.LocationAsync("child");
        (await _world.RunInstalledAsync(Path.Combine(place, "bin", "child"))).ShouldSucceed().Output.ShouldBe("23\n");
        (await _world.RunAsync("load", "--sh", "child")).ShouldSucceed().Output.ShouldContain($"PLAIN={place}");
    }

    [Fact]
    public async Task Compilers_of_old_repositories_do_not_hide_those_of_today()
    {
        Repository("old2016");
        Recipe("old2016", "gcc", """
            from spack import *

            class Gcc(Package):
                version('6.1.0', '8fb6cb98b8459f5863328380fbf06bd1')

                def install(self, spec, prefix):
                    configure()
            """);
        Recipe("old2016", "thing", """
            from spack import *

            class Thing(Package):
                version('1.0', '8fb6cb98b8459f5863328380fbf06bd1')
            """);

        (await _world.RunAsync("spec", "-N", "thing")).ShouldSucceed().Output.ShouldContain("starter.gcc@");
        (await _world.RunAsync("info", "old2016.gcc")).ShouldSucceed().Output.ShouldContain("6.1.0");
    }

    private static string Md5Of(Archive archive) =>
        Convert.ToHexStringLower(MD5.HashData(File.ReadAllBytes(archive.Path))); // what recipes of that time have

    /// <summary>A repository of the old layout, before those that are there.</summary>
    private void Repository(string name)
    {
        string folder = Path.Combine(_world.Directory, name);
        Directory.CreateDirectory(Path.Combine(folder, "packages"));
        File.WriteAllText(Path.Combine(folder, "repo.yaml"), $"repo:\n  namespace: {name}\n");
        File.WriteAllText(Path.Combine(_world.Config, "repos.yaml"), $"repos:\n- {folder}\n");
    }

    private void Recipe(string repository, string name, string text)
    {
        string folder = Path.Combine(_world.Directory, repository, "packages", name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "package.py"), text);
    }
}

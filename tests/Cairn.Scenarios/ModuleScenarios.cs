using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Module files: made and removed with packages, found, and loaded by the real Environment Modules.</summary>
public sealed class ModuleScenarios : IDisposable
{
    private const string Recipe = """
        from spack_repo.starter.build_systems.generic import Package

        from spack.package import *


        class {0}(Package):
            "A package with a \"module\".

            It has a second paragraph."

            homepage = "https://example.org"
            url = "file://{1}"
            version("1.0", sha256="{2}")
            {3}

            def setup_run_environment(self, env):
                env.set("{4}_SET", "by recipe")
                env.prepend_path("{4}_LIST", self.prefix.lib)

            def install(self, spec, prefix):
                mkdirp(prefix.bin, prefix.share.man)
                with open(prefix.bin.join("{5}"), "w") as file:
                    file.write("#!/bin/sh\necho {5} $SLURM_CONF\n")
                set_executable(prefix.bin.join("{5}"))
        """;

    private readonly ScenarioWorld _world = new();
    private readonly string _modules;
    private readonly SmallRepository _repository;

    public ModuleScenarios()
    {
        var repository = _repository = new SmallRepository(_world);
        void Write(string name, string directives) => repository.WriteRecipeText(name, string.Format(
            System.Globalization.CultureInfo.InvariantCulture, Recipe.Replace("\"A package", "\"\"\"A package", StringComparison.Ordinal).Replace("paragraph.\"", "paragraph.\"\"\"", StringComparison.Ordinal),
            char.ToUpperInvariant(name[0]) + name[1..], repository.Readme.Path, repository.Readme.Digest, directives, name.ToUpperInvariant(), name));
        Write("munge", "");
        Write("slurm", "depends_on(\"munge\", type=(\"link\", \"run\"))");
        _modules = Path.Combine(_world.Directory, "modules");
    }

    public void Dispose() => _world.Dispose();

    [SkippableFact]
    public async Task Modules_are_made_loaded_found_and_removed()
    {
        Configure($$$"""
            modules:
              default:
                enable: [tcl]
                roots: {tcl: {{{_modules}}}}
                arch_folder: false
                tcl:
                  hash_length: 0
                  hide_implicits: false
                  all:
                    autoload: direct
                    conflict: ['{name}']
                    filter: {exclude_env_vars: [CMAKE_PREFIX_PATH]}
                    environment: {set: {'{name}_ROOT': '{prefix}'}}
                  projections: {all: '{name}/{version}'}
                  slurm:
                    suffixes: {'^munge': munged}
                    environment:
                      set: {SLURM_CONF: /etc/slurm/slurm.conf}
                      append_path: {SLURM_EXTRA: '{prefix}/extra'}
                      unset: [SLURM_OLD]
            """);
        var installed = (await _world.RunAsync("install", "slurm")).ShouldSucceed();
        installed.Error.ShouldNotContain("warning", customMessage: installed.Error);

        var file = Path.Combine(_modules, "slurm", "1.0-munged");
        (await _world.RunAsync("module", "tcl", "find", "slurm")).ShouldSucceed().Output.ShouldBe("slurm/1.0-munged\n");
        (await _world.RunAsync("module", "tcl", "find", "--full-path", "-r", "slurm")).ShouldSucceed().Output.ShouldBe($"{Path.Combine(_modules, "munge", "1.0")} {file}\n");
        var text = await File.ReadAllTextAsync(file);
        text.ShouldStartWith("#%Module");
        text.ShouldContain("module-whatis {A package with a 'module'.}");
        text.ShouldContain("module load munge/1.0");
        text.ShouldContain("conflict slurm");
        text.ShouldContain("append-path MANPATH {}");
        text.ShouldNotContain("CMAKE_PREFIX_PATH");
        (await _world.RunAsync("module", "tcl", "loads", "--input-only", "-p", "site/", "slurm")).ShouldSucceed().Output.ShouldBe("site/slurm/1.0-munged\n");

        await LoadWithEnvironmentModules();

        (await _world.RunAsync("module", "tcl", "setdefault", "slurm")).ShouldSucceed();
        new FileInfo(Path.Combine(_modules, "slurm", "default")).LinkTarget.ShouldBe(file);
        (await _world.RunAsync("uninstall", "-y", "slurm")).ShouldSucceed();
        Directory.Exists(Path.Combine(_modules, "slurm")).ShouldBeFalse();
        (await _world.RunAsync("module", "tcl", "rm", "-y", "munge")).ShouldSucceed();
        (await _world.RunAsync("module", "tcl", "find", "munge")).ShouldFail(1, "there is no module file for munge@1.0", "it would be");
        (await _world.RunAsync("module", "tcl", "refresh", "-y", "--delete-tree")).ShouldSucceed();
        File.Exists(Path.Combine(_modules, "munge", "1.0")).ShouldBeTrue();
        (await File.ReadAllTextAsync(Path.Combine(_modules, "module-index.yaml"))).ShouldContain("use_name: munge/1.0");
        (await _world.RunAsync("module", "tcl", "-n", "other", "refresh", "-y")).ShouldFail(1, "there is no set of modules `other`");
    }

    [SkippableFact]
    public async Task Slurm_gets_its_own_template_in_the_hierarchy_of_lmod()
    {
        var templates = Path.Combine(_world.Directory, "templates");
        Directory.CreateDirectory(Path.Combine(templates, "modules"));
        await File.WriteAllTextAsync(Path.Combine(templates, "modules", "relocatable.lua"), """
            {% extends "modules/modulefile.lua" %}
            {% block footer %}
            {% if spec and spec.version -%}
            local version = "{{ spec.version }}"
            {% endif -%}
            family("workload{{ site }}")
            {% endblock %}
            """);
        Configure($$$"""
            config:
              template_dirs: [{{{templates}}}]
            modules:
              default:
                enable: [lmod]
                roots: {lmod: {{{_modules}}}}
                lmod:
                  core_compilers: [gcc@12.2.0]
                  hierarchy:: []
                  include: [slurm]
                  hide_implicits: true
                  hash_length: 0
                  slurm:
                    template: modules/relocatable.lua
                    context: {site: manager}
                    autoload: none
                    conflict: ['{name}']
                    environment:
                      set: {SLURM_ROOT: '{prefix}', SLURM_TARGET_ARCH: '{architecture}', SLURM_QUOTED: 'say "hi"', SLURM_MUNGE: '{^munge.prefix}'}
                      prepend_path: {PATH: '{prefix}/bin:{prefix}/sbin'}
            """);
        var installed = (await _world.RunAsync("install", "slurm")).ShouldSucceed();
        installed.Error.ShouldNotContain("warning", customMessage: installed.Error);
        var prefix = await _world.LocationAsync("slurm");
        var munge = await _world.LocationAsync("munge");

        var path = (await _world.RunAsync("module", "lmod", "find", "--full-path", "slurm")).ShouldSucceed().Output.TrimEnd();
        path.ShouldEndWith("/Core/slurm/1.0.lua");
        var text = await File.ReadAllTextAsync(path);
        text.ShouldContain("whatis([[Name : slurm]])");
        text.ShouldContain("help([[A package with a");
        text.ShouldContain($"setenv(\"SLURM_ROOT\", \"{prefix}\")");
        text.ShouldContain($"setenv(\"SLURM_MUNGE\", \"{munge}\")");
        text.ShouldContain("setenv(\"SLURM_QUOTED\", \"say \\\"hi\\\"\")");
        text.ShouldContain($"prepend_path(\"PATH\", \"{prefix}/bin:{prefix}/sbin\", \":\")");
        text.ShouldContain("conflict(\"slurm\")");
        text.ShouldNotContain("depends_on");
        text.ShouldContain("local version = \"1.0\"\nfamily(\"workloadmanager\")");

        // What came as a dependency is hidden.
        var hidden = (await _world.RunAsync("module", "lmod", "find", "munge")).ShouldSucceed().Output.TrimEnd();
        hidden.ShouldBe($"munge/1.0-{munge.Split('-')[^1][..7]}");
        Directory.EnumerateFiles(_modules, ".modulerc.lua", SearchOption.AllDirectories).Select(File.ReadAllText).ShouldBe([$"hide_version(\"{hidden}\")\n"]);

        // Who is asked for later gets a name that people type, and the other way round.
        (await _world.RunAsync("mark", "-e", "munge")).ShouldSucceed();
        Directory.EnumerateFiles(_modules, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["1.0.lua", "1.0.lua"]);
        (await _world.RunAsync("mark", "-i", "munge")).ShouldSucceed();
        (await _world.RunAsync("module", "lmod", "find", "munge")).ShouldSucceed().Output.TrimEnd().ShouldBe(hidden);
        Directory.EnumerateFiles(_modules, ".modulerc.lua", SearchOption.AllDirectories).ShouldHaveSingleItem();
        (await _world.RunAsync("install", "munge")).ShouldSucceed();
        (await _world.RunAsync("module", "lmod", "find", "munge")).ShouldSucceed().Output.ShouldBe("munge/1.0\n");
        Directory.EnumerateFiles(_modules, ".modulerc.lua", SearchOption.AllDirectories).ShouldBeEmpty();

        await LoadWithLmod(path, prefix, munge);
    }

    [Fact]
    public async Task What_an_interrupted_installation_finished_has_its_module()
    {
        _repository.WriteBundle("sleeper", "import time\ntime.sleep(600)", "depends_on(\"munge\", type=\"run\")");
        ConfigureTcl("{name}/{version}");
        using (var running = _world.Start("install", "sleeper"))
        {
            await running.UntilErrorAsync("munge@1.0");
            var index = Path.Combine(_world.Store, ".spack-db", "index.json");
            await running.UntilAsync(() => File.Exists(index) && File.ReadAllText(index).Contains("\"name\":\"munge\"", StringComparison.Ordinal));
            running.Signal("INT");
            (await running.ResultAsync()).ExitCode.ShouldBe(130);
        }

        var module = Path.Combine(_modules, "munge", "1.0");
        File.Exists(module).ShouldBeTrue();

        // Killed at once nobody could write it: the next installation does.
        File.Delete(module);
        (await _world.RunAsync("install", "munge")).ShouldSucceed();
        File.Exists(module).ShouldBeTrue();
    }

    [Fact]
    public async Task Modules_have_the_permissions_of_their_package_and_point_into_a_view()
    {
        ConfigureTcl("{name}/{version}", "use_view: true");
        await File.WriteAllTextAsync(Path.Combine(_world.Config, "packages.yaml"), "packages:\n  all:\n    permissions: {read: group, write: group}\n");
        (await _world.RunAsync("-E", "install", "slurm")).Error.ShouldContain("`modules:default:use_view` needs an active environment with the view `default`");
        var environment = Path.Combine(_world.Directory, "site");
        Directory.CreateDirectory(environment);
        async Task View(string view) => await File.WriteAllTextAsync(Path.Combine(environment, "spack.yaml"), $"spack:\n  specs: [slurm]\n  view: {view}\n");

        await View("{default: {root: ./software, exclude: [munge], projections: {all: '{name}'}}}");
        (await _world.RunAsync("-e", environment, "module", "tcl", "refresh", "-y")).ShouldSucceed();

        var slurm = Path.Combine(_modules, "slurm", "1.0");
        (await File.ReadAllTextAsync(slurm)).ShouldContain($"{environment}/software/slurm/lib");
        (await File.ReadAllTextAsync(Path.Combine(_modules, "munge", "1.0"))).ShouldContain(await _world.LocationAsync("munge"));
        File.GetUnixFileMode(slurm).ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        (File.GetUnixFileMode(Path.GetDirectoryName(slurm)!) & UnixFileMode.GroupWrite).ShouldNotBe(UnixFileMode.None);

        await View("{other: {root: ./software}}");
        (await _world.RunAsync("-e", environment, "module", "tcl", "refresh", "-y")).ShouldFail(1, "has no view `default`", "its views are `other`");
        await View("false");
        (await _world.RunAsync("-e", environment, "module", "tcl", "refresh", "-y")).ShouldFail(1, "its `view` is false");
    }

    private void ConfigureTcl(string projection, string more = "") => Configure($$$"""
        modules:
          default:
            enable: [tcl]
            roots: {tcl: {{{_modules}}}}
            arch_folder: false
            {{{more}}}
            tcl:
              hash_length: 0
              projections: {all: '{{{projection}}}'}
        """);

    /// <summary>Debian's lmod conflicts with its environment-modules, so its files may be unpacked somewhere else (<c>.ci/run</c>).</summary>
    private async Task LoadWithLmod(string module, string prefix, string munge)
    {
        var root = new[] { Environment.GetEnvironmentVariable("CAIRN_LMOD"), "/" }.FirstOrDefault(
            place => !string.IsNullOrEmpty(place) && Directory.Exists(Path.Combine(place, "usr/share/lmod/lmod")));
        Skip.If(root is null, "lmod is not installed, and CAIRN_LMOD names no directory with its unpacked files");
        var core = Path.GetDirectoryName(Path.GetDirectoryName(module))!;
        var run = await _world.RunProgramAsync("bash", "--norc", "-c", $$"""
            root={{root}}
            tree=$root/usr/share/lmod/lmod
            export LUA_PATH="$tree/libexec/?.lua;$tree/tools/?.lua;$root/usr/share/lua/5.3/?.lua;$root/usr/share/lua/5.3/?/init.lua;;"
            export LUA_CPATH="$root/usr/lib/x86_64-linux-gnu/lua/5.3/?.so;;"
            export LD_LIBRARY_PATH="$root/usr/lib/x86_64-linux-gnu:$(echo $root/usr/lib/lmod/*/lib)" LMOD_CMD="$tree/libexec/lmod"
            module() { eval "$("$root/usr/bin/lua5.3" "$LMOD_CMD" bash "$@")"; }
            module use {{core}}
            module load slurm && slurm && echo "$SLURM_ROOT $SLURM_MUNGE $SLURM_QUOTED"
            module unload slurm && echo "root=$SLURM_ROOT"
            """);
        run.Lines.ShouldBe(["slurm", $"{prefix} {munge} say \"hi\"", "root="], run.ToString());
    }

    private void Configure(string yaml)
    {
        foreach (var section in yaml.Split("\nmodules:"))
        {
            var isModules = !section.StartsWith("config:", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(_world.Config, isModules ? "modules.yaml" : "config.yaml"), isModules && !section.StartsWith("modules:", StringComparison.Ordinal) ? "modules:" + section + "\n" : section + "\n");
        }
    }

    private async Task LoadWithEnvironmentModules()
    {
        var command = new[] { "/usr/lib/x86_64-linux-gnu/modulecmd.tcl", "/usr/lib/modulecmd.tcl", "/usr/share/modules/libexec/modulecmd.tcl" }.FirstOrDefault(File.Exists);
        var init = new[] { "/usr/share/modules/init/bash", "/etc/profile.d/modules.sh" }.FirstOrDefault(File.Exists);
        Skip.If(command is null && init is null, "environment-modules is not installed");
        var script = $"""
            . {init}
            module use {_modules}
            module load slurm && slurm && echo "$SLURM_ROOT $MUNGE_SET $SLURM_EXTRA"
            module list 2>&1 | grep -c munge
            module unload slurm && echo "root=$SLURM_ROOT"
            """;
        var run = await _world.RunProgramAsync("bash", "--norc", "-c", script);
        var prefix = await _world.LocationAsync("slurm");
        run.Lines.ShouldBe(["slurm /etc/slurm/slurm.conf", $"{prefix} by recipe {prefix}/extra", "1", "root="], run.ToString());
    }
}

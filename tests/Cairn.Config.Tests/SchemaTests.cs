using Cairn.Config.Schemas;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;

namespace Cairn.Config.Tests;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("config: {build_jobs: many}", "`config:build_jobs` should be a whole number but is a string")]
    [InlineData("config: {build_jobs: 0}", "`config:build_jobs` should be at least 1")]
    [InlineData("config: {checksum: 'true'}", "`config:checksum` should be `true` or `false` but is a string")]
    [InlineData("config: {flags: {keep_werror: som}}", "`config:flags:keep_werror` should be `all` or `specific` or `none` but is `som`")]
    [InlineData("config: [a]", "`config` should be a mapping but is a list")]
    [InlineData("packages: {zlib: {buildable: maybe}}", "`packages:zlib:buildable` should be `true` or `false` but is a string")]
    [InlineData("packages: {zlib: {externals: [{prefix: /usr}]}}", "`packages:zlib:externals` has no `spec:`, which it must have")]
    [InlineData("packages: {zlib: {require: {a: b}}}", "`packages:zlib:require` should be a string or a list but is a mapping")]
    [InlineData("packages: {all: {permissions: {read: everyone}}}", "`packages:all:permissions:read` should be `user` or `group` or `world` but is `everyone`")]
    [InlineData("concretizer: {unify: when_posible}", "`concretizer:unify` should be `when_possible` but is `when_posible`")]
    [InlineData("concretizer: {splice: {explicit: [{target: a}]}}", "`concretizer:splice:explicit` has no `replacement:`, which it must have")]
    [InlineData("repos: {lab: {git: [a]}}", "`repos:lab:git` should be a string but is a list")]
    [InlineData("mirrors: {m: {source: 1}}", "`mirrors:m:source` should be `true` or `false` but is a number")]
    [InlineData("modules: {default: {enable: [dotkit]}}", "`modules:default:enable` should be `tcl` or `lmod` but is `dotkit`")]
    [InlineData("compilers: [{compiler: {paths: {cc: /usr/bin/cc}}}]", "`compilers:compiler` has no `spec:`, which it must have")]
    [InlineData("toolchains: {t: [a]}", "`toolchains:t` should be a mapping but is a string")]
    [InlineData("upstreams: {u: {install_tree: [a]}}", "`upstreams:u:install_tree` should be a string but is a list")]
    [InlineData("bootstrap: {sources: [{name: x}]}", "`bootstrap:sources` has no `metadata:`, which it must have")]
    [InlineData("view: {default: {link: some, root: /v}}", "`view:default:link` should be `roots` or `all` or `run` but is `some`")]
    [InlineData("env_vars: {unset: PATH}", "`env_vars:unset` should be a list of strings but is a string")]
    [InlineData("definitions: [{compilers: gcc}]", "`definitions:compilers` should be a list but is a string")]
    [InlineData("develop: {zlib: {path: /z}}", "`develop:zlib` has no `spec:`, which it must have")]
    [InlineData("include: [{path: 1}]", "`include:path` should be a string but is a number")]
    [InlineData("ci: {pipeline-gen: [{submapping: [{build-job: {}}]}]}", "`ci:pipeline-gen:submapping` has no `match:`, which it must have")]
    [InlineData("cdash: {url: x}", "`cdash` has no `build-group:`, which it must have")]
    public void What_a_section_cannot_hold_is_an_error(string text, string message) =>
        Check(text).Errors.Select(error => error.Message).ShouldContain(message);

    [Theory]
    [InlineData("config: {buld_jobs: 4}", "`buld_jobs` means nothing under `config`", "did you mean `build_jobs`?")]
    [InlineData("packages: {zlib: {versions: [1]}}", "`versions` means nothing under `packages:zlib`", "did you mean `version`?")]
    [InlineData("packages: {all: {compiler: [gcc]}}", "`compiler` has no effect any more under `packages:all`", "packages:c:prefer")]
    [InlineData("packages: {zlib: {paths: {zlib@1: /usr}}}", "`paths` has no effect any more under `packages:zlib`", "externals")]
    [InlineData("config: {install_tree: /opt}", "`config:install_tree` is written in an older form", "config update")]
    [InlineData("modules: {tcl: {all: {}}}", "`tcl` has no effect any more under `modules`", "default:")]
    [InlineData("modules: {default: {lmod: {blacklist: [a]}}}", "`blacklist` has no effect any more under `modules:default:lmod`", "exclude")]
    public void What_has_no_effect_is_a_warning_that_says_what_to_write(string text, string message, string hint)
    {
        var findings = Check(text);

        findings.Errors.ShouldBeEmpty();
        var warning = findings.Warnings.Single(warning => warning.Message == message);
        warning.Hint!.ShouldContain(hint);
    }

    [Theory]
    [InlineData("config:\n  build_stage: /scratch\n  install_tree: {root: /opt, padded_length: true}\n  package_lock_timeout: null\n")]
    [InlineData("packages:\n  all:\n    require: ['%gcc', {any_of: ['+a', '~a'], when: '@2:', message: why}]\n    providers: {mpi: [mpich]}\n    variants: [+mpi]\n")]
    [InlineData("packages:\n  gcc:\n    externals:\n    - spec: gcc@12 languages=c\n      prefix: /usr\n      extra_attributes: {compilers: {c: /usr/bin/gcc}, environment: {set: {A: 1}}, flags: {cflags: -O2}}\n    buildable: false\n    version: [12, 12.3]\n")]
    [InlineData("packages:\n  zlib:\n")]
    [InlineData("repos:\n- /old/form\n")]
    [InlineData("repos:\n  lab: {git: 'https://x', commit: 1234567, paths: [a]}\n  own: /own\n")]
    [InlineData("modules:\n  prefix_inspections: {bin: [PATH]}\n  default:\n    enable: [lmod]\n    lmod: {hierarchy: [mpi], all: {autoload: direct}, '^python': {suffixes: {'+x': x}}}\n")]
    [InlineData("mirrors: {a: 'https://a', b: {url: 'https://b', access_pair: {id: x, secret_variable: Y}, push: {url: 'file:///p'}}}")]
    [InlineData("concretizer: {reuse: {roots: true, from: [{type: local, include: [zlib]}]}, compiler_mixing: [zlib]}")]
    [InlineData("toolchains:\n  t: '%gcc'\n  u: [{spec: '%c=gcc', when: '%c'}]\n")]
    [InlineData("view: false")]
    [InlineData("definitions: [{when: 'os == \"x\"', list: [a, {matrix: [[a], [b]]}]}]")]
    [InlineData("include: [/a, {path: b, optional: true, when: x}, {git: 'https://x', branch: main, paths: [c]}]")]
    public void Sound_sections_are_sound(string text)
    {
        Check(text).Errors.ShouldBeEmpty();
        Check(text).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_defaults_are_sound()
    {
        var defaults = new DefaultScope();
        foreach (string section in SectionSchemas.Names)
        {
            var findings = defaults.Section(section) is { } entry ? SectionSchemas.Check(section, entry.Value) : SectionFindings.None;
            findings.Errors.ShouldBeEmpty();
            findings.Warnings.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_mistake_shows_its_line()
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "config.yaml");
        File.WriteAllText(file, "config:\n  build_jobs: many\n");

        var error = SectionSchemas.Check("config", new DirectoryScope("user", directory.Path).Section("config")!.Value.Value).Errors.ShouldHaveSingleItem();

        error.ToString().ShouldBe(
            $"error: `config:build_jobs` should be a whole number but is a string\n  --> {file}:2:15\n   |    build_jobs: many\n   |                ^\n");
    }

    private static SectionFindings Check(string text)
    {
        var entry = ((YamlMapping)YamlReader.Read(text, "test")!).Entries[0];
        return SectionSchemas.Check(entry.Key, entry.Value);
    }
}

using Cairn.Scenarios.Support;
using Xunit;

namespace Cairn.Scenarios;

/// <summary>The shell support in the real shells: what it does to the shell's own directory and variables.</summary>
[Collection(UserWorldTests.Name)]
public sealed class ShellScenarios(UserWorld installed)
{
    private const string Sh = """
        eval "$({0} shell-init {1})" || exit 9
        cairn cd -i tool@1.0 && pwd
        cairn load tool@1.0 || exit 8
        command -v tool
        tool
        printf '%s\n' "$TOOL_GREETING" "$LIBRARY_OF_TOOL" "$TOOL_PATH"
        cairn load --list
        cairn -c config:debug:false load --first rival
        cairn unload tool
        echo "greeting=${{TOOL_GREETING-none}} path=${{TOOL_PATH-none}}"
        cairn load --list
        cairn unload -a
        echo "hashes=${{SPACK_LOADED_HASHES-none}}"
        cairn load missing 2>/dev/null || echo "refused $?"
        cairn find --format '{{name}}' rival
        """;

    private const string Csh = """
        eval `{0} shell-init csh`
        cairn cd -i tool@1.0
        pwd
        cairn load tool@1.0
        which tool
        tool
        printenv TOOL_GREETING
        printenv LIBRARY_OF_TOOL
        printenv TOOL_PATH
        cairn load --list
        cairn -c config:debug:false load --first rival
        cairn unload tool
        echo "greeting=`printenv TOOL_GREETING || echo none` path=`printenv TOOL_PATH || echo none`"
        cairn load --list
        cairn unload -a
        echo "hashes=`printenv SPACK_LOADED_HASHES || echo none`"
        cairn load missing
        echo "refused $status"
        cairn find --format '{{name}}' rival
        """;

    private const string Fish = """
        {0} shell-init fish | source
        cairn cd -i tool@1.0; and pwd
        cairn load tool@1.0
        command -v tool
        tool
        printf '%s\n' "$TOOL_GREETING" "$LIBRARY_OF_TOOL" "$TOOL_PATH"
        cairn load --list
        cairn -c config:debug:false load --first rival
        cairn unload tool
        set -q TOOL_GREETING; or set -l TOOL_GREETING none
        set -q TOOL_PATH; or set -l TOOL_PATH none
        echo "greeting=$TOOL_GREETING path=$TOOL_PATH"
        cairn load --list
        cairn unload -a
        set -q SPACK_LOADED_HASHES; or set -l SPACK_LOADED_HASHES none
        echo "hashes=$SPACK_LOADED_HASHES"
        cairn load missing 2>/dev/null; or echo "refused $status"
        cairn find --format '{{name}}' rival
        """;

    private readonly ScenarioWorld _world = installed.World;

    [SkippableTheory]
    [InlineData("bash", Sh)]
    [InlineData("zsh", Sh)]
    [InlineData("dash", Sh)]
    [InlineData("ksh", Sh)]
    [InlineData("tcsh", Csh)]
    [InlineData("fish", Fish)]
    public async Task A_shell_can_load_list_unload_and_go_there(string shell, string script)
    {
        var program = Shells.Find(shell);
        Skip.If(program is null, $"{shell} is not installed");
        var file = Path.Combine(_world.Directory, $"session.{shell}");
        await File.WriteAllTextAsync(file, string.Format(System.Globalization.CultureInfo.InvariantCulture, script, CairnBinary.Path, shell) + "\n");

        var run = await _world.RunProgramAsync(program, [.. Shells.WithoutStartFiles(shell), file]);

        var prefix = await _world.LocationAsync("tool@1.0");
        var hash = prefix.Split('-')[^1][..7];
        var rival = (await _world.LocationAsync("rival")).Split('-')[^1][..7];
        run.Lines.ShouldBe(
        [
            prefix, Path.Combine(prefix, "bin", "tool"), $"tool 1.0 in {prefix}",
            UserWorld.Greeting, await _world.LocationAsync("library"), Path.Combine(prefix, "share", "tool"),
            $"{hash} tool@1.0",
            "greeting=none path=none",
            $"{rival} rival@1.0",
            "hashes=none",
            "refused 1",
            "rival",
        ], run.ToString());
    }

    [Fact]
    public async Task Only_what_is_wanted_is_loaded()
    {
        var package = (await _world.RunAsync("load", "--sh", "--only", "package", "tool@1.0")).ShouldSucceed().Output;
        var dependencies = (await _world.RunAsync("load", "--sh", "--only", "dependencies", "tool@1.0")).ShouldSucceed().Output;

        package.ShouldContain("TOOL_GREETING");
        package.ShouldNotContain("LIBRARY_OF_TOOL");
        dependencies.ShouldNotContain("TOOL_GREETING");
        dependencies.ShouldContain("LIBRARY_OF_TOOL");
    }

    [Fact]
    public async Task Several_matches_are_named_and_the_first_can_be_taken()
    {
        (await _world.RunAsync("load", "--sh", "tool")).ShouldFail(1, "matches 2 installed packages", "tool@1.0/", "tool@2.0/");
        (await _world.RunAsync("load", "--sh", "--first", "tool")).ShouldSucceed().Output.ShouldContain("tool-1.0");
    }

    [Fact]
    public async Task Without_a_shell_the_command_says_how_to_set_one_up() =>
        (await _world.RunAsync("load", "tool@1.0")).ShouldFail(1, "shell-init", "--csh tool@1.0");

    [Fact]
    public async Task A_recipe_that_changes_is_asked_again()
    {
        (await _world.RunAsync("load", "--sh", "rival")).ShouldSucceed().Output.ShouldNotContain("RIVAL_NEW");
        var recipe = Path.Combine(_world.Directory, "repository", "spack_repo", "mine", "packages", "rival", "package.py");
        await File.AppendAllTextAsync(recipe, "\n    def setup_run_environment(self, env):\n        env.set(\"RIVAL_NEW\", \"1\")\n");

        (await _world.RunAsync("load", "--sh", "rival")).ShouldSucceed().Output.ShouldContain("export RIVAL_NEW=1;");
    }

    [SkippableFact]
    public async Task The_files_in_the_repository_find_their_program()
    {
        var repository = Shells.RepositoryRoot();
        foreach (var (shell, script) in new[]
        {
            ("bash", ". {0}/share/cairn/setup-env.sh; type cairn | sed -n 1p"), ("zsh", ". {0}/share/cairn/setup-env.sh; type cairn"),
            ("dash", ". {0}/share/cairn/setup-env.sh; type cairn"), ("ksh", ". {0}/share/cairn/setup-env.sh; type cairn"),
            ("tcsh", "source {0}/share/cairn/setup-env.csh; alias cairn"), ("fish", "source {0}/share/cairn/setup-env.fish; type cairn"),
        })
        {
            var program = Shells.Find(shell);
            if (program is null)
            {
                continue;
            }

            // A clone whose launcher is the program under test: the tests must not build another.
            var clone = Path.Combine(_world.Directory, "clone of cairn");
            if (!Directory.Exists(clone))
            {
                Directory.CreateDirectory(Path.Combine(clone, "share", "cairn"));
                foreach (var source in Directory.EnumerateFiles(Path.Combine(repository, "share", "cairn")))
                {
                    File.Copy(source, Path.Combine(clone, "share", "cairn", Path.GetFileName(source)));
                }

                await File.WriteAllTextAsync(Path.Combine(clone, "cairn"), $"#!/bin/sh\nexec '{CairnBinary.Path}' \"$@\"\n");
                File.SetUnixFileMode(Path.Combine(clone, "cairn"), (UnixFileMode)0b111_101_101);
            }

            var file = Path.Combine(_world.Directory, $"source.{shell}");
            await File.WriteAllTextAsync(file, string.Format(System.Globalization.CultureInfo.InvariantCulture, script, $"'{clone}'") + "\n");
            var run = (await _world.RunProgramAsync(program, [.. Shells.WithoutStartFiles(shell), file])).ShouldSucceed();
            run.Error.ShouldBeEmpty(run.ToString());
            run.Output.ShouldMatch("cairn.*function|_cairn_words", run.ToString());
        }
    }

    [SkippableFact]
    public async Task Bash_completes_commands_options_and_packages()
    {
        Skip.If(Shells.Find("bash") is null, "bash is not installed");
        var script = $$"""
            eval "$({{CairnBinary.Path}} shell-init bash)"
            try() {
                COMP_LINE="$1"; COMP_POINT=${#1}; COMPREPLY=()
                _cairn_complete
                echo "$1 => ${COMPREPLY[*]}"
            }
            try 'cairn loc'
            try 'cairn load too'
            try 'cairn load tool@1'
            try 'cairn location --inst'
            try 'cairn -c a:b:c unins'
            try 'cairn install tool+'
            try 'cairn info libr'
            """;

        (await _world.RunProgramAsync("bash", "--norc", "-c", script)).Lines.ShouldBe(
        [
            "cairn loc => location", "cairn load too => tool", "cairn load tool@1 => 1.0", "cairn location --inst => --install-dir",
            "cairn -c a:b:c unins => uninstall", "cairn install tool+ => tool+fast", "cairn info libr => library",
        ]);
    }

    [SkippableFact]
    public async Task Fish_completes_with_descriptions()
    {
        var fish = Shells.Find("fish");
        Skip.If(fish is null, "fish is not installed");
        var script = $"{CairnBinary.Path} shell-init fish | source; complete -C 'cairn loc'; complete -C 'cairn load too'; complete -C 'cairn load tool@'";

        var run = await _world.RunProgramAsync(fish, "--no-config", "-c", script);

        run.Lines.ShouldBe(["location\tprint where a package, its source, or Cairn's data is", "tool", "tool@1.0", "tool@2.0"], run.ToString());
    }

    [SkippableFact]
    public async Task Zsh_completes_in_a_terminal()
    {
        var zsh = Shells.Find("zsh");
        Skip.If(zsh is null, "zsh is not installed");
        var file = Path.Combine(_world.Directory, "terminal.zsh");
        // A terminal inside of zsh: what is typed there is completed as for a user.
        await File.WriteAllTextAsync(file, $$"""
            zmodload zsh/zpty
            zpty terminal zsh -f -i
            zpty -w terminal 'PS1=""; PS2=""; unsetopt zle_bracketed_paste; setopt no_beep'
            zpty -w terminal 'eval "$({{CairnBinary.Path}} shell-init zsh)"; echo REA""DY'
            until [[ "$line" == *READY* ]]; do zpty -r terminal line || exit 1; done
            zpty -w -n terminal $'cairn locat\t-i too\t@1.\t\n'
            zpty -w terminal 'echo EN""D'
            until [[ "$line" == *END* ]]; do zpty -r terminal line || exit 1; print -r -- "$line"; done
            """);

        var run = await _world.RunProgramAsync(zsh, "-f", file);

        run.Output.ShouldContain(await _world.LocationAsync("tool@1.0"), Case.Sensitive, run.ToString());
    }
}

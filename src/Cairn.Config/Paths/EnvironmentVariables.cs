using System.Collections.Immutable;
using System.Text;

namespace Cairn.Config.Paths;

/// <summary>The environment variables that Cairn reads. The table in <c>docs/environment-variables.md</c> is made from this list.</summary>
public static class EnvironmentVariables
{
    /// <summary>All of them: Cairn's own, Spack's, those of every program.</summary>
    public static ImmutableArray<EnvironmentVariable> All { get; } =
    [
        new("CAIRN_ROOT", "where Cairn keeps what is its own: what is installed, caches, `etc/spack`; `$spack` and `$cairn` in paths", "`~/.cairn`"),
        new("CAIRN_USER_CACHE_PATH", "where caches and clones are kept; `$user_cache_path` in paths", "`SPACK_USER_CACHE_PATH`, else `CAIRN_ROOT`"),
        new("SPACK_USER_CONFIG_PATH", "the directory of the scope `user`", "`~/.spack`"),
        new("SPACK_SYSTEM_CONFIG_PATH", "the directory of the scope `system`", "`/etc/spack`"),
        new("SPACK_DISABLE_LOCAL_CONFIG", "if set, neither the scope `user` nor `system` is read", "not set"),
        new("SPACK_USER_CACHE_PATH", "as `CAIRN_USER_CACHE_PATH`, which counts more", "`CAIRN_ROOT`"),
        new("SPACK_ENV", "the active environment: a directory, or a name; `-e`, `-D` and `-E` count more", "no environment"),
        new("HOME", "the home directory: `~` in paths", "`/`"),
        new("USER", "the user's name: `$user` in paths", "that of the process"),
        new("TMPDIR", "the directory for temporary files: `$tempdir` in paths", "`/tmp`"),
        new("PATH", "where compilers, tools and editors are looked for", "`/usr/bin:/bin` for tools"),
        new("LD_LIBRARY_PATH", "where the libraries of programs that were found are looked for too", "empty"),
        new("VISUAL", "the editor of `config edit` and other commands that edit", "`EDITOR`"),
        new("EDITOR", "the editor, if `VISUAL` is not set", "the first of vim, vi, emacs, nano, ed"),
        new("TERM", "empty or `dumb`: no colours and no moving lines", "no colours"),
        new("NO_COLOR", "if set, nothing is coloured", "not set"),
        new("SHELL", "the shell that code for shells is made for, if no option says it", "`sh`"),
        new("http_proxy, https_proxy, all_proxy, no_proxy", "proxies for downloads, in small or capital letters", "none"),
        new("MODULEPATH", "the directories of module files that are known already to a shell that is set up", "empty"),
        new("CAIRN_SKIP_MODULES, SPACK_SKIP_MODULES", "if set, setting a shell up leaves `MODULEPATH` alone", "not set"),
    ];

    /// <summary>The list as a table for people.</summary>
    public static string Table()
    {
        var table = new StringBuilder("| variable | what it says | without it |\n|---|---|---|\n");
        foreach (var variable in All)
        {
            table.Append("| ").AppendJoin(", ", variable.Name.Split(", ").Select(name => $"`{name}`")).Append(" | ").Append(variable.Meaning).Append(" | ").Append(variable.Otherwise).Append(" |\n");
        }

        return table.ToString();
    }
}

/// <summary>An environment variable.</summary>
/// <param name="Name">Its name; several separated by commas.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Otherwise">What holds if it is not set.</param>
public sealed record EnvironmentVariable(string Name, string Meaning, string Otherwise);

using System.Text;

namespace Cairn.Store.UserEnvironment;

/// <summary>A family of shells that can be told to change variables.</summary>
public enum ShellDialect
{
    /// <summary>bash, zsh, dash, ksh.</summary>
    Sh,

    /// <summary>csh, tcsh.</summary>
    Csh,

    /// <summary>fish.</summary>
    Fish,

    /// <summary>cmd.exe.</summary>
    Bat,

    /// <summary>PowerShell.</summary>
    PowerShell,
}

/// <summary>Writes changes of the environment as commands of a shell.</summary>
public static class ShellCode
{
    private const string PlainCharacters = "@%+=:,./-_";

    /// <summary>The commands that make changes in a shell that has an environment; what does not change is not mentioned.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="dialect">The language.</param>
    /// <param name="environment">What the shell has now.</param>
    /// <param name="dropsEmpty">True to take away variables whose list becomes empty, as when the last package is unloaded.</param>
    public static string Write(
        EnvironmentChanges changes, ShellDialect dialect, IReadOnlyDictionary<string, string> environment, bool dropsEmpty = false)
    {
        var after = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        changes.Apply(after);
        // An empty item at the end stands for the pages of the system: without it `man` would find nothing else any more.
        if (after.TryGetValue("MANPATH", out var pages) && pages.Length > 0 && !pages.EndsWith(':'))
        {
            after["MANPATH"] = pages + ":";
        }

        var text = new StringBuilder();
        foreach (var name in changes.Names)
        {
            var isSet = after.TryGetValue(name, out var value);
            if (isSet && dropsEmpty && (value!.Length == 0 || (name == "MANPATH" && value == ":")))
            {
                isSet = false;
            }

            if (isSet && (!environment.TryGetValue(name, out var before) || before != value))
            {
                text.Append(Set(dialect, name, value!));
            }
            else if (!isSet && environment.ContainsKey(name))
            {
                text.Append(Unset(dialect, name));
            }
        }

        return text.ToString();
    }

    /// <summary>A word as a shell reads it back.</summary>
    public static string Quote(ShellDialect dialect, string word)
    {
        if (word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || PlainCharacters.Contains(character)))
        {
            return word;
        }

        return dialect switch
        {
            // Only these two are special between single quotes of fish.
            ShellDialect.Fish => $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
            // csh substitutes history even between single quotes.
            ShellDialect.Csh => $"'{word.Replace("'", "'\"'\"'", StringComparison.Ordinal).Replace("!", "\\!", StringComparison.Ordinal)}'",
            ShellDialect.PowerShell => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'",
            ShellDialect.Bat => word,
            _ => $"'{word.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'",
        };
    }

    private static string Set(ShellDialect dialect, string name, string value) => dialect switch
    {
        ShellDialect.Csh => $"setenv {name} {Quote(dialect, value)};\n",
        ShellDialect.Fish => $"set -gx {name} {Quote(dialect, value)};\n",
        ShellDialect.Bat => $"set \"{name}={value}\"\n",
        ShellDialect.PowerShell => $"$Env:{name}='{value.Replace("'", "''", StringComparison.Ordinal)}'\n",
        _ => $"export {name}={Quote(dialect, value)};\n",
    };

    private static string Unset(ShellDialect dialect, string name) => dialect switch
    {
        ShellDialect.Csh => $"unsetenv {name};\n",
        ShellDialect.Fish => $"set -e {name};\n",
        ShellDialect.Bat => $"set \"{name}=\"\n",
        ShellDialect.PowerShell => $"Remove-Item -Path Env:{name} -ErrorAction SilentlyContinue\n",
        _ => $"unset {name};\n",
    };
}

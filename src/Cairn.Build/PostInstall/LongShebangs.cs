using System.Text;
using Cairn.Specs;

namespace Cairn.Build.PostInstall;

/// <summary>
/// Makes scripts work whose first line is longer than the kernel reads: <c>sbang</c>, a small script in the store's root, becomes their
/// interpreter and takes the real one from the second line.
/// </summary>
/// <param name="storeRoot">The root of the store.</param>
public sealed class LongShebangs(string storeRoot)
{
    /// <summary>What Linux before 5.1 reads of a first line; the smallest limit of the systems in use.</summary>
    private const int KernelLimit = 127;

    private const int OurLimit = 4096;

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Perl and Ruby read the first line themselves and would start what it names; -x makes them look for the line that names them.
    private const string Script = """
        #!/bin/sh
        # Runs a script whose second line names the interpreter, for lines that are too long for the kernel.
        if [ -z "$1" ]; then
            echo "usage: sbang SCRIPT [ARGUMENT...]" >&2
            exit 2
        fi
        { read -r line; read -r line; } <"$1"
        line=${line#"<?php "}
        case $line in
            "#!"*) line=${line#"#!"} ;;
            "--!"*) line=${line#"--!"} ;;
            "//!"*) line=${line#"//!"} ;;
            *) echo "error: sbang: the second line of $1 names no interpreter" >&2; exit 1 ;;
        esac
        line=${line%" ?>"}
        set -f
        case $line in
            */perl*|*/ruby*) exec $line -x "$@" ;;
            *) exec $line "$@" ;;
        esac

        """;

    /// <summary>Where the script is installed.</summary>
    public string ScriptPath => Path.Combine(storeRoot, "bin", "sbang");

    /// <summary>The first line that scripts get, without its end.</summary>
    public string FirstLine => $"#!/bin/sh {ScriptPath}";

    /// <summary>Changes all scripts of a prefix that need it.</summary>
    /// <exception cref="CairnException">The store's own root is too long for it.</exception>
    public void Filter(string prefix)
    {
        foreach (var file in PrefixFiles.OfPackage(prefix))
        {
            if ((file.UnixFileMode & AnyExecute) != 0)
            {
                FilterFile(file.FullName);
            }
        }
    }

    /// <summary>Changes one script if its first line is too long; false if nothing was to be done.</summary>
    /// <exception cref="CairnException">The store's own root is too long for it.</exception>
    public bool FilterFile(string path)
    {
        var line = FirstLineOf(path);
        if (line is null || line.Length <= KernelLimit || line[^1] != (byte)'\n')
        {
            return false;
        }

        var interpreter = Encoding.UTF8.GetString(line.AsSpan(2)).Trim().Split([' ', '\t'], 2)[0];
        if (interpreter.Length == 0 || Encoding.UTF8.GetString(line) == FirstLine + "\n")
        {
            return false;
        }

        InstallScript();
        var second = Path.GetFileName(interpreter) switch
        {
            "lua" or "luajit" => [.. "--!"u8, .. line.AsSpan(2)],
            "node" => [.. "//!"u8, .. line.AsSpan(2)],
            "php" => [.. "<?php "u8, .. line.AsSpan(0, line.Length - 1), .. " ?>\n"u8],
            _ => line,
        };
        var mode = File.GetUnixFileMode(path);
        var temporary = path + ".sbang";
        File.WriteAllBytes(temporary, [.. Encoding.UTF8.GetBytes(FirstLine + "\n"), .. second, .. File.ReadAllBytes(path).AsSpan(line.Length)]);
        File.SetUnixFileMode(temporary, mode);
        File.Move(temporary, path, overwrite: true);
        return true;
    }

    private static byte[]? FirstLineOf(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[OurLimit];
        var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (count < 3 || buffer[0] != (byte)'#' || buffer[1] != (byte)'!')
        {
            return null;
        }

        var end = buffer.AsSpan(0, count).IndexOf((byte)'\n');
        return buffer[..(end < 0 ? count : end + 1)];
    }

    private void InstallScript()
    {
        if (FirstLine.Length > KernelLimit)
        {
            throw new CairnException(new Diagnostic(
                "sbang", $"scripts with long first lines cannot be made to work: the path `{ScriptPath}` is itself too long", null, [],
                "choose a shorter `config:install_tree:root`"));
        }

        if (File.Exists(ScriptPath) && File.ReadAllText(ScriptPath) == Script)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(ScriptPath)!);
        var temporary = $"{ScriptPath}.{Environment.ProcessId}";
        File.WriteAllText(temporary, Script);
        File.SetUnixFileMode(temporary, (UnixFileMode)Convert.ToInt32("755", 8));
        File.Move(temporary, ScriptPath, overwrite: true);
    }
}

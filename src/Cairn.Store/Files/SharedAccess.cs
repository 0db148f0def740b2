using System.Diagnostics;
using Cairn.Config;
using Cairn.Specs;

namespace Cairn.Store.Files;

/// <summary>Who may read and write the files that all users of a store share: database and locks.</summary>
/// <remarks>
/// They follow <c>packages:all:permissions</c>, as prefixes do: with <c>write: group</c> and a group every member can install, whatever
/// the umask of the one who came first (Spack docs, "Package Permissions").
/// </remarks>
public sealed record SharedAccess
{
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode GroupWriteOrOtherWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Leaves everything to the umask and to what is there.</summary>
    public static SharedAccess Unchanged { get; } = new();

    /// <summary>The permissions of files; null to leave them to the umask.</summary>
    public UnixFileMode? FileMode { get; private init; }

    /// <summary>The group that everything belongs to; null to leave it.</summary>
    public string? Group { get; private init; }

    /// <summary>Reads what the configuration says about all packages.</summary>
    public static SharedAccess Of(Configuration configuration)
    {
        var read = configuration.GetString("packages:all:permissions:read");
        var write = configuration.GetString("packages:all:permissions:write");
        var group = configuration.GetString("packages:all:permissions:group");
        if (read is null && write is null && group is null)
        {
            return Unchanged;
        }

        // Whoever may use what is installed must be able to read the database, and whoever may install must be able to lock it.
        var mode = ReadWrite;
        mode |= read is "group" or "world" or null ? UnixFileMode.GroupRead : 0;
        mode |= read is "world" or null ? UnixFileMode.OtherRead : 0;
        mode |= write is "group" or "world" ? UnixFileMode.GroupRead | UnixFileMode.GroupWrite : 0;
        mode |= write is "world" ? UnixFileMode.OtherRead | UnixFileMode.OtherWrite : 0;
        return new SharedAccess { FileMode = mode, Group = group };
    }

    /// <summary>Creates a directory, and gives it to those who share it if it is new.</summary>
    public void CreateDirectory(string directory)
    {
        if (Directory.Exists(directory))
        {
            return;
        }

        Directory.CreateDirectory(directory);
        if (FileMode is { } mode)
        {
            var search = (mode.HasFlag(UnixFileMode.GroupRead) ? UnixFileMode.GroupExecute : 0)
                | (mode.HasFlag(UnixFileMode.OtherRead) ? UnixFileMode.OtherExecute : 0) | UnixFileMode.UserExecute;
            // What is created in it later belongs to its group, not to that of the user who happens to write.
            var inherit = Group is not null || mode.HasFlag(UnixFileMode.GroupWrite) ? UnixFileMode.SetGroup : 0;
            GiveToGroup(directory);
            File.SetUnixFileMode(directory, mode | search | inherit);
        }
    }

    /// <summary>Gives a new file to those who share it.</summary>
    public void ApplyToNew(string file)
    {
        if (FileMode is { } mode)
        {
            GiveToGroup(file);
            File.SetUnixFileMode(file, mode);
        }
    }

    /// <summary>Gives a file that takes another one's place the permissions of that one; what was opened for others stays open.</summary>
    public void ApplyToReplacement(string file, string replaced)
    {
        if (!File.Exists(replaced))
        {
            ApplyToNew(file);
            return;
        }

        var mode = new FileInfo(replaced).UnixFileMode | (FileMode ?? 0);
        if ((mode & GroupWriteOrOtherWrite) != 0 || FileMode is not null)
        {
            GiveToGroup(file);
            File.SetUnixFileMode(file, mode);
        }
    }

    private void GiveToGroup(string path)
    {
        // What is created below a directory with the set-group bit belongs to its group already.
        if (Group is null || (new DirectoryInfo(Path.GetDirectoryName(path)!).UnixFileMode & UnixFileMode.SetGroup) != 0)
        {
            return;
        }

        using var process = Process.Start(new ProcessStartInfo("chgrp", ["--", Group, path]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new CairnException(new Diagnostic(
                "permissions", $"`{path}` cannot be given to the group `{Group}`", null, [error.Trim()],
                "be a member of the group, or change `packages:all:permissions:group`"));
        }
    }
}

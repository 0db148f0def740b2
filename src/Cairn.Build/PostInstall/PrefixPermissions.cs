using System.Diagnostics;
using Cairn.Config;
using Cairn.Specs;

namespace Cairn.Build.PostInstall;

/// <summary>Who may read and write what is installed: <c>packages:NAME:permissions</c>, else <c>packages:all:permissions</c>.</summary>
/// <remarks>Spack docs, "Package Settings: Package Permissions": read is <c>world</c> and write is <c>user</c> by default.</remarks>
public sealed record PrefixPermissions
{
    private const UnixFileMode Special = UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The permissions of directories and programs.</summary>
    public UnixFileMode Mode { get; private init; }

    /// <summary>The group that everything is given to; null to leave it.</summary>
    public string? Group { get; private init; }

    /// <summary>Reads what the configuration says about a package.</summary>
    /// <exception cref="CairnException">Others may write what they may not read, or a word is unknown.</exception>
    public static PrefixPermissions Of(Configuration configuration, string package)
    {
        string? Setting(string key) =>
            configuration.GetString($"packages:{package}:permissions:{key}") ?? configuration.GetString($"packages:all:permissions:{key}");
        var read = Rank(Setting("read") ?? "world", package);
        var write = Rank(Setting("write") ?? "user", package);
        if (write > read)
        {
            throw new CairnException(new Diagnostic(
                "permissions", $"the permissions of `{package}` let more people write than read", null, [],
                "in `packages.yaml`, `permissions:write` must not go beyond `permissions:read`"));
        }

        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        mode |= read >= 1 ? UnixFileMode.GroupRead | UnixFileMode.GroupExecute : 0;
        mode |= read >= 2 ? UnixFileMode.OtherRead | UnixFileMode.OtherExecute : 0;
        mode |= write >= 1 ? UnixFileMode.GroupWrite : 0;
        mode |= write >= 2 ? UnixFileMode.OtherWrite : 0;
        return new PrefixPermissions
        {
            Mode = mode,
            Group = Setting("group"),
            IsInherited = read >= 1 && configuration.GetBoolean("config:allow_sgid", true),
            IsConfigured = (Setting("read") ?? Setting("write") ?? Setting("group")) is not null,
        };
    }

    /// <summary>True if what is made in a directory later belongs to its group: where a group may read, unless <c>config:allow_sgid</c> forbids it.</summary>
    public bool IsInherited { get; private init; }

    /// <summary>True if the configuration says anything; else the defaults hold.</summary>
    public bool IsConfigured { get; private init; }

    /// <summary>Gives them to a single file, or to a directory that such files lie in.</summary>
    /// <remarks>Directories that several packages share are left to the umask unless the configuration says otherwise.</remarks>
    /// <exception cref="CairnException">The group cannot be set.</exception>
    public void ApplyToOne(string path)
    {
        var isDirectory = Directory.Exists(path);
        if (isDirectory && !IsConfigured)
        {
            return;
        }

        if (Group is not null)
        {
            ChangeGroup(path, Group);
        }

        ApplyTo(isDirectory ? new DirectoryInfo(path) : new FileInfo(path));
    }

    /// <summary>Gives them to a prefix and everything in it.</summary>
    /// <exception cref="CairnException">The group cannot be set.</exception>
    public void Apply(string prefix)
    {
        if (Group is not null)
        {
            ChangeGroup(prefix, Group);
        }

        ApplyTo(new DirectoryInfo(prefix));
        foreach (var entry in PrefixFiles.All(prefix))
        {
            if (entry.LinkTarget is null)
            {
                ApplyTo(entry);
            }
        }
    }

    private void ApplyTo(FileSystemInfo entry)
    {
        var before = entry.UnixFileMode;
        var mode = Mode | (before & Special);
        if (entry is FileInfo)
        {
            mode = (before & AnyExecute) == 0 ? mode & ~AnyExecute : mode;
        }
        else if (IsInherited)
        {
            mode |= UnixFileMode.SetGroup; // what is added later belongs to the group too
        }

        if (mode != before)
        {
            File.SetUnixFileMode(entry.FullName, mode);
        }
    }

    private static int Rank(string word, string package) => word switch
    {
        "user" => 0,
        "group" => 1,
        "world" => 2,
        _ => throw new CairnException(new Diagnostic(
            "permissions", $"`{word}` is no permission (of `{package}` in `packages.yaml`)", null, [], "write `user`, `group` or `world`")),
    };

    private static void ChangeGroup(string prefix, string group)
    {
        using var process = Process.Start(new ProcessStartInfo("chgrp", ["-R", "-h", "--", group, prefix]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new CairnException(new Diagnostic(
                "permissions", $"`{prefix}` cannot be given to the group `{group}`", null, [error.Trim()], "be a member of the group, or take it out of `packages.yaml`"));
        }
    }
}

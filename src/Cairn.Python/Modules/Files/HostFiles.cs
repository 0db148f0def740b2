using System.Runtime.InteropServices;

namespace Cairn.Python.Modules.Files;

/// <summary>File operations of a realm: each asks the host first and then acts on the path as its current directory resolves it.</summary>
internal static class HostFiles
{
    /// <summary>The text of a path-like argument: a string, bytes or an object with <c>__fspath__</c>.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: it is none.</exception>
    public static string PathOf(Realm realm, PyObject value)
    {
        switch (value)
        {
            case PyStr text:
                return text.Value;
            case PyBytes bytes:
                return System.Text.Encoding.UTF8.GetString(bytes.Value);
        }

        if (value.Type.Lookup(new PyStr("__fspath__")) is not null)
        {
            return PathOf(realm, value.CallMethod(realm, "__fspath__"));
        }

        throw PyRaise.TypeError($"expected str, bytes or os.PathLike object, not {value.Type.Name}");
    }

    /// <summary>The real path of a path of the evaluation.</summary>
    public static string Resolve(Realm realm, string path) =>
        path.StartsWith('/') || path.Length == 0 ? path : PosixPath.Join(realm.Host.CurrentDirectory, [path]);

    /// <summary>The state of a file, or null where there is none; nothing exists for a world that may not look.</summary>
    /// <remarks>Recipes probe the machine while they load (`os.path.exists`); a load must give the same answer everywhere.</remarks>
    public static FileStatus? Probe(Realm realm, string path, bool followsLinks = true)
    {
        return realm.Host.Permits(HostAccess.Inspect) && !path.Contains('\0') ? StatusOf(Resolve(realm, path), followsLinks) : null;
    }

    /// <summary>The state of a file.</summary>
    /// <exception cref="PyRaise"><c>OSError</c>: there is none; <c>PermissionError</c>: the world does not let look.</exception>
    public static FileStatus Status(Realm realm, string path, bool followsLinks = true)
    {
        realm.Host.Demand(HostAccess.Inspect, $"look at `{path}`");
        return StatusOf(Resolve(realm, path), followsLinks) ?? throw Libc.Error(Marshal.GetLastPInvokeError(), path);
    }

    public static string[] List(Realm realm, string path)
    {
        realm.Host.Demand(HostAccess.Inspect, $"list `{path}`");
        string directory = Resolve(realm, path);
        return Attempt(path, () => Directory.EnumerateFileSystemEntries(directory).Select(entry => PosixPath.Basename(entry)).ToArray());
    }

    public static string ReadLink(Realm realm, string path)
    {
        realm.Host.Demand(HostAccess.Inspect, $"read the link `{path}`");
        return Libc.LinkTarget(Resolve(realm, path), path);
    }

    public static void MakeDirectory(Realm realm, string path, uint mode)
    {
        realm.Host.Demand(HostAccess.Write, $"create the directory `{path}`");
        Libc.Check(Libc.MakeDirectory(Resolve(realm, path), mode), path);
    }

    public static void MakeDirectories(Realm realm, string path, uint mode, bool mayExist)
    {
        (string head, string tail) = PosixPath.Split(path);
        if (tail.Length == 0)
        {
            (head, tail) = PosixPath.Split(head);
        }

        if (head.Length > 0 && tail.Length > 0 && Probe(realm, head) is null)
        {
            MakeDirectories(realm, head, 0x1ff, mayExist: true);
            if (tail == ".")
            {
                return;
            }
        }

        try
        {
            MakeDirectory(realm, path, mode);
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.OSError) && mayExist && Probe(realm, path) is { IsDirectory: true })
        {
        }
    }

    public static void Remove(Realm realm, string path)
    {
        realm.Host.Demand(HostAccess.Write, $"remove `{path}`");
        Libc.Check(Libc.Unlink(Resolve(realm, path)), path);
    }

    public static void RemoveDirectory(Realm realm, string path)
    {
        realm.Host.Demand(HostAccess.Write, $"remove the directory `{path}`");
        Libc.Check(Libc.RemoveDirectory(Resolve(realm, path)), path);
    }

    public static void Rename(Realm realm, string from, string to)
    {
        realm.Host.Demand(HostAccess.Write, $"rename `{from}`");
        Libc.Check(Libc.Rename(Resolve(realm, from), Resolve(realm, to)), from, to);
    }

    public static void MakeSymbolicLink(Realm realm, string target, string path)
    {
        realm.Host.Demand(HostAccess.Write, $"create the link `{path}`");
        Libc.Check(Libc.MakeSymbolicLink(target, Resolve(realm, path)), target, path);
    }

    public static void MakeLink(Realm realm, string target, string path)
    {
        realm.Host.Demand(HostAccess.Write, $"create the link `{path}`");
        Libc.Check(Libc.MakeLink(Resolve(realm, target), Resolve(realm, path)), target, path);
    }

    public static void ChangeMode(Realm realm, string path, uint mode)
    {
        realm.Host.Demand(HostAccess.Write, $"change the mode of `{path}`");
        Libc.Check(Libc.ChangeMode(Resolve(realm, path), mode), path);
    }

    public static void SetTimes(Realm realm, string path, DateTime accessed, DateTime modified)
    {
        realm.Host.Demand(HostAccess.Write, $"change the times of `{path}`");
        string file = Resolve(realm, path);
        Attempt(path, () =>
        {
            File.SetLastAccessTimeUtc(file, accessed);
            File.SetLastWriteTimeUtc(file, modified);
            return true;
        });
    }

    /// <summary>All links of a path resolved; what does not exist is taken as it stands.</summary>
    public static string RealPath(Realm realm, string path)
    {
        string absolute = PosixPath.Absolute(path, realm.Host.CurrentDirectory);
        if (!realm.Host.Permits(HostAccess.Inspect))
        {
            return absolute;
        }

        string start = path.StartsWith('/') ? path : PosixPath.Join(realm.Host.CurrentDirectory, [path]);
        var pending = new Stack<string>(start.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        string result = "/";
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part is ".")
            {
                continue;
            }

            if (part is "..")
            {
                result = PosixPath.Split(result).Head;
                continue;
            }

            string next = PosixPath.Join(result, [part]);
            if (links < 40 && StatusOf(next, followsLinks: false) is { IsLink: true })
            {
                links++;
                string target = Libc.LinkTarget(next);
                if (target.StartsWith('/'))
                {
                    result = "/";
                }

                foreach (string step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
                {
                    pending.Push(step);
                }

                continue;
            }

            result = next;
        }

        return result;
    }

    /// <summary>Runs a .NET file operation; its failure becomes the <c>OSError</c> that Python raises.</summary>
    public static T Attempt<T>(string path, Func<T> operation)
    {
        const int NoEntry = 2;
        const int AccessDenied = 13;
        const int NotADirectory = 20;
        try
        {
            return operation();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Libc.Error(NoEntry, path);
        }
        catch (UnauthorizedAccessException)
        {
            throw Libc.Error(StatusOf(path, true) is { IsDirectory: true } ? 21 : AccessDenied, path);
        }
        catch (IOException error)
        {
            int number = error.HResult & 0xffff;
            throw number is > 0 and < 200 ? Libc.Error(number, path) : Libc.Error(StatusOf(path, true) is { IsFile: true } ? NotADirectory : 5, path);
        }
    }

    private static FileStatus? StatusOf(string path, bool followsLinks)
    {
        if (OperatingSystem.IsLinux())
        {
            return Libc.Status(path, followsLinks);
        }

        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (followsLinks && info.LinkTarget is not null)
        {
            info = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
        }

        if (!info.Exists)
        {
            Marshal.SetLastPInvokeError(2);
            return null;
        }

        uint kind = !followsLinks && info.LinkTarget is not null ? 0xa000u : info is DirectoryInfo ? 0x4000u : 0x8000u;
        uint mode = OperatingSystem.IsWindows() ? 0x1ffu : (uint)info.UnixFileMode;
        return new FileStatus(
            kind | mode, 0, 0, 1, 0, 0, info is FileInfo file ? file.Length : 0,
            Nanoseconds(info.LastAccessTimeUtc), Nanoseconds(info.LastWriteTimeUtc), Nanoseconds(info.CreationTimeUtc));
    }

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * 100;
}

namespace Cairn.Python.Modules.Machine;

/// <summary>Modules that are little more than tables of numbers: <c>errno</c>, <c>stat</c>, <c>signal</c>, <c>fcntl</c>.</summary>
internal static class ConstantModules
{
    private static readonly (string Name, int Number)[] Errors =
    [
        ("EPERM", 1), ("ENOENT", 2), ("ESRCH", 3), ("EINTR", 4), ("EIO", 5), ("ENXIO", 6), ("E2BIG", 7), ("ENOEXEC", 8), ("EBADF", 9),
        ("ECHILD", 10), ("EAGAIN", 11), ("ENOMEM", 12), ("EACCES", 13), ("EFAULT", 14), ("EBUSY", 16), ("EEXIST", 17), ("EXDEV", 18),
        ("ENODEV", 19), ("ENOTDIR", 20), ("EISDIR", 21), ("EINVAL", 22), ("ENFILE", 23), ("EMFILE", 24), ("ENOTTY", 25), ("ETXTBSY", 26),
        ("EFBIG", 27), ("ENOSPC", 28), ("ESPIPE", 29), ("EROFS", 30), ("EMLINK", 31), ("EPIPE", 32), ("EDOM", 33), ("ERANGE", 34),
        ("ENAMETOOLONG", 36), ("ENOSYS", 38), ("ENOTEMPTY", 39), ("ELOOP", 40), ("ENOTSUP", 95), ("EADDRINUSE", 98), ("ECONNREFUSED", 111),
        ("ETIMEDOUT", 110), ("EWOULDBLOCK", 11), ("ESTALE", 116),
    ];

    private static readonly (string Name, int Number)[] Modes =
    [
        ("S_IFMT", 0), ("S_IFDIR", 0x4000), ("S_IFCHR", 0x2000), ("S_IFBLK", 0x6000), ("S_IFREG", 0x8000), ("S_IFIFO", 0x1000),
        ("S_IFLNK", 0xa000), ("S_IFSOCK", 0xc000), ("S_ISUID", 0x800), ("S_ISGID", 0x400), ("S_ISVTX", 0x200), ("S_IRWXU", 0x1c0),
        ("S_IRUSR", 0x100), ("S_IWUSR", 0x80), ("S_IXUSR", 0x40), ("S_IRWXG", 0x38), ("S_IRGRP", 0x20), ("S_IWGRP", 0x10), ("S_IXGRP", 8),
        ("S_IRWXO", 7), ("S_IROTH", 4), ("S_IWOTH", 2), ("S_IXOTH", 1), ("S_IREAD", 0x100), ("S_IWRITE", 0x80), ("S_IEXEC", 0x40),
        ("ST_MODE", 0), ("ST_INO", 1), ("ST_DEV", 2), ("ST_NLINK", 3), ("ST_UID", 4), ("ST_GID", 5), ("ST_SIZE", 6), ("ST_ATIME", 7),
        ("ST_MTIME", 8), ("ST_CTIME", 9),
    ];

    private static readonly (string Name, int Number)[] Signals =
    [
        ("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGILL", 4), ("SIGTRAP", 5), ("SIGABRT", 6), ("SIGFPE", 8), ("SIGKILL", 9),
        ("SIGUSR1", 10), ("SIGSEGV", 11), ("SIGUSR2", 12), ("SIGPIPE", 13), ("SIGALRM", 14), ("SIGTERM", 15), ("SIGCHLD", 17),
        ("SIGCONT", 18), ("SIGSTOP", 19), ("SIGTSTP", 20), ("SIG_DFL", 0), ("SIG_IGN", 1),
    ];

    private static readonly (string Name, int Number)[] FileControls =
    [
        ("LOCK_SH", 1), ("LOCK_EX", 2), ("LOCK_NB", 4), ("LOCK_UN", 8), ("F_DUPFD", 0), ("F_GETFD", 1), ("F_SETFD", 2), ("F_GETFL", 3),
        ("F_SETFL", 4), ("FD_CLOEXEC", 1),
    ];

    /// <summary><c>O_NONBLOCK</c></summary>
    internal const int NonBlocking = 0x800;

    public static PyModule CreateErrno()
    {
        var codes = new PyDict();
        foreach ((string name, int number) in Errors)
        {
            if (codes.TryGet(PyInt.Of(number)) is null)
            {
                codes.Set(PyInt.Of(number), new PyStr(name));
            }
        }

        return Table("errno", Errors).Member("errorcode", codes);
    }

    public static PyModule CreateStat()
    {
        PyModule module = Table("stat", Modes)
            .Function("S_IMODE", "mode", (_, a) => PyInt.Of(a.Integer(0) & 0xfff))
            .Function("S_IFMT", "mode", (_, a) => PyInt.Of(a.Integer(0) & 0xf000))
            .Function("filemode", "mode", (_, a) => new PyStr(FileMode((int)a.Integer(0))));
        foreach ((string name, int kind) in (ReadOnlySpan<(string, int)>)[
            ("S_ISDIR", 0x4000), ("S_ISREG", 0x8000), ("S_ISLNK", 0xa000), ("S_ISCHR", 0x2000), ("S_ISBLK", 0x6000), ("S_ISFIFO", 0x1000),
            ("S_ISSOCK", 0xc000)])
        {
            module.Function(name, "mode", (_, a) => PyBool.Of((a.Integer(0) & 0xf000) == kind));
        }

        return module;
    }

    public static PyModule CreateSignal() => Table("signal", Signals)
        .Function("signal", "signalnum, handler", (r, a) =>
        {
            r.Host.Demand(HostAccess.Process, "handle a signal");
            throw PyRaise.Unsupported($"signal handlers (signal {a.Integer(0)})");
        })
        .Function("getsignal", "signalnum", (_, _) => PyInt.Of(0))
        .Function("strsignal", "signalnum", (_, a) =>
        {
            int index = Array.FindIndex(Signals, signal => signal.Number == a.Integer(0));
            return index < 0 ? PyNone.Instance : new PyStr(Signals[index].Name);
        });

    public static PyModule CreateFileControl() => Table("fcntl", FileControls)
        .Function("fcntl", "fd, cmd, arg=", (_, a) => Control(a[0], a.Integer(1), a.Has(2) ? Operators.Index(a[2]).ToInt64() : 0))
        .Function("flock", "fd, operation", (_, _) => throw PyRaise.Unsupported("fcntl.flock"))
        .Function("lockf", "fd, cmd, len=, start=, whence=", (_, _) => throw PyRaise.Unsupported("fcntl.lockf"));

    /// <summary>The flags of a pipe: only whether it blocks can be changed.</summary>
    private static PyInt Control(PyObject file, long command, long argument)
    {
        const int GetDescriptorFlags = 1;
        const int SetDescriptorFlags = 2;
        const int GetFlags = 3;
        const int SetFlags = 4;
        switch (command)
        {
            case GetDescriptorFlags or SetDescriptorFlags:
                return PyInt.Of(0);
            case GetFlags:
                return PyInt.Of(file is Streams.PyBinaryFile { IsNonBlocking: true } ? NonBlocking : 0);
            case SetFlags when (argument & NonBlocking) == 0:
                return PyInt.Of(0);
            case SetFlags when file is Streams.PyBinaryFile pipe:
                pipe.StopBlocking();
                return PyInt.Of(0);
            default:
                throw PyRaise.Unsupported($"fcntl.fcntl with the command {command}");
        }
    }

    private static PyModule Table(string name, (string Name, int Number)[] entries)
    {
        var module = new PyModule(name);
        foreach ((string entry, int number) in entries)
        {
            module.Member(entry, PyInt.Of(number));
        }

        return module;
    }

    private static string FileMode(int mode)
    {
        char kind = (mode & 0xf000) switch
        {
            0x4000 => 'd', 0xa000 => 'l', 0x2000 => 'c', 0x6000 => 'b', 0x1000 => 'p', 0xc000 => 's', 0x8000 => '-', _ => '?',
        };
        Span<char> text = stackalloc char[10];
        text[0] = kind;
        for (int i = 0; i < 9; i++)
        {
            text[i + 1] = (mode & (0x100 >> i)) != 0 ? "rwx"[i % 3] : '-';
        }

        Special(text, 3, (mode & 0x800) != 0, 's');
        Special(text, 6, (mode & 0x400) != 0, 's');
        Special(text, 9, (mode & 0x200) != 0, 't');
        return new string(text);
    }

    private static void Special(Span<char> text, int index, bool isSet, char letter)
    {
        if (isSet)
        {
            text[index] = text[index] == 'x' ? letter : char.ToUpperInvariant(letter);
        }
    }
}

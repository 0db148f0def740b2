namespace Cairn.Python.Modules.Files;

/// <summary><c>os.DirEntry</c>.</summary>
internal sealed class PyDirectoryEntry(string name, string path) : PyObject(EntryType)
{
    public static readonly PyType EntryType = PyType.Define("DirEntry", Define, module: "posix");

    private static void Define(NativeTypeBuilder type)
    {
        type.Property<PyDirectoryEntry>("name", self => new PyStr(self.Name))
            .Property<PyDirectoryEntry>("path", self => new PyStr(self.Path))
            .Method<PyDirectoryEntry>("is_dir", "*, follow_symlinks=", (r, self, a) =>
                PyBool.Of(HostFiles.Probe(r, self.Path, a.Flag(0, true)) is { IsDirectory: true }))
            .Method<PyDirectoryEntry>("is_file", "*, follow_symlinks=", (r, self, a) =>
                PyBool.Of(HostFiles.Probe(r, self.Path, a.Flag(0, true)) is { IsFile: true }))
            .Method<PyDirectoryEntry>("is_symlink", "", (r, self, _) =>
                PyBool.Of(HostFiles.Probe(r, self.Path, followsLinks: false) is { IsLink: true }))
            .Method<PyDirectoryEntry>("inode", "", (r, self, _) => PyInt.Of((long)HostFiles.Status(r, self.Path, followsLinks: false).Inode))
            .Method<PyDirectoryEntry>("stat", "*, follow_symlinks=", (r, self, a) =>
                OsModule.StatusResult(HostFiles.Status(r, self.Path, a.Flag(0, true))))
            .Method<PyDirectoryEntry>("__fspath__", "", (_, self, _) => new PyStr(self.Path))
            .Final();
    }

    public string Name { get; } = name;

    public string Path { get; } = path;

    /// <inheritdoc/>
    protected internal override string ReprCore() => $"<DirEntry {PyStr.Quote(Name)}>";
}

/// <summary>What <c>os.scandir</c> gives: an iterator that is also a context manager.</summary>
internal sealed class PyDirectoryScan(IEnumerable<PyObject> entries) : PyIterator(ScanType)
{
    public static readonly PyType ScanType = PyType.Define("ScandirIterator", Define, BuiltinTypes.Iterator, "posix");

    private readonly IEnumerator<PyObject> _entries = entries.GetEnumerator();

    private static void Define(NativeTypeBuilder type)
    {
        type.Method<PyDirectoryScan>("__enter__", "", (_, self, _) => self)
            .Method<PyDirectoryScan>("__exit__", "*details", (_, _, _) => PyNone.Instance)
            .Method<PyDirectoryScan>("close", "", (_, _, _) => PyNone.Instance)
            .Protocols("__iter__", "__next__")
            .Final();
    }

    /// <inheritdoc/>
    public override PyObject? Next() => _entries.MoveNext() ? _entries.Current : null;
}

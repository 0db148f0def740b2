namespace Cairn.Python;

public sealed partial class Realm
{
    /// <summary>Imports a module by its full name and gives that module (not its outermost package).</summary>
    /// <exception cref="PyRaise"><c>ModuleNotFoundError</c>, or whatever the module raises.</exception>
    public PyModule Import(string dottedName) =>
        ImportDotted(dottedName) as PyModule ?? throw PyRaise.ImportError($"'{dottedName}' is not a module");

    /// <summary>Executes code as the module <paramref name="name"/> and keeps it in <c>sys.modules</c>.</summary>
    /// <param name="code">The code.</param>
    /// <param name="name">For scripts <c>__main__</c>.</param>
    /// <param name="isPackage">True if modules may lie beneath it.</param>
    public PyModule Run(ModuleCode code, string name = "__main__", bool isPackage = false)
    {
        PyModule module = Prepare(code, name, isPackage);
        var key = new PyStr(name);
        PyObject? previous = Modules.TryGet(key);
        Modules.Set(key, module);
        try
        {
            code.Run(this, module.Namespace);
        }
        catch
        {
            // A module that failed is not there; the next import tries again.
            if (previous is null)
            {
                Modules.Remove(key);
            }
            else
            {
                Modules.Set(key, previous);
            }

            throw;
        }

        return module;
    }

    /// <summary>Executes more code in a module that exists.</summary>
    public void RunIn(PyModule module, ModuleCode code) => code.Run(this, module.Namespace);

    /// <summary>Drops a module and what lies beneath it: from <c>sys.modules</c> and from the package that it is bound to.</summary>
    /// <returns>False where it was not loaded.</returns>
    public bool Forget(string dottedName)
    {
        bool known = Modules.Remove(new PyStr(dottedName));
        int dot = dottedName.LastIndexOf('.');
        if (dot > 0 && Modules.TryGet(new PyStr(dottedName[..dot])) is PyModule parent)
        {
            parent.Namespace.Remove(new PyStr(dottedName[(dot + 1)..]));
        }

        string beneath = dottedName + ".";
        if (known)
        {
            foreach (PyStr name in Modules.Keys().OfType<PyStr>().Where(name => name.Value.StartsWith(beneath, StringComparison.Ordinal)).ToArray())
            {
                Modules.Remove(name);
            }
        }

        return known;
    }

    /// <summary>Calls a Python function from outside.</summary>
    public PyObject Call(PyObject function, params PyObject[] arguments) => function.Call(this, new CallArguments(arguments));

    internal PyObject ImportDotted(string dottedName)
    {
        if (Modules.TryGet(new PyStr(dottedName)) is { } known)
        {
            return known is PyNone ? throw PyRaise.ModuleNotFoundError($"import of {dottedName} halted; None in sys.modules") : known;
        }

        PyObject? parent = null;
        int dot = dottedName.LastIndexOf('.');
        if (dot > 0)
        {
            parent = ImportDotted(dottedName[..dot]);
            if (Modules.TryGet(new PyStr(dottedName)) is { } loadedByParent)
            {
                return loadedByParent;
            }
        }

        PyModule module = Load(dottedName)
            ?? throw Missing(dottedName, parent);
        PyObject result = Modules.TryGet(new PyStr(dottedName)) ?? module;
        parent?.SetAttribute(new PyStr(dottedName[(dot + 1)..]), result);
        return result;
    }

    internal PyObject? TryImportSubmodule(PyObject package, string packageName, PyStr name)
    {
        if (package is not PyModule module || module.Namespace.TryGet(Names.Path) is null)
        {
            return null;
        }

        string full = $"{packageName}.{name.Value}";
        if (Modules.TryGet(new PyStr(full)) is { } known)
        {
            return known;
        }

        try
        {
            return ImportDotted(full);
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.ModuleNotFoundError)
            && raised.Value.TryGetAttribute(Names.Name_) is PyStr missing && missing.Value == full)
        {
            return null;
        }
    }

    /// <summary>The full name of what a relative import means.</summary>
    internal string ResolveRelative(PyDict globals, int level, string module)
    {
        if (level == 0)
        {
            return module;
        }

        string package = globals.TryGet(Names.Package) is PyStr text ? text.Value : "";
        if (package.Length == 0)
        {
            throw PyRaise.ImportError("attempted relative import with no known parent package");
        }

        for (int i = 1; i < level; i++)
        {
            int dot = package.LastIndexOf('.');
            package = dot < 0 ? throw PyRaise.ImportError("attempted relative import beyond top-level package") : package[..dot];
        }

        return module.Length == 0 ? package : $"{package}.{module}";
    }

    private PyModule? Load(string dottedName)
    {
        foreach (IModuleFinder finder in Finders)
        {
            if (finder.Find(this, dottedName) is { } source)
            {
                return LoadFrom(source, dottedName);
            }
        }

        if (StandardModules.Create(this, dottedName) is { } standard)
        {
            standard.Realm = this;
            Modules.Set(new PyStr(dottedName), standard);
            return standard;
        }

        return LibraryModules.Find(dottedName) is { } library ? LoadFrom(library, dottedName) : null;
    }

    private PyModule LoadFrom(ModuleSource source, string dottedName)
    {
        switch (source)
        {
            case PythonModuleSource python:
                return Run(python.Code, dottedName, python.IsPackage);
            case NativeModuleSource native:
                PyModule created = native.Create(this);
                created.Realm = this;
                Modules.Set(new PyStr(dottedName), created);
                return created;
            default:
                var package = new PyModule(dottedName) { Realm = this };
                package.Namespace.Set(Names.Path, new PyList());
                package.Namespace.Set(Names.Package, new PyStr(dottedName));
                Modules.Set(new PyStr(dottedName), package);
                return package;
        }
    }

    private PyModule Prepare(ModuleCode code, string name, bool isPackage)
    {
        var module = new PyModule(name) { Realm = this };
        int dot = name.LastIndexOf('.');
        string package = isPackage ? name : dot < 0 ? "" : name[..dot];
        module.Namespace.Set(Names.Doc, code.Documentation is null ? PyNone.Instance : new PyStr(code.Documentation));
        module.Namespace.Set(Names.Package, new PyStr(package));
        module.Namespace.Set(Names.File, new PyStr(code.File.Path));
        if (isPackage)
        {
            string directory = Path.GetDirectoryName(code.File.Path) ?? "";
            module.Namespace.Set(Names.Path, new PyList(new List<PyObject> { new PyStr(directory) }));
        }

        return module;
    }

    private static PyRaise Missing(string dottedName, PyObject? parent)
    {
        bool notPackage = parent is PyModule { Namespace: var members } && members.TryGet(Names.Path) is null;
        PyRaise raised = PyRaise.ModuleNotFoundError(notPackage
            ? $"No module named '{dottedName}'; '{dottedName[..dottedName.LastIndexOf('.')]}' is not a package"
            : $"No module named '{dottedName}'");
        raised.Value.Attributes!.Set(Names.Name_, new PyStr(dottedName));
        return raised;
    }
}

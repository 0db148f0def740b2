namespace Cairn.Python;

/// <summary>The members of <c>object</c> and <c>type</c>.</summary>
internal static class ObjectMembers
{
    /// <summary><c>object.__init__</c>: the one that needs not be called.</summary>
    public static readonly NativeFunction Initializer = NativeFunction.Method("__init__", (_, arguments) =>
    {
        if (arguments.RawValues.Length > 1 && arguments[0].Type is { IsHeap: true } type
            && type.Lookup(Names.Init) is PyFunction && !IsNativeConstructor(type))
        {
            throw PyRaise.TypeError("object.__init__() takes exactly one argument (the instance to initialize)");
        }

        return PyNone.Instance;
    }, "object");

    public static void DefineObject(NativeTypeBuilder type)
    {
        type.Constructor(static (_, requested, arguments) =>
            {
                RejectArguments(requested, arguments);
                return new PyInstance(requested);
            })
            .Member("__init__", Initializer)
            .Protocols(
                "__repr__", "__str__", "__format__", "__hash__", "__getattribute__", "__setattr__", "__delattr__",
                "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
            .Property<PyObject>("__class__", self => self.Type, AssignClass)
            .Property<PyObject>("__dict__", Members, AssignMembers)
            .Member("__doc__", PyNone.Instance)
            .Member("__init_subclass__", new PyClassMethod(NativeFunction.Method("__init_subclass__", (_, arguments) =>
                arguments.KeywordCount == 0
                    ? PyNone.Instance
                    : throw PyRaise.TypeError($"{((PyType)arguments[0]).Name}.__init_subclass__() takes no keyword arguments"))))
            .Member("__subclasshook__", new PyClassMethod(NativeFunction.Method("__subclasshook__", (_, _) => PyNotImplemented.Instance)))
            .Method<PyObject>("__dir__", "", (_, self, _) => PyList.OfStrings(self.ListAttributes()))
            .Method<PyObject>("__sizeof__", "", (_, _, _) => PyInt.Of(16));
    }

    public static void DefineType(NativeTypeBuilder type)
    {
        type.Constructor(static (realm, metatype, arguments) => PyType.CreateFromArguments(realm, metatype, arguments))
            .RawMethod("__init__", (_, _) => PyNone.Instance)
            .RawMethod("__call__", (realm, arguments) => ((PyType)arguments[0]).Instantiate(realm, arguments.Skip(1)))
            .Property<PyType>("__name__", self => new PyStr(self.Name), (self, value) => Heap(self, "__name__").Name = ((PyStr)value).Value)
            .Property<PyType>(
                "__qualname__", self => new PyStr(self.QualifiedName), (self, value) => Heap(self, "__qualname__").QualifiedName = ((PyStr)value).Value)
            .Property<PyType>("__module__", self => self.Namespace.TryGet(Names.Module) ?? new PyStr(self.Module), AssignModule)
            .Property<PyType>("__doc__", Documentation, (self, value) => self.SetMember(Names.Doc, value))
            .Property<PyType>("__bases__", self => new PyTuple([.. self.Bases]))
            .Property<PyType>("__base__", self => self.Bases.Length == 0 ? PyNone.Instance : self.Bases[0])
            .Property<PyType>("__mro__", self => new PyTuple([.. self.Mro]))
            .Property<PyType>("__dict__", self => new MappingProxy(self.Namespace))
            .Method<PyType>("mro", "", (_, self, _) => new PyList(self.Mro))
            .Method<PyType>("__subclasses__", "", (realm, self, _) => new PyList(self.Subclasses(realm)))
            .Method<PyType>("__instancecheck__", "instance, /", (_, self, a) => PyBool.Of(a[0].Type.IsSubclassOf(self)))
            .Method<PyType>("__subclasscheck__", "subclass, /", (_, self, a) => PyBool.Of(((PyType)a[0]).IsSubclassOf(self)))
            .Member("__prepare__", new PyClassMethod(NativeFunction.Method("__prepare__", (_, _) => new PyDict())))
            .Method<PyType>("__or__", "other, /", (_, self, a) => new PyTuple(self, a[0]));
    }

    /// <summary><c>Class.__dict__</c></summary>
    internal static PyObject Members(PyObject self) =>
        self.Attributes ?? throw PyRaise.AttributeError($"'{self.Type.Name}' object has no attribute '__dict__'");

    private static void AssignMembers(PyObject self, PyObject value)
    {
        if (self is not PyInstance instance || value is not PyDict attributes)
        {
            throw PyRaise.TypeError("__dict__ must be set to a dictionary");
        }

        instance.ReplaceAttributes(attributes);
    }

    private static void AssignClass(PyObject self, PyObject value)
    {
        if (self is PyModule)
        {
            throw PyRaise.Unsupported("assigning the class of a module");
        }

        if (value is not PyType { IsHeap: true } type || !self.Type.IsHeap || !ReferenceEquals(type.Layout, self.Type.Layout))
        {
            throw PyRaise.TypeError("__class__ assignment only supported for classes with the same layout");
        }

        self.AssignType(type);
    }

    private static void AssignModule(PyType self, PyObject value)
    {
        if (value is PyStr text)
        {
            Heap(self, "__module__").Module = text.Value;
        }

        self.SetMember(Names.Module, value);
    }

    private static PyObject Documentation(PyType self)
    {
        PyObject text = self.Namespace.TryGet(Names.Doc) ?? PyNone.Instance;
        return text.IsDescriptor ? text.DescriptorGet(null, self) : text;
    }

    private static PyType Heap(PyType type, string attribute) =>
        type.IsHeap ? type : throw PyRaise.TypeError($"cannot set '{attribute}' attribute of immutable type '{type.Name}'");

    private static bool IsNativeConstructor(PyType type) => type.Lookup(Names.New) is not NativeFunction;

    private static void RejectArguments(PyType requested, CallArguments arguments)
    {
        if (arguments.RawValues.Length == 0)
        {
            return;
        }

        if (requested.Lookup(Names.New) is not NativeFunction)
        {
            throw PyRaise.TypeError("object.__new__() takes exactly one argument (the type to instantiate)");
        }

        if (ReferenceEquals(requested.Lookup(Names.Init), Initializer))
        {
            throw PyRaise.TypeError($"{requested.Name}() takes no arguments");
        }
    }
}

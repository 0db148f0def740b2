namespace Cairn.Python;

/// <summary>The members of functions, methods, properties and their like.</summary>
internal static class FunctionMembers
{
    public static void DefineFunction(NativeTypeBuilder type) => type.Final()
        .RawMethod("__call__", (realm, arguments) => arguments[0].Call(realm, arguments.Skip(1)))
        .Property<PyFunction>("__name__", self => new PyStr(self.Name), (self, value) => self.Name = ((PyStr)value).Value)
        .Property<PyFunction>(
            "__qualname__", self => new PyStr(self.QualifiedName), (self, value) => self.QualifiedName = ((PyStr)value).Value)
        .Property<PyFunction>("__module__", self => self.Module, (self, value) => self.Module = value)
        .Property<PyFunction>("__doc__", Documentation, (self, value) => self.Documentation = value)
        .Property<PyFunction>("__globals__", self => self.Globals)
        .Property<PyFunction>(
            "__defaults__",
            self => self.Defaults.Length == 0 ? PyNone.Instance : new PyTuple(self.Defaults),
            (self, value) => self.Defaults = value is PyTuple tuple ? tuple.Items : [])
        .Property<PyFunction>(
            "__kwdefaults__", self => (PyObject?)self.KeywordDefaults ?? PyNone.Instance, (self, value) => self.KeywordDefaults = value as PyDict)
        .Property<PyFunction>("__annotations__", Annotations, (self, value) => self.Annotations = value as PyDict)
        .Property<PyFunction>("__closure__", self => self.Closure.Length == 0 ? PyNone.Instance : new PyTuple([.. self.Closure]))
        .Property<PyFunction>("__code__", self => new CodeView(self))
        .RawMethod("__get__", (_, arguments) => BindTo(arguments));

    public static void DefineCallable(NativeTypeBuilder type) => type.Final()
        .RawMethod("__call__", (realm, arguments) => arguments[0].Call(realm, arguments.Skip(1)))
        .RawMethod("__get__", (_, arguments) => BindTo(arguments));

    public static void DefineMethod(NativeTypeBuilder type) => type
        .Constructor((_, _, arguments) => new PyMethod(arguments[0], arguments[1]))
        .RawMethod("__call__", (realm, arguments) => arguments[0].Call(realm, arguments.Skip(1)));

    public static void DefineProperty(NativeTypeBuilder type) => type
        .Constructor((_, requested, _) => new PyProperty(requested, null, null, null, null))
        .Initializer<PyProperty>("fget=, fset=, fdel=, doc=", (_, self, a) =>
        {
            (self.Getter, self.Setter, self.Deleter, self.Documentation) = (a.Given(0), a.Given(1), a.Given(2), a.Given(3));
            return PyNone.Instance;
        })
        .Method<PyProperty>("getter", "function, /", (realm, self, a) => Derive(realm, self, a[0], self.Setter, self.Deleter))
        .Method<PyProperty>("setter", "function, /", (realm, self, a) => Derive(realm, self, self.Getter, a[0], self.Deleter))
        .Method<PyProperty>("deleter", "function, /", (realm, self, a) => Derive(realm, self, self.Getter, self.Setter, a[0]))
        .Method<PyProperty>("__get__", "instance, owner=, /", (realm, self, a) => a.Given(0) is not { } instance
            ? self
            : (self.Getter ?? throw PyRaise.AttributeError("property has no getter")).Call(realm, instance))
        .Method<PyProperty>("__set__", "instance, value, /", (realm, self, a) =>
        {
            (self.Setter ?? throw PyRaise.AttributeError("property has no setter")).Call(realm, a[0], a[1]);
            return PyNone.Instance;
        })
        .Method<PyProperty>("__delete__", "instance, /", (realm, self, a) =>
        {
            (self.Deleter ?? throw PyRaise.AttributeError("property has no deleter")).Call(realm, a[0]);
            return PyNone.Instance;
        })
        .Property<PyProperty>("fget", self => self.Getter ?? PyNone.Instance)
        .Property<PyProperty>("fset", self => self.Setter ?? PyNone.Instance)
        .Property<PyProperty>("fdel", self => self.Deleter ?? PyNone.Instance)
        .Property<PyProperty>(
            "__doc__",
            self => self.Documentation ?? self.Getter?.TryGetAttribute(Names.Doc) ?? PyNone.Instance,
            (self, value) => self.Documentation = value);

    public static void DefineClassMethod(NativeTypeBuilder type) => type
        .Constructor((_, requested, arguments) => new PyClassMethod(One(arguments, "classmethod"), requested))
        .RawMethod("__init__", (_, _) => PyNone.Instance)
        .Method<PyClassMethod>("__get__", "instance, owner=, /", (_, self, a) =>
            self.DescriptorGet(a.Given(0), a.Given(1) as PyType ?? a[0].Type));

    public static void DefineStaticMethod(NativeTypeBuilder type) => type
        .Constructor((_, requested, arguments) => new PyStaticMethod(One(arguments, "staticmethod"), requested))
        .RawMethod("__init__", (_, _) => PyNone.Instance)
        .RawMethod("__call__", (realm, arguments) => arguments[0].Call(realm, arguments.Skip(1)))
        .Method<PyStaticMethod>("__get__", "instance, owner=, /", (_, self, _) => self.Function);

    public static void DefineSuper(NativeTypeBuilder type) => type.Constructor((realm, _, arguments) =>
    {
        if (arguments.PositionalCount == 0)
        {
            throw PyRaise.Unsupported("`super()` called under another name");
        }

        PyType start = arguments[0] as PyType
            ?? throw PyRaise.TypeError($"super() argument 1 must be a type, not {arguments[0].Type.Name}");
        return arguments.PositionalCount == 1 ? new PySuper(start, null, null) : MakeSuper(start, arguments[1]);
    }).RawMethod("__init__", (_, _) => PyNone.Instance);

    /// <summary><c>super(start, instance)</c></summary>
    public static PySuper MakeSuper(PyType start, PyObject instance)
    {
        if (instance is PyType type && type.IsSubclassOf(start))
        {
            return new PySuper(start, type, type);
        }

        return instance.Type.IsSubclassOf(start)
            ? new PySuper(start, instance, instance.Type)
            : throw PyRaise.TypeError("super(type, obj): obj must be an instance or subtype of type");
    }

    private static PyObject BindTo(CallArguments arguments) =>
        arguments.PositionalCount > 1 && arguments[1] is not PyNone
            ? arguments[0].DescriptorGet(arguments[1], arguments[1].Type)
            : arguments[0];

    private static PyObject Derive(Realm realm, PyProperty self, PyObject? getter, PyObject? setter, PyObject? deleter) => self.Type.Call(
        realm, getter ?? PyNone.Instance, setter ?? PyNone.Instance, deleter ?? PyNone.Instance, self.Documentation ?? PyNone.Instance);

    private static PyObject One(CallArguments arguments, string name) => arguments.PositionalCount == 1
        ? arguments[0]
        : throw PyRaise.TypeError($"{name} expected 1 argument, got {arguments.PositionalCount}");

    private static PyObject Documentation(PyFunction self) =>
        self.Documentation ?? (self.Code.Documentation is { } text ? new PyStr(text) : PyNone.Instance);

    private static PyDict Annotations(PyFunction self)
    {
        if (self.Annotations is null)
        {
            self.Annotations = new PyDict();
            foreach (Parameter parameter in self.Code.Syntax.Parameters)
            {
                if (parameter.Annotation is { } annotation)
                {
                    self.Annotations.Set(parameter.Name, new PyStr(self.Code.AnnotationText(annotation)));
                }
            }

            if (self.Code.Syntax.Returns is { } returns)
            {
                self.Annotations.Set("return", new PyStr(self.Code.AnnotationText(returns)));
            }
        }

        return self.Annotations;
    }

    /// <summary>The little of <c>__code__</c> that code looks at.</summary>
    private sealed class CodeView(PyFunction function) : PyObject(BuiltinTypes.Object)
    {
        protected internal override PyObject? FindAttribute(PyStr name) => name.Value switch
        {
            "co_name" => new PyStr(function.Code.Name),
            "co_qualname" => new PyStr(function.Code.QualifiedName),
            "co_filename" => new PyStr(function.Place.File),
            "co_firstlineno" => PyInt.Of(function.Place.Line),
            "co_argcount" => PyInt.Of(function.Code.PositionalCount),
            "co_posonlyargcount" => PyInt.Of(function.Code.PositionalOnlyCount),
            "co_kwonlyargcount" => PyInt.Of(function.Code.ParameterNames.Length - function.Code.PositionalCount),
            "co_varnames" => new PyTuple([.. function.ParameterNames.Select(parameter => new PyStr(parameter))]),
            _ => base.FindAttribute(name),
        };
    }
}

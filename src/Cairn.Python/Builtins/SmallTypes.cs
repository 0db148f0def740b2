namespace Cairn.Python;

/// <summary>The members of types with few of them.</summary>
internal static class SmallTypes
{
    public static void DefineFinal(NativeTypeBuilder type) => type.Final();

    public static void DefineSlice(NativeTypeBuilder type) => type.Final()
        .Constructor((_, _, arguments) => arguments.PositionalCount switch
        {
            1 => new PySlice(PyNone.Instance, arguments[0], PyNone.Instance),
            2 => new PySlice(arguments[0], arguments[1], PyNone.Instance),
            3 => new PySlice(arguments[0], arguments[1], arguments[2]),
            _ => throw PyRaise.TypeError($"slice expected 1 to 3 arguments, got {arguments.PositionalCount}"),
        })
        .Property<PySlice>("start", self => self.Start)
        .Property<PySlice>("stop", self => self.Stop)
        .Property<PySlice>("step", self => self.Step)
        .Method<PySlice>("indices", "length, /", (_, self, a) =>
        {
            (int start, int stop, int step) = self.Bounds((int)Math.Clamp(a.Integer(0), 0, int.MaxValue));
            return new PyTuple(PyInt.Of(start), PyInt.Of(stop), PyInt.Of(step));
        });

    public static void DefineRange(NativeTypeBuilder type) => type.Final()
        .Constructor((_, _, arguments) =>
        {
            arguments.RejectKeywords("range");
            long start = 0;
            long step = 1;
            long stop;
            switch (arguments.PositionalCount)
            {
                case 1:
                    stop = Operators.Index(arguments[0]).ToInt64();
                    break;
                case 2 or 3:
                    start = Operators.Index(arguments[0]).ToInt64();
                    stop = Operators.Index(arguments[1]).ToInt64();
                    step = arguments.PositionalCount == 3 ? Operators.Index(arguments[2]).ToInt64() : 1;
                    break;
                default:
                    throw PyRaise.TypeError($"range expected 1 to 3 arguments, got {arguments.PositionalCount}");
            }

            return step == 0 ? throw PyRaise.ValueError("range() arg 3 must not be zero") : new PyRange(start, stop, step);
        })
        .Property<PyRange>("start", self => PyInt.Of(self.Start))
        .Property<PyRange>("stop", self => PyInt.Of(self.Stop))
        .Property<PyRange>("step", self => PyInt.Of(self.Step))
        .Method<PyRange>("__reversed__", "", (_, self, _) => self.Reverse())
        .Method<PyRange>("index", "value, /", (_, self, a) => self.Contains(a[0])
            ? PyInt.Of((Operators.Index(a[0]).ToInt64() - self.Start) / self.Step)
            : throw PyRaise.ValueError($"{a[0].Repr()} is not in range"))
        .Method<PyRange>("count", "value, /", (_, self, a) => PyInt.Of(self.Contains(a[0]) ? 1 : 0))
        .Protocols("__len__", "__getitem__", "__iter__", "__contains__", "__bool__");

    public static void DefineIterator(NativeTypeBuilder type) => type.Final().Protocols("__iter__", "__next__");

    public static void DefineGenerator(NativeTypeBuilder type) => type.Final()
        .Protocols("__iter__")
        .Method<PyGenerator>("__next__", "", (_, self, _) => self.Next() ?? throw PyRaise.StopIteration(self.TakeResult()))
        .Method<PyGenerator>("send", "value, /", (_, self, a) => self.Send(a[0]) ?? throw PyRaise.StopIteration(self.TakeResult()))
        .Method<PyGenerator>("throw", "type, value=, traceback=, /", (realm, self, a) =>
        {
            PyObject thrown = a[0];
            if (thrown is PyType kind && kind.IsSubclassOf(BuiltinTypes.BaseException))
            {
                thrown = a.Given(1) is PyException given
                    ? given
                    : a.Given(1) is { } value ? kind.Call(realm, value) : kind.Call(realm, CallArguments.None);
            }

            return self.Throw(thrown as PyException ?? throw PyRaise.TypeError("exceptions must be classes or instances deriving from BaseException"))
                ?? throw PyRaise.StopIteration(self.TakeResult());
        })
        .Method<PyGenerator>("close", "", (_, self, _) =>
        {
            self.Close();
            return PyNone.Instance;
        })
        .Property<PyGenerator>("__name__", self => new PyStr(self.Name))
        .Property<PyGenerator>("__qualname__", self => new PyStr(self.QualifiedName));

    public static void DefineModule(NativeTypeBuilder type) => type
        .Constructor((realm, _, arguments) =>
        {
            string name = arguments.PositionalCount > 0 && arguments[0] is PyStr text
                ? text.Value
                : throw PyRaise.TypeError("module() argument 'name' must be str");
            var module = new PyModule(name) { Realm = realm };
            module.Namespace.Set(Names.Doc, arguments.PositionalCount > 1 ? arguments[1] : PyNone.Instance);
            return module;
        })
        .RawMethod("__init__", (_, _) => PyNone.Instance);
}

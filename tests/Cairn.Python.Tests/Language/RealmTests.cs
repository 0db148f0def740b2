namespace Cairn.Python.Tests.Language;

public sealed class RealmTests
{
    private sealed class Texts(params (string Name, string Source)[] modules) : IModuleFinder
    {
        public ModuleSource? Find(Realm realm, string dottedName)
        {
            foreach ((string name, string source) in modules)
            {
                if (name == dottedName)
                {
                    return new PythonModuleSource(ModuleCode.Compile(new SourceFile(name + ".py", source)));
                }

                if (name == dottedName + ".__init__")
                {
                    return new PythonModuleSource(ModuleCode.Compile(new SourceFile(dottedName + "/__init__.py", source)), IsPackage: true);
                }
            }

            return modules.Any(module => module.Name.StartsWith(dottedName + ".", StringComparison.Ordinal)) ? new NamespacePackageSource() : null;
        }
    }

    [Fact]
    public void Modules_are_found_imported_once_and_bound_to_their_packages()
    {
        var finder = new Texts(
            ("pkg.__init__", "print('init', __name__)\nfrom .a import value\n__all__ = ['value', 'b']\n"),
            ("pkg.a", "print('a')\nvalue = 1\n_hidden = 2\n"),
            ("pkg.b", "from . import a\nfrom .a import value as v\nfrom .. import pkg\n") ,
            ("ns.sub.mod", "x = __name__\nfrom ..other import y\n"),
            ("ns.other", "y = 'other'\n"));

        Interpreted.Run(
            """
            import pkg, pkg.a as pa
            from pkg import *
            import ns.sub.mod
            from ns.sub import mod
            print(value, pkg.a is pa, ns.sub.mod.x, mod.y, pkg.__file__)
            try:
                from pkg import missing
            except ImportError as e:
                print(e)
            try:
                import nowhere.at.all
            except ModuleNotFoundError as e:
                print(e, e.name)
            """,
            finders: finder).ShouldBe(
            "init pkg\na\nTraceback (most recent call last):\n"
            + "  File \"script.py\", line 2, in <module>\n    from pkg import *\n"
            + "  File \"pkg.b.py\", line 3, in <module>\n    from .. import pkg\n"
            + "ImportError: attempted relative import beyond top-level package\n");
    }

    [Fact]
    public void A_module_that_fails_is_not_kept()
    {
        var finder = new Texts(("bad", "print('try')\n1/0\n"));

        Interpreted.Run(
            "import sys\nfor i in range(2):\n    try:\n        import bad\n    except ZeroDivisionError:\n        print('bad' in sys.modules)\n", finders: finder)
            .ShouldBe("try\nFalse\ntry\nFalse\n");
    }

    [Fact]
    public void Code_is_shared_by_realms_on_many_threads()
    {
        ModuleCode code = ModuleCode.Compile(new SourceFile("shared.py", """
            class A:
                def __init__(self, n): self.n = n
                def run(self):
                    def inner(k):
                        return sum(i * k for i in range(self.n)) + len([x for x in range(k)])
                    return inner(3)
            result = [A(i).run() for i in range(50)]
            """));
        long[] results = new long[16];

        Parallel.For(0, results.Length, i =>
        {
            var realm = new Realm(new LoadHost(new HostFacts()));
            PyModule module = realm.Run(code);
            results[i] = Operators.Values(module.GetAttribute("result")).Sum(value => ((PyInt)value).ToInt64());
        });

        results.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Native_code_sees_the_class_body_and_the_place_of_its_call()
    {
        var places = new List<string>();
        var realm = new Realm(new LoadHost(new HostFacts()));
        realm.Builtins.Set("directive", new NativeFunction("directive", "name, when=", (world, arguments) =>
        {
            places.Add($"{arguments.Text(0)} {world.CurrentClassBody!.Name} {world.CurrentPlace}");
            ((PyDict)world.CurrentClassBody.ClassNamespace!).Set("seen_" + arguments.Text(0), PyBool.True);
            return PyNone.Instance;
        }));

        PyModule module = realm.Run(ModuleCode.Compile(new SourceFile("r.py", """
            def helper():
                directive("inner")
            class Recipe:
                directive("outer",
                          when="x")
                helper()
            names = sorted(n for n in vars(Recipe) if n.startswith("seen"))
            """)));

        places.ShouldBe([
            "outer Recipe SourcePlace { File = r.py, Line = 4, Column = 5 }",
            "inner Recipe SourcePlace { File = r.py, Line = 2, Column = 5 }",
        ]);
        module.GetAttribute("names").Repr().ShouldBe("['seen_inner', 'seen_outer']");
    }

    [Fact]
    public void Native_types_can_be_bases_and_metatypes()
    {
        PyType meta = PyType.Define(
            "Meta",
            type => type.Constructor((realm, metatype, arguments) =>
            {
                var made = (PyType)PyType.CreateFromArguments(realm, metatype, arguments);
                made.Tag = $"made {made.Name}";
                return made;
            }),
            BuiltinTypes.Type);
        PyType native = PyType.Define(
            "Native",
            type => type.Constructor((_, requested, _) => new PyInstance(requested))
                .Method<PyInstance>("hello", "name=", (_, self, a) => new PyStr($"hello {a.Text(0, "you")} from {self.Type.Name}"))
                .Property<PyInstance>("answer", _ => PyInt.Of(42)),
            metatype: meta);
        var realm = new Realm(new LoadHost(new HostFacts()));
        realm.Builtins.Set("Native", native);

        PyModule module = realm.Run(ModuleCode.Compile(new SourceFile("n.py", """
            class Sub(Native):
                def hello(self, name):
                    return super().hello(name=name) + "!"
            text = (Sub().hello("me"), Sub().answer, type(Sub).__name__)
            """)));

        module.GetAttribute("text").Repr().ShouldBe("('hello me from Sub!', 42, 'Meta')");
        ((PyType)module.GetAttribute("Sub")).Tag.ShouldBe("made Sub");
    }
}

using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The module <c>_cairn</c>: everything that the embedded Python of the Package API takes from C#.</summary>
internal sealed class NativeModule(
    RecipeSession session, DirectiveArguments read, HostDescription host, IReadOnlyDictionary<string, NativeBody>? services)
{
    /// <summary>Makes the module for the session's realm.</summary>
    public PyModule Create()
    {
        var module = new PyModule("_cairn");
        foreach (var type in ErrorTypes.All)
        {
            module.Member(type.Name, type);
        }

        new DirectiveFunctions(session.Queue, read).AddTo(module);
        AddValues(module);
        AddContexts(module);
        AddClasses(module);
        AddMachine(module);
        return module;
    }

    private static PyObject Nothing(Action action)
    {
        action();
        return PyNone.Instance;
    }

    private static PyRaise NotAvailable(string what) => ErrorTypes.Raise(
        ErrorTypes.NotAvailableError, $"`{what}` is not available while loading a recipe");

    private static void AddValues(PyModule module)
    {
        module.Member("Spec", SpecType.Spec)
            .Member("EMPTY_SPEC", new SpecObject(AbstractSpec.Empty))
            .Member("StandardVersion", VersionTypes.Standard)
            .Member("GitVersion", VersionTypes.Git)
            .Member("VersionRange", VersionTypes.Range)
            .Member("VersionList", VersionTypes.List)
            .Member("any_version", new VersionListObject(VersionList.Any))
            .Member("infinity_versions", PyList.OfStrings(["stable", "trunk", "head", "master", "main", "develop"]))
            .Function("Version", "string", static (_, a) => VersionTypes.MakeVersion(a[0]))
            .Function("ver", "obj", static (_, a) => VersionTypes.Wrap(VersionTypes.Constraint(a[0])))
            .Function("from_string", "string", static (_, a) => VersionTypes.Wrap(VersionTypes.Constraint(a[0])))
            .Function("is_git_version", "string", static (_, a) =>
                PyBool.Of(ErrorTypes.Guard(() => Specs.Version.Parse(a.Text(0))).IsGit));
    }

    private void AddContexts(PyModule module) => module
        .Function("push_condition", "spec", (_, a) => Nothing(() =>
            // As in Spack, a condition that is False becomes the spec of a package named `None`, which nothing satisfies.
            session.Queue.PushCondition(a[0] is PyNone ? AbstractSpec.Parse("None") : read.Spec(a[0]))))
        .Function("pop_condition", "", (_, _) => Nothing(session.Queue.PopCondition))
        .Function("push_default_arguments", "arguments", (_, a) => Nothing(() => session.Queue.PushDefaults((PyDict)a[0])))
        .Function("pop_default_arguments", "", (_, _) => Nothing(session.Queue.PopDefaults))
        .Function("condition", "when", (_, a) => read.When(a[0]) is { } when ? new SpecObject(when) : PyNone.Instance)
        .Function("collect_directives", "bases", (_, a) => session.Queue.Collect((PyTuple)a[0]))
        .Function("class_namespace", "", static (realm, _) => realm.CurrentClassBody?.ClassNamespace ?? PyNone.Instance);

    private void AddClasses(PyModule module) => module
        .Function("is_package_module", "name", (_, a) => PyBool.Of(session.IsPackageModule(a.Text(0))))
        .Function("package_of_module", "name", (_, a) => new PyStr(session.PackageOfModule(a.Text(0))))
        .Function("namespace_of_module", "name", (_, a) => new PyStr(session.NamespaceOfModule(a.Text(0))))
        .Function("directive_results", "cls, name", (_, a) => session.Results.Of((PyType)a[0], a.Text(1)));

    private void AddMachine(PyModule module)
    {
        module
            .Function("host_fact", "name", (_, a) => new PyStr(a.Text(0) switch
            {
                "platform" => host.Platform,
                "os" => host.OperatingSystem,
                "target" => host.Target,
                var other => throw PyRaise.KeyError(new PyStr(other)),
            }))
            .Function("targets", "", static (_, _) => new PyList(Microarchitectures.Known.Select(target =>
                (PyObject)new PyTuple(new PyStr(target.Name), new PyStr(target.Family.Name)))))
            .Function("macos_version", "", (_, _) =>
                VersionTypes.MakeVersion(new PyStr(host.MacVersion.Length == 0 ? "0" : host.MacVersion)))
            .Function("message", "kind, text, details", static (realm, a) => Nothing(() =>
            {
                realm.Host.Error.WriteLine($"==> {(a.Text(0) is "warning" or "error" ? char.ToUpperInvariant(a.Text(0)[0]) + a.Text(0)[1..] + ": " : "")}{a.Text(1)}");
                foreach (var line in Operators.Values(a[2]))
                {
                    realm.Host.Error.WriteLine("    " + line.Str());
                }
            }))
            .Function("engine_program", "", static (_, _) => new PyStr("cairn"))
            .Function("engine_root", "", static (_, _) => new PyStr("$cairn"))
            .Function("not_available", "name", static (_, a) => throw NotAvailable(a.Text(0)));
        foreach (string name in new[]
        {
            "configuration", "number_of_jobs", "substitute_path_variables", "parse_version", "parse_version_offset", "substitute_version",
            "wildcard_version", "stage_of", "has_build_target",
        })
        {
            module.Member(name, new NativeFunction(name, (_, _) => throw NotAvailable(name)));
        }

        foreach (var (name, body) in services ?? new Dictionary<string, NativeBody>())
        {
            module.Member(name, new NativeFunction(name, body));
        }
    }
}

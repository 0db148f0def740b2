using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The object <c>pkg</c> that compilers' <c>runtime_constraints</c> speak to: <c>pkg("*").depends_on(…)</c>.</summary>
internal sealed class RuntimeRecorder() : PyObject(s_type)
{
    private static readonly PyType s_type = PyType.Define("RuntimePropertyRecorder", Define, module: "spack.solver.runtimes");

    private readonly ImmutableArray<RuntimeConstraint>.Builder _recorded = ImmutableArray.CreateBuilder<RuntimeConstraint>();
    private string? _package;

    /// <summary>What was said so far.</summary>
    public ImmutableArray<RuntimeConstraint> Recorded => _recorded.ToImmutable();

    protected override PyObject CallCore(Realm realm, CallArguments arguments)
    {
        _package = arguments[0].Str();
        return this;
    }

    private static void Define(NativeTypeBuilder builder)
    {
        builder.Method<RuntimeRecorder>("depends_on", "dependency_str, *, when, type, description", static (_, self, a) =>
        {
            self.Expect(isAny: true, "depends_on");
            self._recorded.Add(new RuntimeConstraint.DependsOn(
                SpecType.Value(a[0]), SpecType.Value(a[1]), DirectiveArguments.Types(a[2]), a[3].Str()));
            return PyNone.Instance;
        });
        builder.Method<RuntimeRecorder>("requires", "impose, *, when", static (_, self, a) =>
        {
            string package = self.Expect(isAny: false, "requires");
            self._recorded.Add(new RuntimeConstraint.Requires(
                SpecType.Value(new PyStr(package + a[0].Str())), SpecType.Value(new PyStr(package + a[1].Str()))));
            return PyNone.Instance;
        });
        builder.Method<RuntimeRecorder>("propagate", "constraint_str, *, when", static (_, self, a) =>
        {
            self.Expect(isAny: true, "propagate");
            self._recorded.Add(new RuntimeConstraint.Propagates(SpecType.Value(a[0]), SpecType.Value(a[1])));
            return PyNone.Instance;
        });
    }

    private string Expect(bool isAny, string method)
    {
        if (_package is not { } package || (package == "*") != isAny)
        {
            throw PyRaise.ValueError($"'{method}' goes with pkg({(isAny ? "\"*\"" : "a package's name")}) only");
        }

        _package = null;
        return package;
    }
}

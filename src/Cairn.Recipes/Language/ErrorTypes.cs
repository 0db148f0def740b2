using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>An exception of the Package API.</summary>
internal sealed class SpackException(PyType type, params PyObject[] arguments) : PyException(type, arguments)
{
    public string Text { get; set; } = "";

    public string? Details { get; set; }

    /// <summary>The domain failure behind it, if there is one.</summary>
    public Diagnostic? Diagnostic { get; init; }

    protected override string StrCore() => Details is null ? Text : $"{Text}\n    {Details}";
}

/// <summary>The exceptions of the Package API that native code raises. They are shared by all realms, as the built-in ones are.</summary>
internal static class ErrorTypes
{
    public static readonly PyType SpackError = PyType.Define("SpackError", DefineRoot, BuiltinTypes.Exception, "spack.error");

    public static readonly PyType SpecError = Derive("SpecError", SpackError);

    public static readonly PyType SpecSyntaxError = Derive("SpecSyntaxError", SpecError);

    public static readonly PyType UnsatisfiableSpecError = Derive("UnsatisfiableSpecError", SpecError);

    public static readonly PyType UnsatisfiableSpecNameError = Derive("UnsatisfiableSpecNameError", UnsatisfiableSpecError, "spack.spec");

    public static readonly PyType UnsatisfiableVersionSpecError = Derive("UnsatisfiableVersionSpecError", UnsatisfiableSpecError, "spack.spec");

    public static readonly PyType UnsatisfiableVariantSpecError = Derive("UnsatisfiableVariantSpecError", UnsatisfiableSpecError, "spack.variant");

    public static readonly PyType UnsatisfiableArchitectureSpecError = Derive("UnsatisfiableArchitectureSpecError", UnsatisfiableSpecError, "spack.spec");

    public static readonly PyType UnsatisfiableDependencySpecError = Derive("UnsatisfiableDependencySpecError", UnsatisfiableSpecError, "spack.spec");

    public static readonly PyType UnconstrainableDependencySpecError = Derive("UnconstrainableDependencySpecError", SpecError, "spack.spec");

    public static readonly PyType VersionError = Derive("VersionError", SpackError);

    public static readonly PyType VersionChecksumError = Derive("VersionChecksumError", VersionError);

    public static readonly PyType VersionLookupError = Derive("VersionLookupError", VersionError);

    public static readonly PyType DirectiveError = Derive("DirectiveError", SpackError);

    public static readonly PyType NotAvailableError = Derive("NotAvailableError", SpackError);

    /// <summary>All of them, for the native module.</summary>
    public static IEnumerable<PyType> All =>
    [
        SpackError, SpecError, SpecSyntaxError, UnsatisfiableSpecError, UnsatisfiableSpecNameError, UnsatisfiableVersionSpecError,
        UnsatisfiableVariantSpecError, UnsatisfiableArchitectureSpecError, UnsatisfiableDependencySpecError, UnconstrainableDependencySpecError, VersionError, VersionChecksumError, VersionLookupError,
        DirectiveError, NotAvailableError,
    ];

    /// <summary>An exception to throw.</summary>
    public static PyRaise Raise(PyType type, string message, Diagnostic? diagnostic = null) =>
        new(new SpackException(type, new PyStr(message)) { Text = message, Diagnostic = diagnostic });

    /// <summary>The Python exception of a domain failure.</summary>
    public static PyRaise Raise(CairnException failure) => Raise(
        failure switch
        {
            SpecSyntaxException => SpecSyntaxError,
            UnsatisfiableSpecException clash => TypeOf(clash.Part),
            _ => failure.Diagnostic.Code == "recipe-directive" ? DirectiveError : SpackError,
        },
        failure.Diagnostic.Message,
        failure.Diagnostic);

    /// <summary>Runs something whose domain failure is to be a Python exception.</summary>
    /// <exception cref="PyRaise">It failed.</exception>
    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (CairnException failure)
        {
            throw Raise(failure);
        }
    }

    private static PyType TypeOf(SpecPart part) => part switch
    {
        SpecPart.Name => UnsatisfiableSpecNameError,
        SpecPart.Version => UnsatisfiableVersionSpecError,
        SpecPart.Variant => UnsatisfiableVariantSpecError,
        SpecPart.Architecture => UnsatisfiableArchitectureSpecError,
        SpecPart.Dependency => UnsatisfiableDependencySpecError,
        SpecPart.UnnamedDependency => UnconstrainableDependencySpecError,
        _ => UnsatisfiableSpecError,
    };

    private static PyType Derive(string name, PyType baseType, string module = "spack.error") => PyType.Define(
        name, static builder => builder.Constructor(Create), baseType, module);

    private static void DefineRoot(NativeTypeBuilder builder)
    {
        builder.Constructor(Create);
        builder.Initializer<SpackException>("message=, long_message=, *rest, **keywords", static (_, self, a) =>
        {
            self.Text = a.Optional(0)?.Str() ?? "";
            self.Details = a.Given(1)?.Str();
            return PyNone.Instance;
        });
        builder.Property<SpackException>("message", static self => new PyStr(self.Text), static (self, value) => self.Text = value.Str());
        builder.Property<SpackException>("long_message", static self => self.Details is { } text ? new PyStr(text) : PyNone.Instance);
        builder.Property<SpackException>(
            "_long_message",
            static self => self.Details is { } text ? new PyStr(text) : PyNone.Instance,
            static (self, value) => self.Details = value is PyNone ? null : value.Str());
        builder.Protocols("__str__", "__repr__");
    }

    private static PyObject Create(Realm realm, PyType type, CallArguments arguments) =>
        new SpackException(type, arguments.Positional.ToArray());
}

namespace Cairn.Python;

internal sealed class Scope;

/// <summary>The compiled text of a module; immutable, shared by realms and threads.</summary>
public sealed class ModuleCode
{
    internal static ModuleSyntax Parse(SourceFile f) => Parser.ParseModule(f);
}

internal sealed class FunctionCode
{
    public string Name => "";
    public string QualifiedName => "";
    public SourcePlace Place => default;
    public IReadOnlyList<string> ParameterNames => [];
    public bool TakesAnyKeyword => false;
    public bool TakesAnyPositional => false;
    public PyObject Call(PyFunction function, CallArguments arguments) => throw PyRaise.Unsupported("functions");
}

namespace Cairn.Specs;

/// <summary>A compiler was asked to optimize for a microarchitecture that it doesn't know.</summary>
public sealed class UnsupportedMicroarchitectureException : CairnException
{
    internal UnsupportedMicroarchitectureException(Microarchitecture target, string compiler, string version, string reason)
        : base(new Diagnostic("unsupported-target", reason, hint: HintFor(target, compiler, version)))
    {
        Target = target;
    }

    /// <summary>The microarchitecture that was asked for.</summary>
    public Microarchitecture Target { get; }

    private static string? HintFor(Microarchitecture target, string compiler, string version) =>
        target.BestSupportedBy(compiler, version) is { } best ? $"`target={best}` works with `{compiler}@{version}`" : null;
}

using Cairn.Specs;

namespace Cairn.Conformance.Specs;

/// <summary>The few virtual packages that the recorded pairs of specs touch, as the recorded recipes provide them.</summary>
internal sealed class WellKnownProviders : IVirtualPackages
{
    private readonly Dictionary<string, ProvidedVirtuals[]> _provided = new()
    {
        ["openmpi"] =
        [
            Provided("@:1.2", "mpi@:2.0"),
            Provided("@1.3:1.7.2", "mpi@:2.1"),
            Provided("@1.7.3:1.7.4", "mpi@:2.2"),
            Provided("@1.7.5:1.10.7", "mpi@:3.0"),
            Provided("@2.0.0:", "mpi@:3.1"),
        ],
        ["mpich"] = [Provided("@:3.1", "mpi@:3.0"), Provided("@:3.2", "mpi@:3.1"), Provided("", "mpi@:4.0")],
        ["openblas"] = [Provided("", "blas"), Provided("", "lapack")],
        ["zlib"] = [Provided("", "zlib-api")],
        ["gcc"] = [Provided("", "c"), Provided("", "cxx"), Provided("", "fortran")],
        ["llvm"] = [Provided("+clang", "c"), Provided("+clang", "cxx"), Provided("+flang", "fortran")],
    };

    public bool IsVirtual(string name)
        => _provided.Values.Any(entries => entries.Any(entry => entry.Virtuals.Any(spec => spec.Name == name)));

    public IReadOnlyList<ProvidedVirtuals>? ProvidedBy(string fullName)
        => _provided.TryGetValue(fullName[(fullName.LastIndexOf('.') + 1)..], out ProvidedVirtuals[]? entries) ? entries : [];

    public IReadOnlyList<string> ProvidersOf(string virtualName)
        => [.. _provided.Where(pair => pair.Value.Any(entry => entry.Virtuals.Any(spec => spec.Name == virtualName))).Select(pair => pair.Key)];

    private static ProvidedVirtuals Provided(string when, params string[] virtuals)
        => new(AbstractSpec.Parse(when), [.. virtuals.Select(text => AbstractSpec.Parse(text))]);
}

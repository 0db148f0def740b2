namespace Cairn.Specs;

/// <summary>What format strings can ask of a spec, abstract or concrete.</summary>
public interface IFormattableSpec
{
    /// <summary>The name; empty for an anonymous spec.</summary>
    string Name { get; }

    /// <summary>The namespace, or null.</summary>
    string? Namespace { get; }

    /// <summary>The versions; one version for a concrete spec.</summary>
    VersionList Versions { get; }

    /// <summary>The variants.</summary>
    VariantMap Variants { get; }

    /// <summary>The compiler flags.</summary>
    CompilerFlags CompilerFlags { get; }

    /// <summary>Platform, operating system and target, or null if nothing is known about them.</summary>
    Architecture? Architecture { get; }

    /// <summary>The beginning of a hash that was asked for, or null. Null for concrete specs.</summary>
    string? AbstractHash { get; }

    /// <summary>The DAG hash, or null for an abstract spec.</summary>
    string? DagHash { get; }

    /// <summary>The prefix of an installed spec, or null if there is none.</summary>
    string? Prefix { get; }

    /// <summary>The format version of the spec file that the spec was read from; 5 otherwise.</summary>
    int SpecFileFormat { get; }

    /// <summary>The direct dependency that compiles C, C++ or Fortran, the first of them that there is; or null.</summary>
    IFormattableSpec? Compiler { get; }

    /// <summary>The direct dependencies that provide languages, as <c>%c,cxx=gcc@12.2.0</c>, joined by blanks.</summary>
    string CompilersText { get; }

    /// <summary>The dependency of a name or providing a virtual of that name, as <c>spec["mpi"]</c>; or null.</summary>
    IFormattableSpec? Dependency(string name);

    /// <summary>Whether the spec has a further attribute such as <c>spack_root</c>, and its text.</summary>
    bool TryGetAttribute(string name, out string? text);
}

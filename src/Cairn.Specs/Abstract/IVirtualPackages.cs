using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Virtual packages that a package provides under a condition.</summary>
/// <param name="When">The condition on the package.</param>
/// <param name="Virtuals">What is provided then, such as <c>mpi@:3.1</c>.</param>
public sealed record ProvidedVirtuals(AbstractSpec When, ImmutableArray<AbstractSpec> Virtuals);

/// <summary>What the comparison of specs has to know about packages: which names are virtual and who provides them.</summary>
/// <remarks>Recipe repositories implement this. Without it names are compared as they are.</remarks>
public interface IVirtualPackages
{
    /// <summary>True if <paramref name="name"/> is a virtual package.</summary>
    bool IsVirtual(string name);

    /// <summary>What a package provides, or null if there is no such package.</summary>
    /// <param name="fullName">The name, with the namespace before it if the spec has one.</param>
    IReadOnlyList<ProvidedVirtuals>? ProvidedBy(string fullName);

    /// <summary>
    /// The names of the packages that can provide <paramref name="virtualName"/>, under whatever condition.
    /// </summary>
    IReadOnlyList<string> ProvidersOf(string virtualName);
}

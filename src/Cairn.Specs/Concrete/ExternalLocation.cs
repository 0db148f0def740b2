using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Where a package that Cairn didn't build lies: a prefix, environment modules, or both.</summary>
/// <param name="Path">The prefix, or null if only modules lead to it.</param>
/// <param name="Modules">The environment modules to load.</param>
/// <param name="ExtraAttributes">What else the configuration knows, such as the paths of compilers.</param>
public sealed record ExternalLocation(string? Path, ImmutableArray<string> Modules, PlainMapping ExtraAttributes)
{
    /// <summary>A prefix without modules and attributes.</summary>
    public ExternalLocation(string path)
        : this(path, [], PlainMapping.Empty)
    {
    }
}

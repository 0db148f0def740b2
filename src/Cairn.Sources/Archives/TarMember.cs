using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>What a tar member is.</summary>
internal enum TarMemberKind
{
    File,
    Directory,
    SymbolicLink,
    HardLink,
    Device,
    Pipe,
    Other,
}

/// <summary>A stretch of a sparse file that is stored; the rest is zeros.</summary>
internal readonly record struct SparseRegion(long Offset, long Length);

/// <summary>One member of a tar archive as its headers describe it.</summary>
/// <param name="Name">The name as the archive spells it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="StoredSize">How many bytes of content the archive holds.</param>
/// <param name="Size">The size of the file; differs from the stored size for sparse files only.</param>
/// <param name="LinkTarget">Where a link leads.</param>
/// <param name="Mode">The permission bits.</param>
/// <param name="ModifiedAt">The time of the last change, if it can be told.</param>
/// <param name="Sparse">The stored stretches; empty for an ordinary file.</param>
internal sealed record TarMember(
    string Name,
    TarMemberKind Kind,
    long StoredSize,
    long Size,
    string LinkTarget,
    int Mode,
    DateTime? ModifiedAt,
    ImmutableArray<SparseRegion> Sparse)
{
    public bool IsSparse => !Sparse.IsDefault;
}

namespace Cairn.Specs;

internal enum SpecTokenKind : byte
{
    End,

    /// <summary><c>^[</c>, <c>%[</c> or <c>%%[</c>.</summary>
    EdgeAttributesStart,

    /// <summary><c>]</c>, with the virtuals of <c>] c,cxx=gcc</c> if there are any.</summary>
    EdgeAttributesEnd,

    /// <summary><c>^</c>, <c>%</c> or <c>%%</c>, with the virtuals of <c>%c,cxx=gcc</c> if there are any.</summary>
    Dependency,

    /// <summary><c>@</c> and everything that belongs to it.</summary>
    Version,

    /// <summary><c>++name</c>, <c>~~name</c>, <c>--name</c>.</summary>
    PropagatedFlag,

    /// <summary><c>+name</c>, <c>~name</c>, <c>-name</c>.</summary>
    Flag,

    /// <summary><c>name==value</c> or <c>name:==value</c>.</summary>
    PropagatedPair,

    /// <summary><c>name=value</c> or <c>name:=value</c>.</summary>
    Pair,

    /// <summary>A path that ends in <c>.json</c> or <c>.yaml</c>.</summary>
    FileName,

    /// <summary><c>namespace.name</c>.</summary>
    QualifiedName,

    /// <summary>A name, or <c>*</c>.</summary>
    Name,

    /// <summary><c>/hash</c>.</summary>
    Hash,

    /// <summary>A character that can't start anything.</summary>
    Unexpected,
}

/// <summary>A piece of a spec with its place in the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index behind its last character.</param>
/// <param name="VirtualsStart">Where the list of virtuals begins, or -1 if there is none.</param>
/// <param name="SubstituteStart">Where the package behind the virtuals begins.</param>
internal readonly record struct SpecToken(
    SpecTokenKind Kind, int Start, int End, int VirtualsStart = -1, int SubstituteStart = -1)
{
    public bool HasVirtuals => VirtualsStart >= 0;

    public int Length => End - Start;

    public static SpecToken UnexpectedAt(int position) => new(SpecTokenKind.Unexpected, position, position + 1);
}

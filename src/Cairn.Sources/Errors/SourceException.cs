using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Sources;

/// <summary>A source could not be found, fetched, verified, unpacked or patched.</summary>
public class SourceException : CairnException
{
    /// <summary>Describes the failure.</summary>
    /// <param name="code">A stable code such as <c>source-unreachable</c>.</param>
    /// <param name="message">What went wrong, lower case, without a full stop.</param>
    /// <param name="notes">Further facts, one a line.</param>
    /// <param name="hint">What the reader can do about it.</param>
    public SourceException(string code, string message, IEnumerable<string>? notes = null, string? hint = null)
        : base(new Diagnostic(code, message, null, notes is null ? [] : [.. notes], hint))
    {
    }
}

/// <summary>An archive asks for something that no honest source archive needs; nothing of it is kept.</summary>
public sealed class HostileArchiveException : SourceException
{
    /// <summary>Names the archive, the member and the offence.</summary>
    public HostileArchiveException(string archive, string member, string offence)
        : base(
            "source-hostile-archive",
            $"refused to unpack `{archive}`: member `{MemberNames.Printable(member)}` {offence}",
            ["nothing of this archive was kept"],
            "if the recipe's digest is right, report the archive to its authors; Cairn does not unpack it")
    {
        Member = member;
    }

    /// <summary>The member's name as the archive spells it.</summary>
    public string Member { get; }
}

/// <summary>An archive is truncated or is not what its name says.</summary>
public sealed class DamagedArchiveException : SourceException
{
    /// <summary>Names the archive and the damage.</summary>
    public DamagedArchiveException(string archive, string damage, string? hint = null)
        : base("source-damaged-archive", $"`{archive}` {damage}", null, hint)
    {
    }
}

/// <summary>A file's content is not what the recipe demands.</summary>
public sealed class DigestMismatchException : SourceException
{
    /// <summary>Shows both digests and where the file was kept.</summary>
    public DigestMismatchException(
        string origin, Digest expected, Digest actual, long size, string? keptAt, IEnumerable<string>? notes = null)
        : base(
            "source-wrong-digest",
            $"{origin} does not have the {expected.Algorithm.Name()} digest that the recipe demands",
            [
                $"expected {expected.Hex}",
                $"got      {actual.Hex} ({size} bytes)",
                .. keptAt is null ? ImmutableArray<string>.Empty : [$"the file is kept for inspection at `{keptAt}`; nothing was unpacked"],
                .. notes ?? [],
            ],
            "the file was changed upstream, or something on the way tampers with it; don't use it before you know which")
    {
        Expected = expected;
        Actual = actual;
        KeptAt = keptAt;
    }

    /// <summary>The digest that the recipe demands.</summary>
    public Digest Expected { get; }

    /// <summary>The digest that the file has.</summary>
    public Digest Actual { get; }

    /// <summary>Where the wrong file was put aside; null where it was removed by its place.</summary>
    public string? KeptAt { get; }
}

/// <summary>A patch does not apply.</summary>
public sealed class PatchFailedException : SourceException
{
    /// <summary>Shows the hunk that failed and the tree that was left for inspection.</summary>
    public PatchFailedException(string patch, string tree, IEnumerable<string> notes)
        : base(
            "source-patch-failed",
            $"patch `{patch}` does not apply to `{tree}`",
            notes,
            "look at the tree, then bring it back to its unpatched state with `cairn restage`")
    {
    }
}

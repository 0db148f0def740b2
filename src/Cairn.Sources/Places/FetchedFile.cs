namespace Cairn.Sources;

/// <summary>A source file that is here.</summary>
/// <param name="Path">Where it lies: in the cache, or in the stage if it may not be cached. Never change it.</param>
/// <param name="Proof">What proves it.</param>
/// <param name="Origin">Where it came from, redacted.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="IsInCache">True if it belongs to the cache.</param>
public sealed record FetchedFile(string Path, SourceProof Proof, string Origin, long Size, bool IsInCache);

namespace Cairn.Store.Tests;

/// <summary>A directory that a test has to itself.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cairn-store-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

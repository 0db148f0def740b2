using System.IO.MemoryMappedFiles;

namespace Cairn.Recipes;

/// <summary>The bytes of a cache file, mapped into memory.</summary>
internal sealed unsafe class CacheBytes : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _length;

    /// <exception cref="IOException">The file cannot be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public CacheBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length is 0 or > int.MaxValue)
        {
            throw new IOException($"`{path}` has no usable size");
        }

        _length = (int)stream.Length;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, _length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <summary>All bytes. Valid until disposal.</summary>
    public ReadOnlySpan<byte> Span => new(_start, _length);

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}

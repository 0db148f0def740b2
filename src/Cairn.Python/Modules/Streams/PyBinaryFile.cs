namespace Cairn.Python.Modules.Streams;

/// <summary>A file of bytes: on disk, a pipe, or in memory (<c>io.BytesIO</c>).</summary>
internal sealed class PyBinaryFile(Stream stream, string? name, string mode, PyType type, int number = -1) : PyFile(type)
{
    public static readonly PyType BinaryType = PyType.Define("BufferedIOBase", Define, FileType, "io");

    public static readonly PyType BytesIo = PyType.Define("BytesIO", DefineInMemory, BinaryType, "io");

    private ByteSource _source = new(stream);
    private NonBlockingStream? _nonBlocking;

    private static void Define(NativeTypeBuilder type)
    {
        type.Property<PyBinaryFile>("name", self => self.FileName is { } name ? new PyStr(name) : PyInt.Of(self.Number))
            .Property<PyBinaryFile>("mode", self => new PyStr(self.Mode));
    }

    private static void DefineInMemory(NativeTypeBuilder type)
    {
        type.Constructor(static (_, requested, arguments) =>
            {
                var memory = new MemoryStream();
                if (arguments.PositionalCount > 0 && arguments[0] is PyBytes initial)
                {
                    memory.Write(initial.Value);
                    memory.Position = 0;
                }

                return new PyBinaryFile(memory, null, "rb+", requested);
            })
            .Method<PyBinaryFile>("getvalue", "", (_, self, _) => new PyBytes(((MemoryStream)self.Stream).ToArray()))
            .Method<PyBinaryFile>("getbuffer", "", (_, self, _) => new PyBytes(((MemoryStream)self.Stream).ToArray()));
    }

    /// <summary>The path, where it has one.</summary>
    public string? FileName { get; } = name;

    public string Mode { get; } = mode;

    public Stream Stream { get; } = stream;

    /// <summary>True if reading gives what is there and never waits.</summary>
    public bool IsNonBlocking => _nonBlocking is not null;

    /// <summary>From now on reading never waits (<c>fcntl</c> with <c>O_NONBLOCK</c>); for pipes that nothing was read from yet.</summary>
    public void StopBlocking()
    {
        if (_nonBlocking is null)
        {
            _nonBlocking = new NonBlockingStream(Stream);
            _source = new ByteSource(_nonBlocking);
        }
    }

    /// <inheritdoc/>
    public override int Number => number >= 0 ? number : base.Number;

    /// <inheritdoc/>
    public override bool CanRead => Mode.Contains('r') || Mode.Contains('+');

    /// <inheritdoc/>
    public override bool CanWrite => !Mode.Contains('r') || Mode.Contains('+');

    /// <inheritdoc/>
    public override bool CanSeek => Stream.CanSeek;

    /// <inheritdoc/>
    public override PyObject Read(int size)
    {
        CheckReadable();
        byte[] data = _source.Read(size);
        return data.Length == 0 && size != 0 && _nonBlocking is { HasEnded: false } ? PyNone.Instance : new PyBytes(data);
    }

    /// <inheritdoc/>
    public override PyObject ReadLine(int size)
    {
        CheckReadable();
        return new PyBytes(_source.ReadLine(size, LineEnds.Feed));
    }

    /// <inheritdoc/>
    public override PyObject Write(PyObject data)
    {
        CheckWritable();
        byte[] bytes = data is PyBytes value ? value.Value : throw PyRaise.TypeError($"a bytes-like object is required, not '{data.Type.Name}'");
        _source.Write(bytes);
        return PyInt.Of(bytes.Length);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, int whence)
    {
        CheckOpen();
        return _source.Seek(offset, whence);
    }

    /// <inheritdoc/>
    public override long Tell()
    {
        CheckOpen();
        return _source.Position;
    }

    /// <inheritdoc/>
    public override long Truncate(long size)
    {
        CheckWritable();
        Stream.SetLength(size);
        return size;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (!IsClosed)
        {
            IsClosed = true;
            if (Stream is not MemoryStream)
            {
                Stream.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() => FileName is null ? DefaultRepr() : $"<_io.{Type.Name} name={PyStr.Quote(FileName)}>";
}

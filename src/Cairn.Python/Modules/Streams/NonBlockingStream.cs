namespace Cairn.Python.Modules.Streams;

/// <summary>A pipe that gives what is there and never waits: reading yields 0 while nothing has come.</summary>
internal sealed class NonBlockingStream : Stream
{
    private readonly Stream _pipe;
    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _chunks = new();
    private int _taken;

    /// <summary>Starts to read the pipe in the background.</summary>
    public NonBlockingStream(Stream pipe)
    {
        _pipe = pipe;
        new Thread(Pump) { IsBackground = true }.Start();
    }

    /// <summary>True once the other side has closed the pipe.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            if (!_chunks.TryPeek(out byte[]? chunk))
            {
                return 0;
            }

            int length = Math.Min(count, chunk.Length - _taken);
            chunk.AsSpan(_taken, length).CopyTo(buffer.AsSpan(offset));
            _taken += length;
            if (_taken == chunk.Length)
            {
                _chunks.Dequeue();
                _taken = 0;
            }

            return length;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Pump()
    {
        var buffer = new byte[1 << 14];
        int count;
        while ((count = ReadPipe(buffer)) > 0)
        {
            lock (_gate)
            {
                _chunks.Enqueue(buffer[..count]);
            }
        }

        HasEnded = true;
    }

    private int ReadPipe(byte[] buffer)
    {
        try
        {
            return _pipe.Read(buffer);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe was closed on this side while we waited: that is its end.
            return 0;
        }
    }
}

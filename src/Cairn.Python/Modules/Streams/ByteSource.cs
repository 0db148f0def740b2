namespace Cairn.Python.Modules.Streams;

/// <summary>What ends a line.</summary>
internal enum LineEnds
{
    /// <summary><c>\n</c> only.</summary>
    Feed,

    /// <summary><c>\n</c>, <c>\r</c> or <c>\r\n</c>.</summary>
    Universal,

    /// <summary><c>\r</c> only.</summary>
    Return,

    /// <summary><c>\r\n</c> only.</summary>
    ReturnFeed,
}

/// <summary>A stream with a read buffer that keeps reading, writing and seeking consistent.</summary>
/// <remarks>Writes are not buffered: Python closes a file that is no longer referenced, which we do not see, and nothing must be lost.</remarks>
internal sealed class ByteSource(Stream stream)
{
    private const int ChunkSize = 1 << 16;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>The position of the next byte that is read.</summary>
    public long Position => stream.Position - (_end - _start);

    public byte[] Read(int size)
    {
        if (size < 0)
        {
            using var all = new MemoryStream();
            all.Write(_buffer, _start, _end - _start);
            _start = _end = 0;
            stream.CopyTo(all);
            return all.ToArray();
        }

        while (_end - _start < size && Fill())
        {
        }

        return Take(Math.Min(size, _end - _start));
    }

    public byte[] ReadLine(int size, LineEnds ends)
    {
        int searched = 0;
        while (true)
        {
            int length = LineLength(searched, ends, out bool isCertain);
            if (length > 0 && isCertain)
            {
                return Take(size >= 0 ? Math.Min(size, length) : length);
            }

            if (size >= 0 && _end - _start >= size)
            {
                return Take(size);
            }

            searched = Math.Max(0, _end - _start - 1);
            if (!Fill())
            {
                return Take(length > 0 ? length : _end - _start);
            }
        }
    }

    /// <summary>True if a byte can be had without consuming it.</summary>
    public bool TryPeek(int offset, out byte value)
    {
        while (_end - _start <= offset)
        {
            if (!Fill())
            {
                value = 0;
                return false;
            }
        }

        value = _buffer[_start + offset];
        return true;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_start != _end && stream.CanSeek)
        {
            stream.Seek(_start - _end, SeekOrigin.Current);
            _start = _end = 0;
        }

        stream.Write(bytes);
        stream.Flush();
    }

    public long Seek(long offset, int whence)
    {
        if (whence == 1)
        {
            offset -= _end - _start;
        }

        _start = _end = 0;
        if (whence == 0 && offset < 0)
        {
            throw PyRaise.ValueError($"negative seek value {offset}");
        }

        return stream.Seek(offset, whence switch { 0 => SeekOrigin.Begin, 1 => SeekOrigin.Current, _ => SeekOrigin.End });
    }

    private byte[] Take(int count)
    {
        byte[] taken = _buffer[_start..(_start + count)];
        _start += count;
        return taken;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length - _end < ChunkSize)
        {
            Array.Resize(ref _buffer, Math.Max(_end + ChunkSize, _buffer.Length * 2));
        }

        int count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }

    /// <summary>The length of the first line in the buffer; not certain while a <c>\r</c> at its end may go on with <c>\n</c>.</summary>
    private int LineLength(int from, LineEnds ends, out bool isCertain)
    {
        isCertain = true;
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, _end - _start);
        switch (ends)
        {
            case LineEnds.Feed:
                return from + bytes[from..].IndexOf((byte)'\n') + 1 is var feed && feed > from ? feed : 0;
            case LineEnds.Return:
                return from + bytes[from..].IndexOf((byte)'\r') + 1 is var ret && ret > from ? ret : 0;
            case LineEnds.ReturnFeed:
                int pair = bytes.IndexOf((ReadOnlySpan<byte>)"\r\n"u8);
                return pair < 0 ? 0 : pair + 2;
        }

        int end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            return 0;
        }

        if (bytes[end] == '\n')
        {
            return end + 1;
        }

        isCertain = end + 1 < bytes.Length;
        return isCertain && bytes[end + 1] == '\n' ? end + 2 : end + 1;
    }
}

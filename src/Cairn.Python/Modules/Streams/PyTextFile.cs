using System.Text;

namespace Cairn.Python.Modules.Streams;

/// <summary>How a text file turns bytes into text.</summary>
internal sealed record TextLayout(string Encoding, string Errors, string? NewLine, string ShownEncoding)
{
    public LineEnds Ends => NewLine switch { null or "" => LineEnds.Universal, "\r" => LineEnds.Return, "\r\n" => LineEnds.ReturnFeed, _ => LineEnds.Feed };
}

/// <summary>A text file, on disk or a pipe.</summary>
internal sealed class PyTextFile(Stream stream, string? name, string mode, TextLayout layout, int number = -1) : PyFile(TextType)
{
    public static readonly PyType TextType = PyType.Define("TextIOWrapper", Define, FileType, "_io");

    private readonly ByteSource _source = new(stream);

    private static void Define(NativeTypeBuilder type)
    {
        type.Property<PyTextFile>("name", self => self.FileName is { } name ? new PyStr(name) : PyInt.Of(self.Number))
            .Property<PyTextFile>("mode", self => new PyStr(self.Mode))
            .Property<PyTextFile>("encoding", self => new PyStr(self.Layout.ShownEncoding))
            .Property<PyTextFile>("errors", self => new PyStr(self.Layout.Errors))
            .Property<PyTextFile>("newlines", _ => PyNone.Instance)
            .Property<PyTextFile>("buffer", self => new PyBinaryFile(self.Stream, self.FileName, self.Mode, PyBinaryFile.BinaryType, number: -1))
            .Final();
    }

    /// <summary>The path, where it has one.</summary>
    public string? FileName { get; } = name;

    public string Mode { get; } = mode;

    private TextLayout Layout { get; } = layout;

    private Stream Stream { get; } = stream;

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
        return new PyStr(Translate(Decode(size < 0 ? _source.Read(-1) : TakeCharacters(size))));
    }

    /// <inheritdoc/>
    public override PyObject ReadLine(int size)
    {
        CheckReadable();
        return new PyStr(Translate(Decode(_source.ReadLine(size, Layout.Ends))));
    }

    /// <inheritdoc/>
    public override PyObject Write(PyObject data)
    {
        CheckWritable();
        if (data is not PyStr text)
        {
            throw PyRaise.TypeError($"write() argument must be str, not {data.Type.Name}");
        }

        string shown = Layout.NewLine is "\r" or "\r\n" ? text.Value.Replace("\n", Layout.NewLine, StringComparison.Ordinal) : text.Value;
        _source.Write(TextCodec.Encode(shown, Layout.Encoding, Layout.Errors));
        return PyInt.Of(text.LengthCore());
    }

    /// <inheritdoc/>
    public override long Seek(long offset, int whence)
    {
        CheckOpen();
        if (whence != 0 && offset != 0)
        {
            throw PyRaise.Of(UnsupportedOperation, whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
        }

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
            Stream.Dispose();
        }
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() =>
        $"<_io.TextIOWrapper name={(FileName is { } path ? PyStr.Quote(path) : "?")} mode='{Mode}' encoding='{Layout.ShownEncoding}'>";

    private string Decode(byte[] bytes) => TextCodec.Decode(bytes, Layout.Encoding, Layout.Errors);

    /// <summary>Universal newlines: every line end becomes <c>\n</c>.</summary>
    private string Translate(string text)
    {
        return Layout.NewLine is null && text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
    }

    /// <summary>The bytes of the next characters; in UTF-8 a character ends before the next byte that is no continuation.</summary>
    private byte[] TakeCharacters(int count)
    {
        if (Layout.Encoding is not ("utf-8" or "utf-8-sig"))
        {
            return _source.Read(count);
        }

        int length = 0;
        for (int taken = 0; taken < count && _source.TryPeek(length, out byte first); taken++)
        {
            length++;
            while (first >= 0xc0 && _source.TryPeek(length, out byte next) && (next & 0xc0) == 0x80)
            {
                length++;
            }
        }

        return _source.Read(length);
    }
}

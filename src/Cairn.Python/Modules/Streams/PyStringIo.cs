using System.Text;

namespace Cairn.Python.Modules.Streams;

/// <summary><c>io.StringIO</c>.</summary>
internal sealed class PyStringIo(PyType type) : PyFile(type)
{
    public static readonly PyType StringIoType = PyType.Define("StringIO", Define, FileType, "io");

    private readonly StringBuilder _text = new();
    private int _position;

    private static void Define(NativeTypeBuilder type)
    {
        var signature = new NativeSignature("initial_value=, newline=");
        type.Constructor((_, requested, arguments) =>
            {
                BoundArguments bound = signature.Bind("StringIO", arguments);
                var file = new PyStringIo(requested);
                file._text.Append(bound.Text(0, ""));
                return file;
            })
            .Method<PyStringIo>("getvalue", "", (_, self, _) =>
            {
                self.CheckOpen();
                return new PyStr(self._text.ToString());
            });
    }

    /// <inheritdoc/>
    protected override string ClosedMessage => "I/O operation on closed file";

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override PyObject Read(int size)
    {
        CheckOpen();
        int rest = Math.Max(0, _text.Length - _position);
        int count = size < 0 ? rest : Math.Min(size, rest);
        string text = _text.ToString(Math.Min(_position, _text.Length), count);
        _position += count;
        return new PyStr(text);
    }

    /// <inheritdoc/>
    public override PyObject ReadLine(int size)
    {
        CheckOpen();
        int end = Math.Min(_position, _text.Length);
        while (end < _text.Length && (size < 0 || end - _position < size))
        {
            if (_text[end++] == '\n')
            {
                break;
            }
        }

        return Read(Math.Max(0, end - _position));
    }

    /// <inheritdoc/>
    public override PyObject Write(PyObject data)
    {
        CheckOpen();
        string text = data is PyStr value ? value.Value : throw PyRaise.TypeError($"string argument expected, got '{data.Type.Name}'");
        if (_position > _text.Length)
        {
            _text.Append('\0', _position - _text.Length);
        }

        if (_position < _text.Length)
        {
            _text.Remove(_position, Math.Min(text.Length, _text.Length - _position));
        }

        _text.Insert(_position, text);
        _position += text.Length;
        return PyInt.Of(text.Length);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, int whence)
    {
        CheckOpen();
        if (whence != 0 && offset != 0)
        {
            throw PyRaise.Of(BuiltinTypes.OSError, "Can't do nonzero cur-relative seeks");
        }

        if (offset < 0)
        {
            throw PyRaise.ValueError($"Negative seek position {offset}");
        }

        _position = whence switch { 0 => (int)offset, 1 => _position, _ => _text.Length };
        return _position;
    }

    /// <inheritdoc/>
    public override long Tell()
    {
        CheckOpen();
        return _position;
    }

    /// <inheritdoc/>
    public override long Truncate(long size)
    {
        CheckOpen();
        if (size < _text.Length)
        {
            _text.Length = (int)size;
        }

        return size;
    }
}

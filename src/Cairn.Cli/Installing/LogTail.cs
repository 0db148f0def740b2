using System.Text;

namespace Cairn.Cli.Installing;

/// <summary>Reads a file that grows, line by line as lines become whole.</summary>
internal sealed class LogTail(string path)
{
    private const int LastBytes = 16_384;

    private readonly StringBuilder _rest = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private long _position = -1;

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>Reads from the beginning of the file instead of from its last page.</summary>
    public LogTail FromBeginning()
    {
        _position = 0;
        return this;
    }

    /// <summary>The lines that became whole since the last call.</summary>
    public IReadOnlyList<string> NewLines()
    {
        try
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (_position < 0)
            {
                _position = Math.Max(0, file.Length - LastBytes);
            }

            file.Position = Math.Min(_position, file.Length);
            var bytes = new byte[8192];
            var characters = new char[8193];
            int count;
            while ((count = file.Read(bytes)) > 0)
            {
                _rest.Append(characters, 0, _decoder.GetChars(bytes, 0, count, characters, 0));
            }

            _position = file.Position;
        }
        catch (IOException)
        {
            return []; // it is not there yet, or no more
        }

        var text = _rest.ToString();
        var end = text.LastIndexOf('\n');
        if (end < 0)
        {
            return [];
        }

        _rest.Clear().Append(text, end + 1, text.Length - end - 1);
        return text[..end].Split('\n');
    }
}

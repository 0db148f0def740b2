using Cairn.Python.Modules.Files;

namespace Cairn.Python.Modules.Streams;

/// <summary>The files that Python code opened by number (<c>tempfile.mkstemp</c>, <c>os.open</c>).</summary>
internal sealed class FileTable
{
    private const int FirstNumber = 3;

    private readonly Dictionary<int, (FileStream Stream, string Path)> _files = [];

    /// <summary>Enters a file and gives its number.</summary>
    public int Add(FileStream stream, string path)
    {
        int number = FirstNumber;
        while (_files.ContainsKey(number))
        {
            number++;
        }

        _files[number] = (stream, path);
        return number;
    }

    /// <summary>The file of a number.</summary>
    /// <exception cref="PyRaise"><c>OSError</c>: bad file descriptor.</exception>
    public (FileStream Stream, string Path) Get(int number) => _files.TryGetValue(number, out var file) ? file : throw Libc.Error(9);

    /// <summary>Closes a file, or leaves it to an object that has taken it over.</summary>
    public void Remove(int number, bool closes)
    {
        (FileStream stream, _) = Get(number);
        _files.Remove(number);
        if (closes)
        {
            stream.Dispose();
        }
    }
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;

namespace Cairn.Sources;

/// <summary>The content of a compressed file, read forward only; damage shows as <see cref="DamagedArchiveException"/>.</summary>
/// <remarks>
/// gzip is read by the framework; the rest by the system's own tools through pipes, which is faster than managed code and runs beside
/// us on another core. bzip2 has a managed fall-back, so that no tool is needed for the formats of nearly all source archives.
/// </remarks>
internal sealed class DecompressedStream : ForwardOnlyStream
{
    private readonly string _path;
    private readonly Stream _inner;
    private readonly Process? _process;
    private readonly SystemTool? _tool;
    private readonly Task<string>? _errors;
    private readonly bool _isGzip;
    private long _total;
    private bool _ended;
    private bool _disposed;

    private DecompressedStream(string path, Stream inner)
    {
        _path = path;
        _inner = inner;
        _isGzip = inner is GZipStream;
    }

    private DecompressedStream(string path, SystemTool tool, Process process)
    {
        _path = path;
        _tool = tool;
        _process = process;
        _inner = process.StandardOutput.BaseStream;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Opens a file for decompression.</summary>
    /// <exception cref="SourceException">The file can't be read, or the tool that reads its form is missing.</exception>
    public static DecompressedStream Open(string path, Compression compression) => compression switch
    {
        Compression.None => new(path, OpenFile(path)),
        Compression.Gzip => new(path, new GZipStream(OpenFile(path), CompressionMode.Decompress)),
        Compression.Bzip2 when SystemTool.Bzip2.Find() is null => new(path, new Bzip2Stream(OpenFile(path))),
        Compression.Bzip2 => Pipe(path, SystemTool.Bzip2, "-dc", "--", path),
        Compression.Xz => Pipe(path, SystemTool.Xz, "-dc", "--", path),
        Compression.Lzma => Pipe(path, SystemTool.Xz, "--format=lzma", "-dc", "--", path),
        Compression.Lzip => Pipe(path, SystemTool.Lzip, "-dc", "--", path),
        Compression.Zstandard => Pipe(path, SystemTool.Zstandard, "-dcq", "--long=31", "--", path),
        Compression.Compress => Pipe(path, SystemTool.Gzip, "-dc", "--", path),
        _ => throw new ArgumentOutOfRangeException(nameof(compression)),
    };

    /// <summary>Opens a bzip2 file with the managed reader, whatever tools the system has.</summary>
    internal static DecompressedStream OpenManagedBzip2(string path) => new(path, new Bzip2Stream(OpenFile(path)));

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        int read;
        try
        {
            read = _inner.Read(buffer);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or BZip2Exception or IndexOutOfRangeException)
        {
            throw new DamagedArchiveException(_path, $"is damaged: {error.Message.ReplaceLineEndings(" ")}");
        }

        _total += read;
        if (read == 0)
        {
            _ended = true;
            CheckEnd();
        }

        return read;
    }

    /// <summary>Makes a read that waits for a tool come to its end; safe while another thread reads.</summary>
    public void Interrupt()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _inner.Dispose();
            if (_process is not null)
            {
                if (!_ended && !_process.HasExited)
                {
                    // Closing the pipe ends the tool; killing it does so even if it is stuck.
                    _process.Kill();
                }

                _process.WaitForExit();
                _process.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void CheckEnd()
    {
        if (_isGzip)
        {
            CheckGzipTrailer();
        }

        if (_process is null || _tool is null || _errors is null)
        {
            return;
        }

        string errors = _errors.GetAwaiter().GetResult();
        _process.WaitForExit();

        // gzip answers 2 for a mere warning such as trailing zeros.
        bool failed = _process.ExitCode != 0 && !(_tool == SystemTool.Gzip && _process.ExitCode == 2);
        if (failed)
        {
            string reason = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? $"exit code {_process.ExitCode}";
            throw new DamagedArchiveException(_path, $"is damaged: {reason.Trim()}");
        }
    }

    /// <summary>
    /// The framework takes the end of the file for the end of the content, so a missing trailer goes unnoticed. The trailer's size
    /// settles it, except for files of several members or with something behind them: those the system's gzip judges.
    /// </summary>
    private void CheckGzipTrailer()
    {
        byte[] trailer = new byte[4];
        using FileStream file = OpenFile(_path);
        if (file.Length >= 18)
        {
            file.Position = file.Length - trailer.Length;
            file.ReadExactly(trailer);
            if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) == (uint)_total)
            {
                return;
            }
        }

        if (SystemTool.Gzip.Find() is null)
        {
            throw new DamagedArchiveException(_path, "seems truncated: its gzip trailer does not fit its content");
        }

        using DecompressedStream test = Pipe(_path, SystemTool.Gzip, "-t", "--", _path);
        test.CopyTo(Null);
    }

    private static DecompressedStream Pipe(string path, SystemTool tool, params string[] arguments)
    {
        Process process = tool.Start($"to unpack `{path}`", arguments);
        process.StandardInput.Close();
        return new DecompressedStream(path, tool, process);
    }

    private static FileStream OpenFile(string path) => DiskFailure.Guard(
        "reading", path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 17, FileOptions.SequentialScan));
}

/// <summary>bzip2 content that may consist of several streams one behind the other, as parallel compressors write it.</summary>
internal sealed class Bzip2Stream(FileStream file) : ForwardOnlyStream
{
    private BZip2InputStream? _current = new(file) { IsStreamOwner = false };

    public override int Read(Span<byte> buffer)
    {
        while (_current is not null)
        {
            int read = _current.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            _current = file.Position < file.Length ? new BZip2InputStream(file) { IsStreamOwner = false } : null;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}

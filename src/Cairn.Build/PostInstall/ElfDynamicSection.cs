using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Cairn.Build.PostInstall;

/// <summary>What an ELF program or library says about the libraries that it needs and where they are looked for.</summary>
/// <remarks>System V ABI, "Dynamic Section". Only the program headers are used: section headers may be stripped.</remarks>
public sealed record ElfDynamicSection
{
    private const int Load = 1;
    private const int Dynamic = 2;
    private const int Interpreter = 3;
    private const int MaximumSize = 256 * 1024 * 1024;

    /// <summary>The names of the libraries that it needs.</summary>
    public ImmutableArray<string> Needed { get; private init; } = [];

    /// <summary>The name by which others need it; null for programs and plug-ins.</summary>
    public string? Soname { get; private init; }

    /// <summary>True for what is loaded by others: it has a name for them, or names no loader as programs do (which may be shared objects, too).</summary>
    public bool IsLibrary { get; private init; }

    /// <summary>The directories of its RPATH or RUNPATH as they are written.</summary>
    public ImmutableArray<string> RunPaths { get; private init; } = [];

    /// <summary>Where in the file the text of the RPATH or RUNPATH begins; 0 if there is none.</summary>
    public long RunPathOffset { get; private init; }

    /// <summary>Reads a file; null if it is no ELF file with a dynamic section that makes sense.</summary>
    public static ElfDynamicSection? Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        Span<byte> start = stackalloc byte[4];
        if (file.ReadAtLeast(start, 4, throwOnEndOfStream: false) < 4 || !start.SequenceEqual("\u007fELF"u8) || file.Length > MaximumSize)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        try
        {
            return new Reader(bytes).Read();
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // cut short, or not what it claims to be
        }
    }

    private readonly struct Reader(byte[] bytes)
    {
        private readonly bool _is64 = bytes.AsSpan(4, 1)[0] == 2;
        private readonly bool _isLittle = bytes.AsSpan(5, 1)[0] == 1;

        public ElfDynamicSection? Read()
        {
            var headers = (int)Word(_is64 ? 32 : 28);
            var size = Half(_is64 ? 54 : 42);
            var count = Half(_is64 ? 56 : 44);
            var segments = new List<(long Address, long Offset, long Size)>();
            var dynamic = (Offset: 0L, Size: 0L);
            var isProgram = false;
            for (var i = 0; i < count; i++)
            {
                var at = headers + (i * size);
                var kind = Integer(at);
                var (offset, address, length) = _is64
                    ? (Word(at + 8), Word(at + 16), Word(at + 32))
                    : (Word(at + 4), Word(at + 8), Word(at + 16));
                if (kind == Load)
                {
                    segments.Add((address, offset, length));
                }
                else if (kind == Dynamic)
                {
                    dynamic = (offset, length);
                }
                else if (kind == Interpreter)
                {
                    isProgram = true;
                }
            }

            return dynamic.Size == 0 ? null : ReadEntries(dynamic, segments, isProgram);
        }

        private ElfDynamicSection ReadEntries((long Offset, long Size) dynamic, List<(long Address, long Offset, long Size)> segments, bool isProgram)
        {
            var step = _is64 ? 16 : 8;
            var needed = new List<long>();
            long table = 0, soname = -1, runPath = -1;
            for (var at = (int)dynamic.Offset; at + step <= dynamic.Offset + dynamic.Size && Word(at) != 0; at += step)
            {
                var value = Word(at + (step / 2));
                switch (Word(at))
                {
                    case 1:
                        needed.Add(value);
                        break;
                    case 5:
                        table = value;
                        break;
                    case 14:
                        soname = value;
                        break;
                    case 15 or 29:
                        runPath = value;
                        break;
                }
            }

            var segment = segments.Find(candidate => table >= candidate.Address && table < candidate.Address + candidate.Size);
            var strings = table - segment.Address + segment.Offset;
            var self = this;
            return new ElfDynamicSection
            {
                Needed = [.. needed.Select(offset => self.Text(strings + offset))],
                IsLibrary = soname >= 0 || !isProgram,
                Soname = soname < 0 ? null : Text(strings + soname),
                RunPaths = runPath < 0 ? [] : [.. Text(strings + runPath).Split(':', StringSplitOptions.RemoveEmptyEntries)],
                RunPathOffset = runPath < 0 ? 0 : strings + runPath,
            };
        }

        private string Text(long offset)
        {
            var rest = bytes.AsSpan(checked((int)offset));
            return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
        }

        private long Word(int at) => _is64
            ? _isLittle ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at))
            : Integer(at);

        private uint Integer(int at) => _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

        private ushort Half(int at) => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
    }
}

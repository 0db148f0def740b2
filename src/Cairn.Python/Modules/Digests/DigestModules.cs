using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Cairn.Python.Modules.Streams;

namespace Cairn.Python.Modules.Digests;

/// <summary>A digest in the making, as <c>hashlib.sha256()</c> gives.</summary>
internal sealed class PyDigest(string name, HashAlgorithmName algorithm, byte[] start) : PyObject(DigestType)
{
    public static readonly PyType DigestType = PyType.Define("HASH", Define, module: "_hashlib");

    private readonly List<byte[]> _parts = [start];

    private static void Define(NativeTypeBuilder type)
    {
        type.Method<PyDigest>("update", "data, /", (_, self, a) =>
            {
                self._parts.Add(DigestModules.Bytes(a[0]));
                return PyNone.Instance;
            })
            .Method<PyDigest>("digest", "", (_, self, _) => new PyBytes(self.Digest()))
            .Method<PyDigest>("hexdigest", "", (_, self, _) => new PyStr(Convert.ToHexStringLower(self.Digest())))
            .Method<PyDigest>("copy", "", (_, self, _) => new PyDigest(self.Name, self.Algorithm, [.. self._parts.SelectMany(part => part)]))
            .Property<PyDigest>("name", self => new PyStr(self.Name))
            .Property<PyDigest>("digest_size", self => PyInt.Of(self.Digest().Length))
            .Property<PyDigest>("block_size", self => PyInt.Of(self.Name is "sha384" or "sha512" ? 128 : 64))
            .Final();
    }

    private string Name { get; } = name;

    private HashAlgorithmName Algorithm { get; } = algorithm;

    private byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(Algorithm);
        foreach (byte[] part in _parts)
        {
            hash.AppendData(part);
        }

        return hash.GetCurrentHash();
    }
}

/// <summary>The modules <c>hashlib</c>, <c>binascii</c> and the native part of <c>zlib</c>.</summary>
internal static class DigestModules
{
    private static readonly (string Name, HashAlgorithmName Algorithm)[] Algorithms =
    [
        ("md5", HashAlgorithmName.MD5), ("sha1", HashAlgorithmName.SHA1), ("sha256", HashAlgorithmName.SHA256),
        ("sha384", HashAlgorithmName.SHA384), ("sha512", HashAlgorithmName.SHA512),
    ];

    public static byte[] Bytes(PyObject value) => value switch
    {
        PyBytes bytes => bytes.Value,
        PyStr => throw PyRaise.TypeError("Strings must be encoded before hashing"),
        _ => throw PyRaise.TypeError($"a bytes-like object is required, not '{value.Type.Name}'"),
    };

    public static PyModule CreateHashlib()
    {
        var module = new PyModule("hashlib");
        var names = new PySet(Algorithms.Select(algorithm => (PyObject)new PyStr(algorithm.Name)));
        module.Member("algorithms_available", names).Member("algorithms_guaranteed", names);
        foreach ((string name, HashAlgorithmName algorithm) in Algorithms)
        {
            module.Function(name, "data=, /, *, usedforsecurity=", (_, a) =>
                new PyDigest(name, algorithm, a.Given(0) is { } data ? Bytes(data) : []));
        }

        return module
            .Function("new", "name, data=, /, *, usedforsecurity=", (_, a) =>
            {
                string wanted = a.Text(0).ToLowerInvariant();
                int index = Array.FindIndex(Algorithms, algorithm => algorithm.Name == wanted);
                return index >= 0
                    ? new PyDigest(wanted, Algorithms[index].Algorithm, a.Given(1) is { } data ? Bytes(data) : [])
                    : throw PyRaise.ValueError($"unsupported hash type {a.Text(0)}");
            })
            .Function("file_digest", "fileobj, digest, /", (r, a) =>
            {
                PyObject digest = a[1] is PyStr name ? module.Namespace.TryGet(name)!.Call(r) : a[1].Call(r);
                digest.CallMethod(r, "update", a[0].CallMethod(r, "read"));
                return digest;
            });
    }

    public static PyModule CreateBinascii()
    {
        PyType error = BuiltinTypes.Error("Error", BuiltinTypes.ValueError, "binascii");
        return new PyModule("binascii")
            .Member("Error", error)
            .Function("hexlify", "data, sep=, bytes_per_sep=", (_, a) => new PyBytes(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Bytes(a[0])))))
            .Function("b2a_hex", "data, sep=, bytes_per_sep=", (_, a) => new PyBytes(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Bytes(a[0])))))
            .Function("unhexlify", "hexstr", (_, a) => new PyBytes(FromHex(error, Ascii(a[0]))))
            .Function("a2b_hex", "hexstr", (_, a) => new PyBytes(FromHex(error, Ascii(a[0]))))
            .Function("b2a_base64", "data, *, newline=", (_, a) =>
                new PyBytes(Encoding.ASCII.GetBytes(Convert.ToBase64String(Bytes(a[0])) + (a.Flag(1, true) ? "\n" : ""))))
            .Function("a2b_base64", "data, /, *, strict_mode=", (_, a) => new PyBytes(FromBase64(error, Ascii(a[0]))))
            .Function("crc32", "data, crc=", (_, a) => PyInt.Of(Crc32(Bytes(a[0]), (uint)a.Integer(1, 0))));
    }

    public static PyModule CreateZlib() => new PyModule("zlib")
        .Member("error", BuiltinTypes.Error("error", BuiltinTypes.Exception, "zlib"))
        .Member("MAX_WBITS", PyInt.Of(15))
        .Member("Z_BEST_COMPRESSION", PyInt.Of(9))
        .Function("compress", "data, level=", (_, a) => new PyBytes(Packed(Bytes(a[0]), target => new ZLibStream(target, CompressionLevel.Optimal))))
        .Function("decompress", "data, wbits=, bufsize=", (_, a) =>
            new PyBytes(Unpacked(Bytes(a[0]), a.Integer(1, 15), "incorrect header check")))
        .Function("_gzip", "data", (_, a) => new PyBytes(Packed(Bytes(a[0]), target => new GZipStream(target, CompressionLevel.Optimal))))
        .Function("_gunzip", "data", (_, a) => new PyBytes(Unpacked(Bytes(a[0]), 31, "not a gzipped file")))
        .Function("crc32", "data, value=", (_, a) => PyInt.Of(Crc32(Bytes(a[0]), (uint)a.Integer(1, 0))))
        .Function("adler32", "data, value=", (_, a) => PyInt.Of(Adler32(Bytes(a[0]), (uint)a.Integer(1, 1))));

    /// <summary>The native part of the module <c>struct</c>: floating-point numbers as little-endian bytes.</summary>
    public static PyModule CreateStruct() => new PyModule("_struct")
        .Function("pack_float", "value, size", (_, a) => new PyBytes(PackFloat(((PyFloat)a[0]).Value, (int)a.Integer(1))))
        .Function("unpack_float", "data", (_, a) => new PyFloat(Bytes(a[0]) switch
        {
            { Length: 2 } half => (double)BitConverter.ToHalf(half),
            { Length: 4 } single => BitConverter.ToSingle(single),
            var full => BitConverter.ToDouble(full),
        }));

    private static byte[] PackFloat(double value, int size)
    {
        bool fits = size == 8 || !double.IsFinite(value)
            || (size == 4 ? double.IsFinite((float)value) : double.IsFinite((double)(Half)value));
        return !fits ? throw PyRaise.OverflowError("float too large to pack") : size switch
        {
            2 => BitConverter.GetBytes((Half)value),
            4 => BitConverter.GetBytes((float)value),
            _ => BitConverter.GetBytes(value),
        };
    }

    private static string Ascii(PyObject value) => value is PyStr text ? text.Value : Encoding.Latin1.GetString(Bytes(value));

    private static byte[] FromHex(PyType error, string text)
    {
        if (text.Length % 2 != 0)
        {
            throw PyRaise.Of(error, "Odd-length string");
        }

        return text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : throw PyRaise.Of(error, "Non-hexadecimal digit found");
    }

    private static byte[] FromBase64(PyType error, string text)
    {
        // As in Python, characters outside of the alphabet are skipped.
        string digits = new([.. text.TakeWhile(c => c != '=').Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')]);
        int given = digits.Length + text.Count(c => c == '=');
        if (digits.Length % 4 == 1)
        {
            throw PyRaise.Of(
                error,
                $"Invalid base64-encoded string: number of data characters ({digits.Length}) cannot be 1 more than a multiple of 4");
        }

        int padding = (4 - (digits.Length % 4)) % 4;
        return given < digits.Length + padding ? throw PyRaise.Of(error, "Incorrect padding") : Convert.FromBase64String(digits + new string('=', padding));
    }

    private static uint Crc32(byte[] data, uint start)
    {
        uint crc = ~start;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xedb88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }

    private static uint Adler32(byte[] data, uint start)
    {
        const uint Modulus = 65521;
        uint low = start & 0xffff;
        uint high = start >> 16;
        foreach (byte b in data)
        {
            low = (low + b) % Modulus;
            high = (high + low) % Modulus;
        }

        return (high << 16) | low;
    }

    private static byte[] Packed(byte[] data, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (Stream packer = open(target))
        {
            packer.Write(data);
        }

        return target.ToArray();
    }

    private static byte[] Unpacked(byte[] data, long windowBits, string message)
    {
        using var source = new MemoryStream(data);
        using Stream unpacker = windowBits switch
        {
            < 0 => new DeflateStream(source, CompressionMode.Decompress),
            > 15 => new GZipStream(source, CompressionMode.Decompress),
            _ => new ZLibStream(source, CompressionMode.Decompress),
        };
        using var target = new MemoryStream();
        try
        {
            unpacker.CopyTo(target);
        }
        catch (InvalidDataException)
        {
            throw PyRaise.Of(BuiltinTypes.OSError, message);
        }

        return target.ToArray();
    }
}

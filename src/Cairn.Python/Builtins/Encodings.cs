using Cairn.Python.Modules.Streams;

namespace Cairn.Python;

/// <summary>The encodings of <c>str.encode</c> and <c>bytes.decode</c>.</summary>
internal static class Encodings
{
    public static byte[] Encode(string text, string encoding, string errors) => TextCodec.Encode(text, encoding, errors);

    public static string Decode(byte[] bytes, string encoding, string errors) => TextCodec.Decode(bytes, encoding, errors);
}

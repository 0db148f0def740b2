namespace Cairn.Specs;

/// <summary>Finds the text inside a clear-signed message (RFC 9580, section 7), as signed spec files of binary caches are.</summary>
internal static class ClearSignature
{
    /// <summary>The text between the armour headers and the signature, or everything if it isn't signed.</summary>
    public static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("-----BEGIN PGP SIGNED MESSAGE-----"u8))
        {
            return message;
        }

        var start = message.IndexOf("\n\n"u8);
        var startAfterCarriageReturn = message.IndexOf("\n\r\n"u8);
        start = start < 0 || (startAfterCarriageReturn >= 0 && startAfterCarriageReturn < start) ? startAfterCarriageReturn : start;
        var end = message.IndexOf("\n-----BEGIN PGP SIGNATURE-----"u8);
        return start >= 0 && end > start ? message[start..end].Trim(" \r\n"u8) : message;
    }
}

namespace Cairn.Specs;

/// <summary>The colours of specs on terminals; they repeat what the signs say and never carry meaning alone.</summary>
internal enum Paint
{
    /// <summary>Red: what is missing.</summary>
    Missing = 31,

    /// <summary>Green: compilers, and what is installed.</summary>
    Compiler = 32,

    /// <summary>Magenta: where it runs.</summary>
    Architecture = 35,

    /// <summary>Cyan.</summary>
    Version = 36,

    /// <summary>Grey: hashes, and what isn't there yet.</summary>
    Hash = 90,

    /// <summary>Bright blue.</summary>
    Variant = 94,

    /// <summary>Bright magenta: what others have built.</summary>
    External = 95,
}

internal static class PaintedText
{
    /// <summary>The text between the control sequences of the colour, or the text alone.</summary>
    public static string In(this string text, Paint paint, bool isColoured) =>
        isColoured && text.Length > 0 ? $"\e[0;{(int)paint}m{text}\e[0m" : text;
}

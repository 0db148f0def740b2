using System.Globalization;
using System.Numerics;

namespace Cairn.Python;

/// <summary>The formatting languages: <c>format()</c> specifications, <c>str.format</c> templates and <c>%</c>.</summary>
internal static class TextFormatting
{
    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string FloatRepr(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>format(text, specification)</c></summary>
    public static string FormatText(string value, string specification) =>
        specification.Length == 0 ? value : throw PyRaise.Unsupported($"format specification `{specification}`");

    /// <summary><c>format(integer, specification)</c></summary>
    public static string FormatInteger(BigInteger value, string specification) =>
        throw PyRaise.Unsupported($"format specification `{specification}`");

    /// <summary><c>format(number, specification)</c></summary>
    public static string FormatFloat(double value, string specification) =>
        throw PyRaise.Unsupported($"format specification `{specification}`");

    /// <summary><c>template % argument</c></summary>
    public static string Percent(string template, PyObject argument) => throw PyRaise.Unsupported("% formatting");

    /// <summary><c>template.format(…)</c></summary>
    public static string Template(Realm realm, string template, CallArguments arguments) => throw PyRaise.Unsupported("str.format");
}

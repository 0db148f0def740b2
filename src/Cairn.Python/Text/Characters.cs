using System.Globalization;

namespace Cairn.Python.Text;

/// <summary>Character classes as Python's <c>str</c> methods define them.</summary>
public static class Characters
{
    /// <summary><c>str.isspace</c>: bidirectional class WS, B or S, or category Zs.</summary>
    public static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r') or (>= '\x1c' and <= '\x1f') || (c >= 0x80 && char.IsWhiteSpace(c));

    /// <summary>True if <c>repr</c> shows the character itself rather than an escape.</summary>
    public static bool IsPrintable(int codePoint)
    {
        if (codePoint < 0x80)
        {
            return codePoint is >= 0x20 and < 0x7f;
        }

        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator => false,
            _ => true,
        };
    }

    /// <summary>True if the text is a Python identifier (reserved words included).</summary>
    public static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || !IsIdentifierStart(text[0]))
        {
            return false;
        }

        for (var i = 1; i < text.Length; i++)
        {
            if (!IsIdentifierPart(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsIdentifierStart(char c) => c == '_' || char.IsAsciiLetter(c) || (c >= 0x80 && (char.IsLetter(c) || char.IsSurrogate(c)));

    private static bool IsIdentifierPart(char c)
    {
        if (c < 0x80)
        {
            return c == '_' || char.IsAsciiLetterOrDigit(c);
        }

        return char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
    }
}

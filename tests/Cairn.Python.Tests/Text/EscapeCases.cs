namespace Cairn.Python.Tests.Text;

/// <summary>Texts and their re.escape; one JSON array per line, answers recorded from CPython 3.11.</summary>
internal static class EscapeCases
{
    public const string Rows = """""
        ["abc", "abc"]
        ["a.b*c", "a\\.b\\*c"]
        ["a b\tc\n", "a\\ b\\\tc\\\n"]
        ["[x]{y}(z)", "\\[x\\]\\{y\\}\\(z\\)"]
        ["^$|\\?+-", "\\^\\$\\|\\\\\\?\\+\\-"]
        ["#&~", "\\#\\&\\~"]
        ["\u00e9_/:\"'!%,;<=>@`", "\u00e9_/:\"'!%,;<=>@`"]
        """"";
}

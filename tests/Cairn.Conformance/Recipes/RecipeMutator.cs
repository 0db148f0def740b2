using System.Text;

namespace Cairn.Conformance.Recipes;

/// <summary>Makes recipes that nobody wrote out of real ones: one to three small changes to the text, the same for the same number.</summary>
internal static class RecipeMutator
{
    private static readonly string[] s_pieces =
    [
        "(", ")", "[", "]", "{", "}", ":", ",", "=", "==", "*", "**", "not ", "None", "self", "super()", "class X(Package): pass\n",
        "\n", "\t", "  ", "'", "\"", "'''", "f'{", "}'", "lambda: ", "yield ", "return ", "raise ", "x = ", "while True: pass\n",
        "def f(): f()\nf()\n", "import os\n", "open('x')", "depends_on()", "version()", "variant(1)", "when(", "with when('+x'):\n        ",
        "@when('@1')\n    ", "%", "-1", "1e400", "9999999999999999999999999999999", "[0]", ".x", "()", "*[1]", "**{}", "provides",
        "conflicts('x')", "patch(None)", "for i in range(10): ", "if ", "else:", "try:", "except:", "del ", "global x", "nonlocal y",
        "__class__", "type", "object()", "[x for x in ", "{1:2}", "...", "\\", "#", ";", "@", "^", "%%", "~", "+", "when='", "values=",
        "default=True", "multi=True", "type=('build', 'x')", "@run_after('install')\n    ", "property", "@classproperty\n    ", "é", "\0", "\\ud800",
    ];

    /// <summary>The text with changes.</summary>
    public static string Mutate(string recipe, Random random)
    {
        var text = new StringBuilder(recipe);
        for (int changes = random.Next(1, 4); changes > 0 && text.Length > 10; changes--)
        {
            Change(ref text, random);
        }

        return text.ToString();
    }

    private static void Change(ref StringBuilder text, Random random)
    {
        int at = random.Next(text.Length);
        switch (random.Next(8))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                break;
            case 1:
                text.Insert(at, Piece(random));
                break;
            case 2:
                text[at] = (char)random.Next(32, 127);
                break;
            case 3:
                int from = random.Next(text.Length);
                text.Insert(at, text.ToString(from, Math.Min(random.Next(1, 60), text.Length - from)));
                break;
            case 4:
                text = InLines(text, lines =>
                {
                    int one = random.Next(lines.Count), other = random.Next(lines.Count);
                    (lines[one], lines[other]) = (lines[other], lines[one]);
                });
                break;
            case 5:
                text = InLines(text, lines => lines.RemoveAt(random.Next(lines.Count)));
                break;
            case 6:
                text = InLines(text, lines => lines.Insert(random.Next(lines.Count), new string(' ', random.Next(0, 9)) + Piece(random)));
                break;
            default:
                // Inside of a string literal: specs, versions, names.
                int quote = text.ToString().IndexOf('"', at);
                text.Insert(quote < 0 ? at : quote + 1, Piece(random));
                break;
        }
    }

    private static string Piece(Random random) => s_pieces[random.Next(s_pieces.Length)];

    private static StringBuilder InLines(StringBuilder text, Action<List<string>> change)
    {
        var lines = text.ToString().Split('\n').ToList();
        change(lines);
        return new StringBuilder(string.Join('\n', lines));
    }
}

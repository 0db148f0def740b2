using System.Runtime.CompilerServices;
using System.Text;

namespace Cairn.Concretization.Encoding;

/// <summary>The words of a rule, put together only while a failure is traced: nobody reads them otherwise.</summary>
[InterpolatedStringHandler]
internal readonly ref struct RuleText
{
    private readonly StringBuilder? _text;

    public RuleText(int literalLength, int formattedCount, Problem problem, out bool isNeeded)
    {
        isNeeded = problem.Explains;
        _text = isNeeded ? new StringBuilder(literalLength + (formattedCount * 16)) : null;
    }

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted<T>(T value) => _text!.Append(value);

    public override string ToString() => _text?.ToString() ?? "";
}

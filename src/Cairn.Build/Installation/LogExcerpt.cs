using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Cairn.Build.Installation;

/// <summary>Finds what matters in the log of a failed build: the first error with what stands around it, else the last lines.</summary>
public static partial class LogExcerpt
{
    /// <summary>What begins the part of a log in which Cairn itself says how the build ended.</summary>
    public const string EndMark = "==> failed:";

    private const int Before = 4;
    private const int After = 8;
    private const int LastLines = 20;
    private const int MaximumWidth = 400;

    /// <summary>The lines to show; the one with the first error begins with <c>&gt;&gt; </c>, the others with blanks.</summary>
    public static ImmutableArray<string> Of(string logPath)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(logPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        var end = Array.FindIndex(lines, line => line.StartsWith(EndMark, StringComparison.Ordinal));
        lines = end < 0 ? lines : lines[..end];
        // What the compiler wrapper refuses is the cause, even where a tool such as CMake complains before it shows what it ran.
        var refusal = Array.FindIndex(lines, line => WrapperPattern().IsMatch(line));
        var error = refusal >= 0 ? refusal : Array.FindIndex(lines, line => IsError(line));
        if (error < 0)
        {
            return [.. lines.TakeLast(LastLines).Select((line, i) => Show(line, false))];
        }

        var from = Math.Max(0, error - Before);
        var to = Math.Min(lines.Length, error + After);
        return [.. lines[from..to].Select((line, i) => Show(line, from + i == error))];
    }

    private static bool IsError(string line) => ErrorPattern().IsMatch(line) && !HarmlessPattern().IsMatch(line);

    private static string Show(string line, bool isError) =>
        (isError ? ">> " : "   ") + (line.Length > MaximumWidth ? line[..MaximumWidth] + " …" : line);

    [GeneratedRegex(@"^\s*\[cairn [\w.+-]+\] error: ", RegexOptions.CultureInvariant)]
    private static partial Regex WrapperPattern();

    // What compilers, linkers, make, CMake, configure scripts, Python and shells call an error.
    [GeneratedRegex(
        @"(\b(fatal )?error(:| #| \w\d+:)|: undefined reference|^(g?make|ninja)(\[\d+\])?: \*\*\*|^ninja: error|CMake Error|configure: error|^Traceback \(most recent|^\w*(Error|Exception): |: command not found|No such file or directory$|cannot find -l|collect2: |Segmentation fault|No space left on device|Killed$|internal compiler error)",
        RegexOptions.CultureInvariant)]
    private static partial Regex ErrorPattern();

    // Commands as they are run, checks of configure that are meant to fail, and warnings that talk of errors.
    [GeneratedRegex(@"(^==> \[\d|-Werror|checking |warning:|error\.(c|h|o|lo)\b|\b0 errors?\b|strerror|perror|ignored\)$)", RegexOptions.CultureInvariant)]
    private static partial Regex HarmlessPattern();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>Dates as people write them: <c>2026-11</c>, <c>2026-11-27 06:30</c>, <c>yesterday</c>, <c>2 weeks ago</c>.</summary>
internal static partial class PrettyDate
{
    private static readonly string[] s_forms = ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Reads a date in local time; months count 30 days and years 365 (as in Spack).</summary>
    /// <exception cref="CairnException">It is none of the forms.</exception>
    public static DateTime Parse(string text, DateTime now)
    {
        if (DateTime.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (text == "yesterday")
        {
            return now.AddDays(-1);
        }

        if (Ago().Match(text) is { Success: true } match && AmountOf(match.Groups["count"].Value) is { } count)
        {
            return match.Groups["unit"].Value switch
            {
                "year" => now.AddDays(-365 * count),
                "month" => now.AddDays(-30 * count),
                "week" => now.AddDays(-7 * count),
                "day" => now.AddDays(-count),
                "hour" => now.AddHours(-count),
                "minute" => now.AddMinutes(-count),
                _ => now.AddSeconds(-count),
            };
        }

        throw new CairnException(new Diagnostic(
            "date", $"`{text}` is no date", null, [], "write YYYY, YYYY-MM, YYYY-MM-DD, `YYYY-MM-DD HH:MM`, `yesterday` or `3 days ago`"));
    }

    /// <summary>More than a hundred thousand of anything would leave the calendar.</summary>
    private static double? AmountOf(string text) => text == "a" ? 1
        : double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 100_000 ? count : null;

    [GeneratedRegex(@"^(?<count>a|\d+)\s*(?<unit>year|month|week|day|hour|minute|second)s?\s+ago$")]
    private static partial Regex Ago();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cairn.Python.Text;
using Cairn.Python.Text.Patterns;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Python.Tests.Text;

public sealed class PatternTests
{
    [Fact]
    public void Patterns_match_split_substitute_and_fail_as_in_CPython()
    {
        Recorded.Differences(PatternCases.Rows, row => Attempt(() => Answer(row))).ShouldBeEmpty();
    }

    [Fact]
    public void Escaped_text_is_what_CPython_escapes()
    {
        Recorded.Differences(EscapeCases.Rows, row => CompiledPattern.Escape(row[0].GetString()!)).ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_matches_its_own_escape()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
            CompiledPattern.Compile(CompiledPattern.Escape(text.Get)).FullMatch(text.Get) is not null).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_catastrophic_pattern_ends_by_its_time_limit()
    {
        var pattern = CompiledPattern.Compile("(x+x+)+y", timeout: TimeSpan.FromMilliseconds(50));

        Should.Throw<RegexMatchTimeoutException>(() => pattern.Search(new string('x', 60)));
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        Should.Throw<PatternException>(() => CompiledPattern.Compile(new string('(', 20_000))).Message.ShouldContain("nested too deeply");
    }

    [Fact]
    public void Any_text_is_a_pattern_or_an_error_of_the_pattern()
    {
        var fragments = Gen.Elements("a", "b", "(", ")", "(?", "P<n>", "P=n)", ":", "[", "]", "^", "-", "\\", "1", "d", "{", "}", ",", "*", "+", "?", "|", "$", "<=", "<!", "(?i)", "x", "#");
        var patterns = fragments.ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(patterns.ToArbitrary(), text =>
        {
            try
            {
                CompiledPattern.Compile(text, timeout: TimeSpan.FromSeconds(1)).Search("ab1");
                return true;
            }
            catch (Exception error) when (error is PatternException or TextException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    private static string Answer(JsonElement row)
    {
        var pattern = CompiledPattern.Compile(row[1].GetString()!, (PatternFlags)row[2].GetInt32());
        var subject = row[3].GetString()!;
        var extra = row[4];
        var start = extra.GetArrayLength() > 0 && extra[0].ValueKind == JsonValueKind.Number ? extra[0].GetInt32() : 0;
        var end = extra.GetArrayLength() > 1 && extra[1].ValueKind == JsonValueKind.Number ? extra[1].GetInt32() : int.MaxValue;
        JsonNode? answer;
        switch (row[0].GetString())
        {
            case "search":
                answer = Spans(pattern.Search(subject, start, end));
                break;
            case "match":
                answer = Spans(pattern.Match(subject, start, end));
                break;
            case "fullmatch":
                answer = Spans(pattern.FullMatch(subject, start, end));
                break;
            case "findall":
                answer = new JsonArray([.. pattern.Matches(subject).Select(Spans)]);
                break;
            case "split":
                answer = new JsonArray([.. pattern.Split(subject, start).Select(text => (JsonNode?)text)]);
                break;
            case "sub":
                var template = ReplacementTemplate.Parse(extra[0].GetString()!, pattern);
                var (text, count) = pattern.Substitute(subject, template.Expand, end == int.MaxValue ? 0 : end);
                answer = new JsonArray(text, count);
                break;
            default:
                answer = (int)pattern.Flags;
                break;
        }

        return answer is null ? "null" : JsonSerializer.Serialize(answer);
    }

    private static JsonNode? Spans(PatternMatch? match)
    {
        if (match is null)
        {
            return null;
        }

        var result = new JsonArray();
        for (var group = 0; group <= match.Pattern.GroupCount; group++)
        {
            result.Add(new JsonArray(CodePoints(match.Subject, match.Start(group)), CodePoints(match.Subject, match.End(group))));
        }

        result.Add(match.LastIndex);
        result.Add(match.LastIndex is { } last ? match.Pattern.GroupNames[last] : null);
        return result;
    }

    /// <summary>CPython counts code points; the recorded positions are brought to that count.</summary>
    private static int CodePoints(string subject, int position)
    {
        return position < 0 ? position : position - subject.Take(position).Count(char.IsLowSurrogate);
    }

    private static string Attempt(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (PatternException error)
        {
            return "error: " + error.Message;
        }
        catch (TextException error)
        {
            return $"{error.Kind}Error: {error.Message}";
        }
    }
}

using System.Text;
using Cairn.Specs;

namespace Cairn.Specs.Tests.Parsing;

/// <summary>
/// What a user sees for each way to write a spec wrongly. The golden file holds the inputs (lines that begin with
/// <c>$ </c>) and the whole message after each.
/// </summary>
public class SyntaxErrorTests
{
    private const string Golden = "Cairn.Specs.Tests.Parsing.syntax-errors.txt";

    [Fact]
    public void Every_wrong_spec_is_explained_as_in_the_golden_file()
    {
        string expected = ReadGolden();
        StringBuilder actual = new();
        int count = 0;
        foreach (string line in expected.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
        {
            count++;
            actual.Append(line).Append('\n').Append(Explanation(line[2..])).Append('\n');
        }

        count.ShouldBeGreaterThanOrEqualTo(60);
        actual.ToString().ShouldBe(expected);
    }

    [Fact]
    public void Every_explanation_has_a_place_in_the_text()
    {
        foreach (string line in ReadGolden().Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
        {
            string text = line[2..];
            SpecSyntaxException error = Should.Throw<SpecSyntaxException>(() => AbstractSpec.Parse(text), text);
            SourceLocation location = error.Diagnostic.Location.ShouldNotBeNull(text);
            location.SourceLine.ShouldBe(text);
            (location.Column - 1 + location.Length).ShouldBeLessThanOrEqualTo(text.Length + 1, text);
        }
    }

    [Fact]
    public void The_place_in_a_later_line_is_counted_from_that_line()
    {
        SpecSyntaxException error = Should.Throw<SpecSyntaxException>(() => AbstractSpec.Parse("hdf5\n  +mpi !"));
        error.Diagnostic.Location.ShouldBe(new SourceLocation(SourceLocation.CommandLine, 2, 8, "  +mpi !"));
    }

    [Fact]
    public void Errors_in_a_list_of_specs_point_into_the_whole_text()
    {
        SpecSyntaxException error = Should.Throw<SpecSyntaxException>(() => AbstractSpec.ParseMany("zlib hdf5+mpi cmake@!"));
        error.Diagnostic.Location!.Column.ShouldBe(20);
    }

    private static string Explanation(string text)
    {
        try
        {
            return $"no error: {AbstractSpec.Parse(text)}\n";
        }
        catch (SpecSyntaxException error)
        {
            return error.Diagnostic.ToString();
        }
    }

    private static string ReadGolden()
    {
        using StreamReader reader = new(typeof(SyntaxErrorTests).Assembly.GetManifestResourceStream(Golden)!);
        return reader.ReadToEnd();
    }
}

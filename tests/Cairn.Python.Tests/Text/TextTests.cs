using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Cairn.Python.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Python.Tests.Text;

public sealed class TextTests
{
    [Fact]
    public void Format_specifications_give_what_CPython_gives()
    {
        Recorded.Differences(FormatCases.Rows, row => Attempt(() => (row[0].GetString(), row[1].GetString()!, row[2].GetString()!) switch
        {
            ("s", var value, var spec) => ValueFormat.Format(value, spec),
            ("i", var value, var spec) => ValueFormat.Format(BigInteger.Parse(value, CultureInfo.InvariantCulture), spec),
            (_, var value, var spec) => ValueFormat.Format(FloatText.Parse(value), spec),
        })).ShouldBeEmpty();
    }

    [Fact]
    public void Percent_templates_give_what_CPython_gives()
    {
        Recorded.Differences(PercentCases.Rows, row => Attempt(() =>
        {
            var result = new StringBuilder();
            foreach (var (literal, conversion) in PercentTemplate.Parse(row[0].GetString()!).Parts)
            {
                var value = row[2].GetString()!;
                result.Append(literal ?? (row[1].GetString() switch
                {
                    "i" => conversion!.Write(BigInteger.Parse(value, CultureInfo.InvariantCulture)),
                    "f" => conversion!.Write(FloatText.Parse(value)),
                    _ => conversion!.Write(conversion.Type switch
                    {
                        'r' => StringLiteral.Repr(value),
                        'a' => StringLiteral.Ascii(value),
                        _ => value,
                    }),
                }));
            }

            return result.ToString();
        })).ShouldBeEmpty();
    }

    [Fact]
    public void Literals_are_read_and_written_as_by_CPython()
    {
        Recorded.Differences(LiteralCases.Rows, row => Attempt(() => (row[0].GetString(), row[1].GetString()!) switch
        {
            ("repr", var text) => StringLiteral.Repr(text),
            ("ascii", var text) => StringLiteral.Ascii(text),
            ("bytes", var text) => StringLiteral.Repr(Encoding.Latin1.GetBytes(text)),
            ("int10", var text) => IntegerText.Parse(text).ToString(CultureInfo.InvariantCulture),
            ("int0", var text) => IntegerText.Parse(text, 0).ToString(CultureInfo.InvariantCulture),
            ("int16", var text) => IntegerText.Parse(text, 16).ToString(CultureInfo.InvariantCulture),
            ("int36", var text) => IntegerText.Parse(text, 36).ToString(CultureInfo.InvariantCulture),
            (_, var text) => FloatText.Repr(FloatText.Parse(text)),
        })).ShouldBeEmpty();
    }

    [Fact]
    public void Malformed_format_templates_are_refused_in_the_words_of_CPython()
    {
        Recorded.Differences(TemplateCases.Rows, row => Attempt(() =>
        {
            FormatTemplate.Parse(row[0].GetString()!);
            return "ok";
        })).ShouldBeEmpty();
    }

    [Fact]
    public void A_template_field_keeps_its_accesses_conversion_and_nested_specification()
    {
        var template = FormatTemplate.Parse("a{{{x.name[3][key]!r:>{width}}}}b");

        template.Parts.Length.ShouldBe(3);
        template.Parts[0].Literal.ShouldBe("a{");
        template.Parts[2].Literal.ShouldBe("}b");
        var field = template.Parts[1].Field.ShouldNotBeNull();
        field.Name.ShouldBe("x");
        field.Position.ShouldBeNull();
        field.Accesses.ShouldBe([new(true, "name", null), new(false, "3", 3), new(false, "key", null)]);
        field.Conversion.ShouldBe('r');
        field.NestedSpecification.ShouldNotBeNull().Parts[1].Field!.Name.ShouldBe("width");
    }

    [Fact]
    public void Empty_fields_are_counted_through_nested_ones()
    {
        var template = FormatTemplate.Parse("{}{:{}}{}");

        template.Parts[0].Field!.Position.ShouldBe(0);
        template.Parts[1].Field!.Position.ShouldBe(1);
        template.Parts[1].Field!.NestedSpecification!.Parts[0].Field!.Position.ShouldBe(2);
        template.Parts[2].Field!.Position.ShouldBe(3);
    }

    [Fact]
    public void Every_finite_double_reads_back_from_its_repr()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<double>(), value =>
            double.IsNaN(value) || FloatText.Parse(FloatText.Repr(value)).Equals(value)).QuickCheckThrowOnFailure();
    }

    private static string Attempt(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (TextException error)
        {
            return $"{error.Kind}{(error.Kind == TextErrorKind.Key ? string.Empty : "Error")}: {error.Message}";
        }
    }
}

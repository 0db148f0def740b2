using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Concrete;

public sealed class Utf8JsonScannerTests
{
    private static readonly Gen<string> Json = Gen.Sized(Value);

    [Fact]
    public void Tokens_are_those_of_the_frameworks_reader() => Prop.ForAll(Json.ToArbitrary(), json =>
        string.Join('\n', Scan(json)) == string.Join('\n', ReadByFramework(json))).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_texts_are_refused_where_the_framework_refuses_them() => Prop.ForAll(
        Json.Zip(Gen.Choose(0, 1000)).Zip(Gen.Elements("", ",", "]", "}", "\"", "x", "{", ":", "1")).ToArbitrary(), damaged =>
    {
        var ((json, place), insertion) = damaged;
        var at = place % (json.Length + 1);
        var text = json[..at] + insertion + json[Math.Min(json.Length, at + 1)..];
        return Accepts(() => Scan(text)) == Accepts(() => ReadByFramework(text));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{a:1}")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("tru")]
    [InlineData("\"a")]
    [InlineData("\"a\nb\"")]
    [InlineData("1 2")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\ud800\"")]
    public void Damaged_texts_are_refused(string text) => Should.Throw<JsonException>(() => Scan(text));

    [Fact]
    public void Nesting_has_a_limit() => Should.Throw<JsonException>(() => Scan(new string('[', 65) + new string(']', 65)));

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Should.Throw<JsonException>(() =>
    {
        var scanner = new Utf8JsonScanner([(byte)'"', 0xFF, (byte)'"']);
        scanner.Read();
        scanner.GetString();
    });

    [Fact]
    public void The_place_of_the_damage_is_told()
    {
        var damage = Should.Throw<JsonException>(() => Scan("{\n  \"a\": 1,\n  b\n}"));
        damage.LineNumber.ShouldBe(2);
        damage.BytePositionInLine.ShouldBe(2);
    }

    [Fact]
    public void Skip_leaves_out_a_whole_value()
    {
        var scanner = new Utf8JsonScanner("{\"a\":[1,{\"b\":2}],\"c\":true}"u8);
        scanner.Read();
        scanner.Read();
        scanner.Skip();
        scanner.Read().ShouldBeTrue();
        scanner.ValueTextEquals("c"u8).ShouldBeTrue();
        scanner.Read();
        scanner.GetBoolean().ShouldBeTrue();
    }

    private static bool Accepts(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static List<string> Scan(string json)
    {
        var tokens = new List<string>();
        var scanner = new Utf8JsonScanner(Encoding.UTF8.GetBytes(json));
        while (scanner.Read())
        {
            tokens.Add($"{scanner.TokenType} " + (scanner.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? scanner.GetString()
                : scanner.TokenType == JsonTokenType.Number ? scanner.GetDouble().ToString() : ""));
        }

        return tokens;
    }

    private static List<string> ReadByFramework(string json)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            tokens.Add($"{reader.TokenType} " + (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString()
                : reader.TokenType == JsonTokenType.Number ? reader.GetDouble().ToString() : ""));
        }

        return tokens;
    }

    private static Gen<string> Value(int size) => size <= 1
        ? Gen.Elements("1", "-0.5e+3", "12345", "true", "false", "null", "\"\"", "\"plain\"", "\"q\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u00e9\\ud83d\\ude00é語\"")
        : Gen.OneOf(
            Value(1),
            Gen.ListOf(Value(size / 3)).Select(items => "[ " + string.Join(" ,\n", items) + "]"),
            Gen.ListOf(Value(size / 3)).Select(items => "{" + string.Join(",", items.Select((item, i) => $"\"k{i}\\t\" :\t{item}")) + " }"));
}

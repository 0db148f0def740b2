using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Tests;

public sealed class YamlReaderTests
{
    [Fact]
    public void Values_know_file_line_and_column()
    {
        var root = (YamlMapping)YamlReader.Read("config:\n  build_jobs: 4\n", "a.yaml")!;

        ((YamlMapping)root["config"]!)["build_jobs"]!.Mark.ShouldBe(new YamlMark("a.yaml", 2, 15));
    }

    [Theory]
    [InlineData("~", YamlScalarKind.Null)]
    [InlineData("true", YamlScalarKind.Boolean)]
    [InlineData("yes", YamlScalarKind.String)]
    [InlineData("12", YamlScalarKind.Integer)]
    [InlineData("1.10", YamlScalarKind.Float)]
    [InlineData("1.2.3", YamlScalarKind.String)]
    [InlineData("'12'", YamlScalarKind.String)]
    public void Scalars_have_the_kind_of_the_core_schema(string text, YamlScalarKind kind)
    {
        var value = (YamlScalar)((YamlMapping)YamlReader.Read($"k: {text}", "a.yaml")!)["k"]!;

        value.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("packages::\n  all: {}", "packages", MergeMode.Override)]
    [InlineData("path+: x", "path", MergeMode.Prepend)]
    [InlineData("path-: x", "path", MergeMode.Append)]
    [InlineData("\"packages:\": {}", "packages", MergeMode.Override)]
    public void A_trailing_sign_of_a_key_tells_how_it_merges(string text, string key, MergeMode mode)
    {
        var entry = ((YamlMapping)YamlReader.Read(text, "a.yaml")!).Entries[0];

        (entry.Key, entry.Mode).ShouldBe((key, mode));
    }

    [Fact]
    public void Aliases_and_merge_keys_are_resolved()
    {
        var root = (YamlMapping)YamlReader.Read("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n", "a.yaml")!;

        var b = (YamlMapping)root["b"]!;
        b.Entries.Select(entry => $"{entry.Key}={entry.Value}").ShouldBe(["q=3", "p=1"]);
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "stands here twice", 2)]
    [InlineData("a: [1, 2\nb: 3\n", "not closed", 1)]
    [InlineData("a: *nowhere\n", "nowhere", 1)]
    public void Mistakes_name_their_line(string text, string message, int line)
    {
        var error = Should.Throw<CairnException>(() => YamlReader.Read(text, "a.yaml"));

        error.Diagnostic.Message.ShouldContain(message);
        error.Diagnostic.Location!.Line.ShouldBe(line);
    }

    [Fact]
    public void A_document_that_nests_without_end_is_refused()
    {
        var error = Should.Throw<CairnException>(() => YamlReader.Read(new string('[', 5000), "a.yaml"));

        error.Diagnostic.Message.ShouldContain("nests too deep");
    }
}

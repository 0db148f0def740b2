using Cairn.Config.Yaml;

namespace Cairn.Config.Tests;

public sealed class YamlWriterTests
{
    [Theory]
    [InlineData("packages:\n  gcc:\n    externals:\n    - spec: gcc@12.2.0 languages:='c,c++'\n      prefix: /usr\n      extra_attributes:\n        compilers:\n          c: /usr/bin/gcc\n    buildable: false\n")]
    [InlineData("a::\n- 1\n- x\nb+:\n- '12'\nc: {}\nd: []\ne: null\n")]
    [InlineData("config:\n  build_stage:\n  - $tempdir/$user/stage\n  - ~/stage\n")]
    public void What_is_written_reads_back_as_the_same_text(string text) =>
        YamlWriter.Write(YamlReader.Read(text, "a.yaml")!).ShouldBe(text);

    [Theory]
    [InlineData("plain")]
    [InlineData("yes")]
    [InlineData("1.10")]
    [InlineData("%gcc@12")]
    [InlineData("a: b")]
    [InlineData("it's # fine")]
    [InlineData("line\nfeed\t\"quoted\"")]
    [InlineData("")]
    public void Quoting_keeps_every_text_a_text(string text)
    {
        var scalar = (YamlScalar)((YamlMapping)YamlReader.Read($"k: {YamlWriter.Quote(text)}", "a.yaml")!)["k"]!;

        (scalar.Text, scalar.Kind).ShouldBe((text, YamlScalarKind.String));
    }
}

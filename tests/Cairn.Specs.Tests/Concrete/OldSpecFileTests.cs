using System.Text;

namespace Cairn.Specs.Tests.Concrete;

public sealed class OldSpecFileTests
{
    [Theory]
    [InlineData("format1.spec.json", 1, "libdwarf@20130207/4r5a76jpjnzxrjocbrwhoklsw7gqg5kj")]
    [InlineData("format2.spec.json", 2, "libdwarf@20130207/4r5a76jpjnzxrjocbrwhoklsw7gqg5kj")]
    [InlineData("format3.spec.json", 3, "libdwarf@20130207/4r5a76jpjnzxrjocbrwhoklsw7gqg5kj")]
    [InlineData("format4.spec.json", 4, "libdwarf@20130207/4r5a76jpjnzxrjocbrwhoklsw7gqg5kj")]
    public void Older_formats_are_read(string file, int format, string root)
    {
        var spec = SpecJson.Read(Encoding.UTF8.GetBytes(Golden.Text(file)));
        spec.ToString().ShouldBe(root);
        spec.OriginalFormat.ShouldBe(format);
        spec.LegacyCompiler.ShouldBe("gcc@=9.4.0");
        spec.Satisfies(AbstractSpec.Parse("libdwarf+shared %gcc@9 ^libelf@0.8.13 target=x86_64:")).ShouldBeTrue();
        var edge = spec.Dependencies.ShouldHaveSingleItem();
        edge.Types.ShouldBe(DependencyTypes.Build | DependencyTypes.Link);
        edge.IsDirect.ShouldBeTrue();
        edge.Virtuals.ShouldBe(format < 4 ? [] : ["elf"]);
        edge.Node.Variants["patches"]!.Values.ShouldBe(["aa11", "ff22"]);
        edge.Node.Patches.ShouldBe(["ff22", "aa11"]);
        edge.Node.External!.Path.ShouldBe("/opt/libelf");
        edge.Node.External.Modules.ShouldBe(["libelf/0.8.13"]);
    }

    [Theory]
    [InlineData("format1.spec.json")]
    [InlineData("format2.spec.json")]
    [InlineData("format3.spec.json")]
    [InlineData("format4.spec.json")]
    public void Older_formats_are_written_as_format_5_and_keep_hash_and_compiler(string file)
    {
        var spec = SpecJson.Read(Encoding.UTF8.GetBytes(Golden.Text(file)));
        var written = SpecJson.Write(spec);
        var again = SpecJson.Read(written);
        again.ShouldBe(spec);
        again.OriginalFormat.ShouldBe(spec.OriginalFormat);
        again.LegacyCompiler.ShouldBe(spec.LegacyCompiler);
        SpecJson.Write(again).ShouldBe(written);
    }

    [Fact]
    public void Yaml_comes_as_plain_values()
    {
        static PlainMapping Map(params ReadOnlySpan<PlainMember> members) => new([.. members]);
        static PlainText Text(string text) => new(text);
        var node = Map(
            new("version", Text("1.0")),
            new("arch", Map(new("platform", Text("linux")), new("platform_os", Text("centos7")), new("target", Text("haswell")))),
            new("compiler", Map(new("name", Text("gcc")), new("version", Text("4.8.5")))),
            new("parameters", Map(new("shared", new PlainBoolean(true)), new("jobs", new PlainNumber("4")), new("cflags", new PlainList([])))),
            new("hash", Text("abcdefg")));
        var spec = PlainSpecReader.Read(Map(new PlainMember("spec", new PlainList([Map(new PlainMember("tiny", node))]))));
        spec.ToString().ShouldBe("tiny@1.0/abcdefg");
        spec.Satisfies(AbstractSpec.Parse("tiny+shared jobs=4 os=centos7 %gcc@4.8")).ShouldBeTrue();
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using static Cairn.Specs.Tests.Concrete.Dag;

namespace Cairn.Specs.Tests.Concrete;

public sealed class SpecJsonTests
{
    [Fact]
    public void A_node_is_written_in_one_line_with_its_members_in_fixed_order()
    {
        var json = new PythonJsonWriter();
        SpecJson.WriteNode(json, Node("zlib", "1.3.1", On(Node("gmake", "4.4.1"), Build)), withHash: false);
        Encoding.UTF8.GetString(json.WrittenSpan).ShouldBe(
            """
            {"name":"zlib","version":"1.3.1","arch":{"platform":"linux","platform_os":"debian12","target":"x86_64_v3"},"namespace":"builtin","dependencies":[{"name":"gmake","hash":"HASH","parameters":{"deptypes":["build"],"virtuals":[]}}],"annotations":{"original_specfile_version":5}}
            """.Replace("HASH", Node("gmake", "4.4.1").Hash));
    }

    [Fact]
    public void A_whole_file_is_as_golden()
    {
        Encoding.UTF8.GetString(SpecJson.Write(Hdf5())).ShouldBe(Golden.Text("hdf5.spec.json"));
    }

    [Fact]
    public void Text_is_escaped_as_python_escapes_it()
    {
        var json = new PythonJsonWriter();
        json.Text("\"\\/\b\f\n\r\t\u0001\u007fé語😀 <&'>");
        Encoding.UTF8.GetString(json.WrittenSpan).ShouldBe("""
            "\"\\/\b\f\n\r\t\u0001\u007f\u00e9\u8a9e\ud83d\ude00 <&'>"
            """.Trim());
    }

    [Fact]
    public void The_hash_is_base32_of_sha1()
    {
        DagHash.OfText("abc"u8).ShouldBe("vgmt4nsha2awvor6evyxqugcnsonbwe5");
        Base32.Encode("f"u8).ShouldBe("my======");
        Base32.Encode("fo"u8).ShouldBe("mzxq====");
        Base32.Encode("foobar"u8).ShouldBe("mzxw6ytboi======");
    }

    [Fact]
    public void What_is_written_can_be_read_and_written_again() => Prop.ForAll(GeneratedDags.Any, dag =>
    {
        var written = SpecJson.Write(dag);
        var read = SpecJson.Read(written);
        return read.Equals(dag) && SpecJson.Write(read).AsSpan().SequenceEqual(written)
            && read.Traverse().All(node => DagHash.Compute(node) == node.Hash);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Plain_values_are_read_the_same_way() => Prop.ForAll(GeneratedDags.Any, dag =>
    {
        var written = SpecJson.Write(dag);
        return SpecJson.Write(PlainSpecReader.Read(PlainJson.Parse(written))).AsSpan().SequenceEqual(written);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_node_that_is_reached_twice_is_read_once()
    {
        var read = SpecJson.Read(SpecJson.Write(Hdf5()));
        ReferenceEquals(read["zlib-api"], read["hwloc"]["zlib-api"]).ShouldBeTrue();
        ReferenceEquals(read["c"], read["openmpi"]["c"]).ShouldBeTrue();
    }

    [Fact]
    public void What_a_spliced_node_was_built_as_is_kept()
    {
        var built = Node("a", "1", On(Node("b", "1"), Link));
        var spliced = new ConcreteSpec { Name = "a", Version = built.Version, Architecture = Level3, BuildSpec = built, Dependencies = [On(Node("b", "2"), Link)] };
        var read = SpecJson.Read(SpecJson.Write(spliced));
        read.IsSpliced.ShouldBeTrue();
        read.BuildSpec.ShouldBe(built);
        read.BuildSpec["b"].Version.ToString().ShouldBe("1");
    }

    [Fact]
    public void A_processor_that_only_a_newer_engine_knows_is_kept_as_described()
    {
        var text = Encoding.UTF8.GetString(SpecJson.Write(Node("a", "1"))).Replace(
            "\"target\":\"x86_64_v3\"",
            """
            "target":{"name":"zen9","vendor":"AuthenticAMD","features":["avx2","future"],"generation":0,"parents":["zen5"],"cpupart":""}
            """.Trim());
        var read = SpecJson.Read(Encoding.UTF8.GetBytes(text));
        read.Target.Name.ShouldBe("zen9");
        (read.Target > Microarchitectures.Get("zen3")).ShouldBeTrue();
        read.Satisfies(AbstractSpec.Parse("target=x86_64_v3:")).ShouldBeTrue();
        Encoding.UTF8.GetString(SpecJson.Write(read)).ShouldBe(text);
    }

    [Fact]
    public void A_clear_signed_file_is_read_like_its_content()
    {
        var signed = $"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{Encoding.UTF8.GetString(SpecJson.Write(Hdf5()))}\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n";
        SpecJson.Read(Encoding.UTF8.GetBytes(signed)).ShouldBe(Hdf5());
    }

    [Theory]
    [InlineData("", "not a spec file: the JSON is damaged")]
    [InlineData("{\"spec\":", "not a spec file: the JSON is damaged")]
    [InlineData("[]", "not a spec file: an object is expected")]
    [InlineData("{}", "not a spec file: it has no nodes")]
    [InlineData("{\"spec\":{\"nodes\":[]}}", "not a spec file: it has no nodes")]
    [InlineData("{\"spec\":{\"nodes\":[1]}}", "not a spec file: a node is no object")]
    [InlineData("{\"spec\":{\"nodes\":[{\"name\":\"a\"}]}}", "not a spec file: the node `a` has no hash")]
    [InlineData("{\"spec\":{\"nodes\":[{\"name\":\"a\",\"hash\":\"h\"}]}}", "not a spec file: `a` has no version")]
    [InlineData("{\"spec\":{\"nodes\":[{\"name\":\"a\",\"hash\":\"h\",\"version\":\"1\"}]}}", "not a spec file: `a` has no architecture")]
    [InlineData("{\"spec\":{\"nodes\":[{\"name\":\"a\",\"hash\":\"h\",\"concrete\":false}]}}", "not a spec file: `a` is not concrete")]
    [InlineData("{\"spec\":{\"nodes\":[{\"name\":\"a\",\"hash\":\"h\",\"dependencies\":[{\"name\":\"b\",\"hash\":\"x\",\"parameters\":{\"deptypes\":[],\"virtuals\":[]}}]}]}}", "not a spec file: `a` refers to `b/x`, which is not there")]
    [InlineData("{\"spec\":{\"nodes\":[{\"name\":\"a\",\"hash\":\"h\",\"dependencies\":[{\"name\":\"a\",\"hash\":\"h\",\"parameters\":{\"deptypes\":[],\"virtuals\":[]}}]}]}}", "not a spec file: `a` depends on itself by way of `a`")]
    [InlineData("{\"spec\":{\"nodes\":[{\"name\":\"a\",\"hash\":\"h\",\"dependencies\":[{\"name\":\"b\",\"hash\":\"x\",\"type\":[\"love\"]}]}]}}", "not a spec file: `love` is no dependency type")]
    public void A_damaged_file_is_refused_with_the_reason(string text, string message)
    {
        var refused = Should.Throw<CairnException>(() => SpecJson.Read(Encoding.UTF8.GetBytes(text), "spec.json"));
        refused.Diagnostic.Code.ShouldBe("spec-file");
        refused.Diagnostic.Message.ShouldBe(message);
        refused.Diagnostic.Location!.File.ShouldBe("spec.json");
    }
}

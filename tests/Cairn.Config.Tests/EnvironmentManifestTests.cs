using Cairn.Config.Environments;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Tests;

public sealed class EnvironmentManifestTests : IDisposable
{
    private static readonly PathVariables s_variables = new(
        CairnPlaces.From(new Dictionary<string, string> { ["HOME"] = "/home/ada", ["CAIRN_ROOT"] = "/opt/cairn" }),
        () => new HostNames("linux", "debian12", "zen3", "x86_64"));

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("specs: [zlib@1.3, 'hdf5 +mpi ^openmpi']", "zlib@1.3 | hdf5+mpi ^openmpi")]
    [InlineData("specs: []", "")]
    [InlineData("view: true", "")]
    [InlineData("specs: [zlib, zlib]", "zlib")]
    [InlineData("{definitions: [{tools: [cmake, ninja]}], specs: [$tools, zlib]}", "cmake | ninja | zlib")]
    [InlineData("{definitions: [{mpis: [mpich, openmpi]}], specs: [{matrix: [[hdf5, netcdf-c], [$^mpis]]}]}",
        "hdf5 ^mpich | hdf5 ^openmpi | netcdf-c ^mpich | netcdf-c ^openmpi")]
    [InlineData("{definitions: [{compilers: [gcc@12, llvm@17]}], specs: [{matrix: [[zlib], [$%compilers]]}]}", "zlib %gcc@12 | zlib %clang@17")]
    [InlineData("specs: [{matrix: [[zlib, bzip2], ['@1:', '@2:']], exclude: ['bzip2@2:']}]", "zlib@1: | zlib@2: | bzip2@1:")]
    [InlineData("{definitions: [{all: [{matrix: [[a, b], [+x]]}]}], specs: [$all]}", "a+x | b+x")]
    [InlineData("{definitions: [{some: [a]}, {some: [b]}], specs: [$some]}", "a | b")]
    [InlineData("{definitions: [{some: [a], when: 'yes'}, {some: [b], when: 'no'}], specs: [$some]}", "a")]
    [InlineData("{definitions: [{some: [b], when: 'no'}], specs: [$some, c]}", "c")]
    [InlineData("{definitions: [{a: [x]}, {b: [$a, y]}], specs: [$b]}", "x | y")]
    [InlineData("specs: [{matrix: [[{matrix: [[a, b], ['@1']]}, c], [+v]]}]", "a@1+v | b@1+v | c+v")]
    [InlineData("specs: ['builtin.zlib ^llnl.comp.mpich']", "builtin.zlib ^llnl.comp.mpich")]
    public void Lists_are_written_out(string manifest, string expected) =>
        string.Join(" | ", Specs(manifest).Select(spec => spec.Spec.ToQualifiedString())).ShouldBe(expected);

    [Theory]
    [InlineData("specs: [$nothing]", "refers to the list `nothing`, which is not defined", 3, 11)]
    [InlineData("specs: [zlib@1.4:1.2]", "empty version range", 3, 15)]
    [InlineData("specs: ['@1.2']", "names no package", 3, 11)]
    [InlineData("specs: [{matrix: [[a]], excluded: [b]}]", "not `excluded`", 3, 27)]
    [InlineData("specs: [{exclude: [b]}]", "has no rows", 3, 11)]
    [InlineData("specs: zlib", "`specs` should be a list", 3, 10)]
    [InlineData("{definitions: [{a: [x], b: [y]}], specs: []}", "has `a` and `b`", 3, 17)]
    [InlineData("specs: [{matrix: [[a@1], ['@2']]}]", "", 3, 22)]
    public void A_mistake_is_told_with_its_place(string manifest, string message, int line, int column)
    {
        var diagnostic = Should.Throw<CairnException>(() => Specs(manifest)).Diagnostic;

        diagnostic.Message.ShouldContain(message);
        diagnostic.Location!.File.ShouldEndWith("spack.yaml");
        (diagnostic.Location.Line, diagnostic.Location.Column).ShouldBe((line, column));
    }

    [Fact]
    public void Specs_know_where_they_were_said()
    {
        var spec = Specs("specs: [zlib@1.3]").Single();

        spec.Location!.Line.ShouldBe(3);
        spec.Location.SourceLine.ShouldBe("  specs: [zlib@1.3]");
        spec.Location.SourceLine![(spec.Location.Column - 1)..(spec.Location.Column - 1 + spec.Location.Length)].ShouldBe("zlib@1.3");
    }

    [Theory]
    [InlineData("specs: [a]\n", "`specs` stands beside `spack:`")]
    [InlineData("- a\n", "is a mapping with the key `spack:`")]
    [InlineData("spack: [a]\n", "`spack` should be a mapping")]
    public void A_file_that_is_none_is_refused(string text, string message)
    {
        File.WriteAllText(EnvironmentManifest.PathIn(_directory.Path), text);

        Should.Throw<CairnException>(() => EnvironmentManifest.Read(_directory.Path)).Diagnostic.Message.ShouldContain(message);
    }

    [Fact]
    public void What_stands_in_the_file_counts_more_than_what_it_includes_and_earlier_includes_count_more_than_later_ones()
    {
        Write("one.yaml", "config: {build_jobs: 1, ccache: true}\ninclude: [below/three.yaml]\n");
        Write("two/config.yaml", "config: {build_jobs: 2, ccache: false, dirty: true}\n");
        Write("below/three.yaml", "config: {build_jobs: 3, checksum: false, dirty: false}\n");
        var configuration = Configuration("{include: [one.yaml, two, {path: missing.yaml, optional: true}, {path: two, when: 'no'}], config: {build_jobs: 7}}");

        configuration.GetInteger("config:build_jobs", 0).ShouldBe(7);
        configuration.GetBoolean("config:ccache", false).ShouldBeTrue();
        configuration.GetBoolean("config:checksum", true).ShouldBeFalse();
        configuration.GetBoolean("config:dirty", true).ShouldBeFalse(); // what an include includes comes right below it
    }

    [Theory]
    [InlineData("include: [missing.yaml]", "the included `missing.yaml` does not exist")]
    [InlineData("include: ['https://example.org/packages.yaml']", "needs `sha256:`")]
    [InlineData("include: [spack.yaml]", "includes itself")]
    public void Includes_that_cannot_be_had_are_refused(string manifest, string message) =>
        Should.Throw<CairnException>(() => Configuration(manifest)).Diagnostic.Message.ShouldContain(message);

    private IEnumerable<UserSpec> Specs(string manifest)
    {
        var read = Read(manifest);
        return read.UserSpecs(read.Sections["definitions"], condition => condition.Text == "yes");
    }

    private Configuration Configuration(string manifest)
    {
        var scopes = new IncludeExpansion(s_variables, new NoIncludes()).Expand(new FileScope("env:test", Read(manifest).File, "spack"));
        return new Configuration([new DefaultScope(), .. scopes], s_variables);
    }

    private EnvironmentManifest Read(string manifest)
    {
        var text = manifest.StartsWith('{') ? $"# comment\nspack:\n {manifest}\n" : $"# comment\nspack:\n  {manifest}\n";
        File.WriteAllText(EnvironmentManifest.PathIn(_directory.Path), text);
        return EnvironmentManifest.Read(_directory.Path);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_directory.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

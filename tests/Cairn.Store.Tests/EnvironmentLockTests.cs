using System.Text;
using Cairn.Specs;
using Cairn.Store.Environments;

namespace Cairn.Store.Tests;

public sealed class EnvironmentLockTests
{
    [Fact]
    public void The_file_has_the_specified_form()
    {
        var zlib = Specs.Of("zlib", "1.3");
        var hdf5 = Specs.Of("hdf5", "1.14", zlib);
        var text = Encoding.UTF8.GetString(new EnvironmentLock([new LockedRoot("hdf5@1.14", hdf5), new LockedRoot("zlib", zlib)]).Write(("cairn", "9.8.7")));

        text.ShouldBe("""
            {"_meta":{"file-type":"spack-lockfile","lockfile-version":6,"specfile-version":5},
            "spack":{"version":"9.8.7","type":"release","engine":"cairn"},
            "roots":[{"hash":"HDF5","spec":"hdf5@1.14"},{"hash":"ZLIB","spec":"zlib"}],
            "concrete_specs":{
            "HDF5":{"name":"hdf5","version":"1.14","arch":{"platform":"linux","platform_os":"debian12","target":"x86_64"},
            "namespace":"test","dependencies":[{"name":"zlib","hash":"ZLIB","parameters":{"deptypes":["build","link"],"virtuals":[]}}],
            "annotations":{"original_specfile_version":5},"hash":"HDF5"},
            "ZLIB":{"name":"zlib","version":"1.3","arch":{"platform":"linux","platform_os":"debian12","target":"x86_64"},
            "namespace":"test","annotations":{"original_specfile_version":5},"hash":"ZLIB"}}}
            """.Replace("\n", "", StringComparison.Ordinal).Replace("HDF5", hdf5.Hash, StringComparison.Ordinal).Replace("ZLIB", zlib.Hash, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_written_reads_back()
    {
        var zlib = Specs.Of("zlib", "1.3");
        var written = new EnvironmentLock([new LockedRoot("hdf5", Specs.Of("hdf5", "1.14", zlib)), new LockedRoot("zlib@1.3", zlib)]);

        var read = EnvironmentLock.Read(written.Write(("cairn", "1")), "spack.lock");

        read.Roots.Select(root => root.Text).ShouldBe(["hdf5", "zlib@1.3"]);
        read.Roots.Select(root => root.Spec.Hash).ShouldBe(written.Roots.Select(root => root.Spec.Hash));
        read.Roots[0].Spec.Dependencies.Single().Node.ShouldBeSameAs(read.Roots[1].Spec);
        read.Write(("cairn", "1")).ShouldBe(written.Write(("cairn", "1")));
    }

    [Fact]
    public void What_is_included_of_others_reads_back_and_stands_there_once()
    {
        var zlib = Specs.Of("zlib", "1.3");
        var hdf5 = Specs.Of("hdf5", "1.14", zlib);
        var inner = new EnvironmentLock([new LockedRoot("zlib@1.3", zlib)]);
        var first = new EnvironmentLock([new LockedRoot("zlib", zlib)], IncludedEnvironment.Of([("/inner", inner)]));
        var second = new EnvironmentLock([new LockedRoot("hdf5", hdf5), new LockedRoot("zlib", zlib)]);
        var written = new EnvironmentLock([], IncludedEnvironment.Of([("/first", first), ("/second", second)])).Write(("cairn", "1"));

        var read = EnvironmentLock.Read(written, "spack.lock");

        read.Roots.ShouldBeEmpty();
        read.Included.Select(other => (other.Path, other.Roots.Length, other.Specs.Length)).ShouldBe([("/first", 1, 1), ("/second", 1, 1)]);
        read.Included[0].Included.Single().Path.ShouldBe("/inner");
        read.Included[1].Roots.Single().Spec.Dependencies.Single().Node.ShouldBeSameAs(read.Included[0].Specs.Single());
        read.IncludedRoots.Select(root => root.Text).ShouldBe(["zlib", "zlib@1.3", "hdf5"]);
        read.Write(("cairn", "1")).ShouldBe(written);
    }

    [Theory]
    [InlineData("", "it is not JSON")]
    [InlineData("{", "it is not JSON")]
    [InlineData("[]", "it is not JSON")]
    [InlineData("{}", "does not say its version")]
    [InlineData("""{"_meta":{"lockfile-version":"six"}}""", "a value has the wrong type")]
    [InlineData("""{"_meta":{"lockfile-version":7}}""", "of version 7; versions 4 to 6 are known")]
    [InlineData("""{"_meta":{"lockfile-version":2}}""", "of version 2")]
    [InlineData("""{"_meta":{"lockfile-version":6},"roots":[{"hash":"abc","spec":"zlib"}],"concrete_specs":{}}""", "the root `zlib` refers to `/abc`")]
    [InlineData("""{"_meta":{"lockfile-version":6},"roots":[{"hash":"abc"}],"concrete_specs":{}}""", "it is not JSON")]
    [InlineData("""{"_meta":{"lockfile-version":6},"include_concrete":["/x"],"roots":[],"concrete_specs":{}}""", "it is not JSON")]
    [InlineData("""{"_meta":{"lockfile-version":6},"include_concrete":{"/x":{"roots":[{"hash":"abc","spec":"zlib"}]}},"roots":[],"concrete_specs":{}}""", "the root `zlib` refers to `/abc`")]
    public void What_is_no_lock_file_is_refused(string text, string message)
    {
        var diagnostic = Should.Throw<CairnException>(() => EnvironmentLock.Read(Encoding.UTF8.GetBytes(text), "/e/spack.lock")).Diagnostic;

        diagnostic.Message.ShouldContain(message);
        diagnostic.Message.ShouldContain("/e/spack.lock");
        diagnostic.Hint.ShouldNotBeNull();
    }
}

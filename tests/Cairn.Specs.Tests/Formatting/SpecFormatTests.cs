using Cairn.Specs;

namespace Cairn.Specs.Tests.Formatting;

public class SpecFormatTests
{
    private static readonly AbstractSpec Spec = AbstractSpec.Parse(
        "builtin.hdf5@=1.14.5+mpi build_type=Release fabrics=ofi,ucx arch=linux-debian12-zen3 %c,cxx=gcc@12 ^mpi=openmpi@4.1/abc");

    [Theory]
    [InlineData("{name}{@version}{%compiler.name}", "hdf5@1.14.5%gcc")]
    [InlineData("{name}{@versions}", "hdf5@=1.14.5")]
    [InlineData("{variants}", "+mpi build_type=Release fabrics=ofi,ucx")]
    [InlineData("{variants.mpi} {variants.build_type.value} {variants.fabrics.value}", "+mpi ('Release',) ('ofi', 'ucx')")]
    [InlineData("{^mpi.name}-{^mpi.version}", "openmpi-4.1")]
    [InlineData("{^mpi./abstract_hash}|{^mpi.abstract_hash}", null)]
    [InlineData("{compiler.version}{compilers}", "12 %c,cxx=gcc@12")]
    [InlineData("{ os=architecture.os}{ target=target}", "os=debian12 target=zen3")]
    [InlineData("{fullname}/{version.up_to_2.underscored}", "builtin.hdf5/1_14")]
    [InlineData(@"\{{name}\} \\", @"{hdf5} \")]
    [InlineData("{NAME}{ cflags=abstract_hash}", "hdf5")]
    [InlineData("{name", null)]
    [InlineData("name}", null)]
    [InlineData("{}", null)]
    [InlineData("{@name}", null)]
    [InlineData("{%version}", null)]
    [InlineData("{/name}", null)]
    [InlineData("{@hash}", null)]
    [InlineData("{nothing}", null)]
    [InlineData("{variants.nothing}", null)]
    [InlineData("{^nothing.name}", null)]
    [InlineData("{_hidden}", null)]
    [InlineData("${PACKAGE}", null)]
    public void Formats_are_filled_or_refused(string format, string? expected)
    {
        if (expected is null)
        {
            Should.Throw<CairnException>(() => Spec.Format(format)).Diagnostic.Location.ShouldNotBeNull();
        }
        else
        {
            Spec.Format(format).ShouldBe(expected);
        }
    }

    [Fact]
    public void Old_forms_are_refused_with_the_new_one()
        => Should.Throw<SpecSyntaxException>(() => SpecFormat.Parse("${COMPILERNAME}-x")).Diagnostic.Hint.ShouldBe("write `{compiler.name}`");

    [Fact]
    public void Colours_surround_what_they_belong_to()
        => Spec.Format("{name}{@version}", SpecColors.Default).ShouldBe("hdf5\e[0;36m@1.14.5\e[0m");

    [Fact]
    public void The_default_format_of_a_node_is_its_canonical_text()
        => SpecFormat.Default.Render(Spec.WithoutDependencies()).ShouldBe(Spec.WithoutDependencies().ToString());
}

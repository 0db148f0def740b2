using static Cairn.Specs.Tests.Concrete.Dag;

namespace Cairn.Specs.Tests.Concrete;

public sealed class ConcreteSpecTests
{
    [Fact]
    public void Dependencies_stand_in_the_order_of_spec_files_whatever_the_order_they_came_in()
    {
        var build = Node("a", "1");
        var link = Node("a", "2");
        var node = Node("root", "1", On(Node("b", "1"), Link), On(build, Build), On(link, Link | Run));
        node.Dependencies.Select(edge => edge.Node).ShouldBe([link, build, node.Dependencies[2].Node]);
        node.Dependencies[2].Node.Name.ShouldBe("b");
    }

    [Fact]
    public void Virtuals_are_sorted_and_unique() => On(Node("gcc", "1"), Build, "cxx", "c", "cxx").Virtuals.ShouldBe(["c", "cxx"]);

    [Fact]
    public void Equality_is_that_of_hashes()
    {
        Hdf5().ShouldBe(Hdf5());
        Hdf5().GetHashCode().ShouldBe(Hdf5().GetHashCode());
        Node("a", "1").ShouldNotBe(Node("a", "1.0"));
        Node("a", "1", On(Node("b", "1"), Link)).ShouldNotBe(Node("a", "1", On(Node("b", "1"), Run)));
    }

    [Fact]
    public void Order_is_by_name_then_version_then_dependencies()
    {
        ConcreteSpec[] specs =
        [
            Node("b", "1"), Node("a", "1.10"), Node("a", "1.9", On(Node("c", "2"), Link)), Node("a", "1.9", On(Node("c", "1"), Link)), Node("a", "1.9"),
        ];
        specs.Order().Select(spec => $"{spec.Name}@{spec.Version} {string.Join(",", spec.Dependencies.Select(edge => edge.Node.Version))}".Trim())
            .ShouldBe(["a@1.9", "a@1.9 1", "a@1.9 2", "a@1.10", "b@1"]);
    }

    [Fact]
    public void A_given_hash_is_kept_and_a_missing_one_is_computed()
    {
        var given = new ConcreteSpec { Name = "a", Version = Version.Parse("1"), Architecture = Level3, Hash = "abc" };
        given.Hash.ShouldBe("abc");
        Node("a", "1").Hash.Length.ShouldBe(32);
    }

    [Fact]
    public void A_spliced_spec_keeps_the_end_of_the_hash_it_was_built_as()
    {
        var built = Node("a", "1", On(Node("b", "1"), Link));
        var spliced = new ConcreteSpec
        {
            Name = "a", Version = built.Version, Namespace = "builtin", Architecture = Level3, BuildSpec = built, Dependencies = [On(Node("b", "2"), Link)],
        };
        spliced.IsSpliced.ShouldBeTrue();
        spliced.Hash.ShouldNotBe(built.Hash);
        spliced.Hash[^7..].ShouldBe(built.Hash[^7..]);
        built.IsSpliced.ShouldBeFalse();
        built.BuildSpec.ShouldBe(built);
    }

    [Theory]
    [InlineData("mpi", "openmpi@5.0.8")]
    [InlineData("openmpi", "openmpi@5.0.8")]
    [InlineData("c", "gcc@12.2.0")]
    [InlineData("zlib-api", "zlib-ng@2.2.4")]
    [InlineData("hwloc", "hwloc@2.11.1")]
    [InlineData("cmake", "cmake@3.31.9")]
    [InlineData("hdf5", "hdf5@1.14.6")]
    [InlineData("cxx", null)]
    [InlineData("python", null)]
    public void A_name_finds_direct_build_dependencies_and_what_is_linked_to(string name, string? expected)
    {
        var found = Hdf5().Find(name);
        (found is null ? null : $"{found.Name}@{found.Version}").ShouldBe(expected);
    }

    [Fact]
    public void A_direct_build_dependency_hides_a_node_of_the_same_name_farther_below()
    {
        var linked = Node("python", "3.9");
        var built = Node("python", "3.12");
        Node("root", "1", On(Node("middle", "1", On(linked, Link)), Link), On(built, Build)).Find("python").ShouldBe(built);
        Node("gcc", "13", On(Node("gcc", "12"), Build, "c"))["gcc"].Version.ToString().ShouldBe("12");
    }

    [Fact]
    public void A_missing_name_is_an_error_for_the_indexer() =>
        Should.Throw<CairnException>(() => Hdf5()["python"]).Diagnostic.Message.ShouldBe("`hdf5` has no dependency `python`");

    [Fact]
    public void Direct_dependencies_are_chosen_by_type_and_virtual()
    {
        Hdf5().DirectDependencies(Link).Select(node => node.Name).ShouldBe(["openmpi", "zlib-ng"]);
        Hdf5().DirectDependencies(virtualName: "fortran").Select(node => node.Name).ShouldBe(["gcc"]);
        Hdf5().DirectDependencies(Test).ShouldBeEmpty();
    }

    [Fact]
    public void The_display_text_names_compilers_as_users_do()
    {
        Hdf5().ToDisplayText().ShouldBe(
            "hdf5@1.14.6 cflags='-O2 -g' +mpi~shared api:=default,v18 build_type=Release platform=linux os=debian12 target=zen3 %c,fortran=gcc@12.2.0");
        Node("a", "1", On(Node("llvm", "19.1"), Build, "c")).ToDisplayText(withNamespace: true)
            .ShouldBe("builtin.a@1 platform=linux os=debian12 target=x86_64_v3 %c=clang@19.1");
    }

    [Theory]
    [InlineData("{name}{@version}", "hdf5@1.14.6")]
    [InlineData("{namespace}.{name}-{version}-{hash:7}", "builtin.hdf5-1.14.6-HASH")]
    [InlineData("{fullname}{/hash:7}", "builtin.hdf5/HASH")]
    [InlineData("{^mpi.name}{^mpi.version}", "openmpi5.0.8")]
    [InlineData("{variants.build_type}{variants.mpi}", "build_type=Release+mpi")]
    [InlineData("{compiler.name}@{compiler.version}", "gcc@12.2.0")]
    [InlineData("{architecture}", "linux-debian12-zen3")]
    [InlineData("{architecture.target.vendor}", "AuthenticAMD")]
    [InlineData("{specfile_version}", "v5")]
    [InlineData("{prefix}", "/opt/hdf5")]
    [InlineData("{^gcc.prefix}", "/usr")]
    public void Format_strings_are_filled_with_what_is_decided(string format, string expected) =>
        Hdf5().Format(format, prefixOf: node => $"/opt/{node.Name}").ShouldBe(expected.Replace("HASH", Hdf5().ShortHash()));

    [Fact]
    public void The_display_text_is_that_of_the_display_format()
    {
        foreach (var node in Hdf5().Traverse())
        {
            node.ToDisplayText().ShouldBe(node.Format(SpecFormat.Display));
        }
    }
}

using Cairn.Specs;

namespace Cairn.Specs.Tests.Parsing;

public class SpecParsingTests
{
    [Theory]
    [InlineData("hdf5 @1.14 +mpi ~ shared", "hdf5@1.14+mpi~shared")]
    [InlineData("hdf5-mpi", "hdf5-mpi")]
    [InlineData("hdf5 -mpi", "hdf5~mpi")]
    [InlineData("hdf5@1.2 , 1.4:1.6", "hdf5@1.2,1.4:1.6")]
    [InlineData("hdf5@1.4,1.2", "hdf5@1.2,1.4")]
    [InlineData("hdf5@1.2:1.4,1.3:2", "hdf5@1.2:2")]
    [InlineData("hdf5@=1.14", "hdf5@=1.14")]
    [InlineData("hdf5@git.feature/x=1.14", "hdf5@git.feature/x=1.14")]
    [InlineData("@:2.7=8", "@:2. 7=8")]
    [InlineData("hdf5 %gcc@4.7.3 arch=linux-debian7-x86_64", "hdf5 %gcc@4.7.3 platform=linux os=debian7 target=x86_64")]
    [InlineData("libelf debug=True", "libelf+debug")]
    [InlineData("hdf5 ++mpi ~~shared x==y key:=a,b", "hdf5++mpi~~shared key:=a,b x==y")]
    [InlineData("hdf5 cflags='-O2 -g' +mpi", "hdf5 cflags='-O2 -g' +mpi")]
    [InlineData("hdf5 cflags=-g cflags==-O2", "hdf5 cflags=-g cflags==-O2")]
    [InlineData("hdf5 %c,cxx=clang@15 ^mpi=openmpi", "hdf5 %c,cxx=clang@15 ^mpi=openmpi")]
    [InlineData("hdf5 %[virtuals=c when='+x' deptypes=build] gcc", "hdf5 %[when='+x' deptypes=build] c=gcc")]
    [InlineData("hdf5 %%gcc", "hdf5 %%gcc")]
    [InlineData("hdf5 ^zlib@1.2 ^zlib+shared", "hdf5 ^zlib@1.2+shared")]
    [InlineData("hdf5 ^zlib %gcc ^cmake %clang", "hdf5 ^cmake %clang ^zlib %gcc")]
    [InlineData("builtin.zlib", "zlib")]
    [InlineData("*", "")]
    [InlineData("^", "^*")]
    [InlineData("x=* y='a b' z=\"it's\"", "x='*' y='a b' z=\"it's\"")]
    [InlineData("hdf5/abc123", "hdf5/abc123")]
    [InlineData("hdf5 x=a /abc123", "hdf5 x=a /abc123")]
    [InlineData("hdf5 ^[when=\"x='a b'\"] zlib", "hdf5 ^[when=\"x='a b'\"] zlib")]
    [InlineData("%[virtuals=c] +clang", "%[virtuals=c] +clang")]
    [InlineData("mkl threads=pthreads+ilp64", "mkl threads='pthreads+ilp64'")]
    public void Specs_print_in_the_canonical_spelling(string text, string canonical)
    {
        AbstractSpec spec = AbstractSpec.Parse(text);
        spec.ToString().ShouldBe(canonical);
    }

    [Fact]
    public void Old_names_of_compilers_stand_for_their_packages()
        => AbstractSpec.Parse("hdf5 %clang").Dependencies.Single().Spec.Name.ShouldBe("llvm");

    [Fact]
    public void Several_specs_are_read_from_one_text()
        => AbstractSpec.ParseMany("zlib@1.2 hdf5+mpi ^openmpi cmake").Select(spec => spec.ToString())
            .ShouldBe(["zlib@1.2", "hdf5+mpi ^openmpi", "cmake"]);

    [Fact]
    public void The_namespace_is_kept_though_it_is_not_printed()
        => AbstractSpec.Parse("my.repo.zlib").FullName.ShouldBe("my.repo.zlib");

    [Fact]
    public void Tool_chains_are_expanded_where_they_stand()
    {
        AbstractSpec toolchain = Toolchains.Build(
        [
            (AbstractSpec.Parse("%c=clang@15"), AbstractSpec.Parse("%c")),
            (AbstractSpec.Parse("%fortran=gcc@13"), AbstractSpec.Parse("%fortran")),
        ]);
        SpecParserOptions options = new() { Toolchain = name => name == "mixed" ? toolchain : null };
        AbstractSpec.Parse("hdf5 %mixed", options).ToString()
            .ShouldBe("hdf5 %[when='%fortran'] fortran=gcc@13 %[when='%c'] c=clang@15");
        AbstractSpec.Parse("hdf5 %%mixed", options).Dependencies
            .ShouldAllBe(edge => edge.Propagation == Propagation.Preference);
    }

    [Fact]
    public void Tool_chains_hold_direct_dependencies_only()
        => Should.Throw<CairnException>(() => Toolchains.Build([(AbstractSpec.Parse("^openmpi"), null)]))
            .Message.ShouldContain("`^openmpi`");

    [Fact]
    public void Spec_files_are_read_by_the_caller()
    {
        SpecParserOptions options = new() { ReadSpecFile = path => AbstractSpec.Parse("zlib/abc").WithNamespace(path) };
        AbstractSpec.Parse("./a/zlib.json", options).FullName.ShouldBe("./a/zlib.json.zlib");
        AbstractSpec.Parse("hdf5 ^folder/zlib.yaml", options).ToString().ShouldBe("hdf5 ^zlib/abc");
    }

    [Fact]
    public void Old_spellings_are_read_on_demand_with_a_hint()
    {
        List<Diagnostic> hints = [];
        SpecParserOptions options = new() { AllowLegacySpellings = true, Deprecated = hints.Add };
        AbstractSpec.Parse("mpileaks =linux-debian7-x86_64 +debug", options).ToString()
            .ShouldBe("mpileaks+debug platform=linux os=debian7 target=x86_64");
        hints.Single().Hint.ShouldBe("write `arch=linux-debian7-x86_64`");
    }

    [Fact]
    public void An_architecture_behind_a_compiler_is_pointed_out()
    {
        List<Diagnostic> hints = [];
        AbstractSpec.Parse("mpileaks %gcc arch=linux-debian7-x86_64", new SpecParserOptions { Deprecated = hints.Add });
        hints.Single().Message.ShouldContain("`gcc`");
    }

    [Fact]
    public void Names_of_defaults_stand_for_this_machine()
    {
        SpecParserOptions options = new() { Host = new Architecture("linux", "debian12", "zen3") };
        AbstractSpec.Parse("zlib os=default_os target=default_target", options).ToString()
            .ShouldBe("zlib platform=linux os=debian12 target=zen3");
        Should.Throw<SpecSyntaxException>(() => AbstractSpec.Parse("zlib platform=darwin os=default_os", options));
    }

    [Fact]
    public void Dependencies_are_found_by_name_and_by_what_they_provide()
    {
        AbstractSpec spec = AbstractSpec.Parse("hdf5+mpi %c=gcc ^mpi=openmpi@4 ^zlib %clang");
        spec["mpi"]!.Name.ShouldBe("openmpi");
        spec["c"]!.Name.ShouldBe("gcc");
        spec["hdf5"].ShouldBe(spec);
        spec["llvm"]!.Name.ShouldBe("llvm");
        spec["cmake"].ShouldBeNull();
        spec.Contains(AbstractSpec.Parse("openmpi@4")).ShouldBeTrue();
        spec.Contains(AbstractSpec.Parse("openmpi@5")).ShouldBeFalse();
        spec.Contains(AbstractSpec.Parse("+mpi")).ShouldBeTrue();
    }

    [Fact]
    public void Hashes_are_replaced_by_what_they_stand_for()
    {
        AbstractSpec installed = AbstractSpec.Parse("zlib@=1.3+shared/abcdef");
        AbstractSpec.Parse("hdf5 ^/abc").ResolveHashes(_ => installed).ToString().ShouldBe("hdf5 ^zlib@=1.3+shared/abcdef");
        Should.Throw<UnsatisfiableSpecException>(() => AbstractSpec.Parse("hdf5 ^zlib@1.2/abc").ResolveHashes(_ => installed))
            .Part.ShouldBe(SpecPart.Version);
    }

    [Fact]
    public void A_clash_names_the_part_and_both_sides()
    {
        UnsatisfiableSpecException clash = Should.Throw<UnsatisfiableSpecException>(
            () => AbstractSpec.Parse("hdf5+mpi").Constrain(AbstractSpec.Parse("hdf5~mpi")));
        clash.Part.ShouldBe(SpecPart.Variant);
        (clash.Provided, clash.Required).ShouldBe(("+mpi", "~mpi"));
    }

    [Fact]
    public void Constraining_with_nothing_new_gives_the_same_object()
    {
        AbstractSpec spec = AbstractSpec.Parse("hdf5@1.14+mpi cflags=-g os=debian12 ^zlib@1.2");
        spec.Constrain(AbstractSpec.Parse("+mpi")).ShouldBeSameAs(spec);
        spec.Constrain(AbstractSpec.Parse("^zlib@1")).ShouldBeSameAs(spec);
    }
}

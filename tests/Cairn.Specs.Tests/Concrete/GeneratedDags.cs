using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Concrete;

/// <summary>DAGs of every shape and with parts of every kind.</summary>
internal static class GeneratedDags
{
    private static readonly Gen<string> Text = Gen.Elements(
        "plain", "with blank", "quote\"d", "back\\slash", "tab\tbed", "ümlaut", "語", "😀", "del\u007f", "line\nfeed", "", "a,b", "/usr/lib", "<&>'");

    private static readonly Gen<string> Name = Gen.Elements("zlib", "hdf5", "py-numpy", "gcc", "openmpi", "cmake", "perl", "a", "b");

    private static readonly Gen<VariantValue> Variant = Gen.Elements("shared", "mpi", "cxxstd", "fabrics", "x").SelectMany(name => Gen.OneOf(
        Gen.Elements(true, false).Select(on => VariantValue.Boolean(name, on)),
        Text.Select(value => new VariantValue(VariantType.Single, name, [value])),
        Gen.ListOf(Text).Select(values => new VariantValue(VariantType.Multiple, name, [.. values], isConcrete: true))));

    private static readonly Gen<VariantMap> Variants =
        Gen.ListOf(Variant).Select(list => VariantMap.Of(list.DistinctBy(variant => variant.Name).OrderBy(variant => variant.Name, StringComparer.Ordinal)));

    private static readonly Gen<CompilerFlags> Flags = Gen.ListOf(Gen.Elements("cflags", "cxxflags", "fflags", "ldflags", "ldlibs", "cppflags").Zip(Gen.ListOf(Text)))
        .Select(list => list.DistinctBy(pair => pair.Item1).OrderBy(pair => pair.Item1, StringComparer.Ordinal)
            .Aggregate(CompilerFlags.Empty, (flags, pair) => flags.Set(pair.Item1, [.. pair.Item2.Select(text => new CompilerFlag(text))])));

    private static readonly Gen<ExternalLocation?> External = Gen.Frequency(
        (5, Gen.Constant<ExternalLocation?>(null)),
        (1, Text.Zip(Gen.ListOf(Text)).Select(pair => (ExternalLocation?)new ExternalLocation(
            pair.Item1, [.. pair.Item2], new PlainMapping([new("b", new PlainNumber("1.50")), new("a", new PlainList([PlainValue.Null, new PlainBoolean(true), new PlainText(pair.Item1)]))])))));

    private static readonly Gen<ConcreteArchitecture> Architecture = Gen.Elements("zen3", "x86_64_v3", "neoverse_n1", "power9le", "quantum9")
        .Select(target => new ConcreteArchitecture("linux", "debian12", Microarchitectures.Get(target)));

    private static readonly Gen<ConcreteSpec> Dags = Gen.Choose(1, 9).SelectMany(count => Grow([], count));

    public static Arbitrary<ConcreteSpec> Any { get; } = Dags.ToArbitrary();

    private static Gen<ConcreteSpec> Grow(ImmutableArray<ConcreteSpec> below, int remaining) => NodeAbove(below).SelectMany(
        node => remaining == 1 ? Gen.Constant(node) : Grow(below.Add(node), remaining - 1));

    private static Gen<ConcreteSpec> NodeAbove(ImmutableArray<ConcreteSpec> below) =>
        from name in Name
        from version in Gen.Elements("1", "1.2.3", "main", "2024-01-05", "5.0rc1")
        from variants in Variants
        from flags in Flags
        from external in External
        from architecture in Architecture
        from edges in Edges(below)
        from packageHash in Gen.Elements("abc=", null)
        from isOld in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new ConcreteSpec
        {
            Name = name,
            Version = Version.Parse(version),
            Namespace = "builtin",
            Variants = name == "perl" ? variants.With(new VariantValue(VariantType.Multiple, "patches", ["aa", "ff"], isConcrete: true)) : variants,
            CompilerFlags = flags,
            External = external,
            Architecture = architecture,
            PackageHash = packageHash,
            Dependencies = edges,
            OriginalFormat = isOld ? 4 : 5,
            LegacyCompiler = isOld ? "gcc@=9.4.0" : null,
            Patches = name == "perl" ? ["ff", "aa"] : default,
        };

    private static Gen<ImmutableArray<ConcreteEdge>> Edges(ImmutableArray<ConcreteSpec> below) => below.IsEmpty
        ? Gen.Constant(ImmutableArray<ConcreteEdge>.Empty)
        : Gen.ListOf(
            from node in Gen.Elements(below.ToArray())
            from types in Gen.Choose(1, 15)
            from virtuals in Gen.ListOf(Gen.Elements("mpi", "c", "cxx", "zlib-api"))
            from isDirect in Gen.Elements(true, false)
            select new ConcreteEdge(node, (DependencyTypes)types, [.. virtuals], isDirect))
            .Select(edges => edges.DistinctBy(edge => edge.Node).ToImmutableArray());
}

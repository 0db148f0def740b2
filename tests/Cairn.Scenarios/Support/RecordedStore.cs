using System.Globalization;
using System.Text;
using Cairn.Specs;

namespace Cairn.Scenarios.Support;

/// <summary>A store as Spack leaves it, of packages that exist nowhere else: prefixes with spec files, and a database of version 8.</summary>
/// <remarks>
/// The database is written as Spack's own code writes it (field by field, in its order), not with Cairn's writer: what is tested is whether
/// Cairn reads what Spack wrote.
/// </remarks>
public sealed class RecordedStore
{
    private static readonly ConcreteArchitecture Architecture = new("linux", "debian12", Microarchitectures.Get("x86_64_v3"));

    private readonly List<string> _records = [];
    private readonly string _root;

    /// <summary>Fills a store: a compiler that is external, libraries, a program, one package whose prefix is gone and one that was replaced.</summary>
    public RecordedStore(string root)
    {
        _root = root;
        Compiler = Node("stonecc", "12.2.0", external: "/usr");
        Library = Node("pebble", "1.3.1", variants: "+pic", edges: [(Compiler, "build", "c")]);
        OldLibrary = Node("pebble", "1.2.13", variants: "+pic", edges: [(Compiler, "build", "c")]);
        Tool = Node("chisel", "4.4.1", edges: [(Compiler, "build", "c")]);
        Program = Node("quarry", "2.0", variants: "~docs+fast", flags: "-O3", edges: [(Compiler, "build", "c,cxx"), (Library, "build,link", ""), (Tool, "build", "")]);
        Data = Node("gravel-data", "2025-08-12");
        NewData = Node("gravel-data", "2025-11-01");
        Lost = Node("lostlib", "0.9", edges: [(Compiler, "build", "c")]);
        User = Node("mason", "1.0", edges: [(Lost, "link", ""), (Compiler, "build", "c")]);
        Record(Compiler, isExplicit: false, count: 7);
        Record(Library, isExplicit: false, count: 2);
        Record(Tool, isExplicit: false, count: 1);
        Record(Program, isExplicit: true, count: 0);
        Record(Data, isExplicit: true, count: 0);
        Record(NewData, isExplicit: true, count: 0);
        Record(Lost, isExplicit: false, count: 1, isInstalled: false);
        Record(User, isExplicit: true, count: 0, time: 1_600_000_000);
        Record(OldLibrary, isExplicit: true, count: 0, isInstalled: false, deprecatedFor: Library);
        Write();
    }

    public Entry Compiler { get; }

    public Entry Library { get; }

    public Entry OldLibrary { get; }

    public Entry Tool { get; }

    public Entry Program { get; }

    public Entry Data { get; }

    public Entry NewData { get; }

    public Entry Lost { get; }

    public Entry User { get; }

    /// <summary>The file of the database.</summary>
    public string Index => Path.Combine(_root, ".spack-db", "index.json");

    private Entry Node(string name, string version, string variants = "", string flags = "", string? external = null, params (Entry To, string Types, string Virtuals)[] edges)
    {
        var abstractSpec = AbstractSpec.Parse(name + variants + (flags.Length > 0 ? $" cflags=\"{flags}\"" : ""));
        var spec = new ConcreteSpec
        {
            Name = name,
            Namespace = "quarry_repo",
            Version = Specs.Version.Parse(version),
            Variants = abstractSpec.Variants,
            CompilerFlags = abstractSpec.CompilerFlags,
            Architecture = Architecture,
            External = external is null ? null : new ExternalLocation(external),
            PackageHash = external is null ? $"{name}hash====" : null,
            Dependencies = [.. edges.Select(edge => new ConcreteEdge(edge.To.Spec, TypesOf(edge.Types), [.. edge.Virtuals.Split(',', StringSplitOptions.RemoveEmptyEntries)]))],
        };
        return new Entry(spec, external ?? Path.Combine(_root, "linux-x86_64_v3", $"{name}-{version}-{spec.Hash}"));
    }

    private static DependencyTypes TypesOf(string words) => words.Split(',').Aggregate(
        DependencyTypes.None, (all, word) => all | Enum.Parse<DependencyTypes>(word, ignoreCase: true));

    private void Record(Entry entry, bool isExplicit, int count, bool isInstalled = true, double time = 1_750_000_000.25, Entry? deprecatedFor = null)
    {
        if (isInstalled && !entry.Spec.IsExternal)
        {
            Directory.CreateDirectory(Path.Combine(entry.Prefix, ".spack"));
            File.WriteAllBytes(Path.Combine(entry.Prefix, ".spack", "spec.json"), SpecJson.Write(entry.Spec));
        }

        if (deprecatedFor is not null)
        {
            var file = Path.Combine(deprecatedFor.Prefix, ".spack", "deprecated", entry.Spec.Hash + "_spec.json");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, SpecJson.Write(entry.Spec));
            File.CreateSymbolicLink(entry.Prefix, deprecatedFor.Prefix);
        }

        var json = new PythonJsonWriter();
        SpecJson.WriteNode(json, entry.Spec);
        var deprecated = deprecatedFor is null ? "" : $",\"deprecated_for\":\"{deprecatedFor.Spec.Hash}\"";
        _records.Add(string.Create(CultureInfo.InvariantCulture, $"""
            "{entry.Spec.Hash}":{"{"}"spec":{Encoding.UTF8.GetString(json.WrittenSpan)},"ref_count":{count},"path":"{entry.Prefix}","installed":{(isInstalled ? "true" : "false")},"explicit":{(isExplicit ? "true" : "false")},"installation_time":{time}{deprecated}{"}"}
            """));
    }

    private void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Index)!);
        File.WriteAllText(Index, "{\"database\":{\"version\":\"8\",\"installs\":{" + string.Join(",", _records) + "}}}");
        File.WriteAllText(Path.Combine(_root, ".spack-db", "index_verifier"), "0");
        File.WriteAllText(Path.Combine(_root, ".spack-db", "lock"), "");
        File.WriteAllText(Path.Combine(_root, ".spack-db", "prefix_lock"), "");
    }

    /// <summary>A spec and where it is.</summary>
    public sealed record Entry(ConcreteSpec Spec, string Prefix)
    {
        /// <summary>The first characters of its hash.</summary>
        public string Short => Spec.ShortHash();
    }
}

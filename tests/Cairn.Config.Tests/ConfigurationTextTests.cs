using Cairn.Config.Editing;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Tests;

public sealed class ConfigurationTextTests
{
    private const string Before = """
        # mine
        packages:
            zlib:   # why
                version: [1.3]
                require:
                - "@1.2:"   # first
                # between
                - +pic
            hdf5: {buildable: false}   # never
        config: {}

        """;

    [Theory]
    [InlineData("packages:zlib:version", "[1.4]", "version: [1.3]", "version: [1.4]")]
    [InlineData("packages:hdf5:buildable", "true", "buildable: false", "buildable: true")]
    [InlineData("packages:hdf5:variants", "+mpi", "{buildable: false}", "{buildable: false, variants: +mpi}")]
    [InlineData("packages:zlib:buildable", "false", "        - +pic\n", "        - +pic\n        buildable: false\n")]
    [InlineData("packages:cmake:buildable", "false", "# never\n", "# never\n    cmake:\n        buildable: false\n")]
    [InlineData("config:build_jobs", "4", "config: {}", "config:\n    build_jobs: 4")]
    [InlineData("repos:lab", "/lab", "config: {}\n", "config: {}\nrepos:\n    lab: /lab\n")]
    [InlineData("packages:zlib:require", "'@1.3'", "require:\n        - \"@1.2:\"   # first\n        # between\n        - +pic", "require: '@1.3'")]
    [InlineData("packages:zlib:version::", "[1.4]", "version: [1.3]", "version:: [1.4]")]
    public void A_value_is_set_and_nothing_else_changes(string path, string value, string old, string now) =>
        Text(Before).Set(Path(path), Value(value)).Text.ShouldBe(Before.Replace(old, now, StringComparison.Ordinal));

    [Theory]
    [InlineData("packages:zlib:version", "        version: [1.3]\n", "")]
    [InlineData("packages:hdf5:buildable", "{buildable: false}", "{}")]
    [InlineData("packages:hdf5", "    hdf5: {buildable: false}   # never\n", "")]
    [InlineData("config", "config: {}\n", "")]
    public void An_entry_is_removed_and_nothing_else_changes(string path, string old, string now) =>
        Text(Before).Remove(Path(path)).Text.ShouldBe(Before.Replace(old, now, StringComparison.Ordinal));

    [Theory]
    [InlineData("['+new', '@1.2:', '+pic']", "        - \"@1.2:\"", "        - +new\n        - \"@1.2:\"")]
    [InlineData("['@1.2:', '+pic', '+new']", "        - +pic\n", "        - +pic\n        - +new\n")]
    [InlineData("['+pic']", "        - \"@1.2:\"   # first\n", "")]
    [InlineData("['@1.2:']", "        - +pic\n", "")]
    public void Items_of_a_list_come_and_go_and_the_others_keep_their_comments(string items, string old, string now) =>
        Text(Before).SetItems(Path("packages:zlib:require"), ((YamlSequence)Value(items)).Items).Text.ShouldBe(Before.Replace(old, now, StringComparison.Ordinal));

    [Theory]
    [InlineData("packages:zlib", "zlib-ng", "    zlib:   # why", "    zlib-ng:   # why")]
    [InlineData("packages:hdf5:buildable", "require", "{buildable: false}", "{require: false}")]
    public void A_key_gets_another_name_in_its_place(string path, string name, string old, string now) =>
        Text(Before).Rename(Path(path), name).Text.ShouldBe(Before.Replace(old, now, StringComparison.Ordinal));

    [Fact]
    public void A_key_that_is_not_there_gets_no_other_name() =>
        Should.Throw<CairnException>(() => Text(Before).Rename(Path("packages:cmake"), "x")).Diagnostic.Message.ShouldContain("is not set");

    [Fact]
    public void The_last_entry_leaves_an_empty_mapping_and_its_comments()
    {
        Text("a:\n  # before\n  b: 1\n  # behind\n").Remove(Path("a:b")).Text.ShouldBe("a: {}\n  # before\n  # behind\n");
        Text("a:\n- x # why\n").SetItems(Path("a"), []).Text.ShouldContain("a: []");
    }

    [Fact]
    public void An_empty_file_gets_the_section() =>
        Text("# nothing yet\n").Set(Path("config:build_jobs"), Value("4")).Text.ShouldBe("# nothing yet\nconfig:\n  build_jobs: 4\n");

    [Fact]
    public void A_new_entry_can_come_first() =>
        Text("repos:\n  # one\n  one: /one\n").Set(Path("repos:two"), Value("/two"), atFront: true).Text.ShouldBe("repos:\n  # one\n  two: /two\n  one: /one\n");

    [Fact]
    public void What_cannot_be_edited_without_changing_more_is_refused()
    {
        const string text = "a: &x {b: 1}\nc: *x\n";

        Should.Throw<CairnException>(() => Text(text).Remove(Path("a"))).Diagnostic.Message.ShouldContain("cannot be edited");
        Should.Throw<CairnException>(() => Text(text).Remove(Path("a:z"))).Diagnostic.Message.ShouldContain("is not set");
    }

    [Fact]
    public void Every_edit_of_every_value_reads_back_as_it_was_meant()
    {
        // Each value is replaced by each kind of value, and each entry removed: an edit that says something else throws.
        string[] kinds = ["1", "text", "'a: b'", "[]", "{}", "[a, {b: c}]", "{a: [1, 2], b: {c: d}}", "null"];
        foreach (var path in Paths(Text(Before).Content!, []))
        {
            foreach (string kind in kinds)
            {
                var edited = Text(Before).Set([.. path], Value(kind));
                edited.Remove([.. path]).Find([.. path]).ShouldBeNull();
            }
        }
    }

    private static IEnumerable<List<ConfigurationPath.Element>> Paths(YamlNode node, List<ConfigurationPath.Element> above)
    {
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            List<ConfigurationPath.Element> path = [.. above, new(entry.Key, MergeMode.Merge)];
            yield return path;
            foreach (var below in Paths(entry.Value, path))
            {
                yield return below;
            }
        }
    }

    private static ConfigurationText Text(string text) => ConfigurationText.Parse(text, "test.yaml");

    private static ConfigurationPath.Element[] Path(string path) => [.. ConfigurationPath.Parse(path).Elements];

    private static YamlNode Value(string yaml) => YamlReader.Read(yaml, "value")!;
}

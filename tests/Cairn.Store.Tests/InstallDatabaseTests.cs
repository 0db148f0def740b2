using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;

namespace Cairn.Store.Tests;

public sealed class InstallDatabaseTests
{
    private static readonly DatabaseOptions Options = new(UseLocks: true, TimeSpan.FromSeconds(30));

    [Fact]
    public void What_one_instance_records_another_one_reads()
    {
        using var store = new TemporaryDirectory();
        var zlib = Specs.Of("zlib", "1.3");
        var hdf5 = Specs.Of("hdf5", "1.14.5", zlib);
        using (var writer = Open(store))
        {
            writer.Update(draft => draft.Add(zlib, "/store/zlib", isExplicit: false, 100));
            writer.Update(draft => draft.Add(hdf5, "/store/hdf5", isExplicit: true, 200.5));
        }

        using var reader = Open(store);
        var records = reader.Read();

        records.Count.ShouldBe(2);
        var record = records[hdf5.Hash];
        (record.Path, record.IsInstalled, record.IsExplicit, record.InstallationTime).ShouldBe(("/store/hdf5", true, true, 200.5));
        record.Spec.Find("zlib")!.Hash.ShouldBe(zlib.Hash);
        records[zlib.Hash].DependentCount.ShouldBe(1);
    }

    [Fact]
    public void A_removed_spec_stays_known_while_others_depend_on_it()
    {
        using var store = new TemporaryDirectory();
        var zlib = Specs.Of("zlib", "1.3");
        var hdf5 = Specs.Of("hdf5", "1.14.5", zlib);
        using var database = Open(store);
        database.Update(draft =>
        {
            draft.Add(zlib, "/store/zlib", isExplicit: false, 100);
            draft.Add(hdf5, "/store/hdf5", isExplicit: true, 200);
        });

        database.Update(draft => draft.Remove(zlib.Hash));
        database.Read()[zlib.Hash].IsInstalled.ShouldBeFalse();

        database.Update(draft => draft.Remove(hdf5.Hash));
        database.Read().ShouldBeEmpty();
    }

    [Fact]
    public void Writers_at_the_same_time_lose_nothing()
    {
        using var store = new TemporaryDirectory();
        var specs = Enumerable.Range(0, 40).Select(i => Specs.Of($"package-{i}", "1.0")).ToList();
        using var database = Open(store);

        Parallel.ForEach(specs, spec => database.Update(draft => draft.Add(spec, $"/store/{spec.Name}", isExplicit: true, 1)));

        using var reader = Open(store);
        reader.Read().Keys.Order().ShouldBe(specs.Select(spec => spec.Hash).Order());
    }

    [Fact]
    public void A_damaged_file_is_reported_and_made_anew_from_the_prefixes()
    {
        using var store = new TemporaryDirectory();
        var zlib = Specs.Of("zlib", "1.3");
        using var database = Open(store);
        var layout = new InstallLayout(store.Path, []);
        var prefix = layout.PrefixOf(zlib);
        Directory.CreateDirectory(InstallLayout.MetadataOf(prefix));
        File.WriteAllBytes(InstallLayout.SpecFileOf(prefix), SpecJson.Write(zlib));
        Directory.CreateDirectory(database.Directory);
        File.WriteAllText(Path.Combine(database.Directory, "index.json"), "{\"database\": {\"version\": \"8\", \"inst");

        Should.Throw<CairnException>(() => database.Read()).Diagnostic.Hint.ShouldNotBeNull().ShouldContain("cairn reindex");
        var result = database.Reindex();

        (result.Found, result.Unreadable.Length, result.WasDamaged).ShouldBe((1, 0, true));
        File.Exists(result.Backup).ShouldBeTrue();
        database.Read()[zlib.Hash].Path.ShouldBe(prefix);
    }

    [Fact]
    public void An_unfinished_prefix_is_not_taken_for_installed()
    {
        using var store = new TemporaryDirectory();
        var zlib = Specs.Of("zlib", "1.3");
        var layout = new InstallLayout(store.Path, []);
        var prefix = layout.PrefixOf(zlib);
        Directory.CreateDirectory(InstallLayout.MetadataOf(prefix));
        File.WriteAllBytes(InstallLayout.SpecFileOf(prefix), SpecJson.Write(zlib));
        File.WriteAllText(InstallLayout.IncompleteMarkOf(prefix), "");

        layout.IsInstalled(zlib).ShouldBeFalse();
        layout.FindIncomplete().ShouldBe([prefix]);
        layout.FindPrefixes().Found.ShouldBeEmpty();
    }

    [Fact]
    public void Removing_a_prefix_takes_empty_directories_above_it_along_but_never_the_root()
    {
        using var store = new TemporaryDirectory();
        var layout = new InstallLayout(store.Path, []);
        var prefix = layout.PrefixOf(Specs.Of("zlib", "1.3"));
        Directory.CreateDirectory(Path.Combine(prefix, "lib"));

        layout.Remove(prefix);

        Directory.Exists(store.Path).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(store.Path).ShouldBeEmpty();
    }

    private static InstallDatabase Open(TemporaryDirectory store) => new(new InstallLayout(store.Path, []), Options);
}

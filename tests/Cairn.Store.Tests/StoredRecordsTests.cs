using System.Text;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;

namespace Cairn.Store.Tests;

/// <summary>A database of many records is read and written in parts; whatever is left alone stays as it is, byte for byte.</summary>
public sealed class StoredRecordsTests
{
    private static readonly DatabaseOptions Options = new(UseLocks: true, TimeSpan.FromSeconds(30));

    [Fact]
    public void Asking_for_one_record_finds_it_although_another_one_is_damaged()
    {
        using var store = new TemporaryDirectory();
        var (zlib, _, hdf5) = Fill(store);
        Spoil(store, "\"version\":\"5.4\"", "\"version\":5.4.4}");
        using var database = Open(store);

        database.Find(hdf5.Hash)!.Spec.Find("zlib").ShouldBe(zlib);
        database.Where("hdf5", "").ShouldHaveSingleItem().Path.ShouldBe("/store/hdf5");
        database.Where("", zlib.Hash[..5]).ShouldHaveSingleItem().Spec.Name.ShouldBe("zlib");
        database.Where("hdf5", zlib.Hash[..5]).ShouldBeEmpty();
        var error = Should.Throw<CairnException>(() => database.Read()).Diagnostic;
        error.Code.ShouldBe("database-damaged");
        error.Location!.Column.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Recording_copies_the_text_of_what_it_leaves_alone()
    {
        using var store = new TemporaryDirectory();
        var (zlib, lua, _) = Fill(store);
        Spoil(store, "\"name\":\"lua\"", "\"name\":\"lua\",\"of_a_newer_engine\":[1,2]");
        var curl = Specs.Of("curl", "8.1", zlib);
        using (var database = Open(store))
        {
            database.Update(draft => draft.Add(curl, "/store/curl", isExplicit: true, 3));
            database.Find(zlib.Hash)!.DependentCount.ShouldBe(2);
        }

        File.ReadAllText(IndexOf(store)).ShouldContain("\"name\":\"lua\",\"of_a_newer_engine\":[1,2]");
        using var reader = Open(store);
        var records = reader.Read();
        records.Count.ShouldBe(4);
        (records[zlib.Hash].DependentCount, records[lua.Hash].DependentCount).ShouldBe((2, 0));
    }

    [Fact]
    public void A_change_that_changes_nothing_does_not_write()
    {
        using var store = new TemporaryDirectory();
        var (zlib, _, _) = Fill(store);
        File.SetLastWriteTimeUtc(IndexOf(store), DateTime.UnixEpoch);
        using var database = Open(store);

        database.Update(draft => draft.MarkExplicit(zlib.Hash, isExplicit: false));

        File.GetLastWriteTimeUtc(IndexOf(store)).ShouldBe(DateTime.UnixEpoch);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    public void A_file_with_blanks_is_read_and_then_written_in_the_form_of_both_engines(string blank)
    {
        using var store = new TemporaryDirectory();
        var (zlib, _, hdf5) = Fill(store);
        var text = File.ReadAllText(IndexOf(store));
        File.WriteAllText(IndexOf(store), text.Replace(":{", $":{blank}{{", StringComparison.Ordinal).Replace("},", $"}}{blank},", StringComparison.Ordinal) + blank);
        using var database = Open(store);

        database.Find(hdf5.Hash)!.Spec.Find("zlib").ShouldBe(zlib);
        database.Update(draft => draft.MarkExplicit(zlib.Hash, isExplicit: true));

        File.ReadAllText(IndexOf(store)).Length.ShouldBe(text.Length - 1); // "false" became "true"
        using var reader = Open(store);
        reader.Read().Count.ShouldBe(3);
    }

    [Fact]
    public void A_text_that_looks_like_a_key_is_none()
    {
        using var store = new TemporaryDirectory();
        var (_, _, hdf5) = Fill(store);
        var bait = $"\\\"{hdf5.Hash}\\\":{{\\\"spec\\\":{{\\\"name\\\":\\\"bait\\\"";
        Spoil(store, "\"/store/lua\"", $"\"/store/{bait}\"");
        using var database = Open(store);

        database.Find(hdf5.Hash)!.Spec.Name.ShouldBe("hdf5");
        database.Read().Count.ShouldBe(3);
        database.Where("lua", "").ShouldHaveSingleItem().Path!.ShouldContain("bait");
    }

    [Fact]
    public void A_failed_write_changes_nothing_that_is_read_afterwards()
    {
        using var store = new TemporaryDirectory();
        var (zlib, _, _) = Fill(store);
        using var database = Open(store);
        database.Find(zlib.Hash)!.IsExplicit.ShouldBeFalse();
        var temporary = Path.Combine(database.Directory, $".index.json.{Environment.ProcessId}.tmp");
        Directory.CreateDirectory(temporary); // in the way of the new file

        Should.Throw<CairnException>(() => database.Update(draft => draft.MarkExplicit(zlib.Hash, isExplicit: true)));

        database.Find(zlib.Hash)!.IsExplicit.ShouldBeFalse();
    }

    [Fact]
    public void Thousands_are_decoded_by_several_threads_to_the_same_records()
    {
        using var store = new TemporaryDirectory();
        var below = Specs.Of("base", "1.0");
        var specs = Enumerable.Range(0, 1500).Select(i => Specs.Of($"package-{i % 40}", $"1.{i}", below)).ToList();
        using (var database = Open(store))
        {
            database.Update(draft => specs.ForEach(spec => draft.Add(spec, $"/store/{spec.Hash}", isExplicit: true, 1)));
        }

        using var reader = Open(store);
        var records = reader.Read();

        records.Count.ShouldBe(1501);
        records[below.Hash].DependentCount.ShouldBe(1500);
        specs.ShouldAllBe(spec => records[spec.Hash].Spec.Dependencies[0].Node == records[below.Hash].Spec);
    }

    private static (ConcreteSpec Zlib, ConcreteSpec Lua, ConcreteSpec Hdf5) Fill(TemporaryDirectory store)
    {
        var zlib = Specs.Of("zlib", "1.3");
        var lua = Specs.Of("lua", "5.4");
        var hdf5 = Specs.Of("hdf5", "1.14.5", zlib);
        using var database = Open(store);
        database.Update(draft =>
        {
            draft.Add(zlib, "/store/zlib", isExplicit: false, 1);
            draft.Add(lua, "/store/lua", isExplicit: true, 1);
            draft.Add(hdf5, "/store/hdf5", isExplicit: true, 2);
        });
        return (zlib, lua, hdf5);
    }

    private static void Spoil(TemporaryDirectory store, string old, string changed)
    {
        var text = File.ReadAllText(IndexOf(store));
        text.ShouldContain(old);
        File.WriteAllText(IndexOf(store), text.Replace(old, changed, StringComparison.Ordinal), new UTF8Encoding(false));
    }

    private static string IndexOf(TemporaryDirectory store) => Path.Combine(store.Path, ".spack-db", "index.json");

    private static InstallDatabase Open(TemporaryDirectory store) => new(new InstallLayout(store.Path, []), Options);
}

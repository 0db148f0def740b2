using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;

namespace Cairn.Store.Tests;

/// <summary>What the disk may hold if the power goes at any step of a write of the database: temporary file, fsync, rename, fsync, verifier.</summary>
public sealed class PowerLossTests : IDisposable
{
    private static readonly DatabaseOptions Options = new(UseLocks: true, TimeSpan.FromSeconds(30));

    private readonly TemporaryDirectory _store = new();
    private readonly ConcreteSpec _old = Specs.Of("old", "1.0");
    private readonly ConcreteSpec _new = Specs.Of("new", "1.0");
    private readonly string _index;
    private readonly byte[] _before;
    private readonly byte[] _after;

    public PowerLossTests()
    {
        _index = Path.Combine(_store.Path, ".spack-db", "index.json");
        Record(_old);
        _before = File.ReadAllBytes(_index);
        Record(_new);
        _after = File.ReadAllBytes(_index);
        File.WriteAllBytes(_index, _before);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_temporary_file_cut_anywhere_disturbs_nobody()
    {
        for (var cut = 0; cut <= _after.Length; cut += Math.Max(1, _after.Length / 25))
        {
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(_index)!, $".index.json.{cut}.tmp"), _after[..cut]);

            Names().ShouldBe(["old"]);
        }

        Record(_new);
        Names().ShouldBe(["new", "old"]);
    }

    [Fact]
    public void A_rename_without_its_verifier_counts()
    {
        File.WriteAllBytes(_index, _after);
        File.Delete(Path.Combine(Path.GetDirectoryName(_index)!, "index_verifier"));

        Names().ShouldBe(["new", "old"]);
        Record(Specs.Of("third", "1.0"));
        Names().ShouldBe(["new", "old", "third"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void A_file_that_the_disk_lost_half_of_is_told_and_made_anew_from_the_prefixes(int length)
    {
        var layout = new InstallLayout(_store.Path, []);
        foreach (var spec in new[] { _old, _new })
        {
            Directory.CreateDirectory(InstallLayout.MetadataOf(layout.PrefixOf(spec)));
            File.WriteAllBytes(InstallLayout.SpecFileOf(layout.PrefixOf(spec)), SpecJson.Write(spec));
        }

        File.WriteAllBytes(_index, _after[..length]);

        using var database = new InstallDatabase(layout, Options);
        Should.Throw<CairnException>(() => database.Read()).Diagnostic.Hint.ShouldNotBeNull().ShouldContain("cairn reindex");
        database.Reindex().Found.ShouldBe(2);
        Names().ShouldBe(["new", "old"]);
    }

    private void Record(ConcreteSpec spec)
    {
        using var database = new InstallDatabase(new InstallLayout(_store.Path, []), Options);
        database.Update(draft => draft.Add(spec, $"/store/{spec.Name}", isExplicit: true, 1));
    }

    private string[] Names()
    {
        using var database = new InstallDatabase(new InstallLayout(_store.Path, []), Options);
        return [.. database.Read().Values.Where(record => record.IsInstalled).Select(record => record.Spec.Name).Order()];
    }
}

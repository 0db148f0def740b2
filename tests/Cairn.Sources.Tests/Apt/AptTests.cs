using System.Collections.Immutable;
using System.Text;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class AptTests : IDisposable
{
    private const string Sources = """
        Package: bzip2
        Binary: libbz2-dev, bzip2
        Version: 1.0.8-5
        Directory: pool/main/b/bzip2
        Files:
         11111111111111111111111111111111 1577 bzip2_1.0.8-5.dsc
         67e051268d0c475ea773822f7500d0e5 810029 bzip2_1.0.8.orig.tar.gz
        Checksums-Sha256:
         1111111111111111111111111111111111111111111111111111111111111111 1577 bzip2_1.0.8-5.dsc
         ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269 810029 bzip2_1.0.8.orig.tar.gz
         2222222222222222222222222222222222222222222222222222222222222222 1404 bzip2_1.0.8.orig.tar.gz.asc
         3333333333333333333333333333333333333333333333333333333333333333 26472 bzip2_1.0.8-5.debian.tar.bz2
        Homepage: https://sourceware.org/bzip2/

        Package: native
        Directory: pool/main/n/native
        Checksums-Sha256:
         4444444444444444444444444444444444444444444444444444444444444444 100 native_1.tar.xz
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Indices_give_upstreams_files_and_leave_out_the_distributions()
    {
        IndexedSource[] files = [.. SourcesIndexReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Sources)))];

        files.Select(f => f.Path).ShouldBe(["pool/main/b/bzip2/bzip2_1.0.8.orig.tar.gz", "pool/main/n/native/native_1.tar.xz"]);
        files[0].Size.ShouldBe(810029);
        Convert.ToHexStringLower(files[0].Sha256).ShouldStartWith("ab5a0317");
        Convert.ToHexStringLower(files[0].Md5).ShouldStartWith("67e05126");
        files[1].Md5.ShouldBeEmpty();
    }

    [Fact]
    public void One_line_lists_become_source_lists_with_their_options()
    {
        AptSourceLists.FromOneLineList("""
            # deb http://commented.org/ x main
            deb http://mirror.example.org/debian bookworm main contrib # comment
            deb [arch=amd64 signed-by=/usr/share/keyrings/x.gpg] https://example.org/apt stable main
            deb-src http://mirror.example.org/debian bookworm main contrib
            deb cdrom:[Debian]/ bookworm main
            nonsense
            """).ShouldBe([
            "deb-src http://mirror.example.org/debian bookworm main contrib",
            "deb-src [signed-by=/usr/share/keyrings/x.gpg] https://example.org/apt stable main",
        ]);
    }

    [Fact]
    public void Stanzas_become_source_stanzas_and_keep_their_keys()
    {
        string stanza = AptSourceLists.FromStanzas("""
            # comment
            Types: deb
            URIs: http://mirror.example.org/debian
            Suites: bookworm bookworm-updates
            Components: main
            Architectures: amd64
            Signed-By:
             -----BEGIN PGP PUBLIC KEY BLOCK-----
             .
             abc

            Types: deb deb-src
            Enabled: no
            URIs: http://disabled.org
            Suites: x
            """).ShouldHaveSingleItem();

        stanza.ShouldStartWith("Types: deb-src\n");
        stanza.ShouldContain("Suites: bookworm bookworm-updates\n");
        stanza.ShouldContain("Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n");
        stanza.ShouldNotContain("Architectures");
    }

    [Fact]
    public void The_index_finds_all_places_of_a_digest_in_the_order_of_the_lists()
    {
        Digest digest = Digest.Parse("ab5a03176ee106d3f0fa90e381da478ddae405918153cca248e682cd0c4a2269");
        IndexedSource source = new(Convert.FromHexString(digest.Hex), [], 810029, "pool/b.tar.gz");
        List<(string, IndexedSource)> files = [("http://main/debian/", source), ("http://security/debian/", source), ("http://main/debian/", source)];
        for (int i = 0; i < 500; i++)
        {
            byte[] other = new byte[32];
            new Random(i).NextBytes(other);
            files.Add(("http://main/debian/", new IndexedSource(other, i % 2 == 0 ? other[..16] : [], i, $"pool/{i}")));
        }

        AptIndex.Write(_folder["index.bin"], DateTime.UnixEpoch.AddDays(20000), files);
        AptIndex index = AptIndex.Read(_folder["index.bin"]).ShouldNotBeNull();

        index.CreatedAt.ShouldBe(DateTime.UnixEpoch.AddDays(20000));
        index.Find(digest).ShouldBe([new AptLocation("http://main/debian/pool/b.tar.gz", 810029, digest), new AptLocation("http://security/debian/pool/b.tar.gz", 810029, digest)]);
        index.Contains(Digest.Parse(new string('0', 64))).ShouldBeFalse();
        index.Contains(Digest.Parse(new string('f', 64))).ShouldBeFalse();
        files.Skip(3).ShouldAllBe(f => index.Contains(Digest.Parse(Convert.ToHexStringLower(f.Item2.Sha256))));
        index.Contains(Digest.Parse(new string('0', 32))).ShouldBeFalse();
        foreach (var (_, file) in files.Skip(3).Where(f => f.Item2.Md5.Length > 0))
        {
            index.Find(Digest.Parse(Convert.ToHexStringLower(file.Md5))).ShouldHaveSingleItem()
                .ShouldBe(index.Find(Digest.Parse(Convert.ToHexStringLower(file.Sha256)))[0]);
        }
    }

    [Fact]
    public void A_damaged_index_counts_as_none()
    {
        AptIndex.Write(_folder["index.bin"], DateTime.UtcNow, []);
        byte[] bytes = File.ReadAllBytes(_folder["index.bin"]);

        AptIndex.Read(_folder.Write("torn", bytes.AsSpan(0, bytes.Length - 1))).ShouldBeNull();
        AptIndex.Read(_folder.Write("foreign", "something else entirely, but long enough to be read")).ShouldBeNull();
        AptIndex.Read(_folder["absent"]).ShouldBeNull();
        AptIndex.Read(_folder["index.bin"]).ShouldNotBeNull().Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_archive_builds_its_index_once_and_downloads_by_digest()
    {
        byte[] content = "source"u8.ToArray();
        Digest digest = Digest.Compute(DigestAlgorithm.Sha256, new MemoryStream(content));
        FakeApt apt = new($"Directory: pool\nChecksums-Sha256:\n {digest.Hex} 6 p_1.orig.tar.gz\n", content);
        AptPlace place = new(new AptSourceArchive(_folder["apt"], apt));
        ArchiveOrigin origin = new([], digest);
        PlaceRequest request = new("p@1", origin, SourceLayout.Of(origin, "p/p-1")!, _folder["p.part"], _observer);

        place.CanServe(request).ShouldBeTrue();
        (await place.FetchAsync(request, default)).Download.ShouldNotBeNull().EffectiveUrl.ShouldBe("http://apt/debian/pool/p_1.orig.tar.gz");
        await place.FetchAsync(request, default);

        File.ReadAllBytes(_folder["p.part"]).ShouldBe(content);
        apt.Updates.ShouldBe(1);
    }

    [Fact]
    public async Task A_digest_of_old_finds_a_file_that_apt_compares_with_its_own()
    {
        byte[] content = "source"u8.ToArray();
        Digest digest = Digest.Compute(DigestAlgorithm.Sha256, new MemoryStream(content));
        Digest old = Digest.Compute(DigestAlgorithm.Md5, new MemoryStream(content));
        FakeApt apt = new($"Directory: pool\nFiles:\n {old.Hex} 6 p_1.orig.tar.gz\nChecksums-Sha256:\n {digest.Hex} 6 p_1.orig.tar.gz\n", content);
        AptPlace place = new(new AptSourceArchive(_folder["apt"], apt));
        ArchiveOrigin origin = new([], old);
        PlaceRequest request = new("p@1", origin, SourceLayout.Of(origin, "p/p-1")!, _folder["p.part"], _observer);

        place.CanServe(request).ShouldBeTrue();
        (await place.FetchAsync(request, default)).Download.ShouldNotBeNull().EffectiveUrl.ShouldBe("http://apt/debian/pool/p_1.orig.tar.gz");

        apt.Digests.ShouldBe([digest]);
    }

    [Fact]
    public async Task An_unknown_digest_asks_for_fresh_lists_only_if_they_are_old()
    {
        FakeApt apt = new("", []);
        Directory.CreateDirectory(_folder["apt"]);
        AptIndex.Write(_folder["apt/index.bin"], DateTime.UtcNow, []);
        Digest unknown = Digest.Parse(new string('1', 64));

        (await new AptSourceArchive(_folder["apt"], apt).FindAsync(unknown, "p@1", _observer)).ShouldBeEmpty();
        apt.Updates.ShouldBe(0);

        AptIndex.Write(_folder["apt/index.bin"], DateTime.UtcNow.AddDays(-3), []);
        AptSourceArchive old = new(_folder["apt"], apt);
        (await old.FindAsync(unknown, "p@1", _observer)).ShouldBeEmpty();
        (await old.FindAsync(unknown, "p@1", _observer)).ShouldBeEmpty();
        apt.Updates.ShouldBe(1);
    }

    [Fact]
    public async Task Lists_that_the_system_keeps_are_used_without_the_network()
    {
        Digest digest = Digest.Parse(new string('4', 64));
        FakeApt apt = new(Sources, []) { HasSystemLists = true };

        (await new AptSourceArchive(_folder["apt"], apt).FindAsync(digest, "p@1", _observer)).ShouldHaveSingleItem();

        apt.Updates.ShouldBe(0);
    }

    [SkippableFact]
    public async Task The_apt_of_this_machine_can_be_configured_and_asked()
    {
        AptSystem apt = new(_folder["apt"]);
        Skip.IfNot(apt.IsAvailable, "there is no apt here");

        // Lists of the system are there or not; either way the question must be understood.
        ImmutableArray<AptList> lists = await apt.SystemListsAsync(default);
        lists.ShouldAllBe(l => File.Exists(l.File) && l.Root.Length > 0);
    }

    private sealed class FakeApt(string index, byte[] content) : IAptSystem
    {
        public int Updates { get; private set; }

        public bool HasSystemLists { get; init; }

        public List<Digest> Digests { get; } = [];

        public bool IsAvailable => true;

        public Task<ImmutableArray<AptList>> SystemListsAsync(CancellationToken cancellation) =>
            Task.FromResult<ImmutableArray<AptList>>(HasSystemLists ? [new AptList("system", "http://apt/debian/")] : []);

        public Task<(ImmutableArray<AptList> Lists, ImmutableArray<string> Problems)> UpdateAsync(CancellationToken cancellation)
        {
            Updates++;
            return Task.FromResult<(ImmutableArray<AptList>, ImmutableArray<string>)>(([new AptList("list", "http://apt/debian/")], []));
        }

        public Stream OpenList(string file) => new MemoryStream(Encoding.UTF8.GetBytes(index));

        public Task<string?> DownloadAsync(string uri, string target, Digest digest, CancellationToken cancellation)
        {
            Digests.Add(digest);
            File.WriteAllBytes(target, content);
            return Task.FromResult<string?>(null);
        }
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

/// <summary>The corpus of archives that must not be unpacked. Each leaves nothing behind, inside or outside.</summary>
public sealed class HostileArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], string> Tars => new()
    {
        { "parent name", new TarBuilder().File("../evil", "x").Build(), "has `..` in its name" },
        { "parent name inside", new TarBuilder().Directory("a/").File("a/b/../../../evil", "x").Build(), "has `..` in its name" },
        { "absolute name", new TarBuilder().File("/tmp/evil", "x").Build(), "absolute name" },
        { "pax absolute name", new TarBuilder().Pax(("path", "/evil")).File("ok", "x").Build(), "absolute name" },
        { "gnu long parent name", new TarBuilder().GnuLongName("../evil").File("ok", "x").Build(), "has `..` in its name" },
        { "parent directory", new TarBuilder().Directory("../evil/").Build(), "has `..` in its name" },
        { "sibling prefix", new TarBuilder().File("../out-evil/file", "x").Build(), "has `..` in its name" },
        { "link to parent", new TarBuilder().Link("l", "../evil").Build(), "leads outside" },
        { "link to sibling with our prefix", new TarBuilder().Link("l", "../out-evil").Build(), "leads outside" },
        { "absolute link", new TarBuilder().Link("l", "/etc/passwd").Build(), "leads outside" },
        { "write through link", new TarBuilder().Directory("d/").Link("l", "d").File("l/file", "x").Build(), "through the link `l`" },
        { "write through link made absolute", new TarBuilder().Link("l", "/tmp").File("l/evil", "x").Build(), "leads outside" },
        { "overwrite a link by a file", new TarBuilder().Link("l", "target").File("l", "x").Build(), "appears twice" },
        { "directory over a link", new TarBuilder().Directory("d/").Link("l", "d").Directory("l/").File("l/f", "x").Build(), "earlier member is a link" },
        { "chained links", new TarBuilder().Directory("d/").Link("d/up", "..").Link("x", "d/up/..").Build(), "leads outside" },
        { "chained links through the root", new TarBuilder().Link("a", ".").Link("b", "a/..").Build(), "leads outside" },
        { "chained links, later first", new TarBuilder().Link("b", "a/../x").Link("a", "d/e").Directory("d/e/").Link("d/x", "../..").Build(), "leads outside" },
        { "hard link out", new TarBuilder().HardLink("h", "../../etc/passwd").Build(), "hard link that leads outside" },
        { "absolute hard link", new TarBuilder().HardLink("h", "/etc/passwd").Build(), "hard link that leads outside" },
        { "hard link to nothing", new TarBuilder().HardLink("h", "etc/passwd").Build(), "no earlier member" },
        { "hard link then overwrite", new TarBuilder().File("f", "x").HardLink("h", "f").File("h", "y").Build(), "appears twice" },
        { "hard link through a link", new TarBuilder().Link("l", "d").Directory("d/").File("d/f", "x").HardLink("h", "l/f").Build(), "no earlier member" },
        { "character device", new TarBuilder().Member("null", '3', []).Build(), "is a device" },
        { "block device", new TarBuilder().Member("sda", '4', []).Build(), "is a device" },
        { "pipe", new TarBuilder().Member("pipe", '6', []).Build(), "is a named pipe" },
        { "unknown kind", new TarBuilder().Member("odd", 'Q', []).Build(), "of a kind" },
        { "duplicate", new TarBuilder().File("configure", "good").File("configure", "evil").Build(), "appears twice" },
        { "duplicate spelt differently", new TarBuilder().File("a/configure", "good").File("./a//configure", "evil").Build(), "appears twice" },
        { "file below a file", new TarBuilder().File("f", "x").File("f/g", "y").Build(), "lies below the file" },
        { "file over a directory", new TarBuilder().File("d/f", "x").File("d", "y").Build(), "appears twice" },
        { "replaces the root", new TarBuilder().File("./", "").File(".", "x").Build(), "replaces the directory" },
        { "no name", new TarBuilder().File("", "x").Build(), "has no name" },
        { "sparse map outside", new TarBuilder().GnuSparse("s", 10, (100, "abc"u8.ToArray())).Build(), "sparse map" },
        { "sparse bomb", new TarBuilder().GnuSparse("s", 1L << 32, (0, "abc"u8.ToArray())).Build(), "announces" },
        { "empty link", new TarBuilder().Link("l", "").Build(), "leads nowhere" },
    };

    public static TheoryData<string, byte[], string> Damaged => new()
    {
        { "no end", new TarBuilder().File("f", "x").Build(end: false), "truncated" },
        { "ends in a header", new TarBuilder().File("f", "x").Build()[..700], "truncated" },
        { "ends in content", new TarBuilder().File("f", new byte[5000]).Build()[..2000], "truncated" },
        { "more announced than there", new TarBuilder().Member("f", '0', new byte[100], announcedSize: 100_000).Build(), "truncated" },
        { "damaged header", Damage(new TarBuilder().File("f", "x").File("g", "y").Build(), 1024 + 5), "damaged tar header" },
        { "negative size", WithSize(0xff, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), "impossible size" },
        { "huge size", WithSize(0x80, [0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), "impossible size" },
        { "huge metadata", new TarBuilder().Member("x", 'L', [], announcedSize: 1 << 30).Build(), "long name of 1073741824 bytes" },
        { "malformed pax", new TarBuilder().Member("x", 'x', "99 path=evil\n"u8.ToArray()).File("f", "x").Build(), "malformed pax header" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Tars))]
    public void Hostile_tars_are_refused_with_what_and_where(string about, byte[] archive, string offence)
    {
        about.ShouldNotBeEmpty();
        HostileArchiveException error = Should.Throw<HostileArchiveException>(() => Unpack(archive, "tar", new UnpackLimits(1 << 20, 1000)));

        error.Message.ShouldContain(offence);
        error.Message.ShouldContain(_folder["inner/archive.tar"]);
        NothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Damaged_tars_are_refused(string about, byte[] archive, string damage)
    {
        about.ShouldNotBeEmpty();
        Should.Throw<DamagedArchiveException>(() => Unpack(archive, "tar")).Message.ShouldContain(damage);
        NothingIsLeft();
    }

    [Fact]
    public void An_archive_that_unpacks_beyond_the_limit_is_refused()
    {
        byte[] bomb = Compressors.Gzip(new TarBuilder().File("zeros", new byte[3 << 20]).Build());

        Should.Throw<HostileArchiveException>(() => Unpack(bomb, "tar.gz", new UnpackLimits(1 << 20, 1000))).Message.ShouldContain("larger than");
        NothingIsLeft();
    }

    [Fact]
    public void A_single_file_that_unpacks_beyond_the_limit_is_refused()
    {
        Should.Throw<HostileArchiveException>(() => Unpack(Compressors.Gzip(new byte[3 << 20]), "gz", new UnpackLimits(1 << 20, 1000)))
            .Message.ShouldContain("more than");
        NothingIsLeft();
    }

    [Fact]
    public void Too_many_members_are_refused()
    {
        TarBuilder builder = new();
        for (int i = 0; i < 20; i++)
        {
            builder.File($"f{i}", "");
        }

        Should.Throw<HostileArchiveException>(() => Unpack(builder.Build(), "tar", new UnpackLimits(1 << 20, 10))).Message.ShouldContain("10 members");
        NothingIsLeft();
    }

    [SkippableTheory]
    [InlineData("gzip", "tar.gz")]
    [InlineData("bzip2", "tar.bz2")]
    [InlineData("xz", "tar.xz")]
    [InlineData("zstd", "tar.zst")]
    public void Truncated_streams_are_refused_wherever_they_end(string tool, string extension)
    {
        Skip.IfNot(Compressors.Has(tool), $"`{tool}` is not installed");
        byte[] content = new byte[200_000];
        new Random(7).NextBytes(content);
        byte[] whole = Compressors.Run(tool, new TarBuilder().File("f", content).Build(), "-c");
        foreach (int length in new[] { whole.Length / 3, whole.Length - 700, whole.Length - 9, whole.Length - 1 })
        {
            Should.Throw<DamagedArchiveException>(() => Unpack(whole[..length], extension), $"{length} of {whole.Length} bytes");
            NothingIsLeft();
        }
    }

    [Fact]
    public void A_gzip_with_a_wrong_checksum_is_refused()
    {
        byte[] archive = Compressors.Gzip(new TarBuilder().File("f", "content").Build());
        archive[^6] ^= 0x55;

        Should.Throw<DamagedArchiveException>(() => Unpack(archive, "tar.gz"));
        NothingIsLeft();
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("a/../../evil")]
    [InlineData("..\\evil")]
    public void Zips_with_names_that_lead_outside_are_refused(string name)
    {
        Should.Throw<HostileArchiveException>(() => Unpack(Zip((name, "x", 0)), "zip"));
        NothingIsLeft();
    }

    [Fact]
    public void Zips_with_links_that_lead_outside_are_refused()
    {
        Should.Throw<HostileArchiveException>(() => Unpack(Zip(("l", "../../etc", 0xA1FF)), "zip")).Message.ShouldContain("leads outside");
        Should.Throw<HostileArchiveException>(() => Unpack(Zip(("l", "d", 0xA1FF), ("l/f", "x", 0)), "zip")).Message.ShouldContain("through the link");
        Should.Throw<HostileArchiveException>(() => Unpack(Zip(("f", "x", 0), ("f", "y", 0)), "zip")).Message.ShouldContain("appears twice");
        Should.Throw<HostileArchiveException>(() => Unpack(Zip(("dev", "", 0x21B6)), "zip")).Message.ShouldContain("of a kind");
        NothingIsLeft();
    }

    [Fact]
    public void A_zip_that_lies_about_a_size_is_refused()
    {
        byte[] zip = Zip(("f", new string('x', 5000), 0));
        int central = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(central + 24), 10);

        Should.Throw<SourceException>(() => Unpack(zip, "zip"));
        NothingIsLeft();
    }

    [Fact]
    public void A_zip_with_a_wrong_checksum_is_refused()
    {
        byte[] zip = Zip(("f", "content", 0));
        int central = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(central + 16), 12345);

        Should.Throw<DamagedArchiveException>(() => Unpack(zip, "zip"));
        NothingIsLeft();
    }

    [Fact]
    public void A_page_of_html_is_no_archive()
    {
        DamagedArchiveException error = Should.Throw<DamagedArchiveException>(
            () => Unpack("<!DOCTYPE html><html><body>Not found</body></html>"u8.ToArray(), "tar.gz"));

        error.Diagnostic.Hint.ShouldNotBeNull().ShouldContain("HTML");
    }

    [Fact]
    public void Rings_of_links_are_harmless()
    {
        Unpack(new TarBuilder().Link("a", "b").Link("b", "a").Build(), "tar").Members.ShouldBe(2);
    }

    private UnpackSummary Unpack(byte[] archive, string extension, UnpackLimits? limits = null)
    {
        string path = _folder.Write("inner/archive." + extension, archive);
        return ArchiveUnpacker.Unpack(path, ArchiveFormat.Detect(path, extension), _folder["inner/out"], limits: limits);
    }

    private void NothingIsLeft()
    {
        Directory.GetDirectories(_folder["inner"]).ShouldBeEmpty();
        Directory.GetFileSystemEntries(_folder.Path).ShouldHaveSingleItem();
    }

    private static byte[] Damage(byte[] archive, int position)
    {
        archive[position] ^= 0x55;
        return archive;
    }

    private static byte[] WithSize(byte first, byte[] rest)
    {
        byte[] archive = new TarBuilder().File("f", "x").Build();
        archive[124] = first;
        rest.CopyTo(archive, 125);
        "        "u8.CopyTo(archive.AsSpan(148));
        int sum = archive.AsSpan(0, 512).ToArray().Sum(b => b);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(archive, 148);
        return archive;
    }

    private static byte[] Zip(params (string Name, string Content, int Mode)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content, int mode) in entries)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name);
                entry.ExternalAttributes = mode << 16;
                using Stream body = entry.Open();
                body.Write(System.Text.Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }
}

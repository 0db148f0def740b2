using System.IO.Compression;
using System.Text;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class UnpackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tar_unpacks_files_directories_and_links_with_modes_and_times()
    {
        string root = Unpack(new TarBuilder()
            .GlobalPax(("comment", "0123456789abcdef"))
            .Directory("pkg-1.0/")
            .File("pkg-1.0/configure", "#!/bin/sh\n", mode: 0x1ED, modified: 1_500_000_000)
            .File("pkg-1.0/src/main.c", "int main(void) { return 0; }\n")
            .Link("pkg-1.0/run", "src/../configure")
            .HardLink("pkg-1.0/again", "pkg-1.0/configure")
            .Build());

        File.ReadAllText(Path.Combine(root, "pkg-1.0/again")).ShouldBe("#!/bin/sh\n");
        File.GetUnixFileMode(Path.Combine(root, "pkg-1.0/configure")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        File.GetUnixFileMode(Path.Combine(root, "pkg-1.0/src/main.c")).HasFlag(UnixFileMode.UserExecute).ShouldBeFalse();
        File.GetLastWriteTimeUtc(Path.Combine(root, "pkg-1.0/configure")).ShouldBe(DateTime.UnixEpoch.AddSeconds(1_500_000_000));
        new FileInfo(Path.Combine(root, "pkg-1.0/run")).LinkTarget.ShouldBe("src/../configure");
    }

    [Fact]
    public void Special_permission_bits_are_dropped_and_the_owner_can_always_write()
    {
        string root = Unpack(new TarBuilder().File("tool", "x", mode: 0xD24).Build());

        UnixFileMode mode = File.GetUnixFileMode(Path.Combine(root, "tool"));
        mode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    [Fact]
    public void Gnu_long_names_and_long_links_are_read()
    {
        string longName = string.Join('/', Enumerable.Repeat("a-long-directory-name", 12)) + "/file.txt";
        string root = Unpack(new TarBuilder()
            .GnuLongName(longName).File("cut", "content")
            .GnuLongName("links/one").GnuLongLink("../" + longName).Link("cut", "cut")
            .Build());

        File.ReadAllText(Path.Combine(root, longName)).ShouldBe("content");
        File.ReadAllText(Path.Combine(root, "links/one")).ShouldBe("content");
    }

    [Fact]
    public void Pax_names_sizes_and_fractions_of_seconds_are_read()
    {
        string longName = string.Concat(Enumerable.Repeat("ä", 120)) + ".txt";
        string root = Unpack(new TarBuilder().Pax(("path", longName), ("mtime", "1234567890.5")).File("short", "content").Build());

        File.ReadAllText(Path.Combine(root, longName)).ShouldBe("content");
        File.GetLastWriteTimeUtc(Path.Combine(root, longName)).ShouldBe(DateTime.UnixEpoch.AddSeconds(1234567890.5));
    }

    [Fact]
    public void Names_that_are_not_utf8_are_taken_as_latin1()
    {
        string root = Unpack(new TarBuilder().RawName([.. "caf"u8, 0xe9], "x").Build());

        File.Exists(Path.Combine(root, "café")).ShouldBeTrue();
    }

    [Fact]
    public void Old_sparse_files_get_their_holes()
    {
        string root = Unpack(new TarBuilder().GnuSparse("sparse", 100_000, (4096, "hello"u8.ToArray()), (90_000, "end"u8.ToArray())).File("after", "y").Build());

        byte[] content = File.ReadAllBytes(Path.Combine(root, "sparse"));
        content.Length.ShouldBe(100_000);
        content.AsSpan(4096, 5).SequenceEqual("hello"u8).ShouldBeTrue();
        content.AsSpan(90_000, 3).SequenceEqual("end"u8).ShouldBeTrue();
        content.Count(b => b != 0).ShouldBe(8);
        File.ReadAllText(Path.Combine(root, "after")).ShouldBe("y");
    }

    [Fact]
    public void Pax_sparse_files_of_format_1_get_their_holes()
    {
        byte[] map = Encoding.ASCII.GetBytes("1\n1000\n4\n");
        byte[] content = [.. map, .. new byte[512 - map.Length], .. "data"u8];
        string root = Unpack(new TarBuilder()
            .Pax(("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.name", "real/name"), ("GNU.sparse.realsize", "5000"))
            .File("GNUSparseFile.1/name", content)
            .Build());

        byte[] unpacked = File.ReadAllBytes(Path.Combine(root, "real/name"));
        unpacked.Length.ShouldBe(5000);
        unpacked.AsSpan(1000, 4).SequenceEqual("data"u8).ShouldBeTrue();
    }

    [SkippableTheory]
    [InlineData("tar.gz", "gzip", "-c")]
    [InlineData("tar.bz2", "bzip2", "-c")]
    [InlineData("tar.xz", "xz", "-c")]
    [InlineData("tar.lzma", "xz", "--format=lzma -c")]
    [InlineData("tar.zst", "zstd", "-c")]
    public void Every_compression_unpacks(string extension, string tool, string arguments)
    {
        Skip.IfNot(Compressors.Has(tool), $"`{tool}` is not installed");
        byte[] content = new byte[3_000_000];
        new Random(1).NextBytes(content);
        byte[] tar = new TarBuilder().File("a/b", "text").File("a/big", content).Build();

        string root = Unpack(Compressors.Run(tool, tar, arguments.Split(' ')), extension);

        File.ReadAllBytes(Path.Combine(root, "a/big")).ShouldBe(content);
    }

    [Fact]
    public void The_managed_bzip2_reader_reads_streams_one_behind_the_other()
    {
        using MemoryStream both = new();
        foreach (string part in new[] { "first ", "second" })
        {
            using ICSharpCode.SharpZipLib.BZip2.BZip2OutputStream stream = new(both) { IsStreamOwner = false };
            stream.Write(Encoding.UTF8.GetBytes(part));
        }

        string path = _folder.Write("two.bz2", both.ToArray());
        using DecompressedStream stream2 = DecompressedStream.OpenManagedBzip2(path);
        using StreamReader reader = new(stream2);

        reader.ReadToEnd().ShouldBe("first second");
    }

    [Fact]
    public void A_misnamed_compression_is_recognised_by_content()
    {
        string root = Unpack(Compressors.Gzip(new TarBuilder().File("f", "x").Build()), "tar.xz");

        File.ReadAllText(Path.Combine(root, "f")).ShouldBe("x");
    }

    [Fact]
    public void A_single_compressed_file_unpacks_to_its_name()
    {
        string archive = _folder.Write("fix.patch.gz", Compressors.Gzip("--- a\n"u8.ToArray()));

        ArchiveUnpacker.Unpack(archive, ArchiveFormat.Detect(archive, "gz"), _folder["out"]);

        File.ReadAllText(_folder["out/fix.patch"]).ShouldBe("--- a\n");
    }

    [Fact]
    public void Zip_unpacks_with_modes_and_links()
    {
        byte[] zip = Zip(archive =>
        {
            ZipArchiveEntry script = archive.CreateEntry("p/run.sh");
            script.ExternalAttributes = 0x81ED << 16;
            using (Stream stream = script.Open())
            {
                stream.Write("#!/bin/sh\n"u8);
            }

            ZipArchiveEntry link = archive.CreateEntry("p/link");
            link.ExternalAttributes = 0xA1FF << 16;
            using (Stream stream = link.Open())
            {
                stream.Write("run.sh"u8);
            }
        });

        string root = Unpack(zip, "zip");

        File.GetUnixFileMode(Path.Combine(root, "p/run.sh")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        File.ReadAllText(Path.Combine(root, "p/link")).ShouldBe("#!/bin/sh\n");
    }

    [SkippableFact]
    public void A_full_disk_says_so_and_leaves_nothing()
    {
        string small = _folder.NewDirectory("small");
        Skip.If(Environment.UserName != "root", "only root can make a small file system");
        try
        {
            Compressors.Run("mount", [], "-t", "tmpfs", "-o", "size=1m", "tmpfs", small);
        }
        catch (InvalidOperationException error)
        {
            Skip.If(true, $"no small file system here: {error.Message}");
        }

        try
        {
            byte[] content = new byte[4 << 20];
            new Random(3).NextBytes(content);
            string archive = _folder.Write("big.tar", new TarBuilder().File("a", "fits").File("b", content).Build());

            SourceException error = Should.Throw<SourceException>(
                () => ArchiveUnpacker.Unpack(archive, ArchiveFormat.Detect(archive, "tar"), Path.Combine(small, "out")));

            error.Diagnostic.Code.ShouldBe("source-disk-full");
            error.Message.ShouldContain(Path.Combine(small, "out/b"));
            Directory.GetFileSystemEntries(small).ShouldBeEmpty();
        }
        finally
        {
            Compressors.Run("umount", [], small);
        }
    }

    [Fact]
    public void Equal_duplicates_are_harmless()
    {
        string root = Unpack(new TarBuilder().File("f", "same").File("./f", "same").Directory("d/").Directory("d").Build());

        File.ReadAllText(Path.Combine(root, "f")).ShouldBe("same");
    }

    [Fact]
    public void Real_tar_of_the_system_round_trips()
    {
        string deep = $"in/sub/{new string('d', 80)}/{new string('n', 90)}";
        _folder.Write(deep, "long");
        File.CreateSymbolicLink(_folder["in/link"], "sub");
        foreach (string format in new[] { "gnu", "pax", "ustar", "v7" })
        {
            if (format == "v7")
            {
                File.Delete(_folder[deep]);
            }

            string archive = _folder[$"{format}.tar"];
            Compressors.Run("tar", [], "--format=" + format, "-cf", archive, "-C", _folder.Path, "in");
            string destination = _folder["out-" + format];
            ArchiveUnpacker.Unpack(archive, ArchiveFormat.Detect(archive, "tar"), destination);
            new FileInfo(Path.Combine(destination, "in/link")).LinkTarget.ShouldBe("sub");
            File.Exists(Path.Combine(destination, deep)).ShouldBe(format != "v7");
        }
    }

    private string Unpack(byte[] archive, string extension = "tar")
    {
        string path = _folder.Write("archive." + extension, archive);
        string destination = _folder["out"];
        ArchiveUnpacker.Unpack(path, ArchiveFormat.Detect(path, extension), destination);
        return destination;
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(archive);
        }

        return stream.ToArray();
    }
}

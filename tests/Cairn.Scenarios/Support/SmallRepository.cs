using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Scenarios.Support;

/// <summary>A repository of recipes, and archives for them, written by a test into its world.</summary>
public sealed class SmallRepository
{
    private const string GoodInstall = "mkdirp(prefix.bin)\ninstall(\"readme\", prefix.bin)";

    private readonly string _folder;
    private readonly string _archives;

    public SmallRepository(ScenarioWorld world)
    {
        _folder = Path.Combine(world.Directory, "repository", "spack_repo", "mine");
        _archives = Path.Combine(world.Directory, "archives");
        Directory.CreateDirectory(Path.Combine(_folder, "packages"));
        Directory.CreateDirectory(_archives);
        System.IO.File.WriteAllText(Path.Combine(_folder, "repo.yaml"), "repo:\n  namespace: mine\n  api: v2.2\n");
        System.IO.File.WriteAllText(Path.Combine(world.Config, "repos.yaml"), $"repos:\n  mine: {_folder}\n");
        Readme = WriteArchive("readme", File("top/readme", "hello\n"));
    }

    /// <summary>A good archive with one file.</summary>
    public Archive Readme { get; }

    /// <summary>A member of an archive that is a file.</summary>
    public static PaxTarEntry File(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    /// <summary>A member of an archive that is a link.</summary>
    public static PaxTarEntry Link(TarEntryType type, string name, string target) => new(type, name) { LinkName = target };

    /// <summary>Writes a gzipped tar archive.</summary>
    public Archive WriteArchive(string name, params PaxTarEntry[] members)
    {
        var path = Path.Combine(_archives, $"{name}-1.0.tar.gz");
        using (var file = System.IO.File.Create(path))
        using (var zipped = new GZipStream(file, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zipped))
        {
            foreach (var member in members)
            {
                tar.WriteEntry(member);
            }
        }

        return new Archive(path, Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(path))));
    }

    /// <summary>Writes a recipe.</summary>
    /// <param name="name">The package.</param>
    /// <param name="install">The body of its method <c>install</c>; a good one if null.</param>
    /// <param name="archive">Its source.</param>
    /// <param name="url">Where the source is said to be; the archive's file if null.</param>
    /// <param name="digest">What the recipe says of the source; the truth if null, nothing if empty.</param>
    /// <param name="directives">More directives.</param>
    public string WriteRecipe(
        string name, string? install = null, Archive? archive = null, string? url = null, string? digest = null, string directives = "")
    {
        archive ??= Readme;
        var body = string.Join('\n', (install ?? GoodInstall).Split('\n').Select(line => "        " + line));
        return WriteRecipeText(name, $"""
            from spack_repo.starter.build_systems.generic import Package

            from spack.package import *


            class {ClassOf(name)}(Package):
                "A package of a test."

                homepage = "https://example.org"
                url = "{url ?? "file://" + archive.Path}"

                version("1.0"{(digest?.Length == 0 ? "" : $", sha256=\"{digest ?? archive.Digest}\"")})
                {directives}

                def install(self, spec, prefix):
            {body}

            """);
    }

    /// <summary>Writes a recipe without sources: its method <c>install</c> makes all that there is.</summary>
    /// <param name="name">The package.</param>
    /// <param name="install">The body of its method <c>install</c>; one that installs a program of its name if null.</param>
    /// <param name="directives">Directives and methods of the class.</param>
    public string WriteBundle(string name, string? install = null, string directives = "")
    {
        install ??= $"mkdirp(prefix.bin)\nwith open(join_path(prefix.bin, \"{name}\"), \"w\") as f:\n    f.write(\"#!/bin/sh\\necho {name}\\n\")";
        var body = string.Join('\n', install.Split('\n').Select(line => "        " + line));
        var members = string.Join('\n', directives.Split('\n').Select(line => "    " + line));
        return WriteRecipeText(name, $"""
            from spack.package import *


            class {ClassOf(name)}(Package):
                "A package of a test."

                has_code = False
                version("1.0")
            {members}

                def install(self, spec, prefix):
            {body}

            """);
    }

    /// <summary>Writes the text of a recipe as it is.</summary>
    public string WriteRecipeText(string name, string text)
    {
        var folder = Path.Combine(_folder, "packages", name.Replace('-', '_'));
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "package.py");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static string ClassOf(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

/// <summary>An archive and its SHA-256.</summary>
public sealed record Archive(string Path, string Digest);

namespace Cairn.Scenarios.Support;

/// <summary>A world in which small packages are installed that users load, view, extend and make modules of; shared by the tests about these.</summary>
public sealed class UserWorld : IAsyncLifetime
{
    /// <summary>A value that every shell wants to change.</summary>
    public const string Greeting = "it's \"$HOME\" & `x` !y \\ z*";

    public ScenarioWorld World { get; } = new();

    public async Task InitializeAsync()
    {
        var repository = new SmallRepository(World);
        foreach (var (name, text) in Recipes)
        {
            repository.WriteRecipeText(name, $"{Head}{text.Replace("@URL@", $"file://{repository.Readme.Path}", StringComparison.Ordinal)
                .Replace("@SHA@", repository.Readme.Digest, StringComparison.Ordinal)}");
        }

        (await World.RunAsync("install", "tool@1.0", "rival", "ext-two", "ext-clash")).ShouldSucceed();
        (await World.RunAsync("install", "tool@2.0")).ShouldSucceed(); // no DAG has two of a package: a request of its own
    }

    public Task DisposeAsync()
    {
        World.Dispose();
        return Task.CompletedTask;
    }

    private const string Head = """
        import os

        from spack_repo.starter.build_systems.generic import Package

        from spack.package import *


        def put(path, text, mode=0o644):
            mkdirp(os.path.dirname(path))
            with open(path, "w") as file:
                file.write(text)
            os.chmod(path, mode)


        """;

    private static readonly (string Name, string Text)[] Recipes =
    [
        ("library", """
            class Library(Package):
                "A library that tools need."

                homepage = "https://example.org"
                url = "@URL@"
                version("1.0", sha256="@SHA@")

                def setup_dependent_run_environment(self, env, dependent_spec):
                    env.set("LIBRARY_OF_" + dependent_spec.name.upper(), self.prefix)

                def install(self, spec, prefix):
                    put(prefix.lib.join("liblibrary.txt"), "library")
                    put(prefix.share.man.man1.join("library.1"), "page")
                    put(prefix.share.common.join("shared.txt"), "of library")
            """),
        ("tool", """
            class Tool(Package):
                "A tool for tests."

                homepage = "https://example.org"
                url = "@URL@"
                tags = ["testing"]
                version("2.0", sha256="@SHA@")
                version("1.0", sha256="@SHA@")
                variant("fast", default=True, description="be fast")
                depends_on("library", type=("build", "link", "run"))

                def setup_run_environment(self, env):
                    env.set("TOOL_GREETING", "it's \"$HOME\" & `x` !y \\ z*")
                    env.append_path("TOOL_PATH", self.prefix.share.tool)

                def install(self, spec, prefix):
                    put(prefix.bin.join("tool"), "#!/bin/sh\necho tool {0} in {1}\n".format(spec.version, prefix), 0o755)
                    put(prefix.share.tool.join("data.txt"), "data of {0}".format(prefix))
                    put(prefix.include.join("tool.h"), "tool")
                    os.symlink("tool", prefix.bin.join("tool-link"))
                    os.symlink(prefix.share.tool.join("data.txt"), prefix.share.join("absolute.txt"))
            """),
        ("rival", """
            class Rival(Package):
                "Has a file that another package has, too."

                homepage = "https://example.org"
                url = "@URL@"
                version("1.0", sha256="@SHA@")

                def install(self, spec, prefix):
                    put(prefix.share.common.join("shared.txt"), "of rival")
                    put(prefix.bin.join("rival"), "#!/bin/sh\n", 0o755)
            """),
        ("language", """
            class Language(Package):
                "Something that others extend."

                homepage = "https://example.org"
                url = "@URL@"
                version("1.0", sha256="@SHA@")
                extendable = True

                def install(self, spec, prefix):
                    put(prefix.bin.join("language"), "#!/bin/sh\n", 0o755)
                    put(prefix.lib.language.join("base.txt"), "base")
            """),
        ("ext-one", """
            class ExtOne(Package):
                "An extension."

                homepage = "https://example.org"
                url = "@URL@"
                version("1.0", sha256="@SHA@")
                extends("language", ignore=r"bin/ignored.*")

                def install(self, spec, prefix):
                    put(prefix.lib.language.join("one.txt"), "one")
                    put(prefix.bin.join("ignored-one"), "#!/bin/sh\n", 0o755)
            """),
        ("ext-two", """
            class ExtTwo(Package):
                "An extension that needs another."

                homepage = "https://example.org"
                url = "@URL@"
                version("1.0", sha256="@SHA@")
                extends("language", ignore=lambda path: path.endswith(".skip"))
                depends_on("ext-one", type=("build", "run"))

                def install(self, spec, prefix):
                    put(prefix.lib.language.join("two.txt"), "two")
                    put(prefix.lib.language.join("two.skip"), "skipped")
            """),
        ("ext-clash", """
            class ExtClash(Package):
                "An extension with a file of the extendee."

                homepage = "https://example.org"
                url = "@URL@"
                version("1.0", sha256="@SHA@")
                extends("language")

                def install(self, spec, prefix):
                    put(prefix.lib.language.join("base.txt"), "clash")
            """),
    ];
}

/// <summary>The tests that share a <see cref="UserWorld"/>.</summary>
[CollectionDefinition(Name)]
public sealed class UserWorldTests : ICollectionFixture<UserWorld>
{
    public const string Name = "user world";
}

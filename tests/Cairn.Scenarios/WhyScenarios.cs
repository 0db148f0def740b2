using System.Text;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>What <c>why</c> and <c>why-not</c> tell, word by word. <c>CAIRN_ACCEPT_GOLDEN=FILE</c> writes the answers to a file, to be read and committed.</summary>
public sealed class WhyScenarios : IDisposable
{
    private readonly Place _place = new();

    public WhyScenarios()
    {
        _place.Repository(
            "mine",
            ("app", Recipe("App", """
                version("2.0", sha256="1" * 64)
                version("1.0", sha256="2" * 64)
                variant("net", default=False, description="talks to the world")
                depends_on("curl@8:", when="+net")
                depends_on("mpi")
                """)),
            ("curl", Recipe("Curl", """
                version("8.1", sha256="3" * 64)
                depends_on("zlib@1.2:")
                """)),
            ("zlib", Recipe("Zlib", """
                version("1.3", sha256="4" * 64)
                version("1.2", sha256="5" * 64)
                version("1.1", sha256="6" * 64)
                """)),
            ("one", Recipe("One", """
                version("1.0", sha256="7" * 64)
                provides("mpi")
                depends_on("zlib", type="run")
                """)),
            ("two", Recipe("Two", """
                version("1.0", sha256="8" * 64)
                provides("mpi")
                depends_on("curl")
                """)));
        _place.Write("config/packages.yaml", "packages:\n  all:\n    providers: {mpi: [one, two]}\n");
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Answers_are_those_of_the_golden_file()
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "why.txt"));
        var told = new StringBuilder();

        // The first command that needs a compiler tells what it finds on this machine.
        _place.Run("spec", "zlib").Succeeded();
        foreach (var line in golden.Split('\n').Where(line => line.StartsWith("$ cairn ", StringComparison.Ordinal)))
        {
            var outcome = _place.Run(line["$ cairn ".Length..].Split(' '));
            told.Append(line).Append('\n').Append(outcome.Output).Append(outcome.Error).Append('[').Append(outcome.ExitCode).Append("]\n\n");
        }

        if (Environment.GetEnvironmentVariable("CAIRN_ACCEPT_GOLDEN") is { Length: > 1 } file)
        {
            File.WriteAllText(file, told.ToString());
        }

        told.ToString().ShouldBe(golden);
    }

    private static string Recipe(string name, string body) =>
        $"from spack.package import *\n\n\nclass {name}(Package):\n    homepage = \"https://x.example.org\"\n    url = \"https://x.example.org/x-1.0.tar.gz\"\n\n{string.Concat(body.Split('\n').Select(line => $"    {line}\n"))}";
}

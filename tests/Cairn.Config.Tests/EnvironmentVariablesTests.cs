using System.Text.RegularExpressions;
using Cairn.Config.Paths;

namespace Cairn.Config.Tests;

public sealed partial class EnvironmentVariablesTests
{
    private static readonly string s_root = FindRoot();

    [Fact]
    public void The_table_in_the_documentation_is_that_of_the_program() =>
        File.ReadAllText(Path.Combine(s_root, "docs", "environment-variables.md")).ShouldContain(EnvironmentVariables.Table());

    [Fact]
    public void Every_variable_that_the_sources_read_is_in_the_table()
    {
        var known = EnvironmentVariables.All.SelectMany(variable => variable.Name.Split(", ")).ToHashSet(StringComparer.Ordinal);
        var read = Directory.EnumerateFiles(Path.Combine(s_root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Reading().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        read.ShouldContain("CAIRN_ROOT");
        read.Where(name => !known.Contains(name)).ShouldBeEmpty();
    }

    [GeneratedRegex("""(GetEnvironmentVariable|FullPath|[eE]nvironment\.GetValueOrDefault|[eE]nvironment\.ContainsKey)\("(?<name>[A-Z_]+)"\)""")]
    private static partial Regex Reading();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Cairn.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}

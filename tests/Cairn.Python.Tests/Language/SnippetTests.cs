namespace Cairn.Python.Tests.Language;

/// <summary>
/// Each snippet is a script; what CPython 3.11 printed for it stands beside it. To renew the answers, run
/// <c>python3 -W ignore NAME.py &gt; NAME.expected</c> in the folder.
/// </summary>
public sealed class SnippetTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Language", "Snippets");

    public static TheoryData<string> Names => new(
        Directory.EnumerateFiles(Folder, "*.py").Select(path => Path.GetFileNameWithoutExtension(path)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_script_prints_what_cpython_prints(string name)
    {
        string source = File.ReadAllText(Path.Combine(Folder, name + ".py"));
        string expected = File.ReadAllText(Path.Combine(Folder, name + ".expected"));

        Interpreted.Run(source, name + ".py").ShouldBe(expected);
    }
}

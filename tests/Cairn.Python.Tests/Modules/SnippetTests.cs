using System.Runtime.CompilerServices;

namespace Cairn.Python.Tests.Modules;

/// <summary>
/// Each file of <c>Snippets</c> is a script; beside it lies what CPython 3.11 prints for it, recorded with
/// <c>python3 module_x.py &gt; module_x.expected</c>.
/// </summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Scripts => [.. Directory.GetFiles(Folder(), "*.py").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_prints_what_CPython_prints(string name)
    {
        string path = Path.Combine(Folder(), name + ".py");
        var host = new CapturingHost();
        var realm = new Realm(host);
        string ending = "";
        try
        {
            realm.Run(ModuleCode.Compile(new SourceFile(path, File.ReadAllText(path))));
        }
        catch (PyRaise raised)
        {
            ending = TracebackText.Describe(raised.Value);
        }

        (host.Printed + ending).ShouldBe(File.ReadAllText(Path.ChangeExtension(path, ".expected")));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Snippets");
}

using System.Runtime.CompilerServices;

namespace Cairn.Specs.Tests.Concrete;

/// <summary>Files that outputs are compared with, and files of old formats to read.</summary>
internal static class Golden
{
    /// <summary>The text of a file without the line feed at its end.</summary>
    public static string Text(string name, [CallerFilePath] string caller = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name)).TrimEnd('\n');
}

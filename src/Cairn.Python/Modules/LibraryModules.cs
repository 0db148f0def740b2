using System.Collections.Frozen;
using System.Reflection;

namespace Cairn.Python;

/// <summary>The standard modules that are written in Python and embedded; each is parsed at most once per process.</summary>
internal static class LibraryModules
{
    private const string Prefix = "library/";

    private static readonly FrozenDictionary<string, LibraryModule> Table = ListAll();

    /// <summary>The module, or null where there is none of that name.</summary>
    public static PythonModuleSource? Find(string dottedName) =>
        Table.TryGetValue(dottedName, out LibraryModule? module) ? new PythonModuleSource(module.Code.Value, module.IsPackage) : null;

    private static FrozenDictionary<string, LibraryModule> ListAll()
    {
        var table = new Dictionary<string, LibraryModule>();
        foreach (string resource in Assembly.GetExecutingAssembly().GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal) || !resource.EndsWith(".py", StringComparison.Ordinal))
            {
                continue;
            }

            string name = resource[Prefix.Length..^3].Replace('\\', '/');
            bool isPackage = name.EndsWith("/__init__", StringComparison.Ordinal);
            name = (isPackage ? name[..^"/__init__".Length] : name).Replace('/', '.');
            table[name] = new LibraryModule(new Lazy<ModuleCode>(() => Read(resource)), isPackage);
        }

        return table.ToFrozenDictionary();
    }

    private static ModuleCode Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return ModuleCode.Compile(new SourceFile($"<{resource}>", reader.ReadToEnd()));
    }

    private sealed record LibraryModule(Lazy<ModuleCode> Code, bool IsPackage);
}

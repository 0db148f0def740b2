namespace Cairn.Store.Modules;

/// <summary>A system of environment modules.</summary>
public enum ModuleSystem
{
    /// <summary>Environment Modules, and Lmod reading their files.</summary>
    Tcl,

    /// <summary>Lmod with its own files, in a hierarchy.</summary>
    Lmod,
}

/// <summary>What the systems are called and how their files differ.</summary>
public static class ModuleSystems
{
    /// <summary>The name in configuration and commands: <c>tcl</c> or <c>lmod</c>.</summary>
    public static string NameOf(ModuleSystem system) => system == ModuleSystem.Tcl ? "tcl" : "lmod";

    /// <summary>The system of a name, or null.</summary>
    public static ModuleSystem? Parse(string name) => name switch
    {
        "tcl" => ModuleSystem.Tcl,
        "lmod" => ModuleSystem.Lmod,
        _ => null,
    };
}

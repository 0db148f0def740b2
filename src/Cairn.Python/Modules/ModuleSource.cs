namespace Cairn.Python;

/// <summary>Finds modules by dotted name.</summary>
public interface IModuleFinder
{
    /// <summary>The module, or null where this finder knows none of that name. Parents are found first.</summary>
    ModuleSource? Find(Realm realm, string dottedName);
}

/// <summary>What a finder found.</summary>
public abstract record ModuleSource;

/// <summary>A module written in Python. The code may be shared by many realms.</summary>
/// <param name="Code">The compiled text.</param>
/// <param name="IsPackage">True if other modules may lie beneath it.</param>
public sealed record PythonModuleSource(ModuleCode Code, bool IsPackage = false) : ModuleSource;

/// <summary>A module written in C#.</summary>
/// <param name="Create">Makes the module for one realm.</param>
public sealed record NativeModuleSource(Func<Realm, PyModule> Create) : ModuleSource;

/// <summary>A package without code, which only holds other modules.</summary>
public sealed record NamespacePackageSource : ModuleSource;

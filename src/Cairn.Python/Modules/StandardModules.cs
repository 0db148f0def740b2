namespace Cairn.Python;

/// <summary>The modules of the standard library that are built in.</summary>
internal static partial class StandardModules
{
    /// <summary>Creates the module, or null where there is none of that name.</summary>
    public static PyModule? Create(Realm realm, string dottedName) => dottedName switch
    {
        "builtins" => BuiltinsModule(realm),
        _ => CreateNative(realm, dottedName),
    };

    private static PyModule BuiltinsModule(Realm realm)
    {
        var module = new PyModule("builtins");
        module.Namespace.Update(realm.Builtins);
        return module;
    }
}

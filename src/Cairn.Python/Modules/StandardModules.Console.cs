namespace Cairn.Python;

internal static partial class StandardModules
{
    private static readonly PyStr SysName = "sys";
    private static readonly PyStr StandardOutputName = "stdout";
    private static readonly PyStr OriginalOutputName = "__stdout__";

    /// <summary>Writes to <c>sys.stdout</c>, which a script may have replaced; without <c>sys</c> straight to the host.</summary>
    public static void WriteOutput(Realm realm, string text)
    {
        if (realm.Modules.TryGet(SysName) is PyModule sys && sys.Namespace.TryGet(StandardOutputName) is { } replaced
            && !ReferenceEquals(replaced, sys.Namespace.TryGet(OriginalOutputName)))
        {
            replaced.CallMethod(realm, "write", new PyStr(text));
        }
        else
        {
            realm.Host.Output.Write(text);
        }
    }

    /// <summary>The built-in <c>open</c>, which is <c>io.open</c>.</summary>
    public static PyObject Open(Realm realm, CallArguments arguments) =>
        realm.ImportDotted("io").GetAttribute("open").Call(realm, arguments);
}

namespace Cairn.Python;

internal static partial class BuiltinFunctions
{
    public static PyDict CreateNamespace()
    {
        var names = new PyDict();
        foreach (PyType type in BuiltinTypes.Visible)
        {
            names.Set(type.Name, type);
        }

        return names;
    }
}

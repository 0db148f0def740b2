namespace Cairn.Python;

internal static class DictMembers
{
    public static void Define(NativeTypeBuilder type) => _ = type;
    public static void DefineView(NativeTypeBuilder type) => _ = type;
    public static void DefineProxy(NativeTypeBuilder type) => _ = type;
}

namespace Cairn.Python;

internal static class ListMembers
{
    public static void Define(NativeTypeBuilder type) => _ = type;
    public static void DefineTuple(NativeTypeBuilder type) => _ = type;
}

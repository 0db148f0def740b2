namespace Cairn.Python;

internal static class StrMembers
{
    public static void Define(NativeTypeBuilder type) => _ = type;
}

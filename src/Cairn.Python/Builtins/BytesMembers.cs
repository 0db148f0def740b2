namespace Cairn.Python;

internal static class BytesMembers
{
    public static void Define(NativeTypeBuilder type) => _ = type;
}

namespace Cairn.Python;

internal static class NumberMembers
{
    public static void DefineInt(NativeTypeBuilder type) => _ = type;
    public static void DefineBool(NativeTypeBuilder type) => _ = type;
    public static void DefineFloat(NativeTypeBuilder type) => _ = type;
}

namespace Cairn.Python;

internal static class SetMembers
{
    public static void DefineSet(NativeTypeBuilder type) => _ = type;
    public static void DefineFrozenSet(NativeTypeBuilder type) => _ = type;
}

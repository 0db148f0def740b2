namespace Cairn.Python;

internal static class SmallTypes
{
    public static void DefineFinal(NativeTypeBuilder type) => _ = type;
    public static void DefineSlice(NativeTypeBuilder type) => _ = type;
    public static void DefineRange(NativeTypeBuilder type) => _ = type;
    public static void DefineIterator(NativeTypeBuilder type) => _ = type;
    public static void DefineGenerator(NativeTypeBuilder type) => _ = type;
    public static void DefineModule(NativeTypeBuilder type) => _ = type;
}

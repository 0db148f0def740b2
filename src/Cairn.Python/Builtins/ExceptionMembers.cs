namespace Cairn.Python;

internal static class ExceptionMembers
{
    public static void DefineBase(NativeTypeBuilder type) => _ = type;
    public static void DefineDerived(NativeTypeBuilder type) => _ = type;
    public static void DefineSystemExit(NativeTypeBuilder type) => _ = type;
    public static void DefineStopIteration(NativeTypeBuilder type) => _ = type;
    public static void DefineImportError(NativeTypeBuilder type) => _ = type;
    public static void DefineOSError(NativeTypeBuilder type) => _ = type;
    public static void DefineTraceback(NativeTypeBuilder type) => _ = type;
}

namespace Cairn.Python;

internal static class FunctionMembers
{
    public static void DefineFunction(NativeTypeBuilder type) => _ = type;
    public static void DefineCallable(NativeTypeBuilder type) => _ = type;
    public static void DefineMethod(NativeTypeBuilder type) => _ = type;
    public static void DefineProperty(NativeTypeBuilder type) => _ = type;
    public static void DefineClassMethod(NativeTypeBuilder type) => _ = type;
    public static void DefineStaticMethod(NativeTypeBuilder type) => _ = type;
    public static void DefineSuper(NativeTypeBuilder type) => _ = type;
}

namespace Cairn.Python;

/// <summary>Names that the interpreter itself looks up.</summary>
internal static class Names
{
    public static readonly PyStr Abs = "__abs__";
    public static readonly PyStr Annotations = "__annotations__";
    public static readonly PyStr Bool = "__bool__";
    public static readonly PyStr Call = "__call__";
    public static readonly PyStr Class = "__class__";
    public static readonly PyStr ClassCell = "__classcell__";
    public static readonly PyStr ClassGetItem = "__class_getitem__";
    public static readonly PyStr Contains = "__contains__";
    public static readonly PyStr DelAttr = "__delattr__";
    public static readonly PyStr DelItem = "__delitem__";
    public static readonly PyStr DescriptorDelete = "__delete__";
    public static readonly PyStr DescriptorGet = "__get__";
    public static readonly PyStr DescriptorSet = "__set__";
    public static readonly PyStr Dir = "__dir__";
    public static readonly PyStr Doc = "__doc__";
    public static readonly PyStr Enter = "__enter__";
    public static readonly PyStr Eq = "__eq__";
    public static readonly PyStr Exit = "__exit__";
    public static readonly PyStr File = "__file__";
    public static readonly PyStr Float = "__float__";
    public static readonly PyStr Format = "__format__";
    public static readonly PyStr GetAttr = "__getattr__";
    public static readonly PyStr GetAttributeHook = "__getattribute__";
    public static readonly PyStr GetItem = "__getitem__";
    public static readonly PyStr Hash = "__hash__";
    public static readonly PyStr Index = "__index__";
    public static readonly PyStr Init = "__init__";
    public static readonly PyStr InitSubclass = "__init_subclass__";
    public static readonly PyStr InstanceCheck = "__instancecheck__";
    public static readonly PyStr Int = "__int__";
    public static readonly PyStr Iter = "__iter__";
    public static readonly PyStr Len = "__len__";
    public static readonly PyStr Missing = "__missing__";
    public static readonly PyStr Module = "__module__";
    public static readonly PyStr MroEntries = "__mro_entries__";
    public static readonly PyStr Name = "__name__";
    public static readonly PyStr Name_ = "name";
    public static readonly PyStr New = "__new__";
    public static readonly PyStr Next = "__next__";
    public static readonly PyStr Package = "__package__";
    public static readonly PyStr Path = "__path__";
    public static readonly PyStr Prepare = "__prepare__";
    public static readonly PyStr QualName = "__qualname__";
    public static readonly PyStr Repr = "__repr__";
    public static readonly PyStr Reversed = "__reversed__";
    public static readonly PyStr Round = "__round__";
    public static readonly PyStr SetAttr = "__setattr__";
    public static readonly PyStr SetItem = "__setitem__";
    public static readonly PyStr SetName = "__set_name__";
    public static readonly PyStr Str = "__str__";
    public static readonly PyStr SubclassCheck = "__subclasscheck__";
    public static readonly PyStr Trunc = "__trunc__";
    public static readonly PyStr All = "__all__";
    public static readonly PyStr Main = "__main__";

    private static readonly string[] Arithmetic =
        ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"];

    /// <summary>By <see cref="BinaryOperator"/>.</summary>
    public static readonly PyStr[] Binary = [.. Arithmetic.Select(name => new PyStr($"__{name}__"))];

    /// <summary>By <see cref="BinaryOperator"/>.</summary>
    public static readonly PyStr[] Reflected = [.. Arithmetic.Select(name => new PyStr($"__r{name}__"))];

    /// <summary>By <see cref="BinaryOperator"/>.</summary>
    public static readonly PyStr[] InPlace = [.. Arithmetic.Select(name => new PyStr($"__i{name}__"))];

    /// <summary>By <see cref="UnaryOperator"/>.</summary>
    public static readonly PyStr[] Unary = ["__neg__", "__pos__", "__invert__"];

    /// <summary>By <see cref="Comparison"/>.</summary>
    public static readonly PyStr[] Comparisons = ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"];
}

using System.Text;

namespace Cairn.Specs;

public sealed partial class ConcreteSpec
{
    private static readonly string[] CompiledLanguages = ["c", "cxx", "fortran"];

    /// <summary>
    /// The node with its version, flags, variants, architecture and compilers, as trees show it:
    /// <c>zlib@1.3.1+pic platform=linux os=debian12 target=zen3 %c=gcc@12.2.0</c>.
    /// </summary>
    /// <param name="withNamespace">Whether the namespace stands before the name.</param>
    /// <param name="colors">The colours of a terminal, or null.</param>
    public string ToDisplayText(bool withNamespace = false, SpecColors? colors = null)
    {
        var text = new StringBuilder(withNamespace ? $"{Namespace}.{Name}" : Name);
        text.Append(SpecColors.Paint(colors?.Version, $"@{Version}"));
        text.Append(SpecColors.Paint(colors?.Compiler, CompilerFlags.ToString()));
        text.Append(SpecColors.Paint(colors?.Variant, Variants.ToString()));
        text.Append(SpecColors.Paint(colors?.Architecture, $" platform={Platform}"));
        text.Append(SpecColors.Paint(colors?.Architecture, $" os={OperatingSystem}"));
        text.Append(SpecColors.Paint(colors?.Architecture, $" target={Target}"));
        text.Append(SpecColors.Paint(colors?.Compiler, CompilersText()));
        return text.ToString();
    }

    /// <summary>The compilers with the languages they compile, with a blank before each: <c> %c,cxx=gcc@12.2.0</c>.</summary>
    /// <remarks>Compilers have the names that users know them by: <c>clang</c> for the package <c>llvm</c>.</remarks>
    public string CompilersText()
    {
        if (OriginalFormat < CurrentFormat)
        {
            return LegacyCompiler is null ? "" : $" %{LegacyCompiler}";
        }

        var text = new StringBuilder();
        foreach (var edge in Dependencies)
        {
            if (edge.Virtuals.Any(CompiledLanguages.Contains))
            {
                text.Append(" %").AppendJoin(',', edge.Virtuals).Append('=')
                    .Append(CompilerNames.Former(edge.Node.Name)).Append('@').Append(edge.Node.Version);
            }
        }

        return text.ToString();
    }
}

using System.Collections.Immutable;

namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    /// <summary>Reads exactly one spec.</summary>
    /// <exception cref="SpecSyntaxException">The text is no spec, or more than one.</exception>
    public static AbstractSpec Parse(string text, SpecParserOptions? options = null)
        => SpecParser.ParseOne(text, options ?? SpecParserOptions.Default);

    /// <summary>Reads all specs of a text, such as the words of a command line joined by blanks.</summary>
    /// <exception cref="SpecSyntaxException">The text is not made of specs.</exception>
    public static ImmutableArray<AbstractSpec> ParseMany(string text, SpecParserOptions? options = null)
        => SpecParser.ParseAll(text, options ?? SpecParserOptions.Default);
}

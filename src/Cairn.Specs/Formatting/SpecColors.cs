namespace Cairn.Specs;

/// <summary>How the parts of a spec are coloured on terminals.</summary>
/// <remarks>Colour repeats what the sigils say already: nothing is lost without it.</remarks>
public sealed record SpecColors
{
    private const string Reset = "\e[0m";

    /// <summary>The usual colours.</summary>
    public static SpecColors Default { get; } = new();

    /// <summary>The escape sequence before versions.</summary>
    public string Version { get; init; } = "\e[0;36m";

    /// <summary>The escape sequence before compilers and their flags.</summary>
    public string Compiler { get; init; } = "\e[0;32m";

    /// <summary>The escape sequence before architectures.</summary>
    public string Architecture { get; init; } = "\e[0;35m";

    /// <summary>The escape sequence before variants.</summary>
    public string Variant { get; init; } = "\e[0;94m";

    /// <summary>The escape sequence before hashes.</summary>
    public string Hash { get; init; } = "\e[0;90m";

    /// <summary>The escape sequence before the sign of what is installed.</summary>
    public string Installed { get; init; } = "\e[0;32m";

    /// <summary>The escape sequence before the sign of what others have built.</summary>
    public string External { get; init; } = "\e[0;95m";

    /// <summary>The escape sequence before the sign of what is missing.</summary>
    public string Missing { get; init; } = "\e[0;31m";

    internal static string Paint(string? color, string text)
        => color is null || text.Length == 0 ? text : $"{color}{text}{Reset}";
}

using System.Collections.Immutable;
using System.Text;

namespace Cairn.Specs;

/// <summary>A format string such as <c>{name}{@version}{/hash:7}</c>, taken apart once and filled many times.</summary>
/// <remarks>
/// Braces hold an attribute, with an optional sigil or <c>key=</c> that is printed only if the attribute has a text, and
/// an optional <c>^dependency.</c> before it; a backslash makes the next character plain
/// (Spack docs, "Custom format strings").
/// </remarks>
public sealed class SpecFormat
{
    private readonly ImmutableArray<Piece> _pieces;

    private SpecFormat(string text, ImmutableArray<Piece> pieces)
    {
        Text = text;
        _pieces = pieces;
    }

    /// <summary>The canonical form that can be read back: what <c>ToString</c> of a node gives.</summary>
    public static SpecFormat Default { get; } = Parse(
        "{name}{@versions}{compiler_flags}{variants}{ namespace=namespace_if_anonymous}"
        + "{ platform=architecture.platform}{ os=architecture.os}{ target=architecture.target}{/abstract_hash}");

    /// <summary>The form for people: versions without <c>=</c>, and the compilers at the end.</summary>
    public static SpecFormat Display { get; } = Parse(
        "{name}{@version}{compiler_flags}{variants}{ namespace=namespace_if_anonymous}"
        + "{ platform=architecture.platform}{ os=architecture.os}{ target=architecture.target}{/abstract_hash}{compilers}");

    /// <summary>The name with the version: <c>gcc@12.2.0</c>.</summary>
    public static SpecFormat NameAndVersion { get; } = Parse("{name}{@version}");

    /// <summary>The format string.</summary>
    public string Text { get; }

    /// <summary>Takes a format string apart.</summary>
    /// <exception cref="SpecSyntaxException">Braces don't match, or a sigil stands before the wrong attribute.</exception>
    public static SpecFormat Parse(string text) => new(text, SpecFormatParser.Parse(text));

    /// <summary>The text for one spec, in colours if <paramref name="colors"/> is given.</summary>
    /// <exception cref="CairnException">The spec has no such attribute or dependency.</exception>
    public string Render(IFormattableSpec spec, SpecColors? colors = null)
    {
        StringBuilder result = new();
        foreach (Piece piece in _pieces)
        {
            if (piece.Literal is { } literal)
            {
                result.Append(literal);
            }
            else
            {
                result.Append(SpecFormatEvaluator.Evaluate(spec, piece, colors, Text));
            }
        }

        return result.ToString().Trim();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>A stretch of plain text, or an attribute in braces.</summary>
    /// <param name="Literal">The plain text; null for an attribute.</param>
    /// <param name="Sigil">What is printed before the attribute if it isn't empty.</param>
    /// <param name="Dependency">The dependency whose attribute is meant, or null.</param>
    /// <param name="Path">The attribute and the attributes of it, in lower case.</param>
    /// <param name="HashLength">How much of a hash is printed; null for all of it.</param>
    internal sealed record Piece(
        string? Literal, string Sigil = "", string? Dependency = null, ImmutableArray<string> Path = default, int? HashLength = null)
    {
        public bool IsHash => !Path.IsDefault && Path is ["hash"];
    }
}

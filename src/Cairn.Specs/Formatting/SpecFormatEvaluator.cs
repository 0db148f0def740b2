using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Finds the text of one attribute of a spec.</summary>
internal static class SpecFormatEvaluator
{
    public static string Evaluate(IFormattableSpec spec, SpecFormat.Piece piece, SpecColors? colors, string format)
    {
        IFormattableSpec node = piece.Dependency is null
            ? spec
            : spec.Dependency(piece.Dependency)
                ?? throw Error(format, $"`{spec.Name}` has no dependency `{piece.Dependency}`");
        if (piece.IsHash)
        {
            if (node.DagHash is not { } hash)
            {
                return "";
            }

            string shown = piece.HashLength is { } length ? hash[..Math.Min(length, hash.Length)] : hash;
            return SpecColors.Paint(colors?.Hash, piece.Sigil + shown);
        }

        if (piece.Path[0] == "compiler" && node.Compiler is null)
        {
            return "none";
        }

        if (piece.Path is ["specfile_version"])
        {
            return $"v{node.SpecFileFormat}";
        }

        string? text = Text(node, piece.Path, format);
        return text is null ? "" : SpecColors.Paint(ColorOf(piece, colors), piece.Sigil + text);
    }

    private static string? ColorOf(SpecFormat.Piece piece, SpecColors? colors)
    {
        if (colors is null)
        {
            return null;
        }

        ImmutableArray<string> path = piece.Path;
        if (path.Contains("architecture"))
        {
            return colors.Architecture;
        }

        if (path.Contains("variants") || piece.Sigil.EndsWith('='))
        {
            return colors.Variant;
        }

        if (path.Contains("compiler") || path.Contains("compilers") || path.Contains("compiler_flags"))
        {
            return colors.Compiler;
        }

        return path.Contains("version") || path.Contains("versions") ? colors.Version : null;
    }

    private static string? Text(IFormattableSpec spec, ImmutableArray<string> path, string format)
    {
        ReadOnlySpan<string> rest = path.AsSpan()[1..];
        switch (path[0])
        {
            case "name":
                return Leaf(spec.Name, rest, path, format);
            case "fullname":
                return Leaf(string.IsNullOrEmpty(spec.Namespace) ? spec.Name : $"{spec.Namespace}.{spec.Name}", rest, path, format);
            case "namespace":
                return Leaf(spec.Namespace, rest, path, format);
            case "namespace_if_anonymous":
                return Leaf(spec.Name.Length == 0 ? spec.Namespace : null, rest, path, format);
            case "version" when spec.Versions.Concrete is { } version:
                return OfVersion(version, rest, path, format);
            case "version" or "versions":
                return spec.Versions.IsAny ? null : Leaf(spec.Versions.ToString(), rest, path, format);
            case "variants":
                return OfVariants(spec.Variants, rest, path, format);
            case "compiler_flags":
                return Leaf(spec.CompilerFlags.ToString(), rest, path, format);
            case "compilers":
                return Leaf(" " + spec.CompilersText, rest, path, format);
            case "compiler":
                return rest.IsEmpty ? spec.Compiler!.ToString() : Text(spec.Compiler!, [.. rest], format);
            case "architecture" or "arch":
                return spec.Architecture is null ? null : OfArchitecture(spec.Architecture, rest, path, format);
            case "platform" or "os" or "target" when spec.Architecture is not null:
                return OfArchitecture(spec.Architecture, path.AsSpan(), path, format);
            case "abstract_hash":
                return Leaf(spec.AbstractHash, rest, path, format);
            case "prefix":
                return Leaf(
                    spec.Prefix ?? throw Error(format, $"`{spec}` has no prefix, because it is not concrete"), rest, path, format);
            case var other when spec.TryGetAttribute(other, out string? text):
                return Leaf(text, rest, path, format);
            default:
                throw Unknown(path, format);
        }
    }

    private static string? OfVersion(Version version, ReadOnlySpan<string> rest, ImmutableArray<string> path, string format) => rest switch
    {
        [] => version.ToString(),
        ["dotted", .. var more] => OfVersion(version.Dotted, more, path, format),
        ["dashed", .. var more] => OfVersion(version.Dashed, more, path, format),
        ["underscored", .. var more] => OfVersion(version.Underscored, more, path, format),
        ["joined", .. var more] => OfVersion(version.Joined, more, path, format),
        ["up_to_1", .. var more] => OfVersion(version.UpTo(1), more, path, format),
        ["up_to_2", .. var more] => OfVersion(version.UpTo(2), more, path, format),
        ["up_to_3", .. var more] => OfVersion(version.UpTo(3), more, path, format),
        ["dotted_numeric_string"] => version.DottedNumericText,
        ["string"] => version.ToString(),
        _ => throw Unknown(path, format),
    };

    private static string? OfVariants(VariantMap variants, ReadOnlySpan<string> rest, ImmutableArray<string> path, string format)
    {
        if (rest.IsEmpty)
        {
            return variants.ToString();
        }

        if (!variants.TryGet(rest[0], out VariantValue? variant))
        {
            throw Error(format, $"there is no variant `{rest[0]}`");
        }

        return rest[1..] switch
        {
            [] => variant.ToString(),
            ["name"] => variant.Name,
            ["value"] when variant.Type != VariantType.Multiple => variant.Values[0],
            ["value" or "values"] => PythonTuple(variant),
            ["propagate"] => variant.Propagates ? "True" : "False",
            ["concrete"] => variant.IsConcrete ? "True" : "False",
            _ => throw Unknown(path, format),
        };
    }

    // The values of a multi-valued variant are printed as Python prints a tuple, because that is what scripts expect.
    private static string PythonTuple(VariantValue variant)
    {
        IEnumerable<string> items = variant.Values.Select(value => variant.Type == VariantType.Boolean ? value : $"'{value}'");
        return variant.Values.Length == 1 ? $"({items.First()},)" : $"({string.Join(", ", items)})";
    }

    private static string? OfArchitecture(
        Architecture architecture, ReadOnlySpan<string> rest, ImmutableArray<string> path, string format) => rest switch
    {
        [] => architecture.ToString(),
        ["platform"] => architecture.Platform,
        ["os"] => architecture.OperatingSystem,
        ["target"] or ["target", "name"] => architecture.Target,
        ["target", var part] when architecture.Target is not null => OfTarget(architecture.Target, part) ?? throw Unknown(path, format),
        ["target", _] => null,
        _ => throw Unknown(path, format),
    };

    private static string? OfTarget(string target, string part) => part switch
    {
        "family" => Microarchitectures.Get(target).Family.Name,
        "vendor" => Microarchitectures.Get(target).Vendor,
        _ => null,
    };

    private static string? Leaf(string? text, ReadOnlySpan<string> rest, ImmutableArray<string> path, string format)
        => rest.IsEmpty || text is null ? text : throw Unknown(path, format);

    private static CairnException Unknown(ImmutableArray<string> path, string format)
        => Error(format, $"specs have no attribute `{string.Join('.', path)}`");

    private static CairnException Error(string format, string message)
        => new(new Diagnostic("spec-format", message, new SourceLocation("format string", 1, 1, format)));
}

using System.Text;

namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    /// <summary>The spec in the canonical spelling, as Spack's <c>str(spec)</c>.</summary>
    public override string ToString() => _text ??= BuildText();

    /// <summary>The spec as <see cref="ToString"/> prints it, with the namespaces that Spack's text leaves out: it reads back as this spec.</summary>
    public string ToQualifiedString()
    {
        string node = NodeText(FullName);
        return Dependencies.IsEmpty ? node : $"{node} {DependenciesText(static spec => spec.NodeText(spec.FullName))}".Trim();
    }

    /// <summary>The text of this node without its dependencies.</summary>
    internal string NodeText(string? nameInstead = null)
    {
        string name = nameInstead ?? Name;
        if (Variants.IsEmpty && CompilerFlags.IsEmpty && Architecture is null && Versions.IsAny && AbstractHash is null
            && (Namespace is null || name.Length > 0))
        {
            return name;
        }

        StringBuilder text = new(name, 64);
        if (!Versions.IsEmpty && !Versions.IsAny)
        {
            text.Append('@').Append(Versions);
        }

        text.Append(CompilerFlags).Append(Variants);
        if (name.Length == 0 && !string.IsNullOrEmpty(Namespace))
        {
            text.Append(" namespace=").Append(Namespace);
        }

        AppendPart(text, " platform=", Architecture?.Platform);
        AppendPart(text, " os=", Architecture?.OperatingSystem);
        AppendPart(text, " target=", Architecture?.Target);

        // A hash right behind a pair would be read as part of its value.
        bool endsInPair = Architecture is not null || Variants.Any(variant => variant.Type != VariantType.Boolean)
            || (name.Length == 0 && !string.IsNullOrEmpty(Namespace));
        AppendPart(text, endsInPair ? " /" : "/", AbstractHash);
        return text.ToString().Trim();
    }

    /// <summary>The text of the dependencies: direct ones first, each group by name.</summary>
    /// <param name="formatNode">How a node is printed.</param>
    /// <param name="include">Which dependencies are printed; all if it is missing.</param>
    /// <param name="asDirect">True to print all of them as direct ones, without types.</param>
    internal string DependenciesText(
        Func<AbstractSpec, string> formatNode, Func<DependencyEdge, bool>? include = null, bool asDirect = false)
    {
        List<string> parts = [];
        foreach (DependencyEdge edge in SortedForPrinting(isDirect: true, include))
        {
            string sigil = edge.Propagation == Propagation.Preference ? "%%" : "%";
            string legacy = CompilerNames.Former(edge.Spec.Name);
            AbstractSpec spec = legacy == edge.Spec.Name ? edge.Spec : edge.Spec.Renamed(legacy);
            parts.Add(EdgeText(edge, sigil, formatNode(spec), withTypes: !asDirect));
        }

        foreach (DependencyEdge edge in SortedForPrinting(isDirect: false, include))
        {
            parts.Add(EdgeText(edge, asDirect ? "%" : "^", formatNode(edge.Spec), withTypes: !asDirect));
            if (edge.Spec.Dependencies.Length > 0)
            {
                parts.Add(edge.Spec.DependenciesText(formatNode, include, asDirect));
            }
        }

        return string.Join(' ', parts).Trim();
    }

    private IEnumerable<DependencyEdge> SortedForPrinting(bool isDirect, Func<DependencyEdge, bool>? include)
        => Dependencies
            .Where(edge => edge.IsDirect == isDirect && (include is null || include(edge)))
            .OrderBy(edge => edge.Spec.Name, StringComparer.Ordinal);

    private static string EdgeText(DependencyEdge edge, string sigil, string nodeText, bool withTypes)
    {
        StringBuilder text = new(sigil);
        bool isConditional = !edge.When.Equals(Empty);
        bool hasTypes = withTypes && edge.Types != DependencyTypes.None;
        // A virtual can be put before a name only: `%c=gcc`, but `%[virtuals=c] +clang`.
        bool hasVirtualsInside = !edge.Virtuals.IsEmpty && edge.Spec.Name.Length == 0;
        if (isConditional || hasTypes || hasVirtualsInside)
        {
            List<string> attributes = [];
            if (isConditional)
            {
                attributes.Add($"when={Quoted(edge.When.ToString())}");
            }

            if (hasTypes)
            {
                attributes.Add($"deptypes={edge.Types.ToText()}");
            }

            if (hasVirtualsInside)
            {
                attributes.Add($"virtuals={string.Join(',', edge.Virtuals)}");
            }

            text.Append('[').AppendJoin(' ', attributes).Append("] ");
        }

        if (NeedsStar(edge, nodeText))
        {
            text.Append('*');
        }

        if (!edge.Virtuals.IsEmpty && !hasVirtualsInside)
        {
            text.AppendJoin(',', edge.Virtuals).Append('=');
        }

        return text.Append(nodeText).ToString();
    }

    private static string Quoted(string condition)
        => condition.Contains('\'') ? $"\"{condition.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : $"'{condition}'";

    // Without a star the text of an anonymous node could be read as something else, such as `^c=gcc`.
    private static bool NeedsStar(DependencyEdge edge, string nodeText)
    {
        AbstractSpec spec = edge.Spec;
        if (spec.Name.Length > 0)
        {
            return false;
        }

        if (nodeText.StartsWith('@'))
        {
            return false;
        }

        return !spec.CompilerFlags.IsEmpty
            || !spec.Variants.Any(variant => variant.Type == VariantType.Boolean)
            || spec.Architecture is not null;
    }

    private static void AppendPart(StringBuilder text, string prefix, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(prefix).Append(value);
        }
    }

    private string BuildText()
    {
        string node = NodeText();
        return Dependencies.IsEmpty ? node : $"{node} {DependenciesText(static spec => spec.NodeText())}".Trim();
    }
}

using System.Globalization;
using System.Text;
using Cairn.Specs;

namespace Cairn.Cli.Presentation;

/// <summary>Lists specs as Spack does: grouped by architecture and compilers, in columns where nothing else has to stand in a line.</summary>
internal sealed class SpecListing(Terminal terminal, SpecListingStyle style)
{
    private const int RuleWidth = 64;
    private const string Indentation = "    ";

    private readonly SpecFormat _format = SpecFormat.Parse(style.Format ?? DefaultFormat(style));
    private readonly SpecColors? _colors = terminal.HasColors ? SpecColors.Default : null;

    /// <summary>The text of a list of specs.</summary>
    public string Render(IReadOnlyCollection<ConcreteSpec> specs)
    {
        var text = new StringBuilder();
        if (!style.HasGroups)
        {
            AppendList(text, [.. specs.Order()]);
            return text.ToString();
        }

        var groups = specs.GroupBy(spec => (spec.Architecture, Compilers: spec.CompilersText().TrimStart()))
            .OrderBy(group => group.Key.Architecture).ThenBy(group => group.Key.Compilers.Length == 0).ThenBy(group => group.Key.Compilers, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            AppendHeading(text, group.Key.Architecture.ToString(), group.Key.Compilers);
            AppendList(text, [.. group.Order()]);
        }

        return text.ToString();
    }

    private static string DefaultFormat(SpecListingStyle style)
    {
        var name = style.Namespaces ? "{fullname}" : "{name}";
        var variants = style.Variants ? "{variants}" : "";
        var flags = style.Flags ? " {compiler_flags}" : "";
        return $"{name}{{@version}}{variants}{flags}";
    }

    private void AppendHeading(StringBuilder text, string architecture, string compilers)
    {
        compilers = compilers.Length == 0 ? "no compilers" : compilers;
        var width = Math.Min(RuleWidth, terminal.Width - 2);
        var rule = Math.Max(0, width - "-- ".Length - $"{architecture} / {compilers}".Length);
        text.Append(' ', style.Indent).Append("-- ")
            .Append(Paint(_colors?.Architecture, architecture)).Append(" / ").Append(Paint(_colors?.Compiler, compilers))
            .Append(' ').Append('-', rule).Append('\n');
    }

    private void AppendList(StringBuilder text, IReadOnlyList<ConcreteSpec> specs)
    {
        if (!style.Dependencies && style.PathOf is null)
        {
            Columns.Append(text, terminal, [.. specs.Select(spec => Line(spec, 0))], style.Indent);
            return;
        }

        var lines = new List<(string Text, ConcreteSpec? Spec)>();
        foreach (var spec in specs)
        {
            if (style.Dependencies)
            {
                lines.AddRange(TreeEdges.Of([spec]).Select(edge => (Line(edge.Node, edge.Depth), (ConcreteSpec?)edge.Node)));
                lines.Add(("", null));
            }
            else
            {
                lines.Add((Line(spec, 0), spec));
            }
        }

        var width = lines.Max(line => Columns.VisibleLength(line.Text)) + 2;
        foreach (var (line, spec) in lines)
        {
            text.Append(line);
            if (spec is not null && style.PathOf is not null)
            {
                text.Append(' ', width - Columns.VisibleLength(line)).Append(style.PathOf(spec));
            }

            text.Append('\n');
        }
    }

    private string Line(ConcreteSpec spec, int depth)
    {
        var status = style.Status is null ? "" : DagTree.StatusText(style.Status(spec), _colors);
        var hash = style.HashLength > 0 ? Paint(_colors?.Hash, spec.ShortHash(style.HashLength)) + " " : "";
        var file = style.SpecFileFormat ? string.Create(CultureInfo.InvariantCulture, $"[v{spec.OriginalFormat}] ") : "";
        var name = spec.Format(_format, _colors, style.PrefixOf);
        return status + hash + string.Concat(Enumerable.Repeat(Indentation, depth)) + file + (style.Decorate?.Invoke(spec, name) ?? name);
    }

    private static string Paint(string? color, string text) => color is null ? text : $"{color}{text}\e[0m";
}

/// <summary>What a list of specs shows of each.</summary>
internal sealed record SpecListingStyle
{
    /// <summary>What is confirmed or refused: short hashes, indented.</summary>
    public static SpecListingStyle Confirmation { get; } = new() { HashLength = 7, Indent = 4 };

    /// <summary>A format string in place of what the switches say.</summary>
    public string? Format { get; init; }

    /// <summary>How many characters of the hash are shown; 0 for none.</summary>
    public int HashLength { get; init; }

    public bool Namespaces { get; init; }

    public bool Variants { get; init; }

    public bool Flags { get; init; }

    public bool Dependencies { get; init; }

    public bool SpecFileFormat { get; init; }

    public bool HasGroups { get; init; } = true;

    public int Indent { get; init; }

    /// <summary>What stands behind each spec; null for nothing.</summary>
    public Func<ConcreteSpec, string?>? PathOf { get; init; }

    /// <summary>Where specs are installed, for <c>{prefix}</c> in a format.</summary>
    public Func<ConcreteSpec, string?>? PrefixOf { get; init; }

    /// <summary>The status that stands before each spec; null for none.</summary>
    public Func<ConcreteSpec, InstallStatus>? Status { get; init; }

    /// <summary>Changes the text of a spec, such as to mark roots of an environment.</summary>
    public Func<ConcreteSpec, string, string>? Decorate { get; init; }
}

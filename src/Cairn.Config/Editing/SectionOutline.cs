using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cairn.Config.Editing;

/// <summary>What a section's value is.</summary>
internal enum SectionKind
{
    /// <summary>Nothing, <c>{}</c> or <c>[]</c>.</summary>
    Empty,

    /// <summary>A mapping with entries.</summary>
    Mapping,

    /// <summary>A list with items.</summary>
    List,

    /// <summary>Something that cannot hold entries.</summary>
    Other,
}

/// <summary>One entry or item of a section: its name and where its text begins and ends.</summary>
internal readonly record struct SectionPart(string Name, int Start, int End);

/// <summary>Where the parts of a section stand in a file's text.</summary>
internal sealed class SectionOutline
{
    private SectionOutline()
    {
    }

    public SectionKind Kind { get; private init; }

    /// <summary>True for <c>{…}</c> and <c>[…]</c>.</summary>
    public bool IsFlow { get; private init; }

    /// <summary>The column of the section's key.</summary>
    public int KeyIndent { get; private init; }

    /// <summary>Behind the colon of the section's key.</summary>
    public int KeyEnd { get; private init; }

    public int ValueStart { get; private init; }

    public int ValueEnd { get; private init; }

    public IReadOnlyList<SectionPart> Parts { get; private init; } = [];

    /// <summary>Finds a section at the top of a well-formed document; null if it is not there.</summary>
    public static SectionOutline? Find(string text, string section)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<MappingStart>(out _))
        {
            return null;
        }

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (key.Value == section || (key.Value.Length == section.Length + 1 && key.Value.StartsWith(section, StringComparison.Ordinal) && key.Value[^1] is ':' or '+' or '-'))
            {
                return Outline(parser, key, text);
            }

            SkipNode(parser);
        }

        return null;
    }

    private static SectionOutline Outline(Parser parser, Scalar key, string text)
    {
        int keyEnd = text.IndexOf(':', (int)key.End.Index) + 1;
        int indent = (int)key.Start.Column - 1;
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            bool isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
            int at = scalar.Value.Length == 0 ? keyEnd : (int)scalar.Start.Index;
            return new SectionOutline
            {
                Kind = isNull ? SectionKind.Empty : SectionKind.Other,
                KeyIndent = indent,
                KeyEnd = keyEnd,
                ValueStart = at,
                ValueEnd = scalar.Value.Length == 0 ? at : (int)scalar.End.Index,
            };
        }

        bool isMapping = parser.TryConsume<MappingStart>(out var mapping);
        var sequence = isMapping ? null : parser.Consume<SequenceStart>();
        bool isFlow = isMapping ? mapping!.Style == MappingStyle.Flow : sequence!.Style == SequenceStyle.Flow;
        int start = (int)(isMapping ? mapping!.Start : sequence!.Start).Index;
        var parts = new List<SectionPart>();
        while (!(isMapping ? parser.TryConsume<MappingEnd>(out _) : parser.TryConsume<SequenceEnd>(out _)))
        {
            parts.Add(Part(parser, isMapping));
        }

        // The end of a block is where the next token stands; a flow ends with its bracket.
        int end = parts.Count > 0 && !isFlow ? parts[^1].End : text.IndexOfAny(['}', ']'], parts.Count > 0 ? parts[^1].End : start) + 1;
        return new SectionOutline
        {
            Kind = parts.Count == 0 ? SectionKind.Empty : isMapping ? SectionKind.Mapping : SectionKind.List,
            IsFlow = isFlow,
            KeyIndent = indent,
            KeyEnd = keyEnd,
            ValueStart = start,
            ValueEnd = end,
            Parts = parts,
        };
    }

    private static SectionPart Part(Parser parser, bool isMapping)
    {
        var first = parser.Current!;
        string name = first is Scalar scalar ? scalar.Value : "";
        int start = (int)first.Start.Index;
        if (isMapping)
        {
            parser.MoveNext();
        }

        return new SectionPart(name, start, Math.Max(start, SkipNode(parser)));
    }

    /// <summary>Passes a whole value over and gives the end of its last text.</summary>
    private static int SkipNode(Parser parser)
    {
        int depth = 0, end = 0;
        do
        {
            var passed = parser.Current!;
            depth += passed.NestingIncrease;
            if (passed is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } block)
            {
                // A block of text ends behind its last line feed.
                end = (int)block.End.Index - 1;
            }
            else if (passed is Scalar or AnchorAlias || passed.End.Index > passed.Start.Index)
            {
                end = (int)passed.End.Index;
            }

            parser.MoveNext();
        }
        while (depth > 0);

        return end;
    }
}

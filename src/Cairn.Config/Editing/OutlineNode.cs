using Cairn.Config.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cairn.Config.Editing;

/// <summary>What a part of a document is.</summary>
internal enum OutlineKind
{
    /// <summary>Nothing, <c>null</c>, <c>{}</c> or <c>[]</c>.</summary>
    Empty,

    /// <summary>A single value, or an alias of something.</summary>
    Scalar,

    /// <summary>A mapping with entries.</summary>
    Mapping,

    /// <summary>A list with items.</summary>
    List,
}

/// <summary>An entry of a mapping, or an item of a list (whose key is empty).</summary>
/// <param name="Key">The key without its merge sign.</param>
/// <param name="Mode">The merge sign.</param>
/// <param name="Start">Where the key, or the item behind its dash, begins.</param>
/// <param name="KeyEnd">Behind the key's colon; <paramref name="Start"/> for items.</param>
/// <param name="Value">The value.</param>
internal sealed record OutlineEntry(string Key, MergeMode Mode, int Start, int KeyEnd, OutlineNode Value)
{
    /// <summary>Behind the last text of the entry.</summary>
    public int End => Math.Max(KeyEnd, Value.End);
}

/// <summary>Where a value and its parts stand in a text, so that an edit can cut out and put in without touching anything else.</summary>
internal sealed class OutlineNode
{
    private OutlineNode(OutlineKind kind, bool isFlow, int start, int end, IReadOnlyList<OutlineEntry> entries) =>
        (Kind, IsFlow, Start, End, Entries) = (kind, isFlow, start, end, entries);

    /// <summary>What the value is.</summary>
    public OutlineKind Kind { get; }

    /// <summary>True for what stands in brackets.</summary>
    public bool IsFlow { get; }

    /// <summary>Where the value's text begins.</summary>
    public int Start { get; }

    /// <summary>Behind the value's last text; equal to <see cref="Start"/> where there is no text.</summary>
    public int End { get; }

    /// <summary>The entries or items.</summary>
    public IReadOnlyList<OutlineEntry> Entries { get; }

    /// <summary>The entry of a key, or null.</summary>
    public OutlineEntry? Find(string key) => Kind == OutlineKind.Mapping ? Entries.FirstOrDefault(entry => entry.Key == key) : null;

    /// <summary>The outline of a well-formed document; null for one without content.</summary>
    public static OutlineNode? Of(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        parser.Consume<StreamStart>();
        return parser.TryConsume<DocumentStart>(out _) && !parser.Accept<DocumentEnd>(out _) ? Read(parser, text, 0) : null;
    }

    /// <param name="parser">Stands before the value.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="after">Where the value would stand if it has no text.</param>
    private static OutlineNode Read(Parser parser, string text, int after)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return OfScalar(scalar, after);
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return new OutlineNode(OutlineKind.Scalar, false, (int)alias.Start.Index, (int)alias.End.Index, []);
        }

        var entries = new List<OutlineEntry>();
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                int start = (int)parser.Current!.Start.Index;
                var item = Read(parser, text, start);
                entries.Add(new OutlineEntry("", MergeMode.Merge, item.Start, item.Start, item));
            }

            return OfCollection(OutlineKind.List, sequence.Style == SequenceStyle.Flow, (int)sequence.Start.Index, text, entries);
        }

        var mapping = parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            int keyEnd = text.IndexOf(':', (int)key.End.Index) + 1;
            var (name, mode) = YamlReader.SplitKey(key.Value);
            entries.Add(new OutlineEntry(name, mode, (int)key.Start.Index, keyEnd, Read(parser, text, keyEnd)));
        }

        return OfCollection(OutlineKind.Mapping, mapping.Style == MappingStyle.Flow, (int)mapping.Start.Index, text, entries);
    }

    private static OutlineNode OfScalar(Scalar scalar, int after)
    {
        bool isEmpty = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
        if (scalar.Style == ScalarStyle.Plain && scalar.Value.Length == 0)
        {
            return new OutlineNode(OutlineKind.Empty, false, after, after, []);
        }

        // A block of text ends behind its last line feed.
        bool isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        int end = (int)scalar.End.Index - (isBlock ? 1 : 0);
        return new OutlineNode(isEmpty ? OutlineKind.Empty : OutlineKind.Scalar, false, (int)scalar.Start.Index, end, []);
    }

    private static OutlineNode OfCollection(OutlineKind kind, bool isFlow, int start, string text, List<OutlineEntry> entries)
    {
        int last = entries.Count == 0 ? start : entries[^1].End;
        return new OutlineNode(entries.Count == 0 ? OutlineKind.Empty : kind, isFlow, start, isFlow ? FlowEnd(text, last) : last, entries);
    }

    /// <summary>Behind the bracket that ends a flow: the parser does not tell, but nothing except blanks, a comma and comments stands before it.</summary>
    private static int FlowEnd(string text, int at)
    {
        while (text[at] is not (']' or '}'))
        {
            at = text[at] == '#' ? text.IndexOf('\n', at) : at + 1;
        }

        return at + 1;
    }
}
